-- Whether something was said later of those whom an action is about: asked for every row of the history.

CREATE INDEX face_move_from ON face_move (from_person, action) WHERE action IS NOT NULL;
