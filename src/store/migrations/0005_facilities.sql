-- Facilities: what they offer, when they are closed, their posters and passcodes, and check-ins.

-- 施設.  last_entry is the newest entry of the ledger at this facility, the head of its history.
CREATE TABLE facility (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    kana text NOT NULL,
    address text NOT NULL,
    phone text NOT NULL,
    provider text NOT NULL,
    opened_on bigint,
    left_on bigint,
    accepts_corrected_age bigint NOT NULL CHECK (accepts_corrected_age IN (0, 1)),
    accepts_loss bigint NOT NULL CHECK (accepts_loss IN (0, 1)),
    note text NOT NULL,
    url text NOT NULL,
    poster_token bytea NOT NULL,
    poster_version bigint NOT NULL,
    passcode text NOT NULL,
    passcode_version bigint NOT NULL,
    last_entry bytea,
    PRIMARY KEY (municipality, id)
);
CREATE UNIQUE INDEX facility_by_code ON facility (municipality, code);

-- What is offered from first_day to last_day (both included; NULL: no end yet) and at which fee.
-- age_limit_months narrows the programme's age limit: under so many months.
CREATE TABLE offer (
    municipality bigint NOT NULL,
    facility bytea NOT NULL,
    programme text NOT NULL,
    service text NOT NULL,
    first_day bigint NOT NULL,
    last_day bigint,
    fee_yen bigint NOT NULL CHECK (fee_yen >= 0),
    age_limit_months bigint,
    PRIMARY KEY (municipality, facility, programme, service, first_day),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id)
);

CREATE TABLE closed_day (
    municipality bigint NOT NULL,
    facility bytea NOT NULL,
    day bigint NOT NULL,
    PRIMARY KEY (municipality, facility, day),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id)
);

-- weekday: 0 Sunday … 6 Saturday.  A facility without any row has no fixed hours; one with rows is closed
-- on the weekdays that have none.
CREATE TABLE opening (
    municipality bigint NOT NULL,
    facility bytea NOT NULL,
    weekday bigint NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    opens_minute bigint NOT NULL,
    closes_minute bigint NOT NULL,
    PRIMARY KEY (municipality, facility, weekday, opens_minute),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    CHECK (opens_minute < closes_minute)
);

-- 掲示用QR: every token that was ever printed; the retired ones stay, so that an old poster is told from an unknown one.
CREATE TABLE poster_token (
    municipality bigint NOT NULL,
    token bytea NOT NULL,
    facility bytea NOT NULL,
    version bigint NOT NULL,
    retired_at bigint,
    PRIMARY KEY (municipality, token),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id)
);

-- パスコード: six digits, never given again to another facility, even when retired.
CREATE TABLE passcode (
    municipality bigint NOT NULL,
    passcode text NOT NULL,
    facility bytea NOT NULL,
    version bigint NOT NULL,
    retired_at bigint,
    PRIMARY KEY (municipality, passcode),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id)
);

-- チェックイン: spends nothing, lives a quarter of an hour.  way: 0 QR, 1 passcode.
CREATE TABLE check_in (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    facility bytea NOT NULL,
    account bytea NOT NULL,
    household bytea NOT NULL,
    way bigint NOT NULL CHECK (way IN (0, 1)),
    at bigint NOT NULL,
    ends_at bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);
