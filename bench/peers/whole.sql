-- What the peers on PostgreSQL keep when they do the whole use: who is signed in, what the rules look at, the coupon, the entry with its key
-- and decision, the chained record, two messages to send.
CREATE TABLE account(id text PRIMARY KEY, municipality integer NOT NULL, household text NOT NULL, role text NOT NULL);
CREATE TABLE session(token_hash bytea PRIMARY KEY, account text NOT NULL REFERENCES account, ends_at timestamptz NOT NULL);
CREATE TABLE household(id text PRIMARY KEY, municipality integer NOT NULL, income_class text NOT NULL, resident_until date);
CREATE TABLE child(id text PRIMARY KEY, household text NOT NULL REFERENCES household, born date NOT NULL);
CREATE INDEX child_of_household ON child(household);
CREATE TABLE facility(id text PRIMARY KEY, municipality integer NOT NULL, name text NOT NULL);
CREATE TABLE offer(facility text NOT NULL REFERENCES facility, service text NOT NULL, fee_yen integer NOT NULL, PRIMARY KEY (facility, service));
CREATE TABLE check_in(id text PRIMARY KEY, account text NOT NULL, facility text NOT NULL, at timestamptz NOT NULL);
CREATE TABLE coupon(id text PRIMARY KEY, municipality integer NOT NULL, household text NOT NULL, child text NOT NULL, service text NOT NULL,
                    units_left integer NOT NULL CHECK (units_left >= 0), valid_until date NOT NULL, last_entry bigint);
CREATE TABLE entry(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, municipality integer NOT NULL, coupon text NOT NULL, facility text NOT NULL,
                   check_in text NOT NULL, service text NOT NULL, units integer NOT NULL, left_after integer NOT NULL, fee_yen integer NOT NULL,
                   parent_yen integer NOT NULL, decision text NOT NULL, before bigint, at timestamptz NOT NULL,
                   key text NOT NULL UNIQUE, content bytea NOT NULL);
CREATE TABLE audit_head(municipality integer PRIMARY KEY, number bigint NOT NULL, hash bytea NOT NULL);
CREATE TABLE audit(municipality integer NOT NULL, number bigint NOT NULL, at timestamptz NOT NULL, actor text NOT NULL, detail text NOT NULL,
                   hash bytea NOT NULL, PRIMARY KEY (municipality, number));
CREATE TABLE outbox(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, municipality integer NOT NULL, receiver text NOT NULL, body text NOT NULL);
