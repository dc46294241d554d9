-- 審査: what the office does with what families sent.

-- applicant and applicant_kana are the guardian as the answers name them, for lists; officer has taken it, and
-- proposed_by waits for a second officer.  asked are the questions that the family is to correct, a JSON list, while
-- state is 3.  The state of a decision and the decision itself are written together.
ALTER TABLE application ADD COLUMN applicant text;
ALTER TABLE application ADD COLUMN applicant_kana text;
ALTER TABLE application ADD COLUMN officer bytea;
ALTER TABLE application ADD COLUMN proposed_by bytea;
ALTER TABLE application ADD COLUMN asked text;
ALTER TABLE application ADD COLUMN decided_at bigint;
CREATE INDEX application_by_state ON application (municipality, state, sent_at, id);

-- words are for the family (kinds 3, 5 and 6) or for the other officer (10); detail is JSON: the answers as they were
-- sent (1, 4), the questions asked (3), what was granted (5).
-- kind: 1 sent, 2 withdrawn, 3 sent back, 4 sent again, 5 approved, 6 declined, 7 taken, 8 given back, 9 proposed,
-- 10 not confirmed.
ALTER TABLE application_event ADD COLUMN words text;
ALTER TABLE application_event ADD COLUMN detail text;

-- outcome: 1 approved, 2 declined.  allotments is a JSON list of those that were granted, or are to be.  confirmed_by
-- and confirmed_at are empty while a second officer is waited for.
CREATE TABLE application_decision (
    municipality bigint NOT NULL,
    application bytea NOT NULL,
    outcome bigint NOT NULL CHECK (outcome IN (1, 2)),
    officer bytea NOT NULL,
    at bigint NOT NULL,
    words text NOT NULL,
    allotments text NOT NULL,
    confirmed_by bytea,
    confirmed_at bigint,
    PRIMARY KEY (municipality, application),
    FOREIGN KEY (municipality, application) REFERENCES application (municipality, id),
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
    CHECK (outcome = 1 OR words <> '')
);

-- Under what officers find an application: names, kana, its number, the telephone; folded as in family_word.
CREATE TABLE application_word (
    municipality bigint NOT NULL,
    word text NOT NULL,
    application bytea NOT NULL,
    PRIMARY KEY (municipality, word, application),
    FOREIGN KEY (municipality, application) REFERENCES application (municipality, id)
);
CREATE INDEX application_word_by_application ON application_word (municipality, application);

-- What two applications have in common when they are about the same child, birth or guardian.  what: 1 child,
-- 2 birth, 3 guardian; value is folded kana and a day.
CREATE TABLE application_match (
    municipality bigint NOT NULL,
    what bigint NOT NULL CHECK (what BETWEEN 1 AND 3),
    value text NOT NULL,
    application bytea NOT NULL,
    PRIMARY KEY (municipality, what, value, application),
    FOREIGN KEY (municipality, application) REFERENCES application (municipality, id)
);
CREATE INDEX application_match_by_application ON application_match (municipality, application);
