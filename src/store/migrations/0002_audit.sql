-- The tamper-evident record (src/audit): every row carries the hash of itself and of the row before.

-- wide rows
CREATE TABLE audit (
    municipality bigint NOT NULL,
    seq bigint NOT NULL,
    at bigint NOT NULL,
    actor bytea NOT NULL,
    action text NOT NULL,
    object bytea NOT NULL,
    detail text NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (municipality, seq)
);

CREATE TABLE audit_head (
    municipality bigint NOT NULL,
    seq bigint NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (municipality)
);

-- Commands that were done, by the key that the caller drew; kept as long as their effect. (wide rows)
CREATE TABLE command (
    municipality bigint NOT NULL,
    key bytea NOT NULL,
    actor bytea NOT NULL,
    kind text NOT NULL,
    fingerprint bytea NOT NULL,
    at bigint NOT NULL,
    answer text NOT NULL,
    PRIMARY KEY (municipality, key, actor)
);
