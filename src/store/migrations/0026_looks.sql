-- 閲覧の記録: who of the office saw whose record, when and why.  Each look stands in the record (audit), too;
-- here it is found by family and by officer.
-- what: 1 family, 2 application, 3 document, 4 decision notice.
-- why: 1 directly, 2 search, 3 application, 4 serial code, 5 undelivered message, 6 the record itself.
CREATE TABLE look (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    at bigint NOT NULL,
    officer bytea NOT NULL,
    household bytea NOT NULL,
    what bigint NOT NULL CHECK (what BETWEEN 1 AND 4),
    object bytea NOT NULL,
    why bigint NOT NULL CHECK (why BETWEEN 1 AND 6),
    PRIMARY KEY (municipality, id)
);
CREATE INDEX look_by_household ON look (municipality, household, id);
CREATE INDEX look_by_officer ON look (municipality, officer, id);
