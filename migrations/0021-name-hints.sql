-- Names that another program gave a photo without saying which face is meant: what the review asks about first.

CREATE TABLE name_hint (
  action INTEGER NOT NULL REFERENCES action,
  photo INTEGER NOT NULL REFERENCES photo,
  name TEXT NOT NULL
) STRICT;
CREATE INDEX name_hint_by_action ON name_hint (action);
CREATE INDEX name_hint_by_photo ON name_hint (photo);
