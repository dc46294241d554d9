// The statements of the applications room.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::applications::sql {

using store::Statement;

#define HAGUKUMI_APPLICATION                                                                           \
    "id, programme, form, household, account, state, version, written, answers, fiscal_year, serial, " \
    "answered_by, created_at, changed_at, sent_at"

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
/// No row changed: another device was faster, or it was sent.
inline constexpr Statement save_draft{
    "applications.save_draft",
    "UPDATE application SET written = $4, version = version + 1, changed_at = $5 "
    "WHERE municipality = $1 AND id = $2 AND version = $3 AND state = 1"};
inline constexpr Statement last_serial{
    "applications.last_serial",
    "SELECT max(serial) FROM application WHERE municipality = $1 AND fiscal_year = $2"};
inline constexpr Statement send{
    "applications.send",
    "UPDATE application SET state = 2, version = version + 1, answers = $4, programme_version = $5, "
    "fiscal_year = $6, serial = $7, answered_by = $8, sent_at = $9, changed_at = $9 "
    "WHERE municipality = $1 AND id = $2 AND version = $3 AND state = 1"};
inline constexpr Statement withdraw{
    "applications.withdraw",
    "UPDATE application SET state = 6, version = version + 1, changed_at = $3 "
    "WHERE municipality = $1 AND id = $2 AND state = 2"};
inline constexpr Statement drop_draft{
    "applications.drop_draft", "DELETE FROM application WHERE municipality = $1 AND id = $2 AND state = 1"};
inline constexpr Statement add_event{
    "applications.add_event",
    "INSERT INTO application_event (municipality, id, application, kind, at, actor) "
    "VALUES ($1, $2, $3, $4, $5, $6)"};
inline constexpr Statement events_of{
    "applications.events_of",
    "SELECT id, kind, at, actor FROM application_event WHERE municipality = $1 AND application = $2 "
    "ORDER BY at, id"};

}  // namespace hagukumi::applications::sql
