// Looking for entries of the chain: by who, about what, in which room, when.
//
// The chain has no index but its numbers, so that a deed writes one page and not four.  A search goes through
// it from the newest on, so many entries at a time, and says where to go on.
#pragma once

#include <limits>
#include <set>
#include <string>
#include <vector>

#include "audit/record.hpp"

namespace hagukumi::audit {

struct Wanted {
    std::set<Id> actors;                                      ///< empty: everybody
    std::set<Id> objects;                                     ///< empty: everything
    std::string room;                                         ///< "ledger"; empty: all
    Instant from{};                                           ///< the first moment
    Instant until{std::numeric_limits<std::int64_t>::max()};  ///< the moment after the last
};

/// So many entries are looked at in one go: some 10 ms.
inline constexpr int most_looked_at = 10'000;

struct Found {
    std::vector<Entry> entries;  ///< newest first
    std::int64_t next = 0;       ///< give it back as `before`; 0: there is nothing older
};
/// Entries below `before` (0: from the newest), at most `limit`; perhaps none and a place to go on.
Found find_entries(store::Snapshot& snapshot, const Wanted& wanted, std::int64_t before, int limit,
                   int most = most_looked_at);

}  // namespace hagukumi::audit
