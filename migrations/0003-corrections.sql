-- What else the user can say: that something is no face, which face stands for a person; and what answers teach.

CREATE TABLE rejection (
  action INTEGER NOT NULL REFERENCES action,
  face INTEGER NOT NULL REFERENCES face
) STRICT;
CREATE INDEX rejection_by_face ON rejection (face);
CREATE INDEX rejection_by_action ON rejection (action);

CREATE TABLE covering (
  action INTEGER NOT NULL REFERENCES action,
  person INTEGER NOT NULL REFERENCES person,
  face INTEGER NOT NULL REFERENCES face
) STRICT;
CREATE INDEX covering_by_person ON covering (person, action);
CREATE INDEX covering_by_face ON covering (face);
CREATE INDEX covering_by_action ON covering (action);

-- How alike the two sides were when they were asked about: what the library's own threshold is learnt from.
ALTER TABLE answer ADD COLUMN similarity REAL;

-- Derived: 1 while the user says that it is no face.
ALTER TABLE face ADD COLUMN rejected INTEGER NOT NULL DEFAULT 0 CHECK (rejected IN (0, 1));
