-- 登録の取消: when a facility ended an approved registration (state 2), with its reason; NULL: it goes on.
ALTER TABLE registration ADD COLUMN ended_at bigint;
