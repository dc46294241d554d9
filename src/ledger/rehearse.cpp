#include "ledger/rehearse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ledger/households.hpp"
#include "ledger/sql.hpp"
#include "rules/decide.hpp"
#include "rules/json.hpp"

namespace hagukumi::ledger {

namespace {

constexpr int most_entries = 10'000;

/// One side's view of one coupon.
struct Balance {
    Units granted, used;
    std::optional<Date> first_use_on;
};

/// One family's history by one version of the rules.
class Side {
public:
    explicit Side(const rules::Programme& programme) : x_programme(programme) {}

    /// What the rules give of the coupon's allotment, on the facts of that moment; empty: unlimited.
    std::optional<Units> entitled(const rules::Facts& facts, const Coupon& coupon) const
    {
        const rules::Entitlement entitlement = rules::entitle(x_programme, facts);
        for (const rules::Grant& grant : entitlement.grants) {
            if (x_programme.allotments()[grant.allotment].code != coupon.allotment) continue;
            if (!grant.limited) return std::nullopt;
            return grant.units;
        }
        return Units{};
    }

    void give(const Coupon& coupon, Units units)
    {
        Balance& balance = x_balances[coupon.id];
        balance.granted = balance.granted + units;
    }

    Judged use(rules::Facts facts, const Coupon& coupon, const std::optional<Id>& guardian,
               const rules::Request& request)
    {
        Balance& balance = x_balances[coupon.id];
        for (rules::AllotmentFacts& held : facts.allotments) {
            if (held.code != coupon.allotment) continue;
            held.granted = balance.granted;
            held.used = balance.used;
            held.left = balance.granted - balance.used;
            held.first_use_on = balance.first_use_on;
        }
        facts.uses.clear();
        for (const Past& past : x_uses) {
            facts.uses.push_back(seen_from(coupon, *past.coupon, past.use));
            facts.uses.back().of_this_guardian = may_be_one(guardian, past.guardian);
        }
        const rules::Decision decision = rules::decide(x_programme, facts, request);
        Judged judged;
        judged.outcome = decision.outcome;
        for (const rules::RuleLook& look : decision.rules) {
            if (look.verdict != rules::Verdict::met)
                judged.against.push_back(x_programme.rule(look.rule).code);
        }
        if (decision.refused()) return judged;
        judged.units = decision.units;
        judged.parent = decision.parent;
        judged.public_share = decision.public_share;
        balance.used = balance.used + decision.units;
        if (!balance.first_use_on || *balance.first_use_on > decision.first_covered)
            balance.first_use_on = decision.first_covered;
        rules::PastUse past{request.service, decision.first_covered, decision.last_covered, decision.units,
                            decision.public_share};
        past.parent = decision.parent;
        if (decision.month) past.exact_parent = decision.month->exact_parent;
        if (facts.facility) past.facility = facts.facility->id;
        x_uses.push_back({&coupon, guardian, std::move(past)});
        return judged;
    }

private:
    struct Past {
        const Coupon* coupon;
        std::optional<Id> guardian;
        rules::PastUse use;
    };

    const rules::Programme& x_programme;
    std::map<Id, Balance> x_balances;
    std::vector<Past> x_uses;
};

/// What was asked for, from the reason that was kept; else what was covered.
rules::Request request_of(const rules::Service& service, const Entry& use)
{
    if (auto asked = rules::request_of(service, use.decision)) return std::move(*asked);
    rules::Request request;
    request.service = use.service;
    request.first_day = use.first_day;
    if (service.asks == rules::Asks::dates) request.last_day = use.last_day;
    else request.units = Units{-use.units.count};
    return request;
}

void add(Sums& sums, const Judged& judged)
{
    if (judged.outcome == rules::Outcome::refused) return;
    ++sums.uses;
    sums.units = sums.units + judged.units;
    sums.parent = sums.parent + judged.parent;
    sums.public_share = sums.public_share + judged.public_share;
}

bool is_same(const Judged& a, const Judged& b)
{
    return a.outcome == b.outcome && a.units == b.units && a.parent == b.parent &&
           a.public_share == b.public_share;
}

/// The rules that speak on one side only.
std::vector<std::string> deciding(const Judged& before, const Judged& after)
{
    std::vector<std::string> rules;
    const auto only_in = [&](const std::vector<std::string>& some, const std::vector<std::string>& others) {
        for (const std::string& rule : some) {
            if (std::find(others.begin(), others.end(), rule) == others.end()) rules.push_back(rule);
        }
    };
    only_in(after.against, before.against);
    only_in(before.against, after.against);
    if (rules.empty()) rules.emplace_back("units_and_price");
    return rules;
}

class Rehearsing {
public:
    Rehearsing(store::Snapshot& snapshot, const Rehearse& wanted) : x_snapshot(snapshot), x_wanted(wanted) {}

    Rehearsal run()
    {
        for (const Id& household : households_of(x_snapshot, x_wanted.before->code())) go_through(household);
        return std::move(x_found);
    }

private:
    struct Step {
        const Coupon* coupon;
        Entry entry;
    };

    void go_through(const Id& household)
    {
        ++x_found.families;
        x_is_touched = false;
        std::vector<Coupon> coupons = coupons_of(x_snapshot, household);
        std::erase_if(coupons, [&](const Coupon& c) { return c.programme != x_wanted.before->code(); });
        std::vector<Step> steps;
        for (const Coupon& coupon : coupons) {
            std::vector<Entry> history = history_of_coupon(x_snapshot, coupon.id, most_entries);
            for (auto entry = history.rbegin(); entry != history.rend(); ++entry) {
                // A correction is judged as of the moment of the use that it puts right.
                entry->at = first_entered_at(x_snapshot, *entry);
                steps.push_back({&coupon, std::move(*entry)});
            }
        }
        // Stable: within one moment a coupon's own order stays.
        std::stable_sort(steps.begin(), steps.end(),
                         [](const Step& a, const Step& b) { return a.entry.at < b.entry.at; });
        Side before(*x_wanted.before), after(*x_wanted.after);
        std::set<Id> begun;
        for (const Step& step : steps) {
            switch (step.entry.kind) {
                case EntryKind::grant: give(step, begun.insert(step.coupon->id).second, before, after); break;
                case EntryKind::adjust:
                    before.give(*step.coupon, step.entry.units);
                    after.give(*step.coupon, step.entry.units);
                    break;
                case EntryKind::redeem:
                    if (!step.entry.voided_by) use(step, before, after);
                    break;
                case EntryKind::void_use:
                case EntryKind::expire: break;  // the rules say themselves when a coupon has ended
            }
        }
        if (x_is_touched) ++x_found.families_touched;
    }

    /// The first grant is what either side gives; a later one is a corrected fact that both sides know by
    /// now.
    void give(const Step& step, bool is_first, Side& before, Side& after)
    {
        const Coupon& coupon = *step.coupon;
        before.give(coupon, step.entry.units);
        after.give(coupon, step.entry.units);
        if (!is_first) return;
        const Date day = coupon.application_on.value_or(date_in_japan(step.entry.at));
        const auto facts =
            facts_of(x_snapshot, *x_wanted.before, coupon, coupon.facility, step.entry.at, day, day);
        must(facts.has_value(), "a coupon's family has its rows");
        const std::optional<Units> then = before.entitled(*facts, coupon),
                                   now = after.entitled(*facts, coupon);
        if (then == now) return;
        // Between unlimited and limited there is no difference in units; the balance stays as it was
        // recorded.
        if (then && now) after.give(coupon, *now - *then);
        ++x_found.coupons_granted_otherwise;
        x_is_touched = true;
    }

    void use(const Step& step, Side& before, Side& after)
    {
        const Entry& entry = step.entry;
        const rules::Service* service = x_wanted.before->find_service(entry.service);
        if (service == nullptr) return;  // a service that the rules gave up long ago
        const auto facts = facts_of(x_snapshot, *x_wanted.before, *step.coupon, entry.facility, entry.at,
                                    *entry.first_day, *entry.last_day);
        must(facts.has_value(), "a use has its family's rows and its facility");
        const rules::Request request = request_of(*service, entry);
        const bool by_guardian =
            x_wanted.before->tells_guardians_apart() || x_wanted.after->tells_guardians_apart();
        const auto guardian =
            by_guardian ? guardian_of_use(x_snapshot, *step.coupon, first_entered_by(x_snapshot, entry))
                        : std::nullopt;
        const Judged then = before.use(*facts, *step.coupon, guardian, request);
        const Judged now = after.use(*facts, *step.coupon, guardian, request);
        if (*entry.first_day < x_wanted.first_day || *entry.first_day > x_wanted.last_day) return;
        ++x_found.uses;
        if (then.outcome == rules::Outcome::refused || then.units.count != -entry.units.count ||
            (entry.parent && then.parent != *entry.parent))
            ++x_found.not_as_recorded;
        add(x_found.before, then);
        add(x_found.after, now);
        auto& [month_before, month_after] =
            x_found.by_month[hagukumi::to_string(*entry.first_day).substr(0, 7)];
        add(month_before, then);
        add(month_after, now);
        if (is_same(then, now)) return;
        x_is_touched = true;
        ++x_found.different_uses;
        Difference difference{entry.id, step.coupon->household, *entry.first_day, entry.service, then,
                              now,      deciding(then, now)};
        for (const std::string& rule : difference.rules) ++x_found.by_rule[rule];
        if (x_found.differences.size() < x_wanted.most_listed)
            x_found.differences.push_back(std::move(difference));
    }

    store::Snapshot& x_snapshot;
    const Rehearse& x_wanted;
    Rehearsal x_found;
    bool x_is_touched = false;
};

}  // namespace

Rehearsal rehearse(store::Snapshot& snapshot, const Rehearse& wanted)
{
    must(wanted.before != nullptr && wanted.after != nullptr &&
             wanted.before->code() == wanted.after->code() &&
             wanted.before->municipality() == snapshot.municipality(),
         "two versions of one programme of this municipality are compared");
    return Rehearsing(snapshot, wanted).run();
}

}  // namespace hagukumi::ledger
