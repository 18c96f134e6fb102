-- Who is on a photo is answered by the index alone. The faces of a photo come in the order of their ids, as before.

DROP INDEX face_by_photo;
CREATE INDEX face_by_photo ON face (photo, id, person, gone, rejected);
