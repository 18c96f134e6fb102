-- What the user says of a photo itself: when it was taken, and its title.

-- The newest standing row of a kind holds. taken: JSON {"takenAt": …, "takenPrecision": …, "takenOffset": …}; title: the text.
-- NULL: what the photo itself says.
CREATE TABLE photo_edit (
  action INTEGER NOT NULL REFERENCES action,
  photo INTEGER NOT NULL REFERENCES photo,
  kind TEXT NOT NULL CHECK (kind IN ('taken', 'title')),
  value TEXT
) STRICT;
CREATE INDEX photo_edit_by_photo ON photo_edit (photo, kind, action);
CREATE INDEX photo_edit_by_action ON photo_edit (action);

-- JSON: what the photo itself says, while the user says otherwise.
ALTER TABLE photo ADD COLUMN own TEXT;
