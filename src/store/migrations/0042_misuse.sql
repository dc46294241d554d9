-- 不正利用 (settlement): a use for which the municipality claims money back.  state: 1 claimed, 2 repaid, 3 withdrawn.
CREATE TABLE misuse (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    entry bytea NOT NULL,
    household bytea NOT NULL,
    yen bigint NOT NULL CHECK (yen > 0),
    reason text NOT NULL,
    marked_by bytea NOT NULL,
    marked_at bigint NOT NULL,
    state bigint NOT NULL CHECK (state BETWEEN 1 AND 3),
    closed_by bytea,
    closed_at bigint,
    closed_why text NOT NULL,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, entry) REFERENCES entry (municipality, id),
    CHECK ((state = 1) = (closed_at IS NULL)),
    CHECK ((closed_by IS NULL) = (closed_at IS NULL))
);
CREATE INDEX misuse_by_household ON misuse (municipality, household, marked_at, id);
CREATE UNIQUE INDEX misuse_standing ON misuse (municipality, entry) WHERE state <> 3;
