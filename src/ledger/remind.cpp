#include "ledger/remind.hpp"

#include "base/age.hpp"
#include "ledger/notices.hpp"
#include "ledger/rows.hpp"
#include "ledger/sql.hpp"
#include "rules/decide.hpp"

namespace hagukumi::ledger {

namespace {

using Services = std::vector<const rules::Service*>;

/// The ends of a coupon that come within the rule's days, each with the services that end on it.
std::map<Date, Services> near_ends(store::Snapshot& snapshot, const rules::Programme& programme,
                                   const Coupon& coupon, int days_before, Instant now)
{
    std::map<Date, Services> ends;
    const Date today = date_in_japan(now);
    const auto facts = facts_of(snapshot, programme, coupon, std::nullopt, now, today, today);
    if (!facts || facts->birth.lost_on) return ends;
    for (const rules::Service& service : programme.services()) {
        if (programme.allotment_of(service).code != coupon.allotment) continue;
        const rules::Outlook outlook = rules::outlook(programme, *facts, service, today);
        if (!outlook.usable_now || !outlook.last_day) continue;
        if (*outlook.last_day <= plus_days(today, days_before)) ends[*outlook.last_day].push_back(&service);
    }
    return ends;
}

bool was_told(store::Snapshot& snapshot, const Id& coupon, Date last_day)
{
    return snapshot
        .find(
            sql::find_reminder, [](const store::Row&) { return true; }, coupon, last_day)
        .has_value();
}

}  // namespace

int ReminderRule::days_for(std::string_view programme) const
{
    const auto own = of_programme.find(programme);
    return own != of_programme.end() ? own->second : days_before;
}

std::optional<Id> reminders_go_on_after(store::Snapshot& snapshot, Instant now)
{
    const Date today = date_in_japan(now);
    if (now - start_of_day_in_japan(today) < std::chrono::minutes(coupon_reminders_from_minute))
        return std::nullopt;
    const auto round = snapshot.find(
        sql::find_round, [](const store::Row& row) { return std::pair(row.date(0), row.maybe_id(1)); });
    if (!round || round->first < today) return Id{};
    return round->second;
}

ReminderPage look_for_endings(store::Snapshot& snapshot, Programmes programmes, const ReminderRule& rule,
                              const Id& after, Instant now, int most)
{
    ReminderPage page;
    std::vector<Coupon> coupons;
    snapshot.query(
        sql::coupons_with_units_left, [&](const store::Row& row) { coupons.push_back(coupon_in(row)); },
        after, most);
    if (static_cast<int>(coupons.size()) == most) page.next = coupons.back().id;
    for (const Coupon& coupon : coupons) {
        const rules::Programme* const programme = find_programme(programmes, coupon.programme);
        const int days_before = rule.days_for(coupon.programme);
        if (programme == nullptr || days_before == 0) continue;
        const auto ends = near_ends(snapshot, *programme, coupon, days_before, now);
        if (std::any_of(ends.begin(), ends.end(),
                        [&](const auto& end) { return !was_told(snapshot, coupon.id, end.first); }))
            page.ending.push_back(coupon.id);
    }
    return page;
}

Result<int> remind(store::Transaction& tx, Programmes programmes, const ReminderRule& rule,
                   const ReminderPage& page, Instant now)
{
    int told = 0;
    for (const Id& id : page.ending) {
        const auto coupon = find_coupon(tx, id);
        must(coupon.has_value(), "coupons are never deleted");
        const rules::Programme* const programme = find_programme(programmes, coupon->programme);
        must(programme != nullptr, "the page was made with the same programmes");
        const int days_before = rule.days_for(coupon->programme);
        for (const auto& end : near_ends(tx, *programme, *coupon, days_before, now)) {
            if (tx.execute(sql::add_reminder, coupon->id, end.first, now) == 0) continue;
            tell_ending(tx, *programme, *coupon, end.first, end.second, now);
            ++told;
        }
    }
    tx.execute(sql::set_round, date_in_japan(now), page.next);
    return told;
}

}  // namespace hagukumi::ledger
