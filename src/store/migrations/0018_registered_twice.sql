-- 利用登録: one child that came twice, and approvals that end.

-- The child's name, and its kana with the day of birth, as they are compared (people/fold.hpp).
ALTER TABLE registration ADD COLUMN name_key text NOT NULL DEFAULT '';
ALTER TABLE registration ADD COLUMN kana_key text NOT NULL DEFAULT '';
-- The earlier registration that seems to be of the same child: the facility has not said yet whether it is.
ALTER TABLE registration ADD COLUMN same_as bytea;
-- Of a merged one: the registration that stands.
ALTER TABLE registration ADD COLUMN merged_into bytea;
-- When the family was told that the approval ends soon.
ALTER TABLE registration ADD COLUMN ending_told_at bigint;
CREATE INDEX registration_by_end ON registration (municipality, valid_until) WHERE state = 2 AND ending_told_at IS NULL;

-- In a protected family each guardian has a registration of the own, so that none learns of the other's.
DROP INDEX registration_open;
CREATE UNIQUE INDEX registration_open ON registration (municipality, programme, facility, child, account) WHERE state = 1;
