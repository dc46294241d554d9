// What the rules need to know of a coupon.
#include <algorithm>

#include "facilities/facility.hpp"
#include "ledger/coupon.hpp"
#include "ledger/sql.hpp"
#include "people/family.hpp"
#include "people/stated_facts.hpp"
#include "rules/json.hpp"

namespace hagukumi::ledger {

namespace {

/// Uses of the past are read back as far as this many entries: more than any cap of a year looks at.
constexpr int most_past_entries = 1000;

/// The use that a correction, if it is one, took the place of in the first place.
Entry first_entered(store::Snapshot& snapshot, const Entry& use)
{
    Entry entry = use;
    while (entry.corrects) {
        const auto before = find_entry(snapshot, *entry.corrects);
        must(before.has_value(), "a correction names the use whose place it takes");
        entry = *before;
    }
    return entry;
}

/// The uses of this coupon and of the household's others of the same programme: a cap may count several
/// allotments, children and births together, and says itself whose uses it counts.
std::vector<rules::PastUse> past_uses(store::Snapshot& snapshot, const rules::Programme& programme,
                                      const Coupon& coupon, const Entry* without,
                                      const std::optional<Id>& account)
{
    std::vector<rules::PastUse> uses;
    const bool by_guardian = programme.tells_guardians_apart();
    const auto guardian = by_guardian ? guardian_of_use(snapshot, coupon, account) : std::nullopt;
    for (const Coupon& other : coupons_of(snapshot, coupon.household)) {
        if (other.programme != coupon.programme) continue;
        for (const Entry& entry : history_of_coupon(snapshot, other.id, most_past_entries)) {
            if (entry.kind != EntryKind::redeem || entry.voided_by) continue;
            if (without != nullptr && entry.id == without->id) continue;
            rules::PastUse use{entry.service, *entry.first_day, *entry.last_day, Units{-entry.units.count},
                               entry.public_share.value_or(Yen{})};
            use.parent = entry.parent.value_or(Yen{});
            use.exact_parent = rules::exact_parent_of(entry.decision);
            use.facility = entry.facility;
            uses.push_back(seen_from(coupon, other, std::move(use)));
            if (!by_guardian) continue;
            const Id by = first_entered_by(snapshot, entry);
            uses.back().of_this_guardian = may_be_one(guardian, guardian_of_use(snapshot, other, by));
        }
    }
    return uses;
}

}  // namespace

rules::PastUse seen_from(const Coupon& coupon, const Coupon& other, rules::PastUse use)
{
    use.of_this_birth = other.id == coupon.id || other.birth == coupon.birth;
    // A birth's coupon has no child of its own: it is for the children of that birth.
    use.of_this_child = other.id == coupon.id ||
                        (other.child && coupon.child ? other.child == coupon.child : use.of_this_birth);
    return use;
}

std::optional<Id> guardian_of_use(store::Snapshot& snapshot, const Coupon& coupon,
                                  const std::optional<Id>& account)
{
    std::optional<Id> guardian;
    const std::optional<Id> birth = coupon.child ? std::nullopt : coupon.birth;
    snapshot.query(
        sql::guardian_of_use, [&](const store::Row& row) { guardian = row.maybe_id(0); }, birth, account);
    return guardian;
}

bool may_be_one(const std::optional<Id>& guardian, const std::optional<Id>& other)
{
    return !guardian || !other || *guardian == *other;
}

Result<rules::Facts> facts_of(store::Snapshot& snapshot, const rules::Programme& programme,
                              const Coupon& coupon, const std::optional<Id>& facility, Instant at,
                              Date first_day, Date last_day, const Entry* without,
                              const std::optional<Id>& account)
{
    rules::Facts facts;
    facts.at = at;
    facts.application_on = coupon.application_on;
    facts.interviewed_on = coupon.interviewed_on;
    facts.issued_on = coupon.issued_on;

    std::optional<Id> child = coupon.child;
    if (!programme.needs_child()) child.reset();
    else if (!child && coupon.birth) {
        // The first of them; twins share the day, then the older row.
        std::pair<std::int64_t, Id> first;
        snapshot.query(
            sql::children_of_birth,
            [&](const store::Row& row) {
                const std::pair found(row.integer(1), row.id(0));
                if (!child || found < first) first = found;
                child = first.second;
            },
            coupon.household, *coupon.birth);
    }
    if (facility) {
        facilities::ask_facility_facts_ahead(snapshot, *facility, programme.code(), first_day, last_day);
    }
    if (programme.needs_history()) snapshot.ask_ahead(sql::coupons_of, coupon.household);
    TRY(people::load_facts(snapshot, coupon.household, coupon.birth, child, first_day, facts,
                           programme.needs_guardian()));
    if (rules::asks_an_officer(programme)) people::load_stated_facts(snapshot, coupon.household, facts);
    if (facility) {
        facts.facility =
            TRY(facilities::load_facility_facts(snapshot, *facility, programme.code(), first_day, last_day));
    }
    rules::AllotmentFacts held;
    held.code = coupon.allotment;
    held.granted = coupon.granted + coupon.adjusted;
    held.used = coupon.used;
    held.left = coupon.left - coupon.reserved;
    held.first_use_on = coupon.first_used_on;
    if (without != nullptr) {
        held.used = held.used + without->units;
        held.left = held.left - without->units;
        held.first_use_on = first_use_without(snapshot, coupon, without->id);
    }
    held.facility = coupon.facility;
    facts.allotments.push_back(std::move(held));
    if (programme.needs_history()) facts.uses = past_uses(snapshot, programme, coupon, without, account);
    return facts;
}

Instant first_entered_at(store::Snapshot& snapshot, const Entry& use)
{
    return first_entered(snapshot, use).at;
}

Id first_entered_by(store::Snapshot& snapshot, const Entry& use)
{
    return first_entered(snapshot, use).actor;
}

std::optional<Date> first_use_without(store::Snapshot& snapshot, const Coupon& coupon, const Id& without)
{
    constexpr int all_of_them = 1'000'000;
    std::optional<Date> first;
    for (const Entry& entry : history_of_coupon(snapshot, coupon.id, all_of_them)) {
        if (entry.kind != EntryKind::redeem || entry.voided_by || entry.id == without) continue;
        first = first ? std::min(*first, *entry.first_day) : *entry.first_day;
    }
    return first;
}

}  // namespace hagukumi::ledger
