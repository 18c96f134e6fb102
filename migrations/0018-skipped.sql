-- What the last whole scan of a folder met and did not read. JSON: [{kind, reason, count, example}]
ALTER TABLE folder ADD COLUMN skipped TEXT NOT NULL DEFAULT '[]';
