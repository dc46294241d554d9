-- Booking: what facilities offer, who booked what, and who is registered where.
-- Minutes count from midnight in Japan; weekday: 0 Sunday … 6 Saturday; age_group '' is all ages.

-- 締切 that a facility states itself for a service (or for 'interview').  deed: 1 book, 2 change, 3 cancel.  Where it
-- has any row of a service, the deeds without one cannot be done at all.
CREATE TABLE booking_deadline (
    municipality bigint NOT NULL,
    facility bytea NOT NULL,
    programme text NOT NULL,
    service text NOT NULL,
    deed bigint NOT NULL CHECK (deed BETWEEN 1 AND 3),
    days_before bigint NOT NULL CHECK (days_before BETWEEN 0 AND 100),
    open_days bigint NOT NULL CHECK (open_days IN (0, 1)),
    minute bigint NOT NULL CHECK (minute BETWEEN 0 AND 1440),
    PRIMARY KEY (municipality, facility, programme, service, deed),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id)
);

-- Seats of every week, from first_day to last_day (both included; NULL: no end yet).
CREATE TABLE seat_pattern (
    municipality bigint NOT NULL,
    facility bytea NOT NULL,
    programme text NOT NULL,
    service text NOT NULL,
    weekday bigint NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    from_minute bigint NOT NULL,
    age_group text NOT NULL,
    first_day bigint NOT NULL,
    last_day bigint,
    until_minute bigint NOT NULL,
    capacity bigint NOT NULL CHECK (capacity BETWEEN 0 AND 1000),
    PRIMARY KEY (municipality, facility, programme, service, weekday, from_minute, age_group, first_day),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    CHECK (from_minute < until_minute)
);

-- Seats of one day, in place of what the week would give.
CREATE TABLE seat_change (
    municipality bigint NOT NULL,
    facility bytea NOT NULL,
    programme text NOT NULL,
    service text NOT NULL,
    day bigint NOT NULL,
    from_minute bigint NOT NULL,
    age_group text NOT NULL,
    until_minute bigint NOT NULL,
    capacity bigint NOT NULL CHECK (capacity BETWEEN 0 AND 1000),
    PRIMARY KEY (municipality, facility, programme, service, day, from_minute, age_group),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    CHECK (from_minute < until_minute)
);

-- 予約枠 of which a seat was ever taken.  The last line is why no seat is sold twice.
CREATE TABLE slot (
    municipality bigint NOT NULL,
    facility bytea NOT NULL,
    programme text NOT NULL,
    service text NOT NULL,
    day bigint NOT NULL,
    from_minute bigint NOT NULL,
    age_group text NOT NULL,
    capacity bigint NOT NULL,
    taken bigint NOT NULL,
    PRIMARY KEY (municipality, facility, programme, service, day, from_minute, age_group),
    CHECK (taken >= 0 AND taken <= capacity)
);

-- 予約.  holder is the child, else the birth, else the household of the coupon.
-- state: 1 requested, 2 booked, 3 arrived, 4 fulfilled, 5 cancelled, 6 declined, 7 no_show, 8 waiting, 9 offered.
-- (wide rows)
CREATE TABLE booking (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    programme text NOT NULL,
    service text NOT NULL,
    facility bytea NOT NULL,
    household bytea NOT NULL,
    holder bytea NOT NULL,
    coupon bytea,
    registration bytea,
    account bytea NOT NULL,
    state bigint NOT NULL CHECK (state BETWEEN 1 AND 9),
    first_day bigint NOT NULL,
    last_day bigint NOT NULL,
    from_minute bigint NOT NULL,
    until_minute bigint NOT NULL,
    boxes text NOT NULL,
    age_group text NOT NULL,
    units bigint NOT NULL CHECK (units >= 0),
    reserved_units bigint NOT NULL CHECK (reserved_units >= 0 AND reserved_units <= units),
    answers text NOT NULL,
    message text NOT NULL,
    cost_units bigint NOT NULL,
    cost_yen bigint NOT NULL,
    use_entry bytea,
    priority bigint NOT NULL,
    offers bigint NOT NULL,
    offered_from bigint,
    offered_until bigint,
    made_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    reminded_at bigint,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id),
    CHECK (first_day <= last_day AND from_minute < until_minute),
    CHECK (state <> 9 OR offered_until IS NOT NULL)
);
CREATE INDEX booking_by_day ON booking (municipality, first_day, facility);
CREATE INDEX booking_by_holder ON booking (municipality, holder, last_day);
CREATE INDEX booking_by_household ON booking (municipality, household);

-- The seats that a booking has, one row for each slot.  The index is why no holder is at two places at one time.
CREATE TABLE seat (
    municipality bigint NOT NULL,
    booking bytea NOT NULL,
    day bigint NOT NULL,
    from_minute bigint NOT NULL,
    holder bytea NOT NULL,
    PRIMARY KEY (municipality, booking, day, from_minute),
    FOREIGN KEY (municipality, booking) REFERENCES booking (municipality, id)
);
CREATE UNIQUE INDEX seat_of_holder ON seat (municipality, holder, day, from_minute);

-- The days that a holder has booked, numbered.  Key and check together are why nobody holds more than `most`.
-- scope is the facility where each is counted by itself, else zeros; kind 1 a service, 2 an interview.
CREATE TABLE held_day (
    municipality bigint NOT NULL,
    programme text NOT NULL,
    kind bigint NOT NULL CHECK (kind IN (1, 2)),
    holder bytea NOT NULL,
    scope bytea NOT NULL,
    number bigint NOT NULL,
    most bigint NOT NULL,
    booking bytea NOT NULL,
    PRIMARY KEY (municipality, programme, kind, holder, scope, number),
    FOREIGN KEY (municipality, booking) REFERENCES booking (municipality, id),
    CHECK (number BETWEEN 1 AND most)
);
CREATE INDEX held_day_by_booking ON held_day (municipality, booking);

-- 利用登録 at one facility.  state: 1 applied, 2 approved, 3 declined, 4 merged into another.
-- The index is why a child is registered once at a time with one facility.
CREATE TABLE registration (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    programme text NOT NULL,
    facility bytea NOT NULL,
    household bytea NOT NULL,
    child bytea NOT NULL,
    account bytea NOT NULL,
    state bigint NOT NULL CHECK (state BETWEEN 1 AND 4),
    interviewed_on bigint,
    valid_until bigint,
    coupon bytea,
    reason text NOT NULL,
    made_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id),
    FOREIGN KEY (municipality, child) REFERENCES child (municipality, id)
);
CREATE INDEX registration_by_household ON registration (municipality, household);
CREATE INDEX registration_by_facility ON registration (municipality, facility, state);
CREATE UNIQUE INDEX registration_open ON registration (municipality, programme, facility, child) WHERE state = 1;
