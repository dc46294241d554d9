-- When the bank's file was first taken: from then on the bank may pay it, whatever happens here.
ALTER TABLE transfer ADD COLUMN taken_at bigint;
