// Ages, periods, pregnancy and fiscal years, by tables.  The dates were computed apart from this code.
#include "base/age.hpp"

#include <gtest/gtest.h>

#include "base/era.hpp"

namespace hagukumi {
namespace {

Date d(const char* text)
{
    return parse_iso_date(text).value();
}

struct UpperLimits {
    const char* born;
    int months;
    const char* corresponding;  // empty: that month has no such day
    const char* before_attained;
    const char* before_day_of_attainment;
    const char* through_last_of_month;
    const char* through_first_of_next;
    const char* period_after_event;
    const char* eom_of_attainment;
    const char* eom_of_corresponding_month;
};

// month ends, 29 February and the year's turn, by every named convention.
const UpperLimits upper_limits[] = {
    {"2025-03-10", 4, "2025-07-10", "2025-07-09", "2025-07-08", "2025-07-10", "2025-07-10", "2025-07-10",
     "2025-07-31", "2025-07-31"},
    {"2025-04-01", 4, "2025-08-01", "2025-07-31", "2025-07-30", "2025-08-01", "2025-08-01", "2025-08-01",
     "2025-07-31", "2025-08-31"},
    {"2025-04-02", 4, "2025-08-02", "2025-08-01", "2025-07-31", "2025-08-02", "2025-08-02", "2025-08-02",
     "2025-08-31", "2025-08-31"},
    {"2025-06-01", 4, "2025-10-01", "2025-09-30", "2025-09-29", "2025-10-01", "2025-10-01", "2025-10-01",
     "2025-09-30", "2025-10-31"},
    {"2025-08-31", 4, "2025-12-31", "2025-12-30", "2025-12-29", "2025-12-31", "2025-12-31", "2025-12-31",
     "2025-12-31", "2025-12-31"},
    {"2025-10-29", 4, "", "2026-02-28", "2026-02-27", "2026-02-28", "2026-03-01", "2026-02-28", "2026-02-28",
     "2026-02-28"},
    {"2025-10-31", 4, "", "2026-02-28", "2026-02-27", "2026-02-28", "2026-03-01", "2026-02-28", "2026-02-28",
     "2026-02-28"},
    {"2025-11-30", 4, "2026-03-30", "2026-03-29", "2026-03-28", "2026-03-30", "2026-03-30", "2026-03-31",
     "2026-03-31", "2026-03-31"},
    {"2024-02-29", 4, "2024-06-29", "2024-06-28", "2024-06-27", "2024-06-29", "2024-06-29", "2024-06-30",
     "2024-06-30", "2024-06-30"},
    {"2025-02-28", 4, "2025-06-28", "2025-06-27", "2025-06-26", "2025-06-28", "2025-06-28", "2025-06-30",
     "2025-06-30", "2025-06-30"},
    {"2025-03-10", 12, "2026-03-10", "2026-03-09", "2026-03-08", "2026-03-10", "2026-03-10", "2026-03-10",
     "2026-03-31", "2026-03-31"},
    {"2025-04-01", 12, "2026-04-01", "2026-03-31", "2026-03-30", "2026-04-01", "2026-04-01", "2026-04-01",
     "2026-03-31", "2026-04-30"},
    {"2025-04-02", 12, "2026-04-02", "2026-04-01", "2026-03-31", "2026-04-02", "2026-04-02", "2026-04-02",
     "2026-04-30", "2026-04-30"},
    {"2025-06-01", 12, "2026-06-01", "2026-05-31", "2026-05-30", "2026-06-01", "2026-06-01", "2026-06-01",
     "2026-05-31", "2026-06-30"},
    {"2025-08-31", 12, "2026-08-31", "2026-08-30", "2026-08-29", "2026-08-31", "2026-08-31", "2026-08-31",
     "2026-08-31", "2026-08-31"},
    {"2025-10-29", 12, "2026-10-29", "2026-10-28", "2026-10-27", "2026-10-29", "2026-10-29", "2026-10-29",
     "2026-10-31", "2026-10-31"},
    {"2025-10-31", 12, "2026-10-31", "2026-10-30", "2026-10-29", "2026-10-31", "2026-10-31", "2026-10-31",
     "2026-10-31", "2026-10-31"},
    {"2025-11-30", 12, "2026-11-30", "2026-11-29", "2026-11-28", "2026-11-30", "2026-11-30", "2026-11-30",
     "2026-11-30", "2026-11-30"},
    {"2024-02-29", 12, "", "2025-02-28", "2025-02-27", "2025-02-28", "2025-03-01", "2025-02-28", "2025-02-28",
     "2025-02-28"},
    {"2025-02-28", 12, "2026-02-28", "2026-02-27", "2026-02-26", "2026-02-28", "2026-02-28", "2026-02-28",
     "2026-02-28", "2026-02-28"},
};

TEST(Age, X_18_EachUpperLimitEndsByItsNamedConvention)
{
    for (const UpperLimits& row : upper_limits) {
        SCOPED_TRACE(std::string(row.born) + " + " + std::to_string(row.months));
        const Date born = d(row.born);
        const Months months(row.months);
        const auto corresponding = corresponding_day(born, months);
        EXPECT_EQ(corresponding ? to_string(*corresponding) : "", row.corresponding);
        EXPECT_EQ(to_string(before_attained(born, months)), row.before_attained);
        EXPECT_EQ(to_string(before_day_of_attainment(born, months)), row.before_day_of_attainment);
        EXPECT_EQ(to_string(through_corresponding_day(born, months, NoSuchDay::last_of_month)),
                  row.through_last_of_month);
        EXPECT_EQ(to_string(through_corresponding_day(born, months, NoSuchDay::first_of_next)),
                  row.through_first_of_next);
        EXPECT_EQ(to_string(period_after_event(born, months)), row.period_after_event);
        EXPECT_EQ(to_string(eom_of_attainment(born, months)), row.eom_of_attainment);
        EXPECT_EQ(to_string(eom_of_corresponding_month(born, months)), row.eom_of_corresponding_month);
    }
}

TEST(Age, AttainmentDayAtTheEndOfShortMonths)
{
    EXPECT_EQ(attainment_day(d("2025-10-31"), Months(4)), d("2026-02-28"));
    EXPECT_EQ(attainment_day(d("2025-10-30"), Months(4)), d("2026-02-28"));
    EXPECT_EQ(attainment_day(d("2025-10-29"), Months(4)), d("2026-02-28"));
    EXPECT_EQ(attainment_day(d("2025-10-28"), Months(4)), d("2026-02-27"));
    EXPECT_EQ(attainment_day(d("2024-02-29"), Months(12)), d("2025-02-28"));
    EXPECT_EQ(attainment_day(d("2024-02-29"), Months(48)), d("2028-02-28"));
}

TEST(Age, PeriodsAfterAnEventLeaveItsDayOut)
{
    EXPECT_EQ(period_after_event(d("2025-11-30"), Months(4)), d("2026-03-31"));
    EXPECT_EQ(period_after_event(d("2025-08-30"), Months(6)), d("2026-02-28"));
    EXPECT_EQ(period_after_event(d("2025-03-10"), Months(12)), d("2026-03-10"));
    // The mother's year ends a day after the baby's, except after 29 February.
    EXPECT_EQ(attainment_day(d("2025-03-10"), Months(12)), d("2026-03-09"));
    EXPECT_EQ(period_after_event(d("2027-02-28"), Months(12)), d("2028-02-29"));
    EXPECT_EQ(attainment_day(d("2027-02-28"), Months(12)), d("2028-02-27"));
    EXPECT_EQ(period_after_event(d("2024-02-29"), Months(12)), d("2025-02-28"));
    EXPECT_EQ(attainment_day(d("2024-02-29"), Months(12)), d("2025-02-28"));
}

TEST(Age, SchoolYearAges)
{
    EXPECT_EQ(fiscal_year_end_after_attainment(d("2019-04-01"), Months(72)), d("2025-03-31"));
    EXPECT_EQ(fiscal_year_end_after_attainment(d("2019-04-02"), Months(72)), d("2026-03-31"));
    EXPECT_EQ(fiscal_year_end_after_attainment(d("2025-04-01"), Months(72)), d("2031-03-31"));
    EXPECT_EQ(fiscal_year_end_after_attainment(d("2025-04-02"), Months(72)), d("2032-03-31"));
    EXPECT_EQ(fiscal_year_end_after_attainment(d("2008-04-01"), Months(216)), d("2026-03-31"));
    EXPECT_EQ(fiscal_year_end_after_attainment(d("2008-04-02"), Months(216)), d("2027-03-31"));
}

TEST(Age, FirstDaysByTheirNamedConventions)
{
    EXPECT_EQ(from_first_whole_day(d("2026-03-10"), Months(4)), d("2026-07-10"));
    EXPECT_EQ(from_attainment_day(d("2018-04-01"), Months(2)), d("2018-05-31"));
    EXPECT_EQ(from_attainment_day(d("2018-12-29"), Months(2)), d("2019-02-28"));
    EXPECT_EQ(from_attainment_day(d("2018-12-30"), Months(2)), d("2019-02-28"));
    EXPECT_EQ(from_attainment_day(d("2018-12-31"), Months(2)), d("2019-02-28"));
    EXPECT_EQ(after_elapsed(d("2025-03-10"), Months(12)), d("2026-03-11"));
    EXPECT_EQ(after_elapsed(d("2026-04-01"), std::chrono::days(56)), d("2026-05-28"));
    EXPECT_EQ(from_nth_day(d("2026-04-01"), 57), d("2026-05-27"));
    EXPECT_EQ(from_nth_day(d("2026-04-01"), 57, 0), d("2026-05-28"));
}

// M-20
TEST(Age, M_20_NinetyDaysWithAndWithoutTheFirst)
{
    EXPECT_EQ(days_counting_first(d("2026-04-01"), 90), d("2026-06-29"));
    EXPECT_EQ(days_after(d("2026-04-01"), 90), d("2026-06-30"));
    EXPECT_EQ(days_counting_first(d("2025-06-01"), 90), d("2025-08-29"));
}

TEST(Pregnancy, C_13_WeeksCountBackFromTheDueDate)
{
    const Date due = d("2026-10-01");
    const std::pair<int, const char*> weeks[] = {
        {8, "2026-02-19"},  {12, "2026-03-19"}, {22, "2026-05-28"}, {28, "2026-07-09"}, {32, "2026-08-06"},
        {36, "2026-09-03"}, {37, "2026-09-10"}, {40, "2026-10-01"}, {42, "2026-10-15"}, {27, "2026-07-02"}};
    for (const auto& [week, day] : weeks) {
        EXPECT_EQ(to_string(pregnancy_week(due, week)), day);
        EXPECT_EQ(weeks_pregnant(due, d(day)), week);
        EXPECT_EQ(weeks_pregnant(due, day_before(d(day))), week - 1);
    }
}

// O-01
TEST(Pregnancy, O_01_MonthsBeforeTheDueDateClampToTheMonthsEnd)
{
    EXPECT_EQ(months_before(d("2026-10-01"), Months(2)), d("2026-08-01"));
    EXPECT_EQ(months_before(d("2026-10-31"), Months(2)), d("2026-08-31"));
    EXPECT_EQ(months_before(d("2026-12-31"), Months(2)), d("2026-10-31"));
    EXPECT_EQ(months_before(d("2026-04-30"), Months(2)), d("2026-02-28"));
    EXPECT_EQ(months_before(d("2027-04-29"), Months(2)), d("2027-02-28"));
    EXPECT_EQ(months_before(d("2028-04-30"), Months(2)), d("2028-02-29"));
    EXPECT_EQ(months_before(d("2028-04-29"), Months(2)), d("2028-02-29"));
}

// C-12
TEST(Pregnancy, C_12_CorrectedAgeCountsFromTheDueDate)
{
    EXPECT_TRUE(is_preterm(d("2026-09-09"), d("2026-10-01")));
    EXPECT_FALSE(is_preterm(d("2026-09-10"), d("2026-10-01")));
    EXPECT_EQ(corrected_birth(d("2026-05-11"), d("2026-06-15")), d("2026-06-15"));
    EXPECT_EQ(attainment_day(corrected_birth(d("2026-05-11"), d("2026-06-15")), Months(4)), d("2026-10-14"));
    EXPECT_EQ(attainment_day(d("2026-05-11"), Months(4)), d("2026-09-10"));
    EXPECT_EQ(attainment_day(corrected_birth(d("2026-06-01"), d("2026-08-31")), Months(4)), d("2026-12-30"));
    EXPECT_EQ(attainment_day(d("2026-06-01"), Months(4)), d("2026-09-30"));
    EXPECT_EQ(attainment_day(corrected_birth(d("2026-05-11"), d("2026-06-15")), Months(12)), d("2027-06-14"));
}

TEST(Age, MonthsOfAgeTurnOnTheFirstWholeDay)
{
    EXPECT_EQ(age_in_months(d("2026-03-10"), d("2026-03-10")), 0);
    EXPECT_EQ(age_in_months(d("2026-03-10"), d("2026-07-09")), 3);
    EXPECT_EQ(age_in_months(d("2026-03-10"), d("2026-07-10")), 4);
    EXPECT_EQ(age_in_months(d("2025-10-31"), d("2026-02-28")), 3);
    EXPECT_EQ(age_in_months(d("2025-10-31"), d("2026-03-01")), 4);
    EXPECT_EQ(age_in_months(d("2024-02-29"), d("2025-02-28")), 11);
    EXPECT_EQ(age_in_months(d("2024-02-29"), d("2025-03-01")), 12);
    EXPECT_EQ(age_in_months(d("2026-03-10"), d("2026-01-01")), 0);
}

TEST(FiscalYear, RunsFromAprilToMarch)
{
    EXPECT_EQ(fiscal_year(d("2026-03-31")), 2025);
    EXPECT_EQ(fiscal_year(d("2026-04-01")), 2026);
    EXPECT_EQ(fiscal_year_start(d("2026-03-31")), d("2025-04-01"));
    EXPECT_EQ(fiscal_year_end(d("2026-04-01")), d("2027-03-31"));
    // The last second of 31 March in Japan belongs to the old year.
    const Instant last_second{start_of_day_in_japan(d("2026-04-01")).milliseconds - 1000};
    EXPECT_EQ(fiscal_year(date_in_japan(last_second)), 2025);
    EXPECT_EQ(last_second.milliseconds, 1774969199000);  // 2026-03-31T14:59:59Z
}

}  // namespace
}  // namespace hagukumi
