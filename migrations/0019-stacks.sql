-- Several files, one photo: a raw file and its JPEG, an edited copy and its original. The name decides (photos/stacking.ts).

ALTER TABLE file ADD COLUMN stack INTEGER;                      -- NULL: by itself
ALTER TABLE file ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;    -- the lowest of a stack stands for its photo
ALTER TABLE file ADD COLUMN behind INTEGER NOT NULL DEFAULT 0 CHECK (behind IN (0, 1)); -- another file does; not analysed
CREATE INDEX file_by_stack ON file (folder, stack) WHERE stack IS NOT NULL;
