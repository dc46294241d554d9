// A database in PostgreSQL.
#pragma once

#include "store/database.hpp"

namespace hagukumi::store::postgres {

/// As store::open_database; `options.database` is a postgresql:// address. Throws Failure.
Result<std::unique_ptr<Database>> open(Options options);

}  // namespace hagukumi::store::postgres
