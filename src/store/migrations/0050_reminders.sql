-- 期限前のお知らせ (ledger): which end of which coupon its family was told of.  A coupon whose end moves has another one.
CREATE TABLE coupon_reminder (
    municipality bigint NOT NULL,
    coupon bytea NOT NULL,
    last_day bigint NOT NULL,
    told_at bigint NOT NULL,
    PRIMARY KEY (municipality, coupon, last_day),
    FOREIGN KEY (municipality, coupon) REFERENCES coupon (municipality, id)
);
-- How far the round of a day has come through all coupons; after is NULL when it is over.
CREATE TABLE reminder_round (
    municipality bigint NOT NULL,
    day bigint NOT NULL,
    after bytea,
    PRIMARY KEY (municipality)
);

-- お知らせの受け取り方 (messages): what an account does not want to be written about.
-- kind: 1 uses, 2 coupons, 3 bookings, 4 reminders.  way: 1 mail, 2 LINE.
CREATE TABLE unwanted_notice (
    municipality bigint NOT NULL,
    account bytea NOT NULL,
    kind bigint NOT NULL CHECK (kind BETWEEN 1 AND 4),
    way bigint NOT NULL CHECK (way IN (1, 2)),
    PRIMARY KEY (municipality, account, kind, way)
);
