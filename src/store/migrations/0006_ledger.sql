-- The ledger: coupons and everything that ever happened to them.

-- クーポン: what a holder has of one allotment.  The balance is kept beside the entries and always equals
-- their sum; without a limit it only counts what was used.  state: 1 active, 2 expired.
CREATE TABLE coupon (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    programme text NOT NULL,
    allotment text NOT NULL,
    household bytea NOT NULL,
    birth bytea,
    child bytea,
    facility bytea,
    limited bigint NOT NULL CHECK (limited IN (0, 1)),
    granted_units bigint NOT NULL,
    adjusted_units bigint NOT NULL,
    used_units bigint NOT NULL CHECK (used_units >= 0),
    expired_units bigint NOT NULL CHECK (expired_units >= 0),
    units_left bigint NOT NULL,
    application_on bigint,
    interviewed_on bigint,
    issued_on bigint NOT NULL,
    first_used_on bigint,
    state bigint NOT NULL CHECK (state IN (1, 2)),
    last_entry bytea NOT NULL,
    PRIMARY KEY (municipality, id),
    CHECK (units_left = granted_units + adjusted_units - used_units - expired_units),
    CHECK (limited = 0 OR units_left >= 0)
);
CREATE INDEX coupon_by_household ON coupon (municipality, household);

-- 履歴: only added to; voided_by alone is set later, once.  kind: 1 grant, 2 redeem, 3 void, 4 adjust, 5 expire.
-- units is what the entry adds to units_left.  before_coupon and before_facility name the entry before this one
-- of the same coupon and of the same facility: histories follow them from coupon.last_entry and
-- facility.last_entry, so that no index is written on the way of every use. (wide rows)
CREATE TABLE entry (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    kind bigint NOT NULL CHECK (kind BETWEEN 1 AND 5),
    coupon bytea NOT NULL,
    units bigint NOT NULL,
    left_after bigint NOT NULL,
    at bigint NOT NULL,
    actor bytea NOT NULL,
    service text,
    facility bytea,
    check_in bytea,
    first_day bigint,
    last_day bigint,
    fee_yen bigint,
    parent_yen bigint,
    public_yen bigint,
    programme_version bytea NOT NULL,
    decision text NOT NULL,
    reason text NOT NULL,
    voids bytea,
    voided_by bytea,
    before_coupon bytea,
    before_facility bytea,
    PRIMARY KEY (municipality, id),
    CHECK (kind <> 2 OR (units <= 0 AND service IS NOT NULL AND facility IS NOT NULL)),
    CHECK (fee_yen IS NULL OR fee_yen = parent_yen + public_yen)
);
