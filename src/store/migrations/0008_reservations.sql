-- Units that bookings have set aside: they are still left, and no other use may take them.

ALTER TABLE coupon ADD COLUMN reserved_units bigint NOT NULL DEFAULT 0
    CHECK (reserved_units >= 0 AND (limited = 0 OR reserved_units <= units_left));
