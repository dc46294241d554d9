-- People: households with their guardians, births and children; accounts, sessions and failed attempts.
-- Dates are days since 1970-01-01, instants milliseconds, truth 0 or 1.

-- 世帯.  household_class (世帯区分) holds from class_from to class_until, class_otherwise outside of these days.
CREATE TABLE household (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    household_class text NOT NULL,
    class_from bigint,
    class_until bigint,
    class_otherwise text NOT NULL,
    resident_from bigint,
    resident_until bigint,
    postal_code text NOT NULL,
    address text NOT NULL,
    phone text NOT NULL,
    address_protection bigint NOT NULL CHECK (address_protection IN (0, 1)),
    sort_key text NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (municipality, id)
);
CREATE INDEX household_by_sort_key ON household (municipality, sort_key, id);

-- 保護者
CREATE TABLE guardian (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    household bytea NOT NULL,
    name text NOT NULL,
    kana text NOT NULL,
    birth_date bigint,
    is_mother bigint NOT NULL CHECK (is_mother IN (0, 1)),
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id)
);
CREATE INDEX guardian_by_household ON guardian (municipality, household);

-- 出産 (1回の出産): holds the allotments; the due date is kept beside the date of birth, a loss beside both.
CREATE TABLE birth (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    household bytea NOT NULL,
    mother bytea,
    due_date bigint,
    born_on bigint,
    lost_on bigint,
    children bigint NOT NULL CHECK (children >= 1),
    discharged_on bigint,
    hospitalised_from bigint,
    hospitalised_until bigint,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id),
    FOREIGN KEY (municipality, mother) REFERENCES guardian (municipality, id),
    CHECK (due_date IS NOT NULL OR born_on IS NOT NULL OR lost_on IS NOT NULL)
);
CREATE INDEX birth_by_household ON birth (municipality, household);

CREATE TABLE child (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    birth bytea,
    household bytea NOT NULL,
    name text NOT NULL,
    kana text NOT NULL,
    nickname text NOT NULL,
    sex bigint NOT NULL,
    born_on bigint NOT NULL,
    enrolled_on bigint,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id),
    FOREIGN KEY (municipality, birth) REFERENCES birth (municipality, id)
);
CREATE INDEX child_by_household ON child (municipality, household);

-- Folded words by which a family is found: names, kana, user number, telephone (people/fold.hpp).
-- subject is the guardian, child, account or household that the word belongs to.
CREATE TABLE family_word (
    municipality bigint NOT NULL,
    word text NOT NULL,
    household bytea NOT NULL,
    subject bytea NOT NULL,
    PRIMARY KEY (municipality, word, household, subject)
);
CREATE INDEX family_word_by_subject ON family_word (municipality, subject);

-- role: 1 parent, 2 facility_staff, 3 facility_manager, 4 officer, 5 operator.  state: 1 active, 2 disabled.
-- facility is a row of `facility`, which comes with the next migration.
CREATE TABLE account (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    role bigint NOT NULL CHECK (role BETWEEN 1 AND 5),
    state bigint NOT NULL CHECK (state IN (1, 2)),
    email text,
    user_number text,
    staff_name text,
    password_hash text,
    pin_hash text,
    totp_secret bytea,
    totp_last_step bigint NOT NULL,
    facility bytea,
    household bytea,
    guardian bytea,
    display_name text NOT NULL,
    language text NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id),
    FOREIGN KEY (municipality, guardian) REFERENCES guardian (municipality, id),
    CHECK (role <> 1 OR (household IS NOT NULL AND facility IS NULL)),
    CHECK (role NOT IN (2, 3) OR facility IS NOT NULL),
    CHECK (role = 1 OR household IS NULL)
);
CREATE UNIQUE INDEX account_by_email ON account (municipality, email);
CREATE UNIQUE INDEX account_by_user_number ON account (municipality, user_number);
CREATE UNIQUE INDEX account_by_staff_name ON account (municipality, staff_name);
CREATE INDEX account_by_household ON account (municipality, household);

-- Only the SHA-256 of a token is kept.  realm: 1 parent, 2 desk, 3 office.
CREATE TABLE session (
    municipality bigint NOT NULL,
    token_hash bytea NOT NULL,
    account bytea NOT NULL,
    realm bigint NOT NULL,
    created_at bigint NOT NULL,
    last_seen_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    PRIMARY KEY (municipality, token_hash),
    FOREIGN KEY (municipality, account) REFERENCES account (municipality, id)
);
CREATE INDEX session_by_account ON session (municipality, account);

-- Devices on which an account has signed in before: a lock-out does not reach them (T38).
CREATE TABLE known_device (
    municipality bigint NOT NULL,
    account bytea NOT NULL,
    device_hash bytea NOT NULL,
    last_used_at bigint NOT NULL,
    PRIMARY KEY (municipality, account, device_hash)
);

-- Failed attempts (sign-in, passcodes) by what they are counted for; see audit/failed_attempts.hpp.
CREATE TABLE failed_attempt (
    municipality bigint NOT NULL,
    counter bigint NOT NULL,
    subject bytea NOT NULL,
    at bigint NOT NULL,
    id bytea NOT NULL,
    PRIMARY KEY (municipality, counter, subject, at, id)
);
