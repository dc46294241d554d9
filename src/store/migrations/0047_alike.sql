-- Who is alike is found by the birthday (people/alike): few share it, while thousands share a common name.
CREATE INDEX guardian_by_birth_date ON guardian (municipality, birth_date);
CREATE INDEX child_by_born_on ON child (municipality, born_on);
