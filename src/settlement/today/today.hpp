// 今日の数: what the office starts its day with.
#pragma once

#include <optional>
#include <vector>

#include "settlement/month.hpp"
#include "store/transaction.hpp"

namespace hagukumi::settlement {

struct ToDecide {
    std::int64_t statements = 0;            ///< confirmed by their facility, not yet approved
    std::optional<Month> oldest_statement;  ///< of which month
    std::int64_t accounts = 0;              ///< 振込口座 that a facility proposed
    std::int64_t objections = 0;            ///< raised by a facility, not yet answered
    std::optional<Month> oldest_objection;
};
ToDecide count_to_decide(store::Snapshot& snapshot);

/// Uses that were entered on a day and stand.
std::int64_t count_uses(store::Snapshot& snapshot, Date day);

struct UseOfDay {
    Id entry, household;
};
/// Those uses, the newest first, those before `before` (nil: from the newest), at most `limit`.
std::vector<UseOfDay> uses_of_day(store::Snapshot& snapshot, Date day, const Id& before, int limit);

}  // namespace hagukumi::settlement
