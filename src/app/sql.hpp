// The statements of the installation: which municipalities and programmes it serves.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::app::sql {

using store::Statement;

inline constexpr Statement name_municipality{"app.name_municipality",
                                             "INSERT INTO municipality (municipality, name) VALUES ($1, $2) "
                                             "ON CONFLICT (municipality) DO UPDATE SET name = excluded.name"};

inline constexpr Statement keep_programme_version{
    "app.keep_programme_version",
    "INSERT INTO programme_version (municipality, hash, code, text, first_seen_at) "
    "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (municipality, hash) DO NOTHING"};

inline constexpr Statement find_moved_away{"app.find_moved_away",
                                           "SELECT at FROM moved_away WHERE municipality = $1"};
inline constexpr Statement mark_moved_away{"app.mark_moved_away",
                                           "INSERT INTO moved_away (municipality, at) VALUES ($1, $2)"};

inline constexpr Statement people_of_household{
    "app.people_of_household",
    "SELECT account.id, account.language, account.email, household.address_protection FROM account "
    "JOIN household ON household.municipality = $1 AND household.id = account.household "
    "WHERE account.municipality = $1 AND account.household = $2 AND account.state = 1"};

}  // namespace hagukumi::app::sql
