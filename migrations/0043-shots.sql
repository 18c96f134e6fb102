-- What Apple calls a shot stands in the still as in its film: the two are one photo whatever their files' names are.
ALTER TABLE file ADD COLUMN shot TEXT; -- NULL: the file does not say it, or has not been read for it
CREATE INDEX file_by_shot ON file (folder, shot) WHERE shot IS NOT NULL;
