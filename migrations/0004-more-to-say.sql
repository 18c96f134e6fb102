-- Room for more kinds of words, and for what the machine did by itself and the user can take back.
-- Which kinds there are is the engine's to know (facts.ts): a list here would have to be made anew for each.

CREATE TABLE action_anew (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  who TEXT NOT NULL CHECK (who IN ('user', 'import', 'machine')),
  kind TEXT NOT NULL,
  sentence TEXT NOT NULL,
  undone_at TEXT
) STRICT;
INSERT INTO action_anew SELECT id, at, who, kind, sentence, undone_at FROM action;
-- An id that was given once is never given again.
UPDATE sqlite_sequence SET seq = max(seq, (SELECT seq FROM sqlite_sequence WHERE name = 'action')) WHERE name = 'action_anew';
INSERT INTO sqlite_sequence (name, seq)
  SELECT 'action_anew', seq FROM sqlite_sequence
  WHERE name = 'action' AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'action_anew');
DROP TABLE action;
ALTER TABLE action_anew RENAME TO action;
