-- What was said is kept apart from the language, too: which sentence it was and what about, as JSON
-- ({"id": …, "values": …}, see app/sentences). Null: it exists only as it was written, in English.

ALTER TABLE action ADD COLUMN words TEXT CHECK (json_valid(words));
ALTER TABLE file ADD COLUMN reason_words TEXT CHECK (json_valid(reason_words));
