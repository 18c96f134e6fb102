-- More answers: "later", and that one person may be seen twice on a photo, because it is a mirror or a collage.

-- Which verdicts there are is the engine's to know (facts.ts): a list here would have to be made anew for each.
CREATE TABLE answer_anew (
  action INTEGER NOT NULL REFERENCES action,
  left_face INTEGER NOT NULL REFERENCES face,
  right_face INTEGER NOT NULL REFERENCES face,
  verdict TEXT NOT NULL,
  similarity REAL
) STRICT;
INSERT INTO answer_anew (action, left_face, right_face, verdict, similarity)
  SELECT action, left_face, right_face, verdict, similarity FROM answer ORDER BY rowid;
DROP TABLE answer;
ALTER TABLE answer_anew RENAME TO answer;
CREATE INDEX answer_by_action ON answer (action);
CREATE INDEX answer_by_left ON answer (left_face);
CREATE INDEX answer_by_right ON answer (right_face);

CREATE TABLE collage (
  action INTEGER NOT NULL REFERENCES action,
  photo INTEGER NOT NULL REFERENCES photo
) STRICT;
CREATE INDEX collage_by_photo ON collage (photo);
CREATE INDEX collage_by_action ON collage (action);

-- Derived: 1 while the user says so.
ALTER TABLE photo ADD COLUMN collage INTEGER NOT NULL DEFAULT 0 CHECK (collage IN (0, 1));
