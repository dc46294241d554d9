// The statements of the applications room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::applications::sql {

using store::Statement;

#define HAGUKUMI_APPLICATION                                                                           \
    "id, programme, form, household, account, state, version, written, answers, fiscal_year, serial, " \
    "answered_by, created_at, changed_at, sent_at, officer, proposed_by, asked, decided_at"

inline constexpr Statement find_application{"applications.find_application",
                                            "SELECT " HAGUKUMI_APPLICATION
                                            " FROM application WHERE municipality = $1 AND id = $2"};
inline constexpr Statement applications_of{"applications.applications_of",
                                           "SELECT " HAGUKUMI_APPLICATION
                                           " FROM application WHERE municipality = $1 AND account = $2 "
                                           "ORDER BY created_at DESC, id DESC LIMIT $3"};
inline constexpr Statement draft_of{
    "applications.draft_of",
    "SELECT id FROM application WHERE municipality = $1 AND account = $2 AND programme = $3 AND form = $4 "
    "AND state = 1"};
inline constexpr Statement add_draft{
    "applications.add_draft",
    "INSERT INTO application (municipality, id, programme, form, household, account, state, version, "
    "written, "
    "created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, 1, 1, $7, $8, $8)"};
/// No row changed: another device was faster, or it was sent.  What was returned is written on, too.
inline constexpr Statement save_draft{
    "applications.save_draft",
    "UPDATE application SET written = $4, version = version + 1, changed_at = $5 "
    "WHERE municipality = $1 AND id = $2 AND version = $3 AND state IN (1, 3)"};
/// Written elsewhere: sent when it comes, with its number.
inline constexpr Statement receive{
    "applications.receive",
    "INSERT INTO application (municipality, id, programme, form, household, account, state, version, "
    "written, answers, programme_version, fiscal_year, serial, answered_by, created_at, changed_at, sent_at, "
    "applicant, applicant_kana) "
    "VALUES ($1, $2, $3, $4, $5, $6, 2, 1, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15, $16)"};
inline constexpr Statement add_origin{
    "applications.add_origin",
    "INSERT INTO application_origin (municipality, application, file, line, content, received_by, "
    "received_at) VALUES ($1, $2, $3, $4, $5, $6, $7)"};
inline constexpr Statement find_received{
    "applications.find_received",
    "SELECT application FROM application_origin WHERE municipality = $1 AND content = $2"};
inline constexpr Statement origin_of{"applications.origin_of",
                                     "SELECT file, line, received_by, received_at FROM application_origin "
                                     "WHERE municipality = $1 AND application = $2"};
inline constexpr Statement last_serial{
    "applications.last_serial",
    "SELECT max(serial) FROM application WHERE municipality = $1 AND fiscal_year = $2"};
inline constexpr Statement send{
    "applications.send",
    "UPDATE application SET state = 2, version = version + 1, answers = $4, programme_version = $5, "
    "fiscal_year = $6, serial = $7, answered_by = $8, sent_at = $9, changed_at = $9, applicant = $10, "
    "applicant_kana = $11 WHERE municipality = $1 AND id = $2 AND version = $3 AND state = 1"};
/// Number and day of sending stay: they are the application's.
inline constexpr Statement send_again{
    "applications.send_again",
    "UPDATE application SET state = 2, version = version + 1, answers = $4, programme_version = $5, "
    "answered_by = $6, changed_at = $7, applicant = $8, applicant_kana = $9, asked = NULL "
    "WHERE municipality = $1 AND id = $2 AND version = $3 AND state = 3"};
inline constexpr Statement withdraw{
    "applications.withdraw",
    "UPDATE application SET state = 6, version = version + 1, changed_at = $3 "
    "WHERE municipality = $1 AND id = $2 AND state IN (2, 3)"};
inline constexpr Statement drop_draft{
    "applications.drop_draft", "DELETE FROM application WHERE municipality = $1 AND id = $2 AND state = 1"};
inline constexpr Statement add_event{
    "applications.add_event",
    "INSERT INTO application_event (municipality, id, application, kind, at, actor, words, detail) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"};
/// What the rules approve at once was sent first.
inline constexpr Statement events_of{"applications.events_of",
                                     "SELECT id, kind, at, actor, words, detail FROM application_event WHERE "
                                     "municipality = $1 AND application = $2 "
                                     "ORDER BY at, kind, id"};

inline constexpr Statement forget_words{
    "applications.forget_words", "DELETE FROM application_word WHERE municipality = $1 AND application = $2"};
inline constexpr Statement add_word{
    "applications.add_word",
    "INSERT INTO application_word (municipality, word, application) VALUES ($1, $2, $3) "
    "ON CONFLICT DO NOTHING"};
inline constexpr Statement forget_matches{
    "applications.forget_matches",
    "DELETE FROM application_match WHERE municipality = $1 AND application = $2"};
inline constexpr Statement add_match{
    "applications.add_match",
    "INSERT INTO application_match (municipality, what, value, application) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT DO NOTHING"};
/// Others that were sent and not withdrawn.
inline constexpr Statement matches_of{
    "applications.matches_of",
    "SELECT theirs.what, theirs.application FROM application_match own "
    "JOIN application_match theirs ON theirs.municipality = $1 AND theirs.what = own.what "
    "AND theirs.value = own.value AND theirs.application <> own.application "
    "JOIN application a ON a.municipality = $1 AND a.id = theirs.application AND a.state BETWEEN 2 AND 5 "
    "WHERE own.municipality = $1 AND own.application = $2 ORDER BY theirs.what, a.sent_at, a.id"};
inline constexpr Statement applications_with{
    "applications.applications_with",
    "SELECT a.id, a.state, a.programme, a.form, a.fiscal_year, a.serial FROM application_match m "
    "JOIN application a ON a.municipality = $1 AND a.id = m.application AND a.state BETWEEN 2 AND 5 "
    "WHERE m.municipality = $1 AND m.what = $2 AND m.value = $3 ORDER BY a.sent_at, a.id"};

#define HAGUKUMI_QUEUE                                                                                    \
    "id, programme, form, state, fiscal_year, serial, sent_at, answered_by, applicant, applicant_kana, "  \
    "officer, proposed_by, decided_at, (SELECT file FROM application_origin o WHERE o.municipality = $1 " \
    "AND o.application = application.id) "
#define HAGUKUMI_OLDEST_FIRST "AND (sent_at > $4 OR (sent_at = $4 AND id > $5)) ORDER BY sent_at, id LIMIT $6"
#define HAGUKUMI_NEWEST_FIRST \
    "AND (sent_at < $4 OR (sent_at = $4 AND id < $5)) ORDER BY sent_at DESC, id DESC LIMIT $6"

// The queue of one state, and its end first; the officer where it is not empty; of all forms or of one.
#define HAGUKUMI_OF_STATE \
    "FROM application WHERE municipality = $1 AND state = $2 AND (officer = $3 OR $3 IS NULL) "
#define HAGUKUMI_OF_FORM HAGUKUMI_OF_STATE "AND programme = $7 AND form = $8 "
inline constexpr Statement queue{"applications.queue",
                                 "SELECT " HAGUKUMI_QUEUE HAGUKUMI_OF_STATE HAGUKUMI_OLDEST_FIRST};
inline constexpr Statement queue_newest{"applications.queue_newest",
                                        "SELECT " HAGUKUMI_QUEUE HAGUKUMI_OF_STATE HAGUKUMI_NEWEST_FIRST};
inline constexpr Statement queue_of_form{"applications.queue_of_form",
                                         "SELECT " HAGUKUMI_QUEUE HAGUKUMI_OF_FORM HAGUKUMI_OLDEST_FIRST};
inline constexpr Statement queue_of_form_newest{
    "applications.queue_of_form_newest", "SELECT " HAGUKUMI_QUEUE HAGUKUMI_OF_FORM HAGUKUMI_NEWEST_FIRST};

/// How many words begin like this, counted no further than $4.
inline constexpr Statement count_words{"applications.count_words",
                                       "SELECT count(*) FROM (SELECT 1 FROM application_word WHERE "
                                       "municipality = $1 AND word >= $2 AND word < $3 "
                                       "LIMIT $4) AS found"};
// In every state.  Three words; the first pair of bounds is of the rarest, a word that was not typed has
// them, too.  CROSS JOIN keeps SQLite's planner to this order.
#define HAGUKUMI_HAS_WORD(first, end)                                                     \
    "AND EXISTS (SELECT 1 FROM application_word other WHERE other.municipality = $1 AND " \
    "other.application = application.id AND other.word >= " first " AND other.word < " end ") "
/// Where few have the rarest word.
inline constexpr Statement find_few{
    "applications.find_few", "SELECT " HAGUKUMI_QUEUE
                             "FROM (SELECT DISTINCT application AS found FROM application_word "
                             "WHERE municipality = $1 AND word >= $2 AND word < $3) w CROSS JOIN application "
                             "WHERE municipality = $1 AND id = w.found " HAGUKUMI_HAS_WORD("$7", "$8")
                                 HAGUKUMI_HAS_WORD("$9", "$10") HAGUKUMI_NEWEST_FIRST};
/// Where many have it: from the newest on, until there are enough.
inline constexpr Statement find_many{
    "applications.find_many",
    "SELECT " HAGUKUMI_QUEUE "FROM application WHERE municipality = $1 " HAGUKUMI_HAS_WORD("$2", "$3")
        HAGUKUMI_HAS_WORD("$7", "$8") HAGUKUMI_HAS_WORD("$9", "$10") HAGUKUMI_NEWEST_FIRST};
#undef HAGUKUMI_HAS_WORD
#undef HAGUKUMI_OF_FORM
#undef HAGUKUMI_OF_STATE
#undef HAGUKUMI_NEWEST_FIRST
#undef HAGUKUMI_OLDEST_FIRST
#undef HAGUKUMI_QUEUE

inline constexpr Statement count_waiting{
    "applications.count_waiting",
    "SELECT programme, form, state, count(*), min(sent_at), "
    "sum(CASE WHEN answered_by < $2 THEN 1 ELSE 0 END), "
    "sum(CASE WHEN proposed_by IS NULL THEN 0 ELSE 1 END) FROM application "
    "WHERE municipality = $1 AND state IN (2, 3) GROUP BY programme, form, state "
    "ORDER BY programme, form, state"};
inline constexpr Statement count_by_state{"applications.count_by_state",
                                          "SELECT state, count(*) FROM application WHERE municipality = $1 "
                                          "AND state BETWEEN 2 AND 6 GROUP BY state"};

inline constexpr Statement take{
    "applications.take",
    "UPDATE application SET officer = $3 WHERE municipality = $1 AND id = $2 AND state IN (2, 3)"};
inline constexpr Statement return_for_changes{
    "applications.return_for_changes",
    "UPDATE application SET state = 3, version = version + 1, written = answers, asked = $4, officer = $5, "
    "proposed_by = NULL, changed_at = $6 WHERE municipality = $1 AND id = $2 AND version = $3 AND state = 2"};
inline constexpr Statement propose{
    "applications.propose",
    "UPDATE application SET version = version + 1, officer = $4, proposed_by = $4, changed_at = $5 "
    "WHERE municipality = $1 AND id = $2 AND version = $3 AND state = 2 AND proposed_by IS NULL"};
inline constexpr Statement take_back_proposal{
    "applications.take_back_proposal",
    "UPDATE application SET version = version + 1, proposed_by = NULL, changed_at = $4 "
    "WHERE municipality = $1 AND id = $2 AND version = $3 AND state = 2 AND proposed_by IS NOT NULL"};
inline constexpr Statement decide{
    "applications.decide",
    "UPDATE application SET state = $4, version = version + 1, officer = coalesce(officer, $5), "
    "proposed_by = NULL, changed_at = $6, decided_at = $6 "
    "WHERE municipality = $1 AND id = $2 AND version = $3 AND state = 2"};
inline constexpr Statement add_decision{
    "applications.add_decision",
    "INSERT INTO application_decision (municipality, application, outcome, officer, at, words, allotments, "
    "confirmed_by, confirmed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
inline constexpr Statement confirm_decision{
    "applications.confirm_decision",
    "UPDATE application_decision SET confirmed_by = $3, confirmed_at = $4 "
    "WHERE municipality = $1 AND application = $2 AND confirmed_at IS NULL"};
inline constexpr Statement drop_proposal{
    "applications.drop_proposal",
    "DELETE FROM application_decision WHERE municipality = $1 AND application = $2 AND confirmed_at IS NULL"};
inline constexpr Statement find_decision{
    "applications.find_decision",
    "SELECT outcome, officer, at, words, allotments, confirmed_by, confirmed_at FROM application_decision "
    "WHERE municipality = $1 AND application = $2"};

// 添付書類
inline constexpr Statement documents_of{
    "applications.documents_of",
    "SELECT id, question, kind, pages, size FROM document WHERE municipality = $1 AND application = $2 "
    "ORDER BY added_at, id"};
inline constexpr Statement add_document{
    "applications.add_document",
    "INSERT INTO document (municipality, id, application, question, kind, pages, size, sealed, added_at) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"};
inline constexpr Statement find_document{
    "applications.find_document",
    "SELECT kind, sealed FROM document WHERE municipality = $1 AND id = $2 AND application = $3"};
inline constexpr Statement drop_document{
    "applications.drop_document",
    "DELETE FROM document WHERE municipality = $1 AND id = $2 AND application = $3"};
inline constexpr Statement drop_documents{
    "applications.drop_documents", "DELETE FROM document WHERE municipality = $1 AND application = $2"};
/// Of what was decided before.
inline constexpr Statement forget_documents{
    "applications.forget_documents",
    "DELETE FROM document WHERE municipality = $1 AND application IN "
    "(SELECT id FROM application WHERE municipality = $1 AND decided_at < $2)"};
/// Of drafts that nobody has touched since.
inline constexpr Statement forget_documents_of_drafts{
    "applications.forget_documents_of_drafts",
    "DELETE FROM document WHERE municipality = $1 AND application IN "
    "(SELECT id FROM application WHERE municipality = $1 AND state = 1 AND changed_at < $2)"};

}  // namespace hagukumi::applications::sql
