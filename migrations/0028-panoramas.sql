-- Faces of a panorama were looked for at a size that its longer side gave, which few of them reach: it is analysed again.
UPDATE photo SET pipeline = 0 WHERE max(width, height) > 2 * min(width, height);
