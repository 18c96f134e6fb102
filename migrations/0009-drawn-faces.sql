-- Faces that the user draws where none was found; and the timeline's order with the shapes of its photos.

CREATE TABLE drawing (
  action INTEGER NOT NULL REFERENCES action,
  face INTEGER NOT NULL REFERENCES face
) STRICT;
CREATE INDEX drawing_by_face ON drawing (face);
CREATE INDEX drawing_by_action ON drawing (action);

-- 1: no look has found it; it is there for as long as a drawing of it stands.
ALTER TABLE face ADD COLUMN drawn INTEGER NOT NULL DEFAULT 0 CHECK (drawn IN (0, 1));

-- With the sizes in it, the whole timeline is laid out without touching a photo's row.
DROP INDEX photo_timeline;
CREATE INDEX photo_timeline ON photo (present, taken_at, id, width, height);
