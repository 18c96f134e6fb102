-- The faces whose vectors are not as they are in the file that a large library keeps them in: counted only where there is one.
CREATE TABLE vector_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  face INTEGER NOT NULL
) STRICT;

CREATE TRIGGER vector_added AFTER INSERT ON embedding
WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'vectorFile')
BEGIN INSERT INTO vector_change (face) VALUES (new.face); END;

CREATE TRIGGER vector_replaced AFTER UPDATE ON embedding
WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'vectorFile')
BEGIN INSERT INTO vector_change (face) VALUES (new.face); END;

CREATE TRIGGER vector_dropped AFTER DELETE ON embedding
WHEN EXISTS (SELECT 1 FROM setting WHERE key = 'vectorFile')
BEGIN INSERT INTO vector_change (face) VALUES (old.face); END;
