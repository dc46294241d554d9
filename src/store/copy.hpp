// Everything of one database put into another, whatever engines stand behind them.
#pragma once

#include <cstdint>

#include "store/database.hpp"

namespace hagukumi::store {

struct Copied {
    std::int64_t municipalities = 0, rows = 0;
};

/// Copies every row, municipality by municipality, each as it is at one instant. Both must have the same
/// schema (open_database() sees to that), and nobody else may write meanwhile. Errors: `not_empty` when `to`
/// holds municipalities, or what its lane refuses; then `to` is to be thrown away.
Result<Copied> copy_rows(Database& from, Database& to);

}  // namespace hagukumi::store
