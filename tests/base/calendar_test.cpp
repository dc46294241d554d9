// Open days, by the holidays of 2026 and 2027.
#include "base/calendar.hpp"

#include <gtest/gtest.h>

#include "base/era.hpp"

namespace hagukumi {
namespace {

Date d(const char* text)
{
    return parse_iso_date(text).value();
}

Calendar japan()
{
    using namespace std::chrono_literals;
    std::map<std::chrono::sys_days, std::string> holidays;
    for (const char* day :
         {"2026-01-01", "2026-01-12", "2026-02-11", "2026-02-23", "2026-03-20", "2026-04-29", "2026-05-03",
          "2026-05-04", "2026-05-05", "2026-05-06", "2026-07-20", "2026-08-11", "2026-09-21", "2026-09-22",
          "2026-09-23", "2026-10-12", "2026-11-03", "2026-11-23", "2027-01-01", "2027-01-11"}) {
        holidays.emplace(d(day), "holiday");
    }
    return Calendar(std::move(holidays),
                    {std::chrono::December / 29, std::chrono::December / 30, std::chrono::December / 31,
                     std::chrono::January / 1, std::chrono::January / 2, std::chrono::January / 3},
                    {std::chrono::Saturday, std::chrono::Sunday}, d("2027-12-31"));
}

// O-08
TEST(Calendar, O_08_OpenDaysLeaveTheAnchorAndClosedDaysOut)
{
    const Calendar calendar = japan();
    const std::tuple<const char*, int, const char*> rows[] = {
        {"2026-04-28", 2, "2026-05-01"},  {"2026-05-01", 2, "2026-05-08"},  {"2026-09-18", 2, "2026-09-25"},
        {"2026-12-28", 2, "2027-01-05"},  {"2026-09-24", -2, "2026-09-17"}, {"2027-01-04", -2, "2026-12-25"},
        {"2026-05-11", -2, "2026-05-07"}, {"2026-05-07", -2, "2026-04-30"}};
    for (const auto& [anchor, count, expected] : rows) {
        const auto day = calendar.open_days_from(d(anchor), count);
        ASSERT_TRUE(day);
        EXPECT_EQ(to_string(*day), expected) << anchor;
    }
}

TEST(Calendar, ASandwichedHolidayIsClosed)
{
    EXPECT_FALSE(japan().is_open(d("2026-09-22")));
    EXPECT_TRUE(japan().find_holiday(d("2026-09-22")));
    EXPECT_TRUE(japan().is_open(d("2026-09-24")));
    EXPECT_FALSE(japan().is_open(d("2026-12-29")));
}

TEST(Calendar, ClosedDaysShiftToTheNextOrThePreviousOpenDay)
{
    EXPECT_EQ(japan().next_open_day(d("2026-05-03")), d("2026-05-07"));
    EXPECT_EQ(japan().previous_open_day(d("2026-05-03")), d("2026-05-01"));
    EXPECT_EQ(japan().next_open_day(d("2026-05-07")), d("2026-05-07"));
}

TEST(Calendar, KnowsHowFarTheHolidaysArePublished)
{
    EXPECT_TRUE(japan().is_known(d("2027-12-31")));
    EXPECT_FALSE(japan().is_known(d("2028-01-01")));
}

TEST(Calendar, ACalendarThatIsNeverOpenHasNoNextOpenDay)
{
    const Calendar closed(
        {}, {},
        {std::chrono::Sunday, std::chrono::Monday, std::chrono::Tuesday, std::chrono::Wednesday,
         std::chrono::Thursday, std::chrono::Friday, std::chrono::Saturday},
        d("2027-12-31"));
    EXPECT_FALSE(closed.open_days_from(d("2026-01-01"), 1));
}

}  // namespace
}  // namespace hagukumi
