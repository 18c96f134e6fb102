-- How clear each person's cover is, beside what else is derived of them. People are put in order by it, all of them at once:
-- read from their faces it is a page of the disk a person, which takes seconds on a computer that has just started.

ALTER TABLE person ADD COLUMN cover_quality REAL;
UPDATE person SET cover_quality = (SELECT quality FROM face WHERE face.id = cover);
