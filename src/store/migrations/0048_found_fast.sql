-- Lists of a large office, each found by what is asked for (bench/office_pages.cpp).

-- Whether a family has a word, too.
CREATE INDEX family_word_by_household ON family_word (municipality, household, word);
-- The queue of one form, and what was searched, newest first.
CREATE INDEX application_by_form ON application (municipality, state, programme, form, sent_at, id);
CREATE INDEX application_by_sending ON application (municipality, sent_at, id);
-- Who was born when, for figures.
CREATE INDEX birth_by_born_on ON birth (municipality, born_on);
-- Uses whose last day lay ahead when they were entered, stays most of all: the others are found by their id, so
-- that most uses still write no index.  The last day begins at midnight in Japan.
CREATE INDEX entry_ahead ON entry (municipality, last_day) WHERE kind = 2 AND at < last_day * 86400000 - 32400000;
