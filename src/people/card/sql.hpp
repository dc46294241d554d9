// The statements of 利用者カード.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::people::sql {

inline constexpr store::Statement set_user_number{
    "people.set_user_number", "UPDATE account SET user_number = $3 WHERE municipality = $1 AND id = $2"};
/// One that is active before one that was stopped.
inline constexpr store::Statement account_of_guardian{
    "people.account_of_guardian",
    "SELECT id FROM account WHERE municipality = $1 AND household = $2 AND guardian = $3 AND role = 1 "
    "ORDER BY state, id LIMIT 1"};

}  // namespace hagukumi::people::sql
