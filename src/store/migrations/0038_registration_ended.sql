-- 登録の取消: a facility ends an approved registration (state 5).  A check cannot be widened in place, so that the
-- table is made anew.
CREATE TABLE registration_with_end (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    programme text NOT NULL,
    facility bytea NOT NULL,
    household bytea NOT NULL,
    child bytea NOT NULL,
    account bytea NOT NULL,
    state bigint NOT NULL CHECK (state BETWEEN 1 AND 5),
    interviewed_on bigint,
    valid_until bigint,
    coupon bytea,
    reason text NOT NULL,
    made_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    name_key text NOT NULL DEFAULT '',
    kana_key text NOT NULL DEFAULT '',
    same_as bytea,
    merged_into bytea,
    ending_told_at bigint,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id),
    FOREIGN KEY (municipality, child) REFERENCES child (municipality, id)
);
INSERT INTO registration_with_end (municipality, id, programme, facility, household, child, account, state,
    interviewed_on, valid_until, coupon, reason, made_at, changed_at, name_key, kana_key, same_as, merged_into,
    ending_told_at)
SELECT municipality, id, programme, facility, household, child, account, state, interviewed_on, valid_until, coupon,
    reason, made_at, changed_at, name_key, kana_key, same_as, merged_into, ending_told_at FROM registration;
DROP TABLE registration;
ALTER TABLE registration_with_end RENAME TO registration;
CREATE INDEX registration_by_household ON registration (municipality, household);
CREATE INDEX registration_by_facility ON registration (municipality, facility, state);
CREATE INDEX registration_by_end ON registration (municipality, valid_until) WHERE state = 2 AND ending_told_at IS NULL;
-- In a protected family each guardian has a registration of the own, so that none learns of the other's.
CREATE UNIQUE INDEX registration_open ON registration (municipality, programme, facility, child, account) WHERE state = 1;
