-- 申請: what families write into the forms of programme files, and what became of it.

-- state: 1 draft, 2 sent, 3 sent back for changes, 4 approved, 5 declined, 6 withdrawn.
-- written is what was typed, also where it is mistaken; answers is what was taken of it when it was sent, judged
-- by the programme of programme_version.  version rises with every change, so that two devices never overwrite
-- each other.  fiscal_year and serial make the receipt number.
CREATE TABLE application (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    programme text NOT NULL,
    form text NOT NULL,
    household bytea NOT NULL,
    account bytea NOT NULL,
    state bigint NOT NULL CHECK (state BETWEEN 1 AND 6),
    version bigint NOT NULL CHECK (version >= 1),
    written text NOT NULL,
    answers text,
    programme_version bytea,
    fiscal_year bigint,
    serial bigint,
    answered_by bigint,
    created_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    sent_at bigint,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id),
    FOREIGN KEY (municipality, account) REFERENCES account (municipality, id),
    CHECK ((state = 1) = (answers IS NULL)),
    CHECK ((answers IS NULL) = (sent_at IS NULL)),
    CHECK ((answers IS NULL) = (serial IS NULL)),
    CHECK ((serial IS NULL) = (fiscal_year IS NULL))
);
CREATE UNIQUE INDEX application_by_number ON application (municipality, fiscal_year, serial);
CREATE INDEX application_by_account ON application (municipality, account, created_at);

-- What happened to an application, only added to.  kind: 1 sent, 2 withdrawn.
CREATE TABLE application_event (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    application bytea NOT NULL,
    kind bigint NOT NULL CHECK (kind >= 1),
    at bigint NOT NULL,
    actor bytea NOT NULL,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, application) REFERENCES application (municipality, id)
);
CREATE INDEX application_event_by_application ON application_event (municipality, application);
