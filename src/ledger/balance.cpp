#include "ledger/balance.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/id.hpp"
#include "base/result.hpp"
#include "ledger/coupon.hpp"
#include "ledger/sql.hpp"

namespace hagukumi::ledger {

std::vector<std::string> wrong_balances(store::Snapshot& snapshot)
{
    std::vector<std::string> wrong;
    snapshot.query(sql::wrong_balances, [&](const store::Row& row) {
        wrong.push_back(fmt::format("coupon {}: {} units left, but its entries add up to {}",
                                    to_string(row.id(0)), row.integer(1), row.integer(2)));
    });
    std::vector<std::pair<Id, std::int64_t>> counts;
    snapshot.query(sql::entries_of_coupons,
                   [&](const store::Row& row) { counts.emplace_back(row.id(0), row.integer(1)); });
    for (const auto& [coupon, count] : counts) {
        const auto reached = history_of_coupon(snapshot, coupon, static_cast<int>(count) + 1).size();
        if (static_cast<std::int64_t>(reached) != count) {
            wrong.push_back(fmt::format("coupon {}: {} entries, but its history leads to {}",
                                        to_string(coupon), count, reached));
        }
    }
    return wrong;
}

void LeftIsWhatTheNewestEntrySays::check(store::Transaction& batch)
{
    for (const Id& id : batch.touched()) batch.ask_ahead(sql::left_and_newest, id);
    for (const Id& id : batch.touched()) {
        batch.query(
            sql::left_and_newest,
            [&](const store::Row& row) { must(row.integer(0) == row.integer(1), sentence()); }, id);
    }
}

}  // namespace hagukumi::ledger
