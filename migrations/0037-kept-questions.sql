-- The pairs of people who may be one, as they were when the library was closed. They are taken out when it is opened again, so
-- that after an end without a close there is nothing here that holds no more.
CREATE TABLE kept_questions (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  basis TEXT NOT NULL,  -- what they follow from: of something else they are worked out anew
  pairs BLOB NOT NULL,
  awaited TEXT NOT NULL -- JSON: people of whom all was still to be worked out
) STRICT;

DELETE FROM setting WHERE key = 'askedAbout';
