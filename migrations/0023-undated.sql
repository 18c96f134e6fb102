-- A photo of which nothing but its file's time is known has no date: it stands behind all others.

ALTER TABLE photo ADD COLUMN dated INTEGER GENERATED ALWAYS AS (taken_from <> 'file') VIRTUAL;
DROP INDEX photo_timeline;
CREATE INDEX photo_timeline ON photo (present, dated, taken_at, id, width, height, taken_precision);
