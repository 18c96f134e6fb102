-- Who is hidden, named or a favourite is asked at each answer: of tens of thousands of people a few.
CREATE INDEX person_hidden ON person (id) WHERE hidden = 1 AND faces > 0;
CREATE INDEX person_named ON person (id) WHERE name IS NOT NULL AND faces > 0;
CREATE INDEX person_favourite ON person (id) WHERE favourite = 1 AND faces > 0;
