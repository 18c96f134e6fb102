-- Which people have a birth date is asked after every word of the user; of a hundred thousand people few have one.

CREATE INDEX person_by_birth ON person (born) WHERE born IS NOT NULL;
