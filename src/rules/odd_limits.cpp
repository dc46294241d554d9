// Limits that limit nothing, and limits that leave nothing.
#include <algorithm>
#include <limits>
#include <map>

#include "base/era.hpp"
#include "rules/odd.hpp"
#include "rules/range.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::int64_t beginning = std::numeric_limits<std::int32_t>::min();

/// "3日", "3 days"
Text amount(const Ratio& count, Unit unit)
{
    return told("{}{}", "{} {}",
                count.is_whole() ? fmt::format("{}", count.numerator)
                                 : fmt::format("{}/{}", count.numerator, count.denominator),
                name_of(unit));
}

Text amount_counted(const Ratio& count, Counts counts, Unit unit)
{
    static const Text uses{"回（利用の数）", "uses"};
    return counts == Counts::uses ? told("{}{}", "{} {}", count.numerator, uses) : amount(count, unit);
}

/// Whether a time of the one kind always lies within one of the other.
bool lies_within(Per inner, Per outer)
{
    if (inner == outer || inner == Per::use || outer == Per::life) return true;
    if (outer == Per::use || inner == Per::life || outer == Per::day) return false;
    if (inner == Per::day) return true;
    return inner == Per::month && (outer == Per::calendar_year || outer == Per::fiscal_year);
}

/// Which services' uses are added up when `service` is used.
std::uint64_t counted_with(const Rule& cap, std::size_t service)
{
    return cap.each_by_itself ? std::uint64_t{1} << service : cap.counting.services;
}

bool has_no_ends(const Counting& counting)
{
    return !counting.from.present() && !counting.until.present();
}

const Text check_numbers{"要綱の数をもう一度確かめ、要らない上限は消してください。",
                         "Check the numbers against the document, and remove the cap if it is not needed."};
const Text never_binds{"この上限に達することはありません。", "It can never bind."};
const Text never_usable{"この事業は、だれも使うことができません。", "Nobody can use this service."};

}  // namespace

// ---- grants and uses ----

/// The most that one coupon of the service's allotment can be for; empty when nothing is known.
std::optional<Ratio> OddityFinder::most_granted(std::size_t service) const
{
    const std::uint16_t index = x_parts.services[service].allotment;
    const AllotmentParts& parts = x_parts.allotment_parts[index];
    if (!x_parts.allotments[index].limited) return std::nullopt;
    if (parts.notes.empty()) return range_of(parts.units, x_parts).most;
    std::optional<Ratio> sum = Ratio{};
    for (const NotePart& note : parts.notes) {
        const auto count = range_of(note.count, x_parts).most;
        const auto value = count ? multiply(*count, {note.value, 1}) : std::nullopt;
        sum = sum && value ? rules::add(*sum, *value) : std::nullopt;
    }
    return sum;
}

void OddityFinder::look_at_grants_and_uses()
{
    for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
        const Service& service = x_parts.services[i];
        const auto granted = most_granted(i);
        if (!granted) continue;
        const Ratio least{service.least_per_use.count, 1};
        if (compare(least, *granted) > 0) {
            add(under("services", service.code, "least_per_use"),
                told("「{}」（`{}`）は1回の利用が{}からなのに、付与は最大{}です。",
                     "A use of the service `{1}` ({0}) is at least {2}, and at most {3} are granted.",
                     service.name, service.code, amount(least, service.unit), amount(*granted, service.unit)),
                never_usable, {"どちらかの数を直してください。", "Correct one of the two numbers."});
        }
        if (service.most_per_use && compare({service.most_per_use->count, 1}, *granted) > 0) {
            add(under("services", service.code, "most_per_use"),
                told(
                    "「{}」（`{}`）の1回の上限{}は、付与される{}を超えています。",
                    "The most in one use of the service `{1}` ({0}), {2}, is above the {3} that are granted.",
                    service.name, service.code, amount({service.most_per_use->count, 1}, service.unit),
                    amount(*granted, service.unit)),
                never_binds, check_numbers);
        }
    }
}

// ---- caps ----

void OddityFinder::look_at_caps()
{
    const auto& rules = x_parts.rules;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (!rules[i].at_most.present()) continue;
        look_at_cap(i);
        for (std::size_t j = 0; j < rules.size(); ++j) {
            if (i != j && rules[j].at_most.present()) compare_caps(i, j);
        }
    }
}

namespace {

/// Whether uses over the time of the cap can draw on no more than one coupon of each allotment.  What is held
/// by a birth is granted once; what is held by others may be granted again in each fiscal year.
bool is_of_one_coupon(const Counting& counting, Holder holder)
{
    if (counting.per == Per::use) return true;
    if (counting.whose == Whose::guardian) return false;
    if (holder == Holder::birth) return counting.whose != Whose::household;
    if (holder == Holder::registration) return false;
    const bool within_a_year = counting.per != Per::life && counting.per != Per::calendar_year;
    const bool of_holder =
        counting.whose == Whose::holder || holder == Holder::household || counting.whose == Whose::child;
    return within_a_year && of_holder;
}

}  // namespace

void OddityFinder::look_at_cap(std::size_t index)
{
    const Rule& cap = x_parts.rules[index];
    const Counting& counting = cap.counting;
    const Range at_most = range_of(cap.at_most, x_parts);
    const bool counts_uses = counting.counts == Counts::uses && counting.per != Per::use;
    // The most that can be counted against the cap, over all of its services.
    std::optional<Ratio> reachable = Ratio{};
    Unit unit = Unit::visit;
    for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
        if ((cap.services >> i & 1) == 0) continue;
        const Service& service = x_parts.services[i];
        unit = service.unit;
        const bool whole_use_counts = counting.per == Per::use || counting.per == Per::life ||
                                      (service.asks != Asks::dates && service.asks != Asks::number_of_days);
        const Ratio least{service.least_per_use.count, 1};
        if (!counts_uses && whole_use_counts && !cap.when.present() && has_no_ends(counting) &&
            at_most.most && compare(*at_most.most, least) < 0) {
            add(in_rule(index, "at_most"),
                told("上限 `{}` は{}ですが、「{}」（`{}`）は1回の利用が{}からです。",
                     "The cap `{0}` is {1}, and a use of the service `{3}` ({2}) is at least {4}.",
                     cap.info.code, amount(*at_most.most, unit), service.name, service.code,
                     amount(least, unit)),
                never_usable, {"どちらかの数を直してください。", "Correct one of the two numbers."});
        }
        std::map<std::uint16_t, Ratio> by_allotment;
        const std::uint64_t counted = counting.per == Per::use ? std::uint64_t{1} << i : counted_with(cap, i);
        std::optional<Ratio> sum = Ratio{};
        for (std::size_t j = 0; j < x_parts.services.size() && sum; ++j) {
            if ((counted >> j & 1) == 0) continue;
            const Service& other = x_parts.services[j];
            auto granted = most_granted(j);
            if (!granted || !is_of_one_coupon(counting, x_parts.allotments[other.allotment].holder)) {
                sum = std::nullopt;
                break;
            }
            if (counts_uses)
                granted = Ratio{round_to(*granted, other.least_per_use.count, Direction::floor) /
                                    other.least_per_use.count,
                                1};
            const auto known = by_allotment.find(other.allotment);
            if (known == by_allotment.end() || compare(known->second, *granted) < 0)
                by_allotment[other.allotment] = *granted;
        }
        for (const auto& [allotment, granted] : by_allotment) sum = sum ? rules::add(*sum, granted) : sum;
        if (counting.per == Per::use && service.most_per_use) {
            const Ratio most{service.most_per_use->count, 1};
            sum = sum && compare(*sum, most) < 0 ? *sum : most;
        }
        reachable = reachable && sum ? std::optional(compare(*sum, *reachable) > 0 ? *sum : *reachable)
                                     : std::nullopt;
    }
    if (!reachable || !at_most.least || compare(*at_most.least, *reachable) <= 0) return;
    const Counts counts = counts_uses ? Counts::uses : Counts::units;
    add(in_rule(index, "at_most"),
        told("上限 `{}` の{}は、使うことのできる最大の{}を超えています。",
             "The cap `{}` of {} is above the {} that can be used at most.", cap.info.code,
             amount_counted(*at_most.least, counts, unit), amount_counted(*reachable, counts, unit)),
        never_binds, check_numbers);
}

/// Whether `inner` can never bind, because `outer` always binds before it or with it.
void OddityFinder::compare_caps(std::size_t inner_index, std::size_t outer_index)
{
    const Rule& inner = x_parts.rules[inner_index];
    const Rule& outer = x_parts.rules[outer_index];
    const auto covers = [&](const Rule& wide, const Rule& narrow) {
        std::uint64_t all = 0;
        for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
            const std::uint64_t bit = std::uint64_t{1} << i;
            all |= bit;
            if ((narrow.services & bit) == 0 || narrow.counting.per == Per::use ||
                wide.counting.per == Per::use)
                continue;
            if ((counted_with(narrow, i) & ~counted_with(wide, i)) != 0) return false;
        }
        const bool same_time = wide.counting.per == Per::life ||
                               (narrow.counting.per == Per::use ? wide.counting.by == CountedBy::first_day
                                                                : wide.counting.by == narrow.counting.by);
        const bool same_counts = narrow.counting.per == Per::use
                                     ? wide.counting.per == Per::use || wide.counting.counts == Counts::units
                                     : wide.counting.counts == narrow.counting.counts;
        return (narrow.services & all & ~wide.services) == 0 &&
               (!wide.when.present() || spelling_of(wide.when) == spelling_of(narrow.when)) &&
               has_no_ends(wide.counting) && same_time && same_counts &&
               lies_within(narrow.counting.per, wide.counting.per) &&
               (narrow.counting.per == Per::use || wide.counting.whose == narrow.counting.whose ||
                wide.counting.whose == Whose::household);
    };
    const auto never_below = [&](const Rule& one, const Rule& other) {
        const auto least = range_of(one.at_most, x_parts).least;
        const auto most = range_of(other.at_most, x_parts).most;
        return least && most && compare(*least, *most) >= 0;
    };
    if (!covers(outer, inner) || !never_below(inner, outer)) return;
    // Of two caps that are the same, the later one is told.
    if (covers(inner, outer) && never_below(outer, inner) && inner_index < outer_index) return;
    add(in_rule(inner_index, "at_most"),
        told("上限 `{}` は、上限 `{}` より小さくなることがありません。",
             "The cap `{}` is never less than the cap `{}`, which holds as well.", inner.info.code,
             outer.info.code),
        never_binds, check_numbers);
}

// ---- windows and conflicts ----

void OddityFinder::look_at_windows()
{
    const Text correct{"始まりと終わりの日の書き方（起算日と年齢）を確かめてください。",
                       "Check the two dates: from which day they are reckoned, and which age they name."};
    Range written_on;
    written_on.least = written_on.most = Ratio{days_since_epoch(x_parts.document_date), 1};
    for (std::size_t i = 0; i < x_parts.rules.size(); ++i) {
        const Rule& rule = x_parts.rules[i];
        const Range last = range_of(rule.last_day, x_parts);
        if (rule.is_window() && is_always_below(last, range_of(rule.first_day, x_parts))) {
            add(in_rule(i, "last_day"),
                told("規則 `{}` の期間は、始まりの日より前に終わります。",
                     "The window of the rule `{}` ends before it begins.", rule.info.code),
                {"使える日が一日もありません。", "There is no day on which it holds."}, correct);
        } else if (rule.is_window() && is_always_below(last, written_on)) {
            add(in_rule(i, "last_day"),
                told("規則 `{}` の期間は、要綱の日付（{}）より前に終わっています。",
                     "The window of the rule `{}` ended before the document's date, {}.", rule.info.code,
                     hagukumi::to_string(x_parts.document_date)),
                {"もう使える日がありません。", "There is no day left on which it holds."},
                {"日付を新しい年度のものに直すか、`document` の日付を確かめてください。",
                 "Bring the date up to the new year, or check the date of the `document`."});
        }
        if (is_always_below(range_of(rule.counting.until, x_parts), range_of(rule.counting.from, x_parts))) {
            add(in_rule(i, "counting_until"),
                told("上限 `{}` で数える期間は、始まりの日より前に終わります。",
                     "The time that the cap `{}` counts ends before it begins.", rule.info.code),
                {"数えられる利用がないため、上限として働きません。",
                 "It counts no use, and so it limits none."},
                correct);
        }
        if (contradict(conditions_of(rule.when, x_parts))) {
            add(in_rule(i, "when"),
                told("規則 `{}` の `when` は、成り立つことがありません。",
                     "The `when` of the rule `{}` can never be true.", rule.info.code),
                {"この規則は一度も使われません。", "The rule is never looked at."},
                {"条件を直すか、規則を消してください。", "Correct the condition, or remove the rule."});
        }
        // With `when`, a rule that never holds is a way to say who is not covered.
        if (!rule.when.present() && contradict(conditions_of(rule.require, x_parts))) {
            add(in_rule(i, "require"),
                told("規則 `{}` の `require` は、成り立つことがありません。",
                     "The `require` of the rule `{}` can never be true.", rule.info.code),
                {"いつでも、だれに対しても「使えない」となります。", "It refuses everybody, always."},
                {"条件を直してください。「かつ」ではなく「または」（`or`）ではありませんか。",
                 "Correct the condition; perhaps `or` is meant instead of `and`."});
        }
    }
}

void OddityFinder::look_at_conflicts()
{
    for (std::size_t i = 0; i < x_parts.rules.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (may_meet(j, i)) compare_rules(j, i);
        }
    }
}

/// Whether both rules can be looked at in one decision.
bool OddityFinder::may_meet(std::size_t first, std::size_t second) const
{
    if ((first < x_parts.application_rules) != (second < x_parts.application_rules)) return false;
    const Rule& a = x_parts.rules[first];
    const Rule& b = x_parts.rules[second];
    if (second >= x_parts.application_rules && (a.services & b.services) == 0) return false;
    auto both = conditions_of(a.when, x_parts);
    const auto more = conditions_of(b.when, x_parts);
    both.insert(both.end(), more.begin(), more.end());
    return !contradict(both);
}

void OddityFinder::compare_rules(std::size_t first, std::size_t second)
{
    const Rule& a = x_parts.rules[first];
    const Rule& b = x_parts.rules[second];
    const auto told_as = [&](std::string_view key) {
        add(in_rule(second, key),
            told("規則 `{}` と規則 `{}` は、同時に成り立つことがありません。",
                 "The rules `{}` and `{}` can never both hold.", b.info.code, a.info.code),
            a.when.present() || b.when.present()
                ? Text{"両方が当てはまる方は、一度も使えません。",
                       "Those to whom both apply are always refused."}
                : Text{"だれも使うことができません。", "Everybody is refused."},
            {"どちらかの条件を直すか、`when` で当てはまる方を分けてください。",
             "Correct one of them, or say with `when` to whom each applies."});
    };
    const auto apart = [&](const Rule& early, const Rule& late) {
        return is_always_below(range_of(early.last_day, x_parts), range_of(late.first_day, x_parts));
    };
    if (apart(a, b)) return told_as("first_day");
    if (apart(b, a)) return told_as("last_day");
    const auto of_a = conditions_of(a.require, x_parts);
    const auto of_b = conditions_of(b.require, x_parts);
    // One that contradicts itself was told alone.
    if (contradict(of_a) || contradict(of_b)) return;
    auto both = of_a;
    both.insert(both.end(), of_b.begin(), of_b.end());
    if (contradict(both)) told_as("require");
}

// ---- values that change with a date ----

namespace {

/// The days between which a key can lie, by the rules that everybody must satisfy.
struct Reach {
    std::int64_t first = beginning;
    std::int64_t last = std::numeric_limits<std::int32_t>::max();

    void narrow(const std::optional<Ratio>& least, const std::optional<Ratio>& most)
    {
        if (least) first = std::max(first, round_to(*least, 1, Direction::ceil));
        if (most) last = std::min(last, round_to(*most, 1, Direction::floor));
    }
};

Reach reach_of(KeyedBy by, const Parts& parts)
{
    Reach reach;
    for (std::size_t i = 0; i < parts.rules.size(); ++i) {
        const Rule& rule = parts.rules[i];
        const bool of_application = i < parts.application_rules;
        const std::uint64_t all = parts.services.size() >= most_services
                                      ? ~std::uint64_t{0}
                                      : (std::uint64_t{1} << parts.services.size()) - 1;
        if (rule.when.present() || (!of_application && (rule.services & all) != all)) continue;
        const bool by_window =
            of_application ? by == KeyedBy::application : by == KeyedBy::day || by == KeyedBy::first_day;
        const Range first = range_of(rule.first_day, parts);
        const Range last = range_of(rule.last_day, parts);
        if (by_window && rule.first_day.present() && first.anchor.empty()) reach.narrow(first.least, {});
        if (by_window && rule.last_day.present() && last.anchor.empty()) reach.narrow({}, last.most);
        for (const Condition& condition : conditions_of(rule.require, parts)) {
            const bool of_birth = condition.subject == spelling_of(Fact::birth_born_on) ||
                                  condition.subject == spelling_of(Fact::child_born_on) ||
                                  condition.subject == spelling_of(Fact::birth_event_on);
            const bool of_key = by == KeyedBy::birth ? of_birth
                                : by == KeyedBy::application
                                    ? condition.subject == spelling_of(Fact::application_on)
                                : by == KeyedBy::issue ? condition.subject == spelling_of(Fact::issued_on)
                                                       : false;
            if (of_key) reach.narrow(condition.least, condition.most);
        }
    }
    return reach;
}

}  // namespace

void OddityFinder::look_at_versions()
{
    for (const WrittenFormula& written : formulas()) {
        const Formula& formula = *written.formula;
        if (formula.by == KeyedBy::nothing) continue;
        const Reach reach = reach_of(formula.by, x_parts);
        const Node& values = *written.node->find("values");
        const auto& branches = formula.branches;
        if (branches.front().from > reach.first) {
            add(values.items.front(),
                told("{}より前の日には、値がありません。", "There is no value for days before {}.",
                     hagukumi::to_string(date_of_days(branches.front().from))),
                {"その日に当たる方は「確認できない」として断られます。",
                 "Those whose day is earlier are refused as unknown."},
                {"初めの値を `from: beginning` にするか、それより前の値を加えてください。",
                 "Let the first value hold `from: beginning`, or add the earlier one."});
        }
        for (std::size_t i = 0; i < branches.size(); ++i) {
            const bool is_last = i + 1 == branches.size();
            if (branches[i].from > reach.last || (!is_last && branches[i + 1].from <= reach.first)) {
                add(values.items[i], {"この値が使われる日がありません。", "No day can choose this value."},
                    {"ほかの規則が、その日に当たる方を初めから対象外にしています。",
                     "Another rule leaves out everybody whose day it is."},
                    {"日付を確かめるか、この値を消してください。", "Check the date, or remove the value."});
            } else if (i > 0 &&
                       spelling_of(branches[i].expression) == spelling_of(branches[i - 1].expression)) {
                add(values.items[i],
                    told("{}からの値が、その前の値と同じです。",
                         "The value from {} on is the same as the one before.",
                         hagukumi::to_string(date_of_days(branches[i].from))),
                    {"この日を境に変わるものがありません。", "Nothing changes on that day."},
                    {"新しい値を書くか、この行を消してください。",
                     "Write the new value, or remove the line."});
            }
        }
    }
}

}  // namespace hagukumi::rules
