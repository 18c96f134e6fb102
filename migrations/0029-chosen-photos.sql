-- Photos that the user chose: favourites, and albums of photos that were put in one by one.

-- The same table, with one kind more. favourite: 1.
CREATE TABLE photo_edit_with_favourites (
  action INTEGER NOT NULL REFERENCES action,
  photo INTEGER NOT NULL REFERENCES photo,
  kind TEXT NOT NULL CHECK (kind IN ('taken', 'title', 'favourite')),
  value TEXT
) STRICT;
INSERT INTO photo_edit_with_favourites (action, photo, kind, value)
  SELECT action, photo, kind, value FROM photo_edit ORDER BY rowid;
DROP TABLE photo_edit;
ALTER TABLE photo_edit_with_favourites RENAME TO photo_edit;
CREATE INDEX photo_edit_by_photo ON photo_edit (photo, kind, action);
CREATE INDEX photo_edit_by_action ON photo_edit (action);

-- Derived from it, in the transaction that changes it:
ALTER TABLE photo ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1));
CREATE INDEX photo_favourite ON photo (dated, taken_at, id) WHERE favourite = 1;

-- Put into an album (1) or taken out of it (0): the newest standing row about both holds. An album of chosen photos has the
-- rule null.
CREATE TABLE album_photo (
  action INTEGER NOT NULL REFERENCES action,
  album INTEGER NOT NULL REFERENCES album,
  photo INTEGER NOT NULL REFERENCES photo,
  chosen INTEGER NOT NULL CHECK (chosen IN (0, 1))
) STRICT;
CREATE INDEX album_photo_by_album ON album_photo (album, photo, action);
CREATE INDEX album_photo_by_photo ON album_photo (photo);
CREATE INDEX album_photo_by_action ON album_photo (action);

-- The photo that stands for an album of chosen photos; without one it is the newest.
ALTER TABLE album_said ADD COLUMN cover INTEGER REFERENCES photo;
CREATE INDEX album_said_by_cover ON album_said (cover) WHERE cover IS NOT NULL;
