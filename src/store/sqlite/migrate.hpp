// Brings a database to the newest schema.  Forward only.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "store/migrations.hpp"
#include "store/sqlite/connection.hpp"

namespace hagukumi::store::sqlite {

/// Applies what is missing, each migration in a transaction of its own; gives the schema's version.  Refuses
/// a database whose schema is newer than `known`, and one in which an applied migration had another text.
Result<int> migrate(Connection& connection, const std::vector<Migration>& known);

}  // namespace hagukumi::store::sqlite
