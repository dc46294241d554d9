-- On the leader, once: psql -h 10.0.0.11 -U postgres -f first-time.sql
-- The role owns its database and nothing else. It must be neither SUPERUSER nor BYPASSRLS: the program refuses to start,
-- because row-level security would not hold it.
CREATE ROLE hagukumi LOGIN PASSWORD 'CHANGE-ME-3';
CREATE DATABASE hagukumi OWNER hagukumi ENCODING 'UTF8';
REVOKE ALL ON DATABASE hagukumi FROM PUBLIC;
