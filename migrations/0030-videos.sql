-- Moving pictures. A video is a photo that plays; a photo may have a film, in a file behind its own, or inside of its own.

CREATE TABLE video (
  photo INTEGER PRIMARY KEY REFERENCES photo,
  container TEXT NOT NULL, -- by its first bytes, as vision/formats/signature.ts calls it
  codec TEXT,              -- of the pictures, as the container names it; NULL: it does not say
  seconds REAL,            -- how long it plays; NULL: it does not say
  poster INTEGER NOT NULL CHECK (poster IN (0, 1)) -- 0: no decoder was there for the picture that stands for it
) STRICT;

-- The film that lies inside of a photo's own file: where, and how long it is, in bytes.
CREATE TABLE film (
  photo INTEGER PRIMARY KEY REFERENCES photo,
  start INTEGER NOT NULL,
  bytes INTEGER NOT NULL
) STRICT;

-- 1: a file behind another one is the film of its photo.
ALTER TABLE file ADD COLUMN film INTEGER NOT NULL DEFAULT 0 CHECK (film IN (0, 1));
