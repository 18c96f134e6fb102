-- How close the people around each face are to one another: a score means less where all are alike.

-- Faces of people who are surely not one, by the network that weighs most in the score. The newest of a score counts.
CREATE TABLE cohort (
  id INTEGER PRIMARY KEY,
  score TEXT NOT NULL,
  -- How many faces there were when it was chosen.
  faces INTEGER NOT NULL,
  -- Unit vectors (float16), one after the other.
  members BLOB NOT NULL
) STRICT;

CREATE TABLE closeness (
  face INTEGER PRIMARY KEY REFERENCES face,
  cohort INTEGER NOT NULL REFERENCES cohort,
  value REAL NOT NULL
) STRICT;
CREATE INDEX closeness_by_cohort ON closeness (cohort);
