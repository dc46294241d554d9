// Brings a PostgreSQL database to the newest schema.  Forward only.
#pragma once

#include <vector>

#include "base/result.hpp"
#include "store/migrations.hpp"
#include "store/postgres/connection.hpp"

namespace hagukumi::store::postgres {

/// Applies what is missing, in one transaction, while other instances that start wait; gives the schema's
/// version.  Where nothing is missing, nothing is changed, so that a role without rights on the schema will
/// do. Refuses as sqlite::migrate does, and also a role that row-level security does not hold
/// (`role_too_mighty`).
Result<int> migrate(Connection& connection, const std::vector<Migration>& known);

}  // namespace hagukumi::store::postgres
