// A database in a file.
#pragma once

#include "store/database.hpp"

namespace hagukumi::store::sqlite {

/// As store::open_database; `options.database` is the path of the file. Throws Failure.
Result<std::unique_ptr<Database>> open(Options options);

}  // namespace hagukumi::store::sqlite
