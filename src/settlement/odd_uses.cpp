#include "settlement/odd_uses.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/first_id.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

namespace {

using Group = std::vector<const UseRow*>;

int minute_of_day(Instant at)
{
    const auto since_midnight = at - start_of_day_in_japan(date_in_japan(at));
    return static_cast<int>(since_midnight / std::chrono::minutes(1));
}

std::vector<Id> ids_of(const Group& group)
{
    std::vector<Id> ids;
    for (const UseRow* use : group) ids.push_back(use->entry);
    return ids;
}

void find_at_night(const std::vector<UseRow>& uses, std::vector<Finding>& found)
{
    constexpr int evening = 22 * 60, morning = 5 * 60;
    for (const UseRow& use : uses) {
        const int minute = minute_of_day(use.at);
        if (minute < evening && minute >= morning) continue;
        found.push_back({Oddity::at_night,
                         use.facility,
                         use.household,
                         date_in_japan(use.at),
                         {use.entry},
                         {fmt::format("{}:{:02}に記録されました。22時から5時までの記録は多くありません。",
                                      minute / 60, minute % 60),
                          fmt::format("Entered at {}:{:02}; few uses are entered between 22:00 and 5:00.",
                                      minute / 60, minute % 60)}});
    }
}

void find_many_of_family(const std::vector<UseRow>& uses, const OddLimits& limits,
                         std::vector<Finding>& found)
{
    std::map<std::pair<Date, Id>, Group> days;
    for (const UseRow& use : uses) days[{date_in_japan(use.at), use.household}].push_back(&use);
    for (const auto& [day, group] : days) {
        if (std::ssize(group) < limits.uses_of_family) continue;
        found.push_back({Oddity::many_of_a_family,
                         std::nullopt,
                         day.second,
                         day.first,
                         ids_of(group),
                         {fmt::format("1つのご家庭の利用が、1日に{}件あります。", group.size()),
                          fmt::format("One family used {} times in a day.", group.size())}});
    }
}

void find_many_at_facility(const std::vector<UseRow>& uses, const OddLimits& limits,
                           std::vector<Finding>& found)
{
    std::map<Id, std::map<Date, Group>> facilities;
    for (const UseRow& use : uses) facilities[use.facility][date_in_japan(use.at)].push_back(&use);
    for (const auto& [facility, days] : facilities) {
        std::vector<std::size_t> counts;
        for (const auto& [day, group] : days) counts.push_back(group.size());
        const auto middle = counts.begin() + std::ssize(counts) / 2;
        std::nth_element(counts.begin(), middle, counts.end());
        const auto usual = static_cast<std::int64_t>(*middle);
        for (const auto& [day, group] : days) {
            if (std::ssize(group) < limits.uses_at_facility ||
                std::ssize(group) < usual * limits.times_the_usual)
                continue;
            found.push_back(
                {Oddity::many_at_facility,
                 facility,
                 std::nullopt,
                 day,
                 ids_of(group),
                 {fmt::format("この施設の利用が1日に{}件あります。ふだんは{}件ほどです。", group.size(),
                              usual),
                  fmt::format("{} uses in a day at this facility; {} are usual.", group.size(), usual)}});
        }
    }
}

void find_two_places(const std::vector<UseRow>& uses, const OddLimits& limits, std::vector<Finding>& found)
{
    std::map<Id, Group> families;
    for (const UseRow& use : uses) families[use.household].push_back(&use);
    for (const auto& [household, group] : families) {
        for (std::size_t i = 1; i < group.size(); ++i) {
            const UseRow& before = *group[i - 1];
            const UseRow& use = *group[i];
            if (before.facility == use.facility || before.is_correction || use.is_correction) continue;
            const auto between = (use.at - before.at) / std::chrono::minutes(1);
            const bool both_stays = before.first_day < before.last_day && use.first_day < use.last_day;
            // Leaving one house and entering another on the same day is usual.
            const bool overlap =
                both_stays && use.first_day < before.last_day && before.first_day < use.last_day;
            if (between > limits.minutes_between && !overlap) continue;
            const Text why =
                overlap
                    ? Text{"2つの施設での宿泊の期間が重なっています。", "Stays at two facilities overlap."}
                    : Text{fmt::format("{}分以内に、2つの施設で利用されました。", between + 1),
                           fmt::format("Used at two facilities within {} min.", between + 1)};
            found.push_back({Oddity::two_places,
                             use.facility,
                             household,
                             date_in_japan(use.at),
                             {before.entry, use.entry},
                             why});
        }
    }
}

void find_many_corrections(const std::vector<UseRow>& uses, const std::map<Id, std::int64_t>& voids,
                           const OddLimits& limits, Date today, std::vector<Finding>& found)
{
    std::map<Id, std::int64_t> stand;
    for (const UseRow& use : uses)
        if (!use.is_correction) ++stand[use.facility];
    for (const auto& [facility, count] : voids) {
        // What was voided does not stand any more, so that both together were entered.
        const std::int64_t entered = stand[facility] + count;
        if (count < limits.corrections || count * 100 < entered * limits.corrections_percent) continue;
        found.push_back(
            {Oddity::many_corrections,
             facility,
             std::nullopt,
             today,
             {},
             {fmt::format("この期間に記録された{}件のうち、{}件が訂正または取消になりました。", entered,
                          count),
              fmt::format("Of {} uses that were entered, {} were corrected or voided.", entered, count)}});
    }
}

}  // namespace

std::string_view name_of(Oddity kind)
{
    switch (kind) {
        case Oddity::at_night: return "at_night";
        case Oddity::many_of_a_family: return "many_of_a_family";
        case Oddity::many_at_facility: return "many_at_facility";
        case Oddity::two_places: return "two_places";
        case Oddity::many_corrections: return "many_corrections";
    }
    throw BugFound("an oddity is one of five");
}

std::vector<Finding> find_odd(const std::vector<UseRow>& uses, const std::map<Id, std::int64_t>& voids,
                              const OddLimits& limits, Date today)
{
    std::vector<Finding> found;
    find_at_night(uses, found);
    find_many_of_family(uses, limits, found);
    find_many_at_facility(uses, limits, found);
    find_two_places(uses, limits, found);
    find_many_corrections(uses, voids, limits, today, found);
    std::stable_sort(found.begin(), found.end(),
                     [](const Finding& a, const Finding& b) { return a.day > b.day; });
    return found;
}

std::map<Id, std::int64_t> voids_since(store::Snapshot& snapshot, Instant since)
{
    std::map<Id, std::int64_t> voids;
    snapshot.query(
        sql::voids_since, [&](const store::Row& row) { voids[row.id(0)] = row.integer(1); }, since,
        first_id_since(since));
    return voids;
}

}  // namespace hagukumi::settlement
