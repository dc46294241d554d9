#include "applications/reminders/remind_approved.hpp"

#include <algorithm>

#include "applications/application.hpp"
#include "applications/keep.hpp"
#include "applications/reminders/sql.hpp"
#include "base/age.hpp"
#include "people/family.hpp"
#include "rules/form/form.hpp"
#include "rules/in_all.hpp"

namespace hagukumi::applications {

namespace {

/// Whether something of the programme waits to be used, and nothing was since the approval.
bool waits_unused(store::Snapshot& snapshot, const Application& application)
{
    const Date approved = date_in_japan(*application.decided_at);
    bool waits = false;
    for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, application.household)) {
        if (coupon.programme != application.programme) continue;
        if (coupon.first_used_on && *coupon.first_used_on >= approved) return false;
        waits = waits ||
                (coupon.state == ledger::CouponState::active && (!coupon.limited || coupon.left.count > 0));
    }
    return waits;
}

bool has_lost(store::Snapshot& snapshot, const Id& household)
{
    const auto family = people::load_family(snapshot, household, people::Reader::officer);
    return family && std::any_of(family->births.begin(), family->births.end(),
                                 [](const people::Birth& birth) { return birth.lost_on.has_value(); });
}

}  // namespace

Result<int> remind_of_approvals(store::Transaction& tx, ledger::Programmes programmes, int days_after,
                                Instant now, Randomness& randomness, int most)
{
    const Date today = date_in_japan(now);
    const Instant morning = start_of_day_in_japan(today);
    if (days_after == 0 || now - morning < std::chrono::minutes(approval_reminders_from_minute)) return 0;
    const Instant until = start_of_day_in_japan(plus_days(today, 1 - days_after));
    const Instant since = start_of_day_in_japan(plus_days(today, -days_after - days_of_grace));
    std::vector<Id> unseen;
    tx.query(
        sql::unseen_approvals, [&](const store::Row& row) { unseen.push_back(row.id(0)); }, since, until,
        most);
    int told = 0;
    for (const Id& id : unseen) {
        const auto application = find_application(tx, id);
        must(application.has_value(), "applications are never deleted");
        // Judged once: who has nothing to receive today is not asked about tomorrow.
        tx.execute(sql::add_approval_reminder, id, now);
        const rules::Programme* const programme = ledger::find_programme(programmes, application->programme);
        const rules::Form* const form =
            programme != nullptr ? programme->find_form(application->form) : nullptr;
        if (form == nullptr || form->is_change_notice || form->is_reimbursement() ||
            !waits_unused(tx, *application) || has_lost(tx, application->household))
            continue;
        const Date approved = date_in_japan(*application->decided_at);
        messages::Params params;
        params.words("form", form->name)
            .words("coupon", programme->words().coupon)
            .words("approved", rules::day_in_all(approved));
        tell_account(tx, *application, "approval_waiting", now, make_id(now, randomness), params);
        ++told;
    }
    return told;
}

}  // namespace hagukumi::applications
