// The statements of an account that goes to another family.
#pragma once

#include "store/statement.hpp"

namespace hagukumi::people::sql {

inline constexpr store::Statement move_account{
    "people.move_account",
    "UPDATE account SET household = $3, guardian = $4, rights = $5 WHERE municipality = $1 AND id = $2"};

}  // namespace hagukumi::people::sql
