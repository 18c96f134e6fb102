-- What Apple calls a shot stands in the still as in its film: the two are one photo whatever their files' names are.
ALTER TABLE file ADD COLUMN shot TEXT; -- NULL: the file does not say it, or has not been read for it
CREATE INDEX file_by_shot ON file (folder, shot) WHERE shot IS NOT NULL;
-- Photos of Apple's cameras, and videos, are asked for it once, in the background. All others would be as they are.
UPDATE photo SET metadata = 12 WHERE metadata = 11 AND coalesce(camera, '') NOT LIKE 'Apple%'
  AND NOT EXISTS (SELECT 1 FROM video WHERE video.photo = photo.id);
