-- 異議: what a facility or the office objects to in one line of a month, and the other's answer; both stay.
-- side: 1 the facility raised it and the office answers, 2 the other way round.  entry is the line's entry of the ledger.
CREATE TABLE objection (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    facility bytea NOT NULL,
    month bigint NOT NULL,
    entry bytea NOT NULL,
    side bigint NOT NULL CHECK (side IN (1, 2)),
    raised_by bytea NOT NULL,
    raised_at bigint NOT NULL,
    words text NOT NULL,
    answered_by bytea,
    answered_at bigint,
    answer text NOT NULL,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    CHECK ((answered_by IS NULL) = (answered_at IS NULL)),
    CHECK (answered_by IS NULL OR answered_by <> raised_by)
);
CREATE INDEX objection_by_month ON objection (municipality, facility, month, raised_at, id);
CREATE UNIQUE INDEX objection_open ON objection (municipality, entry) WHERE answered_by IS NULL;
