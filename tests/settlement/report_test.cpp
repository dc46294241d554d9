// What is counted, what is hidden of it, what the year will cost, and what looks odd.
#include "settlement/odd_uses.hpp"

#include <rapidcheck.h>

#include "people/family_commands.hpp"
#include "settlement/month_end.hpp"

namespace hagukumi::test {
namespace {

using settlement::Report;
using settlement::ReportBy;
using settlement::UseRow;

Date on(int year, unsigned in_month, unsigned day)
{
    return {std::chrono::year(year), std::chrono::month(in_month), std::chrono::day(day)};
}
Id id_of(int number)
{
    Id id;
    id.bytes[15] = static_cast<std::uint8_t>(number);
    return id;
}

/// The use of family `who` at facility 200 for a yen and a unit, entered at 10:00.
UseRow use_of(int who, Date day, const char* service = "stay")
{
    static int number = 0;
    UseRow use;
    use.entry = id_of(++number % 250);
    use.household = id_of(who);
    use.birth = id_of(who);
    use.facility = id_of(200);
    use.programme = "131202-small";
    use.service = service;
    use.household_class = "general";
    use.first_day = use.last_day = day;
    use.at = start_of_day_in_japan(day) + std::chrono::hours(10);
    use.units = Units{1};
    use.money = {Yen{10}, Yen{9}, Yen{1}};
    return use;
}

const settlement::ReportRow& row_of(const Report& report, const std::string& key)
{
    return *std::find_if(report.rows.begin(), report.rows.end(),
                         [&](const auto& row) { return row.key == key; });
}

// What surveys of 産後ケア ask for (japan-conventions 11.5): by month and service, by babies of a birth, by
// loss.
TEST(Report, CountsWhatYearlySurveysAskFor)
{
    UseRow twins = use_of(2, on(2026, 7, 8));
    twins.babies = 2;
    UseRow loss = use_of(3, on(2026, 8, 8), "visit");
    loss.babies = 1;
    loss.is_loss = true;
    const std::vector<UseRow> uses{use_of(1, on(2026, 7, 8)), twins, loss};
    const Report crossed = settlement::count(uses, ReportBy::month_and_service, "");
    EXPECT_EQ(row_of(crossed, "2026-07 131202-small/stay").persons, 2);
    EXPECT_EQ(row_of(crossed, "2026-08 131202-small/visit").uses, 1);
    const Report babies = settlement::count(uses, ReportBy::babies, "");
    for (const char* key : {"unknown", "single", "multiple"}) EXPECT_EQ(row_of(babies, key).uses, 1) << key;
    EXPECT_EQ(row_of(settlement::count(uses, ReportBy::loss, ""), "loss").persons, 1);
}

TEST(Report, TheLedgersUsesNameTheBabiesOfTheirBirth)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    books.use(family, "stay", 2);
    const auto uses = books.read([](store::Snapshot& snapshot) {
        return settlement::uses_between(snapshot, month(2026, 7), month(2026, 7),
                                        settlement::Detail::with_people);
    });
    ASSERT_EQ(uses.size(), 1U);
    EXPECT_EQ(uses.front().babies, 1);
    EXPECT_FALSE(uses.front().is_loss);
    const auto nothing = books.read([](store::Snapshot& snapshot) {
        return settlement::came_to_nothing(snapshot, on(2026, 4, 1), on(2027, 3, 31));
    });
    EXPECT_EQ(nothing.cancelled, 0);
}

TEST(Report, O_14_1_AUseCountsForTheClassOfItsFirstDay)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    books.use(family, "stay", 2);
    const auto classes = [&] {
        std::vector<std::string> all;
        for (const UseRow& use : books.read([](store::Snapshot& snapshot) {
                 return settlement::uses_between(snapshot, month(2026, 7), month(2027, 3),
                                                 settlement::Detail::with_people);
             }))
            all.push_back(use.household_class);
        return all;
    };
    const auto change_from = [&](Date first, std::optional<Date> last) {
        const people::ChangeHouseholdClass change{books.draw(), books.now, books.officer, family.household,
                                                  "tax_exempt", first,     last};
        ASSERT_TRUE(books.run([&](store::Transaction& tx) { return change_household_class(tx, change); }));
    };
    change_from(on(2026, 7, 9), {});
    EXPECT_EQ(classes(), std::vector<std::string>{"general"}) << "it began on 8 July";
    change_from(on(2026, 7, 1), on(2026, 7, 8));
    EXPECT_EQ(classes(), std::vector<std::string>{"tax_exempt"});
    change_from(on(2026, 6, 1), on(2026, 7, 7));
    EXPECT_EQ(classes(), std::vector<std::string>{"general"}) << "it ended on the day before";
}

TEST(Report, AStayCountsInTheMonthInWhichItEndsThoughItWasEnteredBefore)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    books.go_to(2026, 7, 31);
    const Id entry = books.use(family, "stay", 2);
    const auto uses_of = [&](unsigned in_month, settlement::Detail detail) {
        return books.read([&](store::Snapshot& snapshot) {
            return settlement::uses_between(snapshot, month(2026, in_month), month(2026, in_month), detail);
        });
    };
    EXPECT_TRUE(uses_of(7, settlement::Detail::uses).empty());
    ASSERT_EQ(uses_of(8, settlement::Detail::uses).size(), 1U);
    ASSERT_EQ(uses_of(8, settlement::Detail::with_people).size(), 1U);
    EXPECT_EQ(uses_of(8, settlement::Detail::with_people).front().entry, entry);
    EXPECT_EQ(uses_of(8, settlement::Detail::with_people).front().babies, 1);
    EXPECT_EQ(uses_of(8, settlement::Detail::uses).front().babies, 0) << "nothing about the people";
}

TEST(Report, CountsTheLedgersUsesByMonthAndEachPersonOnce)
{
    MonthEnd books;
    const auto one = books.add_family(), two = books.add_family();
    books.grant(one);
    books.grant(two);
    books.use(one, "stay", 2);
    const Id wrong = books.use(one, "stay", 3);
    books.use(two, "visit", 1);
    ASSERT_TRUE(books.void_use(wrong));
    books.go_to(2026, 8, 3);
    books.use(one, "stay", 2);
    const auto uses = books.read([](store::Snapshot& snapshot) {
        return settlement::uses_between(snapshot, month(2026, 7), month(2026, 8), settlement::Detail::uses);
    });
    const Report report = settlement::count(uses, ReportBy::month, "");
    ASSERT_EQ(report.rows.size(), 2U);
    EXPECT_EQ(report.rows[0].uses, 2) << "what was voided is not counted";
    EXPECT_EQ(report.rows[0].persons, 2);
    EXPECT_EQ(report.rows[0].money.public_share, Yen{48000});
    EXPECT_EQ(report.total.uses, 3);
    EXPECT_EQ(report.total.persons, 2) << "each person once in all";
    EXPECT_EQ(settlement::count(uses, ReportBy::service, "").rows.size(), 2U);
    EXPECT_EQ(settlement::count(uses, ReportBy::month, "no-such").total.uses, 0);
    const auto reach = books.read([](store::Snapshot& snapshot) {
        return settlement::take_up(snapshot, on(2020, 1, 1), on(2027, 1, 1));
    });
    EXPECT_EQ(reach.births, 2);
    EXPECT_EQ(reach.with_use, 2);
}

TEST(Report, AgeBandsChangeOnTheDayOfTheMonth)
{
    EXPECT_EQ(settlement::age_band(on(2026, 3, 10), on(2026, 7, 9)), "0-3");
    EXPECT_EQ(settlement::age_band(on(2026, 3, 10), on(2026, 7, 10)), "4-5");
    EXPECT_EQ(settlement::age_band(on(2026, 3, 10), on(2027, 3, 10)), "12-");
    EXPECT_EQ(settlement::age_band(on(2026, 3, 10), on(2026, 3, 9)), "unborn");
    EXPECT_EQ(settlement::age_band(std::nullopt, on(2026, 3, 9)), "unknown");
}

TEST(Published, FewAreHiddenAndSoIsTheDifference)
{
    std::vector<UseRow> uses;
    for (int who = 1; who <= 30; ++who) uses.push_back(use_of(who, on(2026, 6, 1), "many"));
    for (int who = 31; who <= 45; ++who) uses.push_back(use_of(who, on(2026, 6, 2), "some"));
    for (int who = 46; who <= 48; ++who) uses.push_back(use_of(who, on(2026, 6, 3), "few"));
    const Report all = settlement::count(uses, ReportBy::service, "");
    const Report safe = settlement::published(all, 10);
    EXPECT_FALSE(row_of(safe, "131202-small/many").is_hidden);
    EXPECT_TRUE(row_of(safe, "131202-small/few").is_hidden);
    EXPECT_TRUE(row_of(safe, "131202-small/some").is_hidden) << "48 in all less 30 and 15 would tell 3";
    EXPECT_EQ(row_of(safe, "131202-small/few").uses, 0);
    EXPECT_EQ(safe.total.uses, 48);
    for (const auto& row : settlement::published(all, 3).rows) EXPECT_FALSE(row.is_hidden) << row.key;
    uses.resize(5);
    EXPECT_TRUE(settlement::published(settlement::count(uses, ReportBy::service, ""), 10).total.is_hidden);
}

TEST(Published, WhatIsHiddenIsNeverFoundAsADifference)
{
    const bool held = rc::check("hidden rows are none, or two and more with enough uses together", [] {
        std::vector<UseRow> uses;
        int who = 0;
        for (const int size : *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 25))) {
            const std::string service = "s" + std::to_string(who);
            for (int i = 0; i < size && who < 199; ++i)
                uses.push_back(use_of(++who, on(2026, 6, 1), service.c_str()));
        }
        const Report safe = settlement::published(settlement::count(uses, ReportBy::service, ""), 10);
        if (safe.total.is_hidden) return;
        std::int64_t hidden_rows = 0, shown_uses = 0, others = 0;
        for (const auto& row : safe.rows) {
            if (row.is_hidden) ++hidden_rows;
            else ++others, shown_uses += row.uses;
            RC_ASSERT(row.is_hidden || row.persons >= 10);
        }
        if (hidden_rows == 0 || others == 0) return;
        RC_ASSERT(hidden_rows > 1);
        RC_ASSERT(safe.total.uses - shown_uses >= 10);
    });
    EXPECT_TRUE(held);
}

TEST(Budget, TheForecastIsTheMeanOfTheWholeMonths)
{
    std::vector<UseRow> uses{use_of(1, on(2026, 3, 31)), use_of(1, on(2026, 4, 1)),
                             use_of(2, on(2026, 5, 2)),  use_of(3, on(2026, 6, 3)),
                             use_of(4, on(2026, 7, 3)),  use_of(5, on(2026, 7, 30))};
    for (UseRow& use : uses) use.money.public_share = Yen{10000};
    const auto budget = settlement::forecast(uses, on(2026, 7, 8), Yen{200000});
    EXPECT_EQ(budget.fiscal_year, 2026);
    EXPECT_EQ(budget.used, Yen{40000}) << "neither last year's nor what is still to come";
    EXPECT_EQ(budget.whole_months, 3);
    EXPECT_EQ(budget.at_years_end, Yen{120000});
    EXPECT_FALSE(settlement::forecast(uses, on(2026, 4, 20), {}).at_years_end) << "no month is over";
}

TEST(Budget, IsSetAndSetAgain)
{
    MonthEnd books;
    const auto set = [&](std::int64_t yen) {
        const settlement::SetBudget command{books.draw(), books.now, books.officer, 2026, Yen{yen}};
        return books.run([&](store::Transaction& tx) { return settlement::set_budget(tx, command); });
    };
    const auto planned = [&] {
        return books.read([](store::Snapshot& snapshot) { return settlement::find_budget(snapshot, 2026); });
    };
    EXPECT_FALSE(planned());
    ASSERT_TRUE(set(1000));
    ASSERT_TRUE(set(2000));
    EXPECT_EQ(planned(), Yen{2000});
    EXPECT_EQ(set(-1).error().code, "budget_form");
}

std::vector<std::string> kinds_of(const std::vector<UseRow>& uses,
                                  const std::map<Id, std::int64_t>& voids = {})
{
    std::vector<std::string> kinds;
    for (const auto& found : settlement::find_odd(uses, voids, {}, on(2026, 7, 8)))
        kinds.emplace_back(settlement::name_of(found.kind));
    return kinds;
}

TEST(Odd, OrdinaryDaysAreNot)
{
    std::vector<UseRow> uses;
    for (unsigned day = 1; day <= 28; ++day)
        for (int who = 1; who <= 3; ++who)
            uses.push_back(use_of(static_cast<int>(day) * 3 + who, on(2026, 6, day)));
    EXPECT_TRUE(kinds_of(uses, {{id_of(200), 4}}).empty());
}

TEST(Odd, ANightIsFrom22To5)
{
    const auto at = [](int hour, int minute) {
        UseRow use = use_of(1, on(2026, 6, 2));
        use.at = start_of_day_in_japan(on(2026, 6, 2)) + std::chrono::minutes(hour * 60 + minute);
        return std::vector<UseRow>{use};
    };
    EXPECT_TRUE(kinds_of(at(21, 59)).empty());
    EXPECT_EQ(kinds_of(at(22, 0)), std::vector<std::string>{"at_night"});
    EXPECT_EQ(kinds_of(at(4, 59)), std::vector<std::string>{"at_night"});
    EXPECT_TRUE(kinds_of(at(5, 0)).empty());
}

TEST(Odd, TheSameParentAtTwoPlaces)
{
    UseRow first = use_of(1, on(2026, 6, 2)), second = use_of(1, on(2026, 6, 2));
    second.facility = id_of(201);
    second.at = first.at + std::chrono::minutes(20);
    EXPECT_EQ(kinds_of({first, second}), std::vector<std::string>{"two_places"});
    second.at = first.at + std::chrono::minutes(21);
    EXPECT_TRUE(kinds_of({first, second}).empty());
    first.last_day = on(2026, 6, 4);
    second.first_day = on(2026, 6, 4);
    second.last_day = on(2026, 6, 6);
    second.at = first.at + std::chrono::hours(48);
    EXPECT_TRUE(kinds_of({first, second}).empty()) << "from one house into the next on one day";
    second.first_day = on(2026, 6, 3);
    EXPECT_EQ(kinds_of({first, second}), std::vector<std::string>{"two_places"});
}

TEST(Odd, FarTooMany)
{
    std::vector<UseRow> uses;
    for (int i = 0; i < 4; ++i) uses.push_back(use_of(1, on(2026, 6, 2)));
    EXPECT_EQ(kinds_of(uses), std::vector<std::string>{"many_of_a_family"});
    uses.clear();
    for (unsigned day = 1; day <= 9; ++day) uses.push_back(use_of(static_cast<int>(day), on(2026, 6, day)));
    for (int who = 20; who < 29; ++who) uses.push_back(use_of(who, on(2026, 6, 10)));
    EXPECT_TRUE(kinds_of(uses).empty());
    uses.push_back(use_of(30, on(2026, 6, 10)));
    EXPECT_EQ(kinds_of(uses), std::vector<std::string>{"many_at_facility"});
}

TEST(Odd, CorrectionsThatPileUp)
{
    std::vector<UseRow> uses;
    for (int who = 1; who <= 20; ++who) uses.push_back(use_of(who, on(2026, 6, static_cast<unsigned>(who))));
    EXPECT_TRUE(kinds_of(uses, {{id_of(200), 4}}).empty());
    EXPECT_EQ(kinds_of(uses, {{id_of(200), 5}}), std::vector<std::string>{"many_corrections"});
    for (int who = 1; who <= 8; ++who)
        uses.push_back(use_of(30 + who, on(2026, 6, static_cast<unsigned>(who))));
    EXPECT_TRUE(kinds_of(uses, {{id_of(200), 5}}).empty()) << "5 of 33 are few";
}

}  // namespace
}  // namespace hagukumi::test
