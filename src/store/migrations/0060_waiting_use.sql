-- 窓口の確認: uses that wait for the desk's yes, at facilities of which the office asks it (desk).

-- Facilities where the desk confirms each use that a phone asks for; no row: a use counts at once.
CREATE TABLE confirming_facility (
    municipality bigint NOT NULL,
    facility bytea NOT NULL,
    set_by bytea NOT NULL,
    set_at bigint NOT NULL,
    PRIMARY KEY (municipality, facility),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id)
);

-- What was asked for, under the parent's own key: the use is made under it.  state: 1 waiting, 2 confirmed, 3 rejected.
CREATE TABLE waiting_use (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    key bytea NOT NULL,
    facility bytea NOT NULL,
    account bytea NOT NULL,
    household bytea NOT NULL,
    check_in bytea NOT NULL,
    coupon bytea NOT NULL,
    service text NOT NULL,
    first_day bigint,
    last_day bigint,
    units bigint,
    from_minute bigint,
    until_minute bigint,
    asked_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    state bigint NOT NULL CHECK (state BETWEEN 1 AND 3),
    decided_by bytea,
    decided_at bigint,
    reason text NOT NULL,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    CHECK ((state = 1) = (decided_by IS NULL)),
    CHECK ((state = 3) = (reason <> ''))
);
CREATE UNIQUE INDEX waiting_use_by_key ON waiting_use (municipality, account, key);
CREATE INDEX waiting_use_by_facility ON waiting_use (municipality, facility, state, asked_at);
