-- The first library: facts (what the user said) apart from guesses (what the machine made of the photos).

-- Facts ------------------------------------------------------------------------------------------------------------

CREATE TABLE folder (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE,
  added_at TEXT NOT NULL,
  removed_at TEXT
) STRICT;

-- One thing that the user did. Whatever carries its id stands and falls with it.
CREATE TABLE action (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL CHECK (who IN ('user', 'import')),
  kind TEXT NOT NULL CHECK (kind IN ('answer', 'name', 'merge', 'split', 'hide', 'assign', 'reject', 'cover', 'dissolve')),
  sentence TEXT NOT NULL,
  undone_at TEXT
) STRICT;

-- "Same or different?" about two faces: the pair of faces names the question, so regrouping never makes it stale.
CREATE TABLE answer (
  action INTEGER NOT NULL REFERENCES action,
  left_face INTEGER NOT NULL REFERENCES face,
  right_face INTEGER NOT NULL REFERENCES face,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure'))
) STRICT;
CREATE INDEX answer_by_action ON answer (action);

-- The newest standing row is the person's name; NULL: the user took the name away. The face anchors the name
-- to something seen, should the grouping ever be made again from nothing.
CREATE TABLE naming (
  action INTEGER NOT NULL REFERENCES action,
  person INTEGER NOT NULL REFERENCES person,
  name TEXT,
  face INTEGER REFERENCES face
) STRICT;
CREATE INDEX naming_by_person ON naming (person, action);
CREATE INDEX naming_by_action ON naming (action);

CREATE TABLE hiding (
  action INTEGER NOT NULL REFERENCES action,
  person INTEGER NOT NULL REFERENCES person,
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1))
) STRICT;
CREATE INDEX hiding_by_person ON hiding (person, action);
CREATE INDEX hiding_by_action ON hiding (action);

-- Guesses ----------------------------------------------------------------------------------------------------------

-- A picture by its content: copies are one photo with several files.
CREATE TABLE photo (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  hash TEXT NOT NULL UNIQUE,
  bytes INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  taken_at TEXT NOT NULL,
  taken_from TEXT NOT NULL CHECK (taken_from IN ('exif', 'name', 'file')),
  camera TEXT,
  pipeline INTEGER NOT NULL,
  -- Derived: 1 while at least one of its files can be reached.
  present INTEGER NOT NULL DEFAULT 1 CHECK (present IN (0, 1))
) STRICT;
CREATE INDEX photo_timeline ON photo (present, taken_at, id);

-- A file that was seen. A waiting row is the queue: a crash loses nothing.
CREATE TABLE file (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  folder INTEGER NOT NULL REFERENCES folder,
  path TEXT NOT NULL, -- below the folder, with the system's separator
  size INTEGER NOT NULL,
  modified REAL NOT NULL, -- milliseconds since 1970
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'missing')),
  photo INTEGER REFERENCES photo,
  attempts INTEGER NOT NULL DEFAULT 0,
  reason TEXT,
  retry_at TEXT,
  UNIQUE (folder, path)
) STRICT;
CREATE INDEX file_queue ON file (state, modified);
CREATE INDEX file_by_photo ON file (photo);

CREATE TABLE person (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  created_at TEXT NOT NULL,
  -- A settled person's faces are never moved by the machine.
  settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),
  -- Derived from facts and faces in the transaction that changes them:
  name TEXT,
  hidden INTEGER NOT NULL DEFAULT 0 CHECK (hidden IN (0, 1)),
  faces INTEGER NOT NULL DEFAULT 0,
  photos INTEGER NOT NULL DEFAULT 0,
  cover INTEGER
) STRICT;
CREATE INDEX person_order ON person (hidden, photos DESC, id) WHERE faces > 0;
CREATE INDEX person_by_name ON person (name COLLATE NOCASE) WHERE name IS NOT NULL;

CREATE TABLE face (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  photo INTEGER NOT NULL REFERENCES photo,
  x REAL NOT NULL,
  y REAL NOT NULL,
  w REAL NOT NULL,
  h REAL NOT NULL,
  landmarks TEXT NOT NULL, -- JSON: ten numbers
  confidence REAL NOT NULL,
  quality REAL NOT NULL,
  person INTEGER REFERENCES person,
  -- 1: a later look did not find it again; kept because facts may speak of it.
  gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1))
) STRICT;
CREATE INDEX face_by_photo ON face (photo);
CREATE INDEX face_by_person ON face (person, quality);

-- Unit vectors as float16, little endian. Two models' vectors are never compared.
CREATE TABLE embedding (
  face INTEGER NOT NULL REFERENCES face,
  model TEXT NOT NULL,
  vector BLOB NOT NULL,
  PRIMARY KEY (face, model)
) STRICT, WITHOUT ROWID;

-- Every face that ever changed person. A move with an action is undone with it; one without was the machine's.
CREATE TABLE face_move (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  action INTEGER REFERENCES action,
  at TEXT NOT NULL,
  face INTEGER NOT NULL REFERENCES face,
  from_person INTEGER REFERENCES person,
  to_person INTEGER REFERENCES person
) STRICT;
CREATE INDEX face_move_by_action ON face_move (action) WHERE action IS NOT NULL;
