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

/// Tells the planner what every index is worth.  All keys begin with the municipality, so that without
/// figures it takes one for as good as the other and walks a whole municipality where one family was asked
/// for.  The figures are those of a large municipality and are never gathered: a plan that was tested stays.
void describe_to_planner(Connection& connection);

}  // namespace hagukumi::store::sqlite
