-- What the peers on PostgreSQL keep of a use: the coupon, the entry with its key, a line of the audit, a message to send.
CREATE TABLE coupon(id text PRIMARY KEY, municipality integer NOT NULL, service text NOT NULL,
                    units_left integer NOT NULL CHECK (units_left >= 0));
CREATE TABLE entry(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, municipality integer NOT NULL, coupon text NOT NULL,
                   check_in text NOT NULL, service text NOT NULL, units integer NOT NULL, at timestamptz NOT NULL, key text NOT NULL UNIQUE);
CREATE TABLE audit(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, municipality integer NOT NULL, at timestamptz NOT NULL,
                   detail text NOT NULL);
CREATE TABLE outbox(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, municipality integer NOT NULL, coupon text NOT NULL, body text NOT NULL);
