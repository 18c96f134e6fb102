-- Folders that pause, exclude and poll; photos that go missing and are forgotten; what a photo says of itself.

ALTER TABLE folder ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));
ALTER TABLE folder ADD COLUMN excluded TEXT NOT NULL DEFAULT '[]'; -- JSON: glob patterns, below the folder
ALTER TABLE folder ADD COLUMN polled INTEGER CHECK (polled IN (0, 1)); -- NULL: as its file system suggests

ALTER TABLE file ADD COLUMN missing_at TEXT;
-- 1: it is there, but a pattern of its folder leaves it out. Its state is 'missing', so that nothing else has to know.
ALTER TABLE file ADD COLUMN excluded INTEGER NOT NULL DEFAULT 0 CHECK (excluded IN (0, 1));
ALTER TABLE file ADD COLUMN sidecar TEXT; -- size and time of the .xmp beside it, as last seen

-- The user's word: do not keep this missing photo. Undone by taking it away, until the forgotten ones are emptied.
ALTER TABLE photo ADD COLUMN forgotten_at TEXT;
ALTER TABLE photo ADD COLUMN embedded TEXT; -- JSON: what the file itself says, so that a sidecar can be weighed again
ALTER TABLE photo ADD COLUMN taken_offset TEXT; -- of local time from UTC: +02:00
ALTER TABLE photo ADD COLUMN latitude REAL;
ALTER TABLE photo ADD COLUMN longitude REAL;
ALTER TABLE photo ADD COLUMN rating INTEGER CHECK (rating BETWEEN 1 AND 5);
ALTER TABLE photo ADD COLUMN rating_from TEXT CHECK (rating_from IN ('exif', 'xmp', 'sidecar'));
ALTER TABLE photo ADD COLUMN title TEXT;
ALTER TABLE photo ADD COLUMN title_from TEXT CHECK (title_from IN ('exif', 'xmp', 'sidecar'));

-- What the user set for the whole library, such as pausing.
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The newest of each folder is found without sorting all that waits.
DROP INDEX file_queue;
CREATE INDEX file_queue ON file (folder, state, modified);
CREATE INDEX file_retry ON file (retry_at) WHERE retry_at IS NOT NULL;
CREATE INDEX file_missing ON file (missing_at) WHERE state = 'missing';
CREATE INDEX answer_by_left ON answer (left_face);
CREATE INDEX answer_by_right ON answer (right_face);
CREATE INDEX naming_by_face ON naming (face) WHERE face IS NOT NULL;
CREATE INDEX face_move_by_face ON face_move (face);
