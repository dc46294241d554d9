-- What shall be told to whom (src/messages): the outbox and the notices in the portal.

-- Rows live here only until they are delivered or given up, so that finding what is due needs no index:
-- a row costs the command that writes it one insertion at the end of one tree. (wide rows)
CREATE TABLE outbox (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    at bigint NOT NULL,
    channel text NOT NULL,
    recipient bytea NOT NULL,
    template text NOT NULL,
    params text NOT NULL,
    attempts bigint NOT NULL,
    next_at bigint NOT NULL,
    leased_until bigint NULL,
    last_error text NULL,
    PRIMARY KEY (municipality, id)
);

-- What became of them: state 1 sent (params are emptied), 2 dead. (wide rows)
CREATE TABLE delivery (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    at bigint NOT NULL,
    channel text NOT NULL,
    recipient bytea NOT NULL,
    template text NOT NULL,
    params text NOT NULL,
    state bigint NOT NULL CHECK (state IN (1, 2)),
    attempts bigint NOT NULL,
    ended_at bigint NOT NULL,
    last_error text NULL,
    PRIMARY KEY (municipality, id)
);

-- お知らせ: what a parent reads in the portal. (wide rows)
CREATE TABLE notice (
    municipality bigint NOT NULL,
    account bytea NOT NULL,
    id bytea NOT NULL,
    at bigint NOT NULL,
    template text NOT NULL,
    params text NOT NULL,
    read_at bigint NULL,
    PRIMARY KEY (municipality, account, id)
);
