-- Whether a photo has a date, as a column of its own: an index over a generated one does not answer the timeline alone.

DROP INDEX photo_timeline;
DROP INDEX photo_favourite;
ALTER TABLE photo DROP COLUMN dated;
ALTER TABLE photo ADD COLUMN dated INTEGER NOT NULL DEFAULT 0 CHECK (dated IN (0, 1));
UPDATE photo SET dated = 1 WHERE taken_from <> 'file';
CREATE INDEX photo_timeline ON photo (present, dated, taken_at, id, width, height, taken_precision);
CREATE INDEX photo_favourite ON photo (dated, taken_at, id) WHERE favourite = 1;

CREATE TRIGGER photo_dated_of_new AFTER INSERT ON photo WHEN new.dated <> (new.taken_from <> 'file') BEGIN
  UPDATE photo SET dated = (taken_from <> 'file') WHERE id = new.id;
END;
CREATE TRIGGER photo_dated_of_changed AFTER UPDATE OF taken_from ON photo WHEN new.dated <> (new.taken_from <> 'file') BEGIN
  UPDATE photo SET dated = (taken_from <> 'file') WHERE id = new.id;
END;
