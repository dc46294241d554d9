// Dates, periods, counting and money that any municipality means alike: twenty vectors, worked out by hand,
// through the language as programme files write it.
#include "base/era.hpp"
#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

Date d(const char* text)
{
    return parse_iso_date(text).value();
}

rules::ReadResult read_with_holidays(const std::string& parts)
{
    const auto calendar = rules::read_calendar("japan.yaml", text_of("programmes/calendars/japan.yaml"));
    auto read = rules::read_programme("131202-part.yaml", head + ("calendar: japan\n" + parts),
                                      {{calendar.name, calendar.calendar}});
    for (const rules::Mistake& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake, "en");
    return read;
}

/// One visit, judged by one rule that is written as `condition`.
rules::RuleLook look_at(const std::string& condition, const rules::Facts& facts)
{
    const auto read = read_with_holidays(R"~(application_rules: []
allotments: { visit: { source: T, name: { ja: 訪問, en: Visit }, holder: birth, unit: visit, units: 7, more_than_left: refuse } }
services: { visit: { source: T, name: { ja: 訪問, en: Visit }, allotment: visit, unit: visit, asks: number, least_per_use: 1, design: 1, price: not_stated } }
use_rules:
  - { rule: vector, source: T, for: all, )~" +
                                         condition +
                                         R"~(, refused: { ja: 不可, en: "No." } }
)~");
    if (!read.programme) return {};
    rules::Facts asked = facts;
    asked.facility->offers = {{"visit", Yen{0}, {}, {}, {}}};
    asked.allotments = {{"visit", Units{7}, Units{0}, Units{7}, {}, {}}};
    rules::Request request;
    request.service = "visit";
    request.units = Units{1};
    for (const rules::RuleLook& look : rules::decide(*read.programme, asked, request).rules)
        if (read.programme->rule(look.rule).code == "vector") return look;
    ADD_FAILURE() << condition << ": the rule was not looked at";
    return {};
}

std::string last_day(const std::string& expression, const rules::Facts& facts)
{
    const auto last = look_at("last_day: \"" + expression + "\"", facts).last_day;
    return last ? to_string(*last) : "none";
}

bool holds(const std::string& expression, const rules::Facts& facts)
{
    return look_at("require: \"" + expression + "\"", facts).verdict == rules::Verdict::met;
}

rules::Facts born(const char* day)
{
    return newborn(d("2026-07-08"), d(day));
}

rules::Facts due(const char* day, const char* born_on = nullptr)
{
    rules::Facts facts = born(born_on != nullptr ? born_on : day);
    facts.birth.due_date = d(day);
    if (born_on == nullptr) facts.birth.born_on.reset();
    return facts;
}

TEST(Vectors, U_03_1To4AgesAreAttainedOnTheDayBefore)
{
    EXPECT_EQ(last_day("before_attained(birth.born_on, 4 months)", born("2025-10-31")), "2026-02-28");  // 1
    for (const char* day : {"2025-10-29", "2025-10-30", "2025-10-31"})                                  // 2
        EXPECT_EQ(last_day("before_attained(birth.born_on, 4 months)", born(day)), "2026-02-28") << day;
    EXPECT_EQ(last_day("before_attained(birth.born_on, 4 months)", born("2025-10-28")), "2026-02-27");   // 3
    EXPECT_EQ(last_day("before_attained(birth.born_on, 12 months)", born("2024-02-29")), "2025-02-28");  // 4
    EXPECT_EQ(last_day("before_attained(birth.born_on, 48 months)", born("2024-02-29")), "2028-02-28");
}

TEST(Vectors, U_03_5To7PeriodsAfterAnEventLeaveItsDayOut)
{
    EXPECT_EQ(last_day("period_after_event(birth.born_on, 4 months)", born("2025-11-30")),
              "2026-03-31");  // 5
    EXPECT_EQ(last_day("period_after_event(birth.born_on, 6 months)", born("2025-08-30")),
              "2026-02-28");  // 6
    EXPECT_EQ(last_day("period_after_event(birth.born_on, 12 months)", born("2025-03-10")),
              "2026-03-10");  // 7
    EXPECT_EQ(last_day("before_attained(birth.born_on, 12 months)", born("2025-03-10")), "2026-03-09");
}

TEST(Vectors, U_03_8And9SchoolBeginsAfterTheMarchOfTheSixthYear)
{
    const char* school = "fiscal_year_end_after_attainment(birth.born_on, 6 years)";
    EXPECT_EQ(last_day(school, born("2025-04-01")), "2031-03-31");  // 8
    EXPECT_EQ(last_day(school, born("2025-04-02")), "2032-03-31");  // 9
}

TEST(Vectors, U_03_10To12PregnancyAndCorrectedAge)
{
    EXPECT_EQ(last_day("pregnancy_week(birth.due_date, 28)", due("2026-10-01")), "2026-07-09");       // 10
    EXPECT_EQ(last_day("months_before(birth.due_date, 2 months)", due("2028-04-30")), "2028-02-29");  // 11
    EXPECT_TRUE(holds("born_preterm", due("2026-10-01", "2026-09-09")));                              // 12
    EXPECT_FALSE(holds("born_preterm", due("2026-10-01", "2026-09-10")));
    EXPECT_EQ(last_day("before_attained(corrected_birth(birth.born_on, birth.due_date), 4 months)",
                       due("2026-06-15", "2026-05-11")),
              "2026-10-14");
}

TEST(Vectors, U_03_13And14And20OpenDaysSkipSandwichedHolidays)
{
    const rules::Facts facts = born("2026-03-10");
    EXPECT_EQ(last_day("open_days_after(2026-09-18, 2)", facts), "2026-09-25");   // 13
    EXPECT_EQ(last_day("open_days_before(2027-01-04, 2)", facts), "2026-12-25");  // 14
    EXPECT_FALSE(holds("open_day(2026-09-22)", facts));                           // 20
    EXPECT_TRUE(holds("holiday(2026-09-22)", facts));
}

TEST(Vectors, U_03_16ErasAreReadOnlyWithinTheirDays)
{
    EXPECT_EQ(parse_date("令和元年5月1日"), d("2019-05-01"));
    EXPECT_EQ(parse_date("平成31年4月30日"), d("2019-04-30"));
    EXPECT_FALSE(parse_date("令和元年4月1日"));
}

TEST(Vectors, U_03_18TheLastSecondOfMarchIsOfTheOldYear)
{
    rules::Facts facts = born("2026-03-10");
    facts.at = start_of_day_in_japan(d("2026-04-01")) + -std::chrono::seconds(1);
    EXPECT_EQ(to_string(date_in_japan(facts.at)), "2026-03-31");
    EXPECT_TRUE(holds("fiscal_year(today) = 2025", facts));
    facts.at = facts.at + std::chrono::seconds(1);
    EXPECT_TRUE(holds("fiscal_year(today) = 2026", facts));
}

rules::Decision stayed(const rules::Programme& programme, const rules::Facts& facts, const char* from,
                       const char* until)
{
    rules::Request request;
    request.service = "stay";
    request.first_day = d(from);
    request.last_day = d(until);
    return rules::decide(programme, facts, request);
}

TEST(Vectors, C_09_15TheDayOfMovingCountsAtBothFacilities)
{
    const auto read = test::read(stay("    price: not_stated\n"));
    ASSERT_TRUE(read.programme);
    rules::Facts facts = newborn(d("2026-07-01"), d("2026-03-10"));
    const auto at_a = stayed(*read.programme, facts, "2026-07-01", "2026-07-03");
    facts.allotments.front().used = at_a.units;
    facts.allotments.front().left = at_a.left_after;
    const auto at_b = stayed(*read.programme, facts, "2026-07-03", "2026-07-05");
    EXPECT_EQ(at_a.units + at_b.units, Units{6});
    EXPECT_EQ(at_b.left_after, Units{1});
}

TEST(Vectors, C_01_17TheStayIsRoundedAndNotItsDays)
{
    const auto rounded_at = [](const char* level) {
        const auto read = test::read(stay(R"~(    price:
      source: T
      fee: facility.fee * units
      steps: [{ label: { ja: 負担, en: Share }, parent_pays: 20% * fee }]
      rounding: { unit: 10, direction: floor, side: parent, level: )~" +
                                          std::string(level) + " }\n"));
        return stayed(*read.programme, newborn(d("2026-07-01"), d("2026-03-10")), "2026-07-01", "2026-07-02")
            .parent;
    };
    EXPECT_EQ(rounded_at("use"), Yen{11330});
    EXPECT_EQ(rounded_at("unit"), Yen{11320});
}

TEST(Vectors, C_09_19EachDayCountsInItsOwnYear)
{
    const auto read = test::read(stay("    price: not_stated\n", R"~(use_rules:
  - { rule: one_a_year, source: T, for: [stay], at_most: 1, per: fiscal_year, counting: this_service, counted_by: each_day, beyond: refuse, refused: { ja: 不可, en: "No." } }
)~"));
    ASSERT_TRUE(read.programme);
    const rules::Facts facts = newborn(d("2027-03-31"), d("2026-12-10"));
    EXPECT_FALSE(stayed(*read.programme, facts, "2027-03-31", "2027-04-01").refused());
    EXPECT_TRUE(stayed(*read.programme, facts, "2027-03-30", "2027-03-31").refused());
}

}  // namespace
}  // namespace hagukumi::test
