-- A municipality that lives in another database now: what is here stays as it was, and is nobody's.
CREATE TABLE moved_away (
    municipality bigint NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (municipality)
);
