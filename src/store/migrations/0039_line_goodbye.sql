-- 連携の解除: LINE is still to be told of it.  access_token is that of the page on which the link was ended, sealed with the
-- installation's key; the row goes when LINE has answered, or when the token is too old for it.
CREATE TABLE line_goodbye (
    municipality bigint NOT NULL,
    channel bytea NOT NULL,
    id bytea NOT NULL,
    access_token bytea NOT NULL,
    at bigint NOT NULL,
    next_at bigint NOT NULL,
    attempts bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);
CREATE INDEX line_goodbye_due ON line_goodbye (municipality, channel, next_at);
