-- 付与の取消 (ledger): coupons that came to the wrong family.  Their entry is one of expiry; this says why, and that the family
-- may be granted the same anew.
CREATE TABLE revoked_coupon (
    municipality bigint NOT NULL,
    coupon bytea NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (municipality, coupon),
    FOREIGN KEY (municipality, coupon) REFERENCES coupon (municipality, id)
);

-- シリアルコード that somebody else took first (codes): given back, it is kept for its owner until a day of its own.
ALTER TABLE serial_code ADD COLUMN kept_for bytea;
ALTER TABLE serial_code ADD COLUMN kept_until bigint;
ALTER TABLE serial_code ADD COLUMN given_back_at bigint;
