-- パスキー (people): what a device keeps the private half of.  id is the credential's own; public_key is COSE, as it came.
-- sign_count is the authenticator's last one; 0: it does not count.
CREATE TABLE passkey (
    municipality bigint NOT NULL,
    credential bytea NOT NULL,
    account bytea NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    device_name text NOT NULL,
    made_at bigint NOT NULL,
    last_used_at bigint,
    PRIMARY KEY (municipality, credential),
    FOREIGN KEY (municipality, account) REFERENCES account (municipality, id)
);
CREATE INDEX passkey_by_account ON passkey (municipality, account);

-- What a browser is asked to sign: SHA-256 of random bytes, good for some minutes and once.  account is the one that makes a
-- passkey; NULL: somebody signs in.  asker is the network that asked.
CREATE TABLE passkey_challenge (
    municipality bigint NOT NULL,
    challenge_hash bytea NOT NULL,
    account bytea,
    asker bytea NOT NULL,
    ends_at bigint NOT NULL,
    PRIMARY KEY (municipality, challenge_hash)
);
CREATE INDEX passkey_challenge_by_asker ON passkey_challenge (municipality, asker, ends_at);
CREATE INDEX passkey_challenge_by_end ON passkey_challenge (municipality, ends_at);
