-- The facility's desk: codes that change, parents who come with number and PIN, uses of a cut line, notes of the day.

-- Check-ins in two more ways.  way: 0 QR, 1 passcode, 2 number or card and PIN at the desk, 3 a use that was taken
-- while the line was cut.  staff is the account that entered it there.
CREATE TABLE check_in_any_way (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    facility bytea NOT NULL,
    account bytea NOT NULL,
    household bytea NOT NULL,
    way bigint NOT NULL CHECK (way BETWEEN 0 AND 3),
    at bigint NOT NULL,
    ends_at bigint NOT NULL,
    staff bytea,
    PRIMARY KEY (municipality, id),
    CHECK ((way >= 2) = (staff IS NOT NULL))
);
INSERT INTO check_in_any_way (municipality, id, facility, account, household, way, at, ends_at)
SELECT municipality, id, facility, account, household, way, at, ends_at FROM check_in;
DROP TABLE check_in;
ALTER TABLE check_in_any_way RENAME TO check_in;

-- 変わるQRコード: what its codes are made of; NULL: the printed poster counts.
ALTER TABLE facility ADD COLUMN live_secret bytea;

-- Who works at a facility, for the quick change of staff on a shared tablet.
CREATE INDEX account_by_facility ON account (municipality, facility);

-- その日のメモ: what the staff of a day tell each other.  removed_at: crossed out; it stays on record.
CREATE TABLE day_note (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    facility bytea NOT NULL,
    day bigint NOT NULL,
    author bytea NOT NULL,
    at bigint NOT NULL,
    note text NOT NULL,
    removed_at bigint,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id)
);
CREATE INDEX day_note_by_day ON day_note (municipality, facility, day, id);

-- Uses that a desk took while the line was cut, settled once under the key (id) that the tablet drew.
-- entry: the use that came of it; NULL: it could not be recorded, and code says why.
CREATE TABLE late_use (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    facility bytea NOT NULL,
    staff bytea NOT NULL,
    fingerprint bytea NOT NULL,
    taken_at bigint NOT NULL,
    settled_at bigint NOT NULL,
    household bytea,
    programme text NOT NULL,
    service text NOT NULL,
    entry bytea,
    code text NOT NULL,
    why_ja text NOT NULL,
    why_en text NOT NULL,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    CHECK ((entry IS NULL) = (code <> ''))
);
CREATE INDEX late_use_by_facility ON late_use (municipality, facility, settled_at);
