// Which forms a family finds, whether it can send them today, and what a form says of an application now.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "applications/application.hpp"
#include "ledger/coupon.hpp"
#include "rules/programme.hpp"

namespace hagukumi::applications {

using Programmes = std::span<const std::shared_ptr<const rules::Programme>>;

/// A form, judged by what is known of the family without its answers.  It can always be begun: what is known
/// may be older than what the family is about to write.
struct OfferedForm {
    const rules::Programme* programme = nullptr;
    const rules::Form* form = nullptr;
    /// Of the family: the newest without a coupon of this programme; of a change notice the newest with one.
    const people::Birth* birth = nullptr;
    bool holds_coupons = false;  ///< every birth that is known has its coupons
    rules::AnswersRead read;     ///< `against`: why it cannot be sent today
};

/// The birth that a change notice is about: the newest of which coupons of this programme were issued.
const people::Birth* birth_of_coupons(const people::Family& family, std::span<const ledger::Coupon> coupons,
                                      std::string_view programme);

/// Every form of these programmes, in their order; a change notice only where there are coupons.  `family`
/// outlives the answer.
std::vector<OfferedForm> offered_forms(store::Snapshot& snapshot, Programmes programmes,
                                       const people::Family& family, Instant at);

/// What the form and the rules say of an application at `at`: of a draft, were it sent now.  Of what was sent
/// the day of sending decides, however long the office takes and also where the family corrects something;
/// the family is as it is known now.  `form` is the application's.
Result<rules::AnswersRead> look_at(store::Snapshot& snapshot, const rules::Programme& programme,
                                   const rules::Form& form, const Application& application, Instant at);

}  // namespace hagukumi::applications
