// Eras: display and reading.
#include "base/era.hpp"

#include <gtest/gtest.h>

namespace hagukumi {
namespace {

TEST(Era, DatesAreShownWithEraAndWeekday)
{
    EXPECT_EQ(in_japanese(*parse_iso_date("2026-07-09")), "令和8年7月9日（木）");
    EXPECT_EQ(in_era(*parse_iso_date("2019-05-01")), "令和元年5月1日");
    EXPECT_EQ(in_era(*parse_iso_date("2019-04-30")), "平成31年4月30日");
    EXPECT_EQ(in_era(*parse_iso_date("1989-01-07")), "昭和64年1月7日");
    EXPECT_EQ(in_era(*parse_iso_date("1920-01-07")), "1920年1月7日");
    EXPECT_EQ(in_english(*parse_iso_date("2026-07-09")), "Thursday 9 July 2026");
    EXPECT_EQ(fiscal_year_in_japanese(2026), "令和8年度");
    EXPECT_EQ(fiscal_year_in_japanese(2019), "平成31年度");
}

TEST(Era, DatesAreReadAsPeopleWriteThem)
{
    for (const char* text : {"2026-04-01", "2026/4/1", "2026.4.1", "2026年4月1日", "令和8年4月1日", "R8.4.1",
                             "R8/4/1", "Ｒ８．４．１", "令和８年４月１日", " 2026年 4月 1日 "}) {
        const auto date = parse_date(text);
        ASSERT_TRUE(date) << text;
        EXPECT_EQ(to_string(*date), "2026-04-01") << text;
    }
    EXPECT_EQ(parse_date("令和元年5月1日"), parse_iso_date("2019-05-01"));
    EXPECT_EQ(parse_date("平成31年4月30日"), parse_iso_date("2019-04-30"));
}

TEST(Era, DatesOutsideTheirEraAreNone)
{
    for (const char* text : {"令和元年4月1日", "平成31年5月1日", "昭和64年1月8日", "2026-02-29", "2026-13-01",
                             "R0.1.1", "R8.4", "2026/4-1", "", "令和", "26-4-1x", "2026年4月1"}) {
        EXPECT_FALSE(parse_date(text)) << text;
    }
    EXPECT_FALSE(parse_iso_date("2026-4-1"));
    EXPECT_FALSE(parse_iso_date("2026-04-0１"));
}

}  // namespace
}  // namespace hagukumi
