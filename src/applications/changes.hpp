// 変更届: what an approved one changed in the family's records, and what became of the coupons.
//
//  1. Uses, grants and decisions of the past stay as they were; a coupon changes by one more entry.
//  2. Dates, numbers and choices are kept with what stood there before; of names and addresses only that they
//     changed.
#pragma once

#include "applications/record_family.hpp"
#include "ledger/recompute.hpp"

namespace hagukumi::applications {

struct ChangedAnswer {
    std::string question;  ///< its code
    std::vector<std::string> before{}, after{};
};

struct ChangedCoupon {
    std::string allotment;
    ledger::Standing before, after;
};

struct Changes {
    std::vector<ChangedAnswer> answers;
    std::vector<ChangedCoupon> coupons;
};

/// Records what a change notice says and brings every coupon of the birth to what the rules give now.
/// Errors: those of record_family() and of ledger::recompute().
Result<Changes> record_changes(store::Transaction& tx, const rules::Programme& programme,
                               const rules::Form& form, const Application& application,
                               const rules::AnswersRead& read, Instant at, const Id& officer, Ids& ids);

std::string to_json(const Changes& changes);

/// Of an approved change notice; of anything else nothing.
Changes changes_of(store::Snapshot& snapshot, const Id& application);

}  // namespace hagukumi::applications
