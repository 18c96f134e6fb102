-- Taking back what the machine did is an action of the user: undone itself, what the machine did stands again.

ALTER TABLE action ADD COLUMN reverts INTEGER REFERENCES action;
CREATE INDEX action_by_reverted ON action (reverts) WHERE reverts IS NOT NULL;

-- So far it was only said in words.
UPDATE action SET reverts = (
  SELECT done.id FROM action AS done
  WHERE done.who = 'machine' AND done.undone_at >= action.at AND done.sentence = action.words ->> '$.values.what.text'
  ORDER BY done.undone_at LIMIT 1
) WHERE words ->> '$.id' = 'tookBack';
