-- What happened to families lately, for news by situation.
CREATE INDEX birth_by_loss ON birth (municipality, lost_on) WHERE lost_on IS NOT NULL;
