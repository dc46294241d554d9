// The numbered migrations of src/store/migrations, embedded by the build.
#pragma once

#include <vector>

namespace hagukumi::store {

struct Migration {
    int number;
    const char* name;
    const char* sql;  ///< portable SQL; the engine translates type names (README.md)
};

/// All migrations, by number, without gaps.
const std::vector<Migration>& migrations();

}  // namespace hagukumi::store
