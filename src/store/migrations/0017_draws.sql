-- Standing in line: a strict order of those who wait, and the draw that decides it on the day of release.

-- Who waits longer has the smaller number, at one place on one day.  0: not in line, or in a draw not made yet.
ALTER TABLE booking ADD COLUMN line_number bigint NOT NULL DEFAULT 0;
UPDATE booking SET line_number = 1 WHERE state = 8;
CREATE INDEX booking_in_line ON booking (municipality, first_day) WHERE state = 8;
-- The draw that a booking takes part in.
ALTER TABLE booking ADD COLUMN draw bytea;
CREATE INDEX booking_by_draw ON booking (municipality, draw) WHERE draw IS NOT NULL;
-- 来所 and 退所, and the use of a booking, from which a voided use finds it.
ALTER TABLE booking ADD COLUMN arrived_at bigint;
ALTER TABLE booking ADD COLUMN left_at bigint;
CREATE INDEX booking_by_use ON booking (municipality, use_entry) WHERE use_entry IS NOT NULL;

-- 抽選: one for each place and moment of release.  The commitment is public from the beginning, the seed from drawn_at
-- on; ended_at: everybody in line has been asked.
CREATE TABLE draw (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    facility bytea NOT NULL,
    programme text NOT NULL,
    service text NOT NULL,
    opens_at bigint NOT NULL,
    closes_at bigint NOT NULL,
    seed text NOT NULL,
    commitment text NOT NULL,
    made_at bigint NOT NULL,
    drawn_at bigint,
    ended_at bigint,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    CHECK (opens_at < closes_at),
    CHECK (drawn_at IS NULL OR drawn_at >= closes_at)
);
CREATE UNIQUE INDEX draw_of_release ON draw (municipality, facility, programme, service, opens_at);
CREATE INDEX draw_not_ended ON draw (municipality, closes_at) WHERE ended_at IS NULL;

-- The line that a draw made, as it is published.  outcome: 0 not asked yet, 1 a seat, 2 waits, 3 nothing.
CREATE TABLE draw_place (
    municipality bigint NOT NULL,
    draw bytea NOT NULL,
    place bigint NOT NULL CHECK (place >= 1),
    booking bytea NOT NULL,
    number text NOT NULL,
    priority_group text NOT NULL,
    ticket text NOT NULL,
    outcome bigint NOT NULL CHECK (outcome BETWEEN 0 AND 3),
    PRIMARY KEY (municipality, draw, place),
    FOREIGN KEY (municipality, draw) REFERENCES draw (municipality, id)
);
