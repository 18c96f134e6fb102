-- Dates and titles that the user sets by hand are written beside photos as well, where names are: what makes them due.

CREATE TRIGGER names_due_of_edit AFTER UPDATE OF own, taken_at, taken_precision, taken_offset, title ON photo
WHEN (new.own IS NOT NULL OR old.own IS NOT NULL)
  AND (new.own IS NOT old.own OR new.taken_at IS NOT old.taken_at OR new.taken_precision IS NOT old.taken_precision
    OR new.taken_offset IS NOT old.taken_offset OR new.title IS NOT old.title)
  AND EXISTS (SELECT 1 FROM folder WHERE writes_names = 1)
BEGIN
  INSERT INTO names_due (photo) VALUES (new.id)
    ON CONFLICT (photo) DO UPDATE SET change = change + 1, attempts = 0, retry_at = NULL, reason = NULL, reason_words = NULL;
END;

DROP TRIGGER names_due_of_file;
CREATE TRIGGER names_due_of_file AFTER UPDATE OF state ON file
WHEN new.state = 'done' AND old.state <> 'done'
  AND EXISTS (SELECT 1 FROM folder WHERE id = new.folder AND writes_names = 1)
  AND (EXISTS (SELECT 1 FROM written_names WHERE file = new.id)
    OR EXISTS (SELECT 1 FROM photo WHERE id = new.photo AND own IS NOT NULL)
    OR EXISTS (SELECT 1 FROM face JOIN person ON person.id = face.person WHERE face.photo = new.photo AND name IS NOT NULL))
BEGIN
  INSERT INTO names_due (photo) VALUES (new.photo)
    ON CONFLICT (photo) DO UPDATE SET change = change + 1, attempts = 0, retry_at = NULL, reason = NULL, reason_words = NULL;
END;

-- What was set before, in folders where names are written already.
INSERT INTO names_due (photo) SELECT DISTINCT photo.id FROM photo JOIN file ON file.photo = photo.id
  JOIN folder ON folder.id = file.folder WHERE own IS NOT NULL AND writes_names = 1 AND removed_at IS NULL
  ON CONFLICT (photo) DO NOTHING;
