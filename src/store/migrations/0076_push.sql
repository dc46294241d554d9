-- プッシュ通知 (messages): devices on which a browser shows what there is to know.

-- endpoint is the address that the browser's push service gave; p256dh and auth are the browser's keys (RFC 8291).  A device
-- that somebody else signs in on is theirs from then on.
CREATE TABLE push_device (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    account bytea NOT NULL,
    endpoint text NOT NULL,
    p256dh bytea NOT NULL,
    auth bytea NOT NULL,
    made_at bigint NOT NULL,
    PRIMARY KEY (municipality, id),
    UNIQUE (municipality, endpoint)
);
CREATE INDEX push_device_by_account ON push_device (municipality, account, id);

-- A letter goes by push, too.
CREATE TABLE letter_by_any_way (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    at bigint NOT NULL,
    channel text NOT NULL CHECK (channel IN ('mail', 'line', 'address', 'push')),
    recipient bytea NOT NULL,
    template text NOT NULL,
    params text NOT NULL,
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    last_error text NULL,
    PRIMARY KEY (municipality, id)
);
INSERT INTO letter_by_any_way SELECT municipality, id, at, channel, recipient, template, params, attempts, due_at, last_error FROM letter;
DROP TABLE letter;
ALTER TABLE letter_by_any_way RENAME TO letter;
CREATE INDEX letter_by_due ON letter (municipality, due_at, id);

-- way: 1 mail, 2 LINE, 3 push.
CREATE TABLE unwanted_by_any_way (
    municipality bigint NOT NULL,
    account bytea NOT NULL,
    kind bigint NOT NULL CHECK (kind BETWEEN 1 AND 4),
    way bigint NOT NULL CHECK (way IN (1, 2, 3)),
    PRIMARY KEY (municipality, account, kind, way)
);
INSERT INTO unwanted_by_any_way SELECT municipality, account, kind, way FROM unwanted_notice;
DROP TABLE unwanted_notice;
ALTER TABLE unwanted_by_any_way RENAME TO unwanted_notice;
