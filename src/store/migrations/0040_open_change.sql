-- 変更届: what a family has reported and the office has not answered yet (people).  application is the one in which it was
-- written; the row goes when that is decided or withdrawn.
CREATE TABLE open_change (
    municipality bigint NOT NULL,
    household bytea NOT NULL,
    application bytea NOT NULL,
    programme text NOT NULL,
    since bigint NOT NULL,
    PRIMARY KEY (municipality, household, application),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id)
);
