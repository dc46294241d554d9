-- Mails and LINE messages leave the outbox for a table of their own (src/messages).

-- Both were found by looking through the outbox; while many rows waited to be told, each look for a letter went
-- through all of them. A letter that was taken is due again when its lease ends, so that one time says it all.
CREATE TABLE letter (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    at bigint NOT NULL,
    channel text NOT NULL CHECK (channel IN ('mail', 'line', 'address')),
    recipient bytea NOT NULL,
    template text NOT NULL,
    params text NOT NULL,
    attempts bigint NOT NULL,
    due_at bigint NOT NULL,
    last_error text NULL,
    PRIMARY KEY (municipality, id)
);
CREATE INDEX letter_by_due ON letter (municipality, due_at, id);

INSERT INTO letter (municipality, id, at, channel, recipient, template, params, attempts, due_at, last_error)
SELECT municipality, id, at, channel, recipient, template, params, attempts, COALESCE(leased_until, next_at), last_error
FROM outbox WHERE channel IN ('mail', 'line', 'address');
DELETE FROM outbox WHERE channel IN ('mail', 'line', 'address');

ALTER TABLE outbox DROP COLUMN attempts;
ALTER TABLE outbox DROP COLUMN next_at;
ALTER TABLE outbox DROP COLUMN leased_until;
ALTER TABLE outbox DROP COLUMN last_error;
