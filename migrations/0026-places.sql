-- The town that a photo's position belongs to, and all names by which that place is found, a line each.

ALTER TABLE photo ADD COLUMN town TEXT;
ALTER TABLE photo ADD COLUMN region TEXT;
ALTER TABLE photo ADD COLUMN country TEXT; -- ISO 3166-1, two letters
ALTER TABLE photo ADD COLUMN place_words TEXT;
CREATE INDEX photo_by_place ON photo (place_words) WHERE place_words IS NOT NULL AND present = 1;

DROP VIEW photo_words;
CREATE VIEW photo_words AS
SELECT photo.id AS photo, coalesce(photo.title, '') || char(10) || coalesce(photo.camera, '') || char(10)
  || coalesce(photo.lens, '') || char(10) || coalesce(photo.place_words, '') || char(10)
  || coalesce(photo.description, '') || char(10)
  || coalesce((SELECT group_concat(value, char(10)) FROM json_each(photo.keywords)), '') || char(10) || coalesce((
  SELECT group_concat(replace(
    -- The name of the watched folder itself, without what lies above it.
    substr(folder.path, length(rtrim(folder.path, replace(replace(folder.path, '/', ''), '\', ''))) + 1)
      || '/' || file.path, '\', '/'), char(10))
  FROM file JOIN folder ON folder.id = file.folder WHERE file.photo = photo.id AND state IN ('done', 'waiting')
), '') AS words
FROM photo;

DROP TRIGGER photo_text_of_changed;
CREATE TRIGGER photo_text_of_changed AFTER UPDATE OF title, camera, lens, place_words, description, keywords ON photo
WHEN new.title IS NOT old.title OR new.camera IS NOT old.camera OR new.lens IS NOT old.lens
  OR new.place_words IS NOT old.place_words OR new.description IS NOT old.description OR new.keywords <> old.keywords BEGIN
  UPDATE photo_text SET words = (SELECT words FROM photo_words WHERE photo = new.id) WHERE rowid = new.id;
END;
