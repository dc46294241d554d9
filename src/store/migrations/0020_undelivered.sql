-- What the office looks at: what was given up stands among millions that arrived.
CREATE INDEX delivery_dead ON delivery (municipality, id) WHERE state = 2;
