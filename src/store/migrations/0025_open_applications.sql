-- Asked at every booking: does a change notice of this family wait for the office?
CREATE INDEX application_by_household ON application (municipality, household, state);
-- 職員の利用者, among a hundred thousand parents.
CREATE INDEX account_by_role ON account (municipality, role, id);
