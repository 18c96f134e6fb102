-- How far apart in time the two sides of a question were when it was answered: what the years do to faces is learnt from it.
-- Null: of one of them no photo says when it was taken.

ALTER TABLE answer ADD COLUMN years REAL CHECK (years >= 0);
-- Both were seen on one day only, and on the same.
ALTER TABLE answer ADD COLUMN same_day INTEGER CHECK (same_day IN (0, 1));
