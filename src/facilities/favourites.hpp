// お気に入り: facilities that a person wants to find again.
#pragma once

#include <set>

#include "base/id.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

namespace hagukumi::facilities {

std::set<Id> favourites_of(store::Snapshot& snapshot, const Id& account);

/// Adds or takes away; what is so already stays so.  `facility_not_found` (not_found).
Result<void> set_favourite(store::Transaction& tx, const Id& account, const Id& facility, bool is_favourite);

}  // namespace hagukumi::facilities
