// The statements of shared posters.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::facilities::sql {

#define HAGUKUMI_SHARED \
    "SELECT id, facility, home, token, passcode, asked_at, state, reason FROM shared_poster "
inline constexpr store::Statement add_shared{"facilities.add_shared",
                                             "INSERT INTO shared_poster (municipality, id, facility, home, "
                                             "token, passcode, asked_by, asked_at, state, "
                                             "reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, '')"};
inline constexpr store::Statement find_shared{"facilities.find_shared",
                                              HAGUKUMI_SHARED "WHERE municipality = $1 AND id = $2"};
inline constexpr store::Statement find_shared_by_token{
    "facilities.find_shared_by_token",
    "SELECT facility, state FROM shared_poster WHERE municipality = $1 AND token = $2 AND state IN (2, 4) "
    "ORDER BY state, id DESC LIMIT 1"};
inline constexpr store::Statement shared_of{
    "facilities.shared_of",
    HAGUKUMI_SHARED "WHERE municipality = $1 AND facility = $2 AND state <> 4 ORDER BY id DESC LIMIT 20"};
inline constexpr store::Statement shared_asked{
    "facilities.shared_asked",
    HAGUKUMI_SHARED "WHERE municipality = $1 AND state = 1 ORDER BY asked_at, id LIMIT 200"};
inline constexpr store::Statement set_shared_state{
    "facilities.set_shared_state",
    "UPDATE shared_poster SET state = $3, reason = $4 WHERE municipality = $1 AND id = $2"};
/// A passcode that this facility had before, under which it is known again.
inline constexpr store::Statement revive_passcode{
    "facilities.revive_passcode",
    "UPDATE passcode SET retired_at = NULL WHERE municipality = $1 AND passcode = $2 AND facility = $3"};
#undef HAGUKUMI_SHARED

}  // namespace hagukumi::facilities::sql
