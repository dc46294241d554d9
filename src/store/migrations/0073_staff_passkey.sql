-- パスキー of staff and officers (people), in the tables of the parents'.

-- The site at whose sign-in a challenge was drawn: 1 parent, 2 desk, 3 office.
ALTER TABLE passkey_challenge ADD COLUMN realm bigint NOT NULL DEFAULT 1 CHECK (realm IN (1, 2, 3));

-- 1: opened by a PIN, beside a colleague on a shared tablet. Four digits make no passkey.
ALTER TABLE session ADD COLUMN by_pin bigint NOT NULL DEFAULT 0 CHECK (by_pin IN (0, 1));
