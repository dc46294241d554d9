-- Money at the end of the month: accounts of facilities, statements, and the transfers that pay them.

-- 訂正: the use whose place this one takes.
ALTER TABLE entry ADD COLUMN corrects bytea;

-- 振込口座: what a facility proposed, and who else decided.  A version is never changed once it was decided.
-- state: 1 proposed, 2 approved, 3 declined.  kind: 1 普通, 2 当座, 4 貯蓄, 9 その他.  Names are in half-width kana.
CREATE TABLE bank_account (
    municipality bigint NOT NULL,
    facility bytea NOT NULL,
    version bigint NOT NULL,
    bank_code text NOT NULL,
    bank_name text NOT NULL,
    branch_code text NOT NULL,
    branch_name text NOT NULL,
    kind bigint NOT NULL CHECK (kind IN (1, 2, 4, 9)),
    number text NOT NULL,
    holder text NOT NULL,
    state bigint NOT NULL CHECK (state IN (1, 2, 3)),
    proposed_at bigint NOT NULL,
    proposed_by bytea NOT NULL,
    decided_at bigint,
    decided_by bytea,
    PRIMARY KEY (municipality, facility, version),
    CHECK (decided_by IS NULL OR decided_by <> proposed_by),
    CHECK ((state = 1) = (decided_by IS NULL))
);

-- 振込依頼人: the municipality's own account and its agreement with its bank, and how that bank wants the file.
CREATE TABLE payer (
    municipality bigint NOT NULL,
    version bigint NOT NULL,
    consignor_code text NOT NULL,
    consignor_name text NOT NULL,
    bank_code text NOT NULL,
    bank_name text NOT NULL,
    branch_code text NOT NULL,
    branch_name text NOT NULL,
    kind bigint NOT NULL CHECK (kind IN (1, 2, 9)),
    number text NOT NULL,
    record_end bigint NOT NULL CHECK (record_end IN (1, 2)),
    file_end bigint NOT NULL CHECK (file_end IN (1, 2)),
    clearing_house bigint NOT NULL CHECK (clearing_house IN (1, 2)),
    designation text NOT NULL,
    set_at bigint NOT NULL,
    set_by bytea NOT NULL,
    PRIMARY KEY (municipality, version)
);

-- 請求書: what a facility is paid for a month (its first day).  state: 1 confirmed by the facility, 2 approved by the
-- office, 3 paid, 4 sent back.  newest_entry is the facility's newest entry of the ledger when it was confirmed.
CREATE TABLE statement (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    facility bytea NOT NULL,
    month bigint NOT NULL,
    state bigint NOT NULL CHECK (state BETWEEN 1 AND 4),
    uses bigint NOT NULL,
    fee_yen bigint NOT NULL,
    parent_yen bigint NOT NULL,
    public_yen bigint NOT NULL,
    newest_entry bytea NOT NULL,
    digest bytea NOT NULL,
    confirmed_at bigint NOT NULL,
    confirmed_by bytea NOT NULL,
    decided_at bigint,
    decided_by bytea,
    reason text NOT NULL,
    transfer bytea,
    paid_on bigint,
    PRIMARY KEY (municipality, id),
    CHECK (fee_yen = parent_yen + public_yen),
    CHECK (decided_by IS NULL OR decided_by <> confirmed_by),
    CHECK ((state = 1) = (decided_by IS NULL)),
    CHECK ((state = 3) = (paid_on IS NOT NULL))
);
CREATE UNIQUE INDEX statement_of_month ON statement (municipality, facility, month) WHERE state <> 4;

-- An entry of the ledger stands in one statement.
CREATE TABLE statement_line (
    municipality bigint NOT NULL,
    entry bytea NOT NULL,
    statement bytea NOT NULL,
    PRIMARY KEY (municipality, entry)
);
CREATE INDEX statement_line_by_statement ON statement_line (municipality, statement, entry);

-- What stood in the ledger when a statement was confirmed, and belongs to a later month.
CREATE TABLE statement_later (
    municipality bigint NOT NULL,
    statement bytea NOT NULL,
    entry bytea NOT NULL,
    PRIMARY KEY (municipality, statement, entry)
);

-- 総合振込: one file for the bank.  state: 1 made, 2 approved, 3 paid, 4 withdrawn.
CREATE TABLE transfer (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    pay_on bigint NOT NULL,
    state bigint NOT NULL CHECK (state BETWEEN 1 AND 4),
    payer_version bigint NOT NULL,
    total_yen bigint NOT NULL CHECK (total_yen > 0),
    file_hash bytea NOT NULL,
    made_at bigint NOT NULL,
    made_by bytea NOT NULL,
    decided_at bigint,
    decided_by bytea,
    PRIMARY KEY (municipality, id),
    CHECK (state NOT IN (2, 3) OR (decided_by IS NOT NULL AND decided_by <> made_by))
);

CREATE TABLE transfer_line (
    municipality bigint NOT NULL,
    transfer bytea NOT NULL,
    facility bytea NOT NULL,
    account_version bigint NOT NULL,
    amount_yen bigint NOT NULL CHECK (amount_yen > 0),
    PRIMARY KEY (municipality, transfer, facility)
);
