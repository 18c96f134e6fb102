-- Where this machine cannot run ExifTool, files of one name are one photo by that name alone: they are looked at again once it can.

ALTER TABLE file ADD COLUMN by_name INTEGER NOT NULL DEFAULT 0 CHECK (by_name IN (0, 1));
UPDATE file SET by_name = 1 WHERE behind = 1 AND EXISTS (SELECT 1 FROM photo WHERE photo.id = file.photo AND metadata = 0);
CREATE INDEX file_by_name ON file (id) WHERE by_name = 1;
