-- What a statement's papers name besides its numbers, as it was at the confirmation: the facility's name, address and
-- telephone number, and whose family used each coupon.  JSON, see settlement/printed.hpp.  Statements from before have no row.
CREATE TABLE statement_printed (
    municipality bigint NOT NULL,
    statement bytea NOT NULL,
    printed text NOT NULL,
    PRIMARY KEY (municipality, statement),
    FOREIGN KEY (municipality, statement) REFERENCES statement (municipality, id)
);
