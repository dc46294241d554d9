#include "people/situation/situation.hpp"

#include <algorithm>
#include <array>

#include "base/age.hpp"
#include "people/situation/sql.hpp"

namespace hagukumi::people {

namespace {

constexpr std::array<std::string_view, 4> names{"pregnant", "child_under", "multiple", "premature"};
constexpr int days_overdue = 42;    ///< so long a birth may be unreported
constexpr int longest_month = 31;   ///< days
constexpr int days_premature = 21;  ///< 予定日 is 40週0日, and 早産 ends with 36週6日

/// What a birth is put in order by: the day of what became of it, else the day on which it is expected.
std::optional<Date> day_of(const BirthSeen& birth)
{
    return birth.lost_on ? birth.lost_on : birth.born_on ? birth.born_on : birth.due_date;
}

const BirthSeen* newest_of(std::span<const BirthSeen> births)
{
    const auto newest =
        std::max_element(births.begin(), births.end(),
                         [](const BirthSeen& a, const BirthSeen& b) { return day_of(a) < day_of(b); });
    return newest == births.end() ? nullptr : &*newest;
}

bool is_expected(const BirthSeen& birth, Date today)
{
    return birth.due_date && !birth.born_on && !birth.lost_on &&
           today <= days_after(*birth.due_date, days_overdue);
}

bool is_under(const BirthSeen& birth, int months, Date today)
{
    return birth.born_on && !birth.lost_on && *birth.born_on <= today &&
           age_in_months(*birth.born_on, today) < months;
}

}  // namespace

std::string_view name_of(Situation situation)
{
    return names.at(static_cast<std::size_t>(situation) - 1);
}

std::optional<Situation> parse_situation(std::string_view name)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return static_cast<Situation>(i + 1);
    }
    return std::nullopt;
}

bool is_in(const SituationWanted& wanted, std::span<const BirthSeen> births, Date today)
{
    const BirthSeen* const newest = newest_of(births);
    if (newest == nullptr || newest->lost_on) return false;
    switch (wanted.situation) {
        case Situation::pregnant: return is_expected(*newest, today);
        case Situation::child_under:
            return std::any_of(births.begin(), births.end(),
                               [&](const BirthSeen& birth) { return is_under(birth, wanted.months, today); });
        case Situation::multiple:
            return newest->children > 1 &&
                   (is_expected(*newest, today) || is_under(*newest, wanted.months, today));
        case Situation::premature:
            return newest->due_date && is_under(*newest, wanted.months, today) &&
                   days_after(*newest->born_on, days_premature) <= *newest->due_date;
    }
    throw BugFound("a situation has a meaning");
}

bool is_in(const SituationWanted& wanted, const Family& family, Date today)
{
    std::vector<BirthSeen> births;
    for (const Birth& birth : family.births)
        births.push_back({birth.due_date, birth.born_on, birth.lost_on, birth.children});
    for (const Child& child : family.children) {
        if (!child.birth) births.push_back({std::nullopt, child.born_on, std::nullopt, 1});
    }
    return is_in(wanted, births, today);
}

std::vector<Id> households_in(store::Snapshot& snapshot, const SituationWanted& wanted, Date today)
{
    // What lies before that day says nothing: it is not under so many months, and not the newest of a family
    // that is in.  Of many families: put in order once, not one by one into a map.
    std::vector<std::pair<Id, BirthSeen>> births;
    snapshot.query(
        sql::births_seen,
        [&](const store::Row& row) {
            births.push_back({row.id(0),
                              {row.maybe_date(1), row.maybe_date(2), row.maybe_date(3),
                               static_cast<int>(row.integer(4))}});
        },
        days_after(today, -std::max(longest_month * wanted.months, days_overdue)));
    std::sort(births.begin(), births.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Id> found;
    std::vector<BirthSeen> of_family;
    for (std::size_t i = 0; i < births.size(); ++i) {
        of_family.push_back(births[i].second);
        const bool is_last = i + 1 == births.size() || births[i + 1].first != births[i].first;
        if (!is_last) continue;
        if (is_in(wanted, of_family, today)) found.push_back(births[i].first);
        of_family.clear();
    }
    return found;
}

std::int64_t count_households(store::Snapshot& snapshot)
{
    return snapshot.find(sql::count_households, [](const store::Row& row) { return row.integer(0); })
        .value_or(0);
}

}  // namespace hagukumi::people
