-- Which face was the newest when a person was hidden: later ones are news.
ALTER TABLE hiding ADD COLUMN newest_face INTEGER NOT NULL DEFAULT 0;
UPDATE hiding SET newest_face = (SELECT coalesce(max(id), 0) FROM face);
