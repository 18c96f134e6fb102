-- A moment begins between the last frame without somebody and the first one with them: who goes there may see nobody yet.
-- Until its video is looked through again, the clearest view is the one that is known.
ALTER TABLE moment ADD COLUMN first_seen REAL NOT NULL DEFAULT 0;
UPDATE moment SET first_seen = clearest;
