#include "ledger/recompute.hpp"

#include <algorithm>

#include "facilities/facility.hpp"
#include "ledger/grant_steps.hpp"
#include "ledger/sql.hpp"
#include "people/family.hpp"
#include "people/stated_facts.hpp"
#include "rules/decide.hpp"

namespace hagukumi::ledger {

namespace {

bool is_meant(const rules::Programme& programme, const Recompute& command, const Coupon& coupon)
{
    return coupon.programme == programme.code() && coupon.state == CouponState::active &&
           (!coupon.birth || coupon.birth == command.birth);
}

/// What the rules give now to whom the coupon was issued, as of the day on which it was applied for.
Result<std::optional<rules::Grant>> grant_now(store::Snapshot& snapshot, const rules::Programme& programme,
                                              const Coupon& coupon, Instant at)
{
    rules::Facts facts;
    facts.at = at;
    facts.application_on = coupon.application_on;
    facts.interviewed_on = coupon.interviewed_on;
    const Date day = coupon.application_on.value_or(coupon.issued_on);
    TRY(people::load_facts(snapshot, coupon.household, coupon.birth, coupon.child, day, facts));
    people::load_stated_facts(snapshot, coupon.household, facts);
    if (coupon.facility)
        facts.facility =
            TRY(facilities::load_facility_facts(snapshot, *coupon.facility, programme.code(), day, day));
    const rules::Entitlement entitlement = rules::entitle(programme, facts);
    if (entitlement.refused) return std::optional<rules::Grant>();
    for (const rules::Grant& grant : entitlement.grants) {
        if (programme.allotments()[grant.allotment].code == coupon.allotment) return std::optional(grant);
    }
    return std::optional<rules::Grant>();
}

}  // namespace

Result<bool> bring_to(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                      const rules::Grant& grant, NewEntry entry)
{
    const Units difference = grant.limited ? grant.units - coupon.granted : Units{};
    if (difference.count == 0 || coupon.state == CouponState::expired) return false;
    entry.kind = EntryKind::grant;
    entry.coupon = coupon.id;
    entry.units = difference;
    entry.left_after = coupon.left + difference;
    entry.programme = &programme;
    entry.before_coupon = coupon.last_entry;
    if (tx.execute(sql::change_grant, coupon.id, difference, entry.id) == 0) {
        return fail(ErrorKind::conflict, "used_more_than_entitled",
                    {"新しい付与数より多く、すでに使われています。担当者が利用履歴を確認してください。",
                     "More was used already than the rules give now. Please look at the history first."});
    }
    write_grant(tx, programme, coupon, entry);
    return true;
}

Result<std::vector<Id>> recompute(store::Transaction& tx, const rules::Programme& programme,
                                  const Recompute& command)
{
    std::vector<Id> changed;
    for (const Coupon& coupon : coupons_of(tx, command.household)) {
        if (!is_meant(programme, command, coupon)) continue;
        const auto grant = TRY(grant_now(tx, programme, coupon, command.at));
        if (!grant) continue;
        must(changed.size() < command.ids.size(), "there is an id for each coupon that may change");
        NewEntry entry;
        entry.id = command.ids[changed.size()];
        entry.at = command.at;
        entry.actor = command.actor;
        entry.reason = command.reason;
        if (TRY(bring_to(tx, programme, coupon, *grant, entry))) changed.push_back(coupon.id);
    }
    return changed;
}

std::vector<Stood> standings(store::Snapshot& snapshot, const rules::Programme& programme,
                             const Recompute& command)
{
    std::vector<Stood> all;
    for (const Coupon& coupon : coupons_of(snapshot, command.household)) {
        if (!is_meant(programme, command, coupon)) continue;
        all.push_back({coupon.id,
                       coupon.allotment,
                       {coupon.granted, coupon.left, last_day_of(snapshot, programme, coupon, command.at)}});
    }
    return all;
}

}  // namespace hagukumi::ledger
