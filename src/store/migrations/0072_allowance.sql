-- 通信のない場所での利用枠: what a family may use without a network, signed (desk/allowance).

-- How much the office allows of a programme; no row: nothing.
CREATE TABLE allowance_rule (
    municipality bigint NOT NULL,
    programme text NOT NULL,
    most_units bigint NOT NULL CHECK (most_units BETWEEN 1 AND 99),
    hours bigint NOT NULL CHECK (hours BETWEEN 1 AND 72),
    set_by bytea NOT NULL,
    set_at bigint NOT NULL,
    PRIMARY KEY (municipality, programme)
);

-- The municipality's ES256 key: its point, and the private part sealed with the installation's key.
CREATE TABLE allowance_key (
    municipality bigint NOT NULL,
    point bytea NOT NULL,
    sealed bytea NOT NULL,
    made_at bigint NOT NULL,
    PRIMARY KEY (municipality)
);

-- units were set aside on the coupon, taken of them are used.  state: 1 the rest is set aside, 2 the rest is free again.
CREATE TABLE allowance (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    household bytea NOT NULL,
    account bytea NOT NULL,
    coupon bytea NOT NULL,
    programme text NOT NULL,
    allotment text NOT NULL,
    units bigint NOT NULL CHECK (units > 0),
    taken bigint NOT NULL CHECK (taken BETWEEN 0 AND units),
    issued_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    signed text NOT NULL,
    state bigint NOT NULL CHECK (state IN (1, 2)),
    PRIMARY KEY (municipality, id)
);
CREATE INDEX allowance_by_coupon ON allowance (municipality, coupon, issued_at);
CREATE INDEX allowance_by_end ON allowance (municipality, state, ends_at);

-- What desks could not settle, for the office.
CREATE INDEX late_use_by_time ON late_use (municipality, settled_at);
