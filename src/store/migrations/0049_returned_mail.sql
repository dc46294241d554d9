-- 戻ってきたメール: taken by the relay, and sent back later.  1: its words are gone, it cannot be sent again.
ALTER TABLE delivery ADD COLUMN is_returned bigint NOT NULL DEFAULT 0 CHECK (is_returned IN (0, 1));
