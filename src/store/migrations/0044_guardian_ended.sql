-- 権利の引継ぎ (people): since when a guardian acts for the family no more, and who was named last to act for it.
ALTER TABLE guardian ADD COLUMN ended_on bigint;
ALTER TABLE guardian ADD COLUMN named_at bigint;
