-- お知らせ by situation (news): situation is a name that people knows ('pregnant'); months is how old a child is at most.
ALTER TABLE news ADD COLUMN situation text;
ALTER TABLE news ADD COLUMN months bigint;
