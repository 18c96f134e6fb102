-- What a photo says of itself, by a library made for reading it: how precisely it says when it was taken, and in which words
-- it is found. Who says so is the engine's to know (photos/metadata.ts): a list here would have to be made anew for each.

ALTER TABLE photo RENAME COLUMN taken_from TO taken_from_before;
ALTER TABLE photo ADD COLUMN taken_from TEXT NOT NULL DEFAULT 'file';
UPDATE photo SET taken_from = taken_from_before;
ALTER TABLE photo DROP COLUMN taken_from_before;

ALTER TABLE photo RENAME COLUMN title_from TO title_from_before;
ALTER TABLE photo ADD COLUMN title_from TEXT;
UPDATE photo SET title_from = title_from_before WHERE title_from_before IS NOT NULL;
ALTER TABLE photo DROP COLUMN title_from_before;

-- taken_at is the middle of what is known: of a year, a month, a day.
ALTER TABLE photo ADD COLUMN taken_precision TEXT NOT NULL DEFAULT 'second'
  CHECK (taken_precision IN ('year', 'month', 'day', 'minute', 'second'));
ALTER TABLE photo ADD COLUMN lens TEXT;
ALTER TABLE photo ADD COLUMN description TEXT;
ALTER TABLE photo ADD COLUMN keywords TEXT NOT NULL DEFAULT '[]'; -- JSON: texts
-- By which rules `embedded` was read; others are read anew, in the background. Then why it is not all that the file says.
ALTER TABLE photo ADD COLUMN metadata INTEGER NOT NULL DEFAULT 0;
ALTER TABLE photo ADD COLUMN metadata_reason TEXT;
ALTER TABLE photo ADD COLUMN metadata_words TEXT CHECK (json_valid(metadata_words));

-- The timeline shows what is known of each date, from the index alone.
DROP INDEX photo_timeline;
CREATE INDEX photo_timeline ON photo (present, taken_at, id, width, height, taken_precision);

-- A photo is found by its description and its keywords, too.
DROP VIEW photo_words;
CREATE VIEW photo_words AS
SELECT photo.id AS photo, coalesce(photo.title, '') || char(10) || coalesce(photo.camera, '') || char(10)
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
CREATE TRIGGER photo_text_of_changed AFTER UPDATE OF title, camera, description, keywords ON photo
WHEN new.title IS NOT old.title OR new.camera IS NOT old.camera OR new.description IS NOT old.description
  OR new.keywords <> old.keywords BEGIN
  UPDATE photo_text SET words = (SELECT words FROM photo_words WHERE photo = new.id) WHERE rowid = new.id;
END;
