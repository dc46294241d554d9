-- Whose link to LINE began or ended and whose rich menu is therefore to be looked at; a row goes when that is done.
-- (people)
CREATE TABLE identity_changed (
    municipality bigint NOT NULL,
    issuer bigint NOT NULL,
    subject text NOT NULL,
    PRIMARY KEY (municipality, issuer, subject)
);

-- リッチメニュー: what was made at LINE out of the conversation file.  `hash` is of the menu and its picture: another one
-- is made only when they have changed, because LINE takes a hundred an hour.
CREATE TABLE line_rich_menu (
    municipality bigint NOT NULL,
    channel bytea NOT NULL,
    code text NOT NULL,
    hash text NOT NULL,
    menu text NOT NULL,
    made_at bigint NOT NULL,
    PRIMARY KEY (municipality, channel, code)
);

-- The month's messages as LINE counted them when it was asked last; `most` is null where the plan has no limit.
CREATE TABLE line_quota (
    municipality bigint NOT NULL,
    channel bytea NOT NULL,
    most bigint,
    used bigint NOT NULL,
    looked_at bigint NOT NULL,
    PRIMARY KEY (municipality, channel)
);
