-- What an officer has seen of a family and some programme asks for: proofs, tax years, a stay with relatives, brothers
-- and sisters.  Each under the key that it has in a file of facts, as text (rules/stated_facts.hpp).
CREATE TABLE stated_fact (
    municipality bigint NOT NULL,
    household bytea NOT NULL,
    fact text NOT NULL,
    value text NOT NULL,
    stated_at bigint NOT NULL,
    PRIMARY KEY (municipality, household, fact),
    FOREIGN KEY (municipality, household) REFERENCES household (municipality, id)
);
