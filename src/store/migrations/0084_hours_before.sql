-- 締切 of a facility that counts from the beginning of the use: so many minutes before it.  Then days_before, open_days and
-- minute say nothing.  use_begins: when a use of whole days begins, in minutes after midnight; NULL: with the booked hour.
ALTER TABLE booking_deadline ADD COLUMN minutes_before bigint CHECK (minutes_before BETWEEN 0 AND 144000);
ALTER TABLE booking_deadline ADD COLUMN use_begins bigint CHECK (use_begins BETWEEN 0 AND 1440);
