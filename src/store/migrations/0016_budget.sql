-- 予算額 of a fiscal year, named after the year in which it begins: what reports compare the public share with.
CREATE TABLE budget (
    municipality bigint NOT NULL,
    fiscal_year bigint NOT NULL,
    planned_yen bigint NOT NULL CHECK (planned_yen >= 0),
    set_at bigint NOT NULL,
    set_by bytea NOT NULL,
    PRIMARY KEY (municipality, fiscal_year)
);
