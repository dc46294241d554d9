-- 自治体 and the versions of programme files that ever decided something for it.

CREATE TABLE municipality (
    municipality bigint NOT NULL,
    name text NOT NULL,
    PRIMARY KEY (municipality)
);

-- The text is kept, so that an old decision can be explained by the rules that made it. (wide rows)
CREATE TABLE programme_version (
    municipality bigint NOT NULL,
    hash bytea NOT NULL,
    code text NOT NULL,
    text text NOT NULL,
    first_seen_at bigint NOT NULL,
    PRIMARY KEY (municipality, hash)
);
