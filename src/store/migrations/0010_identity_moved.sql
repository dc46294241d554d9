-- Sign-ins of others that lost their account to a newer one (a new phone, N-07.1): told is 0 until their owner was
-- told there.  (people)
CREATE TABLE identity_moved (
    municipality bigint NOT NULL,
    issuer bigint NOT NULL,
    subject text NOT NULL,
    account bytea NOT NULL,
    at bigint NOT NULL,
    told bigint NOT NULL CHECK (told IN (0, 1)),
    PRIMARY KEY (municipality, issuer, subject, at)
);
CREATE INDEX identity_moved_untold ON identity_moved (municipality, told);
