// Reading rows of `audit`, for the files of this room.
#pragma once

#include <algorithm>

#include "audit/record.hpp"
#include "base/result.hpp"
#include "store/statement.hpp"

namespace hagukumi::audit {

inline Hash hash_in(const store::Row& row, int column)
{
    Hash hash;
    const store::Bytes stored = row.bytes(column);
    must(stored.size() == hash.size(), "a hash has 32 bytes");
    std::copy(stored.begin(), stored.end(), hash.begin());
    return hash;
}

/// The columns of sql::all_entries and sql::entries_before.
inline Entry entry_in(const store::Row& row)
{
    return {row.integer(0), row.instant(1),           row.id(2),      std::string(row.text(3)),
            row.id(4),      std::string(row.text(5)), hash_in(row, 6)};
}

}  // namespace hagukumi::audit
