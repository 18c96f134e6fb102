-- A file without a date was taken for the photo of its name whatever picture it holds; now the pictures tell. Each file behind
-- another one is held against it once more: only its metadata is read where both have dates.
UPDATE file SET state = 'waiting' WHERE behind = 1 AND film = 0 AND state = 'done';
