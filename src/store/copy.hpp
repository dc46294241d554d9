// Everything of one database put into another, whatever engines stand behind them.
#pragma once

#include <cstdint>
#include <string>

#include "store/database.hpp"

namespace hagukumi::store {

struct Copied {
    std::int64_t municipalities = 0, rows = 0;
};

/// Copies every row, municipality by municipality, each as it is at one instant. Both must have the same
/// schema (open_database() sees to that), and nobody else may write meanwhile. Errors: `not_empty` when `to`
/// holds municipalities, or what its lane refuses; then `to` is to be thrown away.
Result<Copied> copy_rows(Database& from, Database& to);

/// The same for one municipality, beside others that `to` may hold. Error: `not_empty` when it holds rows of
/// this one.
Result<Copied> copy_municipality(Database& from, Database& to, MunicipalityCode municipality);

/// The engine learns what it now holds, so that it plans by it at once; SQLite's plans never go by that.
Result<void> learn_contents(const std::string& database);

}  // namespace hagukumi::store
