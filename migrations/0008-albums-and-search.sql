-- What else is said of people, albums that fill themselves, and what photos are found by.

-- Facts ------------------------------------------------------------------------------------------------------------

-- The newest standing row of a kind holds; NULL: the user took it away. The face anchors it as it does a name.
CREATE TABLE remark (
  action INTEGER NOT NULL REFERENCES action,
  person INTEGER NOT NULL REFERENCES person,
  kind TEXT NOT NULL CHECK (kind IN ('favourite', 'note', 'born')),
  value TEXT, -- favourite: 1; born: 2019-07-04
  face INTEGER REFERENCES face
) STRICT;
CREATE INDEX remark_by_person ON remark (person, kind, action);
CREATE INDEX remark_by_action ON remark (action);
CREATE INDEX remark_by_face ON remark (face) WHERE face IS NOT NULL;

CREATE TABLE album (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  created_at TEXT NOT NULL
) STRICT;

-- The newest standing row describes the album; without a name: the user deleted it.
CREATE TABLE album_said (
  action INTEGER NOT NULL REFERENCES action,
  album INTEGER NOT NULL REFERENCES album,
  name TEXT,
  rule TEXT NOT NULL -- JSON: dates, months and words
) STRICT;
CREATE INDEX album_said_by_album ON album_said (album, action);
CREATE INDEX album_said_by_action ON album_said (action);

-- Who has to be on the photos of an album, as one action said. Somebody of each party; without a party: must not be.
-- A person may be merged away or taken apart: then whoever holds the face is meant.
CREATE TABLE album_person (
  action INTEGER NOT NULL REFERENCES action,
  party INTEGER,
  person INTEGER NOT NULL REFERENCES person,
  face INTEGER REFERENCES face
) STRICT;
CREATE INDEX album_person_by_action ON album_person (action);
CREATE INDEX album_person_by_person ON album_person (person);
CREATE INDEX album_person_by_face ON album_person (face) WHERE face IS NOT NULL;

-- Derived from remarks, in the transaction that changes them:
ALTER TABLE person ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1));
ALTER TABLE person ADD COLUMN note TEXT;
ALTER TABLE person ADD COLUMN born TEXT;

-- Guesses ----------------------------------------------------------------------------------------------------------

-- Who is on which photo, answered by the index alone.
CREATE INDEX face_on_photo ON face (person, photo) WHERE gone = 0 AND rejected = 0;

-- The path without the file's name: everything up to the last separator, of either kind.
ALTER TABLE file ADD COLUMN directory TEXT
  GENERATED ALWAYS AS (rtrim(path, replace(replace(path, '/', ''), '\', ''))) VIRTUAL;
CREATE INDEX file_by_directory ON file (folder, directory, state, photo);

-- How many photos a folder holds: copies are one.
CREATE INDEX file_done ON file (folder, photo) WHERE state = 'done';

-- What a photo can be found by beside people and dates: folders, file names, title, camera; a line each.
CREATE VIRTUAL TABLE photo_text USING fts5 (words, tokenize = 'trigram remove_diacritics 1');

CREATE VIEW photo_words AS
SELECT photo.id AS photo, coalesce(photo.title, '') || char(10) || coalesce(photo.camera, '') || char(10) || coalesce((
  SELECT group_concat(replace(
    -- The name of the watched folder itself, without what lies above it.
    substr(folder.path, length(rtrim(folder.path, replace(replace(folder.path, '/', ''), '\', ''))) + 1)
      || '/' || file.path, '\', '/'), char(10))
  FROM file JOIN folder ON folder.id = file.folder WHERE file.photo = photo.id AND state IN ('done', 'waiting')
), '') AS words
FROM photo;

INSERT INTO photo_text (rowid, words) SELECT photo, words FROM photo_words;

CREATE TRIGGER photo_text_of_new AFTER INSERT ON photo BEGIN
  INSERT INTO photo_text (rowid, words) SELECT photo, words FROM photo_words WHERE photo = new.id;
END;
CREATE TRIGGER photo_text_of_changed AFTER UPDATE OF title, camera ON photo
WHEN new.title IS NOT old.title OR new.camera IS NOT old.camera BEGIN
  UPDATE photo_text SET words = (SELECT words FROM photo_words WHERE photo = new.id) WHERE rowid = new.id;
END;
CREATE TRIGGER photo_text_of_deleted AFTER DELETE ON photo BEGIN
  DELETE FROM photo_text WHERE rowid = old.id;
END;
CREATE TRIGGER photo_text_of_file AFTER UPDATE OF photo, state ON file
WHEN new.photo IS NOT old.photo OR new.state <> old.state BEGIN
  UPDATE photo_text SET words = (SELECT words FROM photo_words WHERE photo = new.photo) WHERE rowid = new.photo;
  UPDATE photo_text SET words = (SELECT words FROM photo_words WHERE photo = old.photo)
    WHERE rowid = old.photo AND old.photo IS NOT new.photo;
END;
CREATE TRIGGER photo_text_of_new_file AFTER INSERT ON file WHEN new.photo IS NOT NULL BEGIN
  UPDATE photo_text SET words = (SELECT words FROM photo_words WHERE photo = new.photo) WHERE rowid = new.photo;
END;
