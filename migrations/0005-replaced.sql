-- Where a photo was last, when its file came to hold another picture: it is missing like one whose file went, with all
-- that was said of it, and comes back with its content. Without such a place and without a file, nothing speaks for it.

ALTER TABLE photo ADD COLUMN left_folder INTEGER REFERENCES folder;
ALTER TABLE photo ADD COLUMN left_path TEXT; -- below the folder
ALTER TABLE photo ADD COLUMN left_at TEXT;
CREATE INDEX photo_left ON photo (left_folder) WHERE left_folder IS NOT NULL;

-- Those that were replaced before this was written down: nobody knows where.
UPDATE photo SET left_folder = (SELECT min(id) FROM folder), left_path = '?', left_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
WHERE NOT EXISTS (SELECT 1 FROM file WHERE file.photo = photo.id);
