-- 添付書類: what families attach to an application, sealed with the installation's key (HAGUKUMI_KEY).
-- kind: 1 photograph (JPEG), 2 PDF, both made anew.  size is in bytes before sealing.
CREATE TABLE document (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    application bytea NOT NULL,
    question text NOT NULL,
    kind bigint NOT NULL CHECK (kind IN (1, 2)),
    pages bigint NOT NULL CHECK (pages >= 1),
    size bigint NOT NULL CHECK (size > 0),
    sealed bytea NOT NULL,
    added_at bigint NOT NULL,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, application) REFERENCES application (municipality, id)
);
CREATE INDEX document_by_application ON document (municipality, application);
CREATE INDEX application_by_decision ON application (municipality, decided_at);
