-- A face of which the detector is not sure is now asked whether the models find one in it. Only photos with such a face have to
-- be analysed again: all others would be as they are.
UPDATE photo SET pipeline = 6 WHERE pipeline = 5 AND NOT EXISTS (
  SELECT 1 FROM face WHERE face.photo = photo.id AND gone = 0 AND confidence < 0.985
    AND NOT EXISTS (SELECT 1 FROM video WHERE video.photo = photo.id));
