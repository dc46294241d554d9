-- Accounts that people open and keep by themselves (people): links in mails, devices, terms.

-- Links in mails, as SHA-256 of their token.  purpose: 1 sign up, 2 new password, 3 sign in, 4 change of e-mail.
-- account is the one that asked, for a change of e-mail; terms the version that was agreed to, for signing up.
CREATE TABLE mail_link (
    municipality bigint NOT NULL,
    token_hash bytea NOT NULL,
    purpose bigint NOT NULL CHECK (purpose BETWEEN 1 AND 4),
    email text NOT NULL,
    account bytea,
    terms text NOT NULL,
    language text NOT NULL,
    asked_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    used_at bigint,
    PRIMARY KEY (municipality, token_hash),
    FOREIGN KEY (municipality, account) REFERENCES account (municipality, id),
    CHECK (purpose <> 4 OR account IS NOT NULL)
);
CREATE INDEX mail_link_by_email ON mail_link (municipality, email);
CREATE INDEX mail_link_by_end ON mail_link (municipality, ends_at);

-- What a device calls itself ("iPhone · Safari"), so that its owner knows it again in a list.
ALTER TABLE session ADD COLUMN device_name text NOT NULL DEFAULT '';

-- 利用規約: who accepted which version, and when.
CREATE TABLE accepted_terms (
    municipality bigint NOT NULL,
    account bytea NOT NULL,
    version text NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (municipality, account, version),
    FOREIGN KEY (municipality, account) REFERENCES account (municipality, id)
);
