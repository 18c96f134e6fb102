-- Names that Kindred writes into the .xmp files beside photos: in which folders, what of a file is Kindred's, and what is due.

ALTER TABLE folder ADD COLUMN writes_names INTEGER NOT NULL DEFAULT 0 CHECK (writes_names IN (0, 1));

-- What Kindred wrote beside a file.
CREATE TABLE written_names (
  file INTEGER PRIMARY KEY REFERENCES file ON DELETE CASCADE,
  content TEXT NOT NULL CHECK (json_valid(content)), -- see names/sidecar-names.ts
  hash TEXT NOT NULL,                                -- of the sidecar's bytes
  leaving INTEGER NOT NULL DEFAULT 0 CHECK (leaving IN (0, 1)) -- 1: the user wants it taken away
) STRICT;

-- Photos whose sidecars may have to say something else. A row goes when they do.
CREATE TABLE names_due (
  photo INTEGER PRIMARY KEY REFERENCES photo,
  change INTEGER NOT NULL DEFAULT 0, -- grows with each news
  attempts INTEGER NOT NULL DEFAULT 0,
  retry_at TEXT, -- NULL: at once or, where there is a reason, not before there is news
  path TEXT,     -- of the file that could not be written
  reason TEXT,
  reason_words TEXT CHECK (json_valid(reason_words))
) STRICT;

-- News: a face got or lost a name, or lies elsewhere.
CREATE TRIGGER names_due_of_face AFTER UPDATE OF person, gone, rejected, x, y, w, h ON face
WHEN (new.person IS NOT old.person OR new.gone <> old.gone OR new.rejected <> old.rejected
    OR new.x <> old.x OR new.y <> old.y OR new.w <> old.w OR new.h <> old.h)
  AND EXISTS (SELECT 1 FROM folder WHERE writes_names = 1)
  AND EXISTS (SELECT 1 FROM person WHERE id IN (old.person, new.person) AND name IS NOT NULL)
BEGIN
  INSERT INTO names_due (photo) VALUES (new.photo)
    ON CONFLICT (photo) DO UPDATE SET change = change + 1, attempts = 0, retry_at = NULL, reason = NULL, reason_words = NULL;
END;

-- A person got another name, or is not to be seen any more.
CREATE TRIGGER names_due_of_person AFTER UPDATE OF name, hidden ON person
WHEN (new.name IS NOT old.name OR (new.hidden <> old.hidden AND new.name IS NOT NULL))
  AND EXISTS (SELECT 1 FROM folder WHERE writes_names = 1)
BEGIN
  INSERT INTO names_due (photo) SELECT DISTINCT photo FROM face WHERE person = new.id AND gone = 0 AND rejected = 0
    ON CONFLICT (photo) DO UPDATE SET change = change + 1, attempts = 0, retry_at = NULL, reason = NULL, reason_words = NULL;
END;

-- A file of a photo with names was read: it is new, or came back, or another program changed its sidecar.
CREATE TRIGGER names_due_of_file AFTER UPDATE OF state ON file
WHEN new.state = 'done' AND old.state <> 'done'
  AND EXISTS (SELECT 1 FROM folder WHERE id = new.folder AND writes_names = 1)
  AND (EXISTS (SELECT 1 FROM written_names WHERE file = new.id)
    OR EXISTS (SELECT 1 FROM face JOIN person ON person.id = face.person WHERE face.photo = new.photo AND name IS NOT NULL))
BEGIN
  INSERT INTO names_due (photo) VALUES (new.photo)
    ON CONFLICT (photo) DO UPDATE SET change = change + 1, attempts = 0, retry_at = NULL, reason = NULL, reason_words = NULL;
END;
