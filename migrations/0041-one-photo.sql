-- A file without a date was taken for the photo of its name whatever picture it holds; now the pictures tell. Each file behind
-- another one is held against it once more: only its metadata is read where both have dates.
UPDATE file SET state = 'waiting' WHERE behind = 1 AND film = 0 AND state = 'done';
-- Films named as icloudpd does it, and Google's edited copies with a number, find what they belong to at the next scan: a file
-- without a place among those of its name is given one.
UPDATE file SET stack = NULL, rank = 0 WHERE behind = 0
  AND (path LIKE '%\_HEVC.%' ESCAPE '\' OR path LIKE '%\_HEIC.%' ESCAPE '\' OR path GLOB '*-*([0-9]*).*')
  AND NOT EXISTS (SELECT 1 FROM file AS other
    WHERE other.folder = file.folder AND other.stack = file.stack AND other.id <> file.id);
