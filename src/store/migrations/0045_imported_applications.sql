-- From which row of which file an application was received.  content is the SHA-256 of its form and answers: the same
-- answers are received once, whatever the file is called.
CREATE TABLE application_origin (
    municipality bigint NOT NULL,
    application bytea NOT NULL,
    file text NOT NULL,
    line bigint NOT NULL CHECK (line >= 1),
    content bytea NOT NULL,
    received_by bytea NOT NULL,
    received_at bigint NOT NULL,
    PRIMARY KEY (municipality, application),
    FOREIGN KEY (municipality, application) REFERENCES application (municipality, id)
);
CREATE UNIQUE INDEX application_origin_once ON application_origin (municipality, content);

-- 取込 (imports): which columns answered which question of a form the last time, by their headings; JSON.
CREATE TABLE import_columns (
    municipality bigint NOT NULL,
    programme text NOT NULL,
    form text NOT NULL,
    columns text NOT NULL,
    used_at bigint NOT NULL,
    PRIMARY KEY (municipality, programme, form)
);
