-- 受け取りのお知らせ (applications): which approvals their families were reminded of.
CREATE TABLE approval_reminder (
    municipality bigint NOT NULL,
    application bytea NOT NULL,
    told_at bigint NOT NULL,
    PRIMARY KEY (municipality, application),
    FOREIGN KEY (municipality, application) REFERENCES application (municipality, id)
);
