-- How the sidecar of a photo turns it beyond what the photo's own file says, as EXIF numbers it: 1 is not at all.

ALTER TABLE photo ADD COLUMN turn INTEGER NOT NULL DEFAULT 1 CHECK (turn BETWEEN 1 AND 8);
