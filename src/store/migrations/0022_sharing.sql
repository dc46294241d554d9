-- Families that several people look after (people): what parents enter themselves, and whom they invite.

-- rights: 1 full, 2 helper (sees and uses coupons, changes nothing).
ALTER TABLE account ADD COLUMN rights bigint NOT NULL DEFAULT 1 CHECK (rights IN (1, 2));

-- The account that entered the birth, until the office has confirmed it.
ALTER TABLE birth ADD COLUMN entered_by bytea;

-- 招待: a link that a guardian hands on.  Only the SHA-256 of its token is kept.
CREATE TABLE invitation (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    token_hash bytea NOT NULL,
    household bytea NOT NULL,
    invited_by bytea NOT NULL,
    name text NOT NULL,
    rights bigint NOT NULL CHECK (rights IN (1, 2)),
    at bigint NOT NULL,
    ends_at bigint NOT NULL,
    used_at bigint,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id)
);
CREATE UNIQUE INDEX invitation_by_token ON invitation (municipality, token_hash);
CREATE INDEX invitation_by_household ON invitation (municipality, household);

-- Who signs up by this link comes into the family that invited them.
ALTER TABLE mail_link ADD COLUMN invitation bytea;
