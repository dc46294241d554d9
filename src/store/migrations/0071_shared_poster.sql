-- 共用の掲示: the poster of another municipality, where families of this one check in with it, too.
-- state: 1 asked for by the facility, 2 counts, 3 declined, 4 ended.  home is the municipality that its link names.
CREATE TABLE shared_poster (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    facility bytea NOT NULL,
    home bigint NOT NULL,
    token bytea NOT NULL,
    passcode text NOT NULL,
    asked_by bytea NOT NULL,
    asked_at bigint NOT NULL,
    state bigint NOT NULL CHECK (state BETWEEN 1 AND 4),
    reason text NOT NULL,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    CHECK (home <> municipality)
);
CREATE UNIQUE INDEX shared_poster_counts ON shared_poster (municipality, token) WHERE state = 2;
CREATE INDEX shared_poster_by_token ON shared_poster (municipality, token);
CREATE INDEX shared_poster_by_facility ON shared_poster (municipality, facility);
