// The books, looked at: does every balance follow from its history?
#pragma once

#include <string>
#include <vector>

#include "store/lane.hpp"
#include "store/transaction.hpp"

namespace hagukumi::ledger {

/// One English sentence for each coupon whose balance is not the sum of its entries, or whose history does
/// not lead to each of them.  Walks everything: for `hagukumi audit verify`.
std::vector<std::string> wrong_balances(store::Snapshot& snapshot);

/// "The newest entry of a coupon says what is left of it": checked by the lane for each coupon that a batch
/// changed, before it commits.
class LeftIsWhatTheNewestEntrySays final : public store::Invariant {
public:
    const char* sentence() const override { return "the newest entry of a coupon says what is left of it"; }
    void check(store::Transaction& batch) override;
};

}  // namespace hagukumi::ledger
