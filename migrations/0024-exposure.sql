-- How a photo was exposed, and that it is found by its lens.

ALTER TABLE photo ADD COLUMN exposure_time REAL; -- seconds
ALTER TABLE photo ADD COLUMN aperture REAL;      -- f-number
ALTER TABLE photo ADD COLUMN iso REAL;
ALTER TABLE photo ADD COLUMN focal_length REAL;  -- millimetres, as the lens has it

DROP VIEW photo_words;
CREATE VIEW photo_words AS
SELECT photo.id AS photo, coalesce(photo.title, '') || char(10) || coalesce(photo.camera, '') || char(10)
  || coalesce(photo.lens, '') || char(10) || coalesce(photo.description, '') || char(10)
  || coalesce((SELECT group_concat(value, char(10)) FROM json_each(photo.keywords)), '') || char(10) || coalesce((
  SELECT group_concat(replace(
    -- The name of the watched folder itself, without what lies above it.
    substr(folder.path, length(rtrim(folder.path, replace(replace(folder.path, '/', ''), '\', ''))) + 1)
      || '/' || file.path, '\', '/'), char(10))
  FROM file JOIN folder ON folder.id = file.folder WHERE file.photo = photo.id AND state IN ('done', 'waiting')
), '') AS words
FROM photo;

DROP TRIGGER photo_text_of_changed;
CREATE TRIGGER photo_text_of_changed AFTER UPDATE OF title, camera, lens, description, keywords ON photo
WHEN new.title IS NOT old.title OR new.camera IS NOT old.camera OR new.lens IS NOT old.lens
  OR new.description IS NOT old.description OR new.keywords <> old.keywords BEGIN
  UPDATE photo_text SET words = (SELECT words FROM photo_words WHERE photo = new.id) WHERE rowid = new.id;
END;

UPDATE photo_text SET words = (SELECT words FROM photo_words WHERE photo = photo_text.rowid)
WHERE rowid IN (SELECT id FROM photo WHERE lens IS NOT NULL);
