-- What a facility wants changed of its profile or its prices: it counts when an officer has approved it (facilities).
-- kind: 1 profile, 2 offer.  state: 1 open, 2 approved, 3 declined, 4 replaced by a newer one.
CREATE TABLE facility_change (
    municipality bigint NOT NULL,
    id bytea NOT NULL,
    facility bytea NOT NULL,
    kind bigint NOT NULL CHECK (kind IN (1, 2)),
    content text NOT NULL,
    proposed_by bytea NOT NULL,
    proposed_at bigint NOT NULL,
    state bigint NOT NULL CHECK (state BETWEEN 1 AND 4),
    decided_by bytea,
    decided_at bigint,
    reason text NOT NULL,
    PRIMARY KEY (municipality, id),
    FOREIGN KEY (municipality, facility) REFERENCES facility (municipality, id),
    CHECK ((state IN (2, 3)) = (decided_by IS NOT NULL))
);
CREATE INDEX facility_change_by_state ON facility_change (municipality, state, proposed_at, id);
CREATE INDEX facility_change_by_facility ON facility_change (municipality, facility, id);
