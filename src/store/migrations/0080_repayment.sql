-- 市外の施設; and 契約 0: known by a receipt only (償還払い), never listed, without poster and passcode.
ALTER TABLE facility ADD COLUMN outside bigint NOT NULL DEFAULT 0 CHECK (outside IN (0, 1));
ALTER TABLE facility ADD COLUMN contract bigint NOT NULL DEFAULT 1 CHECK (contract IN (0, 1));

-- 払戻し (ledger): what is given back to a family for a use that it paid for in full, and to which account.
-- kind: as of a bank_account.  Names are in katakana.  It is paid by one transfer.
CREATE TABLE repayment (
    municipality bigint NOT NULL,
    entry bytea NOT NULL,
    application bytea NOT NULL,
    yen bigint NOT NULL CHECK (yen > 0),
    bank_code text NOT NULL,
    bank_name text NOT NULL,
    branch_code text NOT NULL,
    branch_name text NOT NULL,
    kind bigint NOT NULL CHECK (kind IN (1, 2, 4)),
    number text NOT NULL,
    holder text NOT NULL,
    transfer bytea,
    paid_on bigint,
    PRIMARY KEY (municipality, entry),
    FOREIGN KEY (municipality, entry) REFERENCES entry (municipality, id),
    FOREIGN KEY (municipality, application) REFERENCES application (municipality, id),
    CHECK (paid_on IS NULL OR transfer IS NOT NULL)
);
CREATE INDEX repayment_open ON repayment (municipality, entry) WHERE transfer IS NULL;
CREATE INDEX repayment_by_transfer ON repayment (municipality, transfer);
CREATE UNIQUE INDEX repayment_by_application ON repayment (municipality, application);
