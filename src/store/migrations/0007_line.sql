-- LINE: a municipality's official account, what came from it, and who writes there.

-- チャネル: one Messaging API channel with the LINE Login (or MINI App) channel of the same provider.  path is the
-- last part of the webhook's address, random, so that nobody who does not know it can keep us busy.  Secrets are
-- sealed with the installation's key; old_secret is taken too while the new one spreads.
CREATE TABLE line_channel (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    path text NOT NULL,
    channel_id text NOT NULL,
    secret bytea NOT NULL,
    old_secret bytea,
    liff_id text NOT NULL,
    login_channel_id text NOT NULL,
    connected_at bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);
CREATE UNIQUE INDEX line_channel_by_path ON line_channel (municipality, path);

-- webhookEventId: what was taken once is not taken again.  Kept seven days; LINE redelivers within one.
CREATE TABLE line_seen (
    municipality bigint NOT NULL,
    channel bytea NOT NULL,
    event text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (municipality, channel, event)
);
CREATE INDEX line_seen_by_time ON line_seen (municipality, at);

-- Events that wait to be worked off (state 1), answers that wait to be sent (2), and answers that LINE did not take
-- (3).  What a person wrote stands in `words` until it is worked off, and no longer; `answer` until it is sent.
CREATE TABLE line_inbox (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    channel bytea NOT NULL,
    person text NOT NULL,
    kind bigint NOT NULL,
    at bigint NOT NULL,
    received_at bigint NOT NULL,
    words text NOT NULL,
    picked bigint,
    reply_token text NOT NULL,
    state bigint NOT NULL CHECK (state IN (1, 2, 3)),
    answer text NOT NULL,
    attempts bigint NOT NULL,
    next_at bigint NOT NULL,
    reply_unknown bigint NOT NULL CHECK (reply_unknown IN (0, 1)),
    last_error text,
    PRIMARY KEY (municipality, id)
);
CREATE INDEX line_inbox_due ON line_inbox (municipality, state, next_at);

-- Somebody who wrote to the account: whether messages arrive, the newest event that was acted on, and the menu that
-- was shown last, the only one whose buttons still count (N-03).
CREATE TABLE line_person (
    municipality bigint NOT NULL,
    channel bytea NOT NULL,
    person text NOT NULL,
    blocked bigint NOT NULL CHECK (blocked IN (0, 1)),
    last_event_at bigint NOT NULL,
    menu bytea,
    menu_name text NOT NULL,
    menu_at bigint,
    PRIMARY KEY (municipality, channel, person)
);

-- Who somebody is elsewhere: an account is known by a sign-in of others, and one such sign-in is one account.
-- issuer: 1 LINE.  (people)
CREATE TABLE identity (
    municipality bigint NOT NULL,
    issuer bigint NOT NULL CHECK (issuer IN (1)),
    subject text NOT NULL,
    account bytea NOT NULL,
    linked_at bigint NOT NULL,
    PRIMARY KEY (municipality, issuer, subject),
    FOREIGN KEY (municipality, account) REFERENCES account (municipality, id)
);
CREATE UNIQUE INDEX identity_by_account ON identity (municipality, issuer, account);
