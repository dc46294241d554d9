-- Serial codes, favourites and news of the parents' portal.

-- シリアルコード (codes): made in batches by the office, received once each.

-- household is the only family that may receive the codes of the batch, if they were made for one.
CREATE TABLE code_batch (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    programme text NOT NULL,
    label text NOT NULL,
    last_day bigint NOT NULL,
    household bytea,
    made_at bigint NOT NULL,
    made_by bytea NOT NULL,
    withdrawn_at bigint,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id)
);

CREATE TABLE serial_code (
    municipality bigint NOT NULL,
    code text NOT NULL,
    batch bytea NOT NULL,
    number bigint NOT NULL,
    received_at bigint,
    household bytea,
    child bytea,
    PRIMARY KEY (municipality, code),
    FOREIGN KEY (municipality, batch) REFERENCES code_batch (municipality, id),
    CHECK ((received_at IS NULL) = (household IS NULL))
);
CREATE INDEX serial_code_by_batch ON serial_code (municipality, batch, number);

-- お気に入りの施設 of a person.  (facilities)
CREATE TABLE favourite (
    municipality bigint NOT NULL,
    account bytea NOT NULL,
    facility bytea NOT NULL,
    PRIMARY KEY (municipality, account, facility),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id)
);

-- 自治体からのお知らせ (messages): to everybody, or to families with coupons of one programme.
CREATE TABLE news (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    at bigint NOT NULL,
    by_account bytea NOT NULL,
    programme text,
    title_ja text NOT NULL,
    title_en text NOT NULL,
    body_ja text NOT NULL,
    body_en text NOT NULL,
    last_day bigint NOT NULL,
    withdrawn_at bigint,
    PRIMARY KEY (municipality, id)
);
CREATE TABLE news_read (
    municipality bigint NOT NULL,
    account bytea NOT NULL,
    news bytea NOT NULL,
    read_at bigint NOT NULL,
    PRIMARY KEY (municipality, account, news),
    FOREIGN KEY (municipality, news) REFERENCES news (municipality, id)
);
