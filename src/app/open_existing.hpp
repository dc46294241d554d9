// Opening a database that must be there already.
#pragma once

#include <memory>
#include <string>

#include "store/database.hpp"

namespace hagukumi::app {

/// As store::open_database, but no file is made: `no_database` says that there is none.
Result<std::unique_ptr<store::Database>> open_existing(const std::string& database);

}  // namespace hagukumi::app
