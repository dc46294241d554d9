// Uses by the clock, over midnight too.
#include <rapidcheck.h>

#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

/// Care by the hour at 100 yen by day (7:00-22:00) and 1,000 yen by night.
std::string care(const std::string& keys)
{
    return R"~(application_rules: []
allotments: { care: { source: T, name: { ja: 保育, en: Care }, holder: child, unit: hour, units: 90, more_than_left: use_what_is_left } }
services:
  care:
    source: T
    name: { ja: 保育, en: Care }
    allotment: care
    unit: hour
    asks: hours
    begun_unit: counts
    least_per_use: 1
    design: 1
    )~" + keys +
           R"~(
    price:
      source: T
      fee: "100 yen * hours_in(7:00, 22:00) + 1000 yen * hours_in(22:00, 31:00)"
      steps: [{ label: { ja: 料金, en: Fee }, parent_pays: fee }]
      rounding: { unit: 1, direction: floor, side: parent, level: use }
use_rules: []
)~";
}

const char* const next_day = "ends_next_day: counts_for_first_day";

rules::Decision decided(const std::string& keys, int from, int until, std::int64_t left = 90)
{
    const auto read = test::read(care(keys));
    EXPECT_TRUE(read.programme);
    auto facts = newborn(ymd(2026, 7, 8), ymd(2026, 3, 10));
    facts.facility->offers = {{"care", Yen{0}, {}, {}, {}}};
    facts.allotments = {{"care", Units{90}, Units{90 - left}, Units{left}, {}, {}}};
    rules::Request request;
    request.service = "care";
    request.first_day = ymd(2026, 7, 8);
    request.from = from;
    request.until = until;
    return rules::decide(*read.programme, facts, request);
}

TEST(Hours, AUseEndsOnItsDayUnlessTheFileSaysOtherwise)
{
    EXPECT_TRUE(decided("", 22 * 60, 7 * 60).refused());
    EXPECT_TRUE(decided("ends_next_day: refuse", 22 * 60, 7 * 60).refused());
    EXPECT_EQ(decided("", 22 * 60, 24 * 60).units, Units{2});
    EXPECT_EQ(decided(next_day, 22 * 60, 7 * 60).units, Units{9});
    EXPECT_EQ(decided(next_day, 22 * 60, 31 * 60).units, Units{9});
    EXPECT_EQ(decided(next_day, 9 * 60, 9 * 60).units, Units{24});
    EXPECT_TRUE(decided(next_day, 9 * 60, 34 * 60).refused());
    EXPECT_TRUE(decided(next_day, 24 * 60, 7 * 60).refused());
    EXPECT_TRUE(decided(next_day, -60, 7 * 60).refused());
}

TEST(Hours, OverMidnightTheDecisionKeepsBothTimes)
{
    const auto decision = decided(next_day, 22 * 60, 7 * 60);
    EXPECT_EQ(decision.from, 22 * 60);
    EXPECT_EQ(decision.until, 31 * 60);
    EXPECT_EQ(decision.first_covered, ymd(2026, 7, 8));
    EXPECT_EQ(decision.last_covered, ymd(2026, 7, 8));
}

TEST(Hours, WhatIsCutIsCutFromTheEndAndCostsNothing)
{
    const auto decision = decided(next_day, 20 * 60, 7 * 60, 3);
    EXPECT_EQ(decision.units, Units{3});
    EXPECT_EQ(decision.fee, Yen{2 * 100 + 1000});
}

TEST(Hours, BandsOfADayAndItsNightAddUpToTheWholeUse)
{
    const auto read = test::read(care(next_day));
    ASSERT_TRUE(read.programme);
    EXPECT_TRUE(rc::check("every minute is in one band", [&] {
        const int from = *rc::gen::inRange(0, 24 * 60);
        const int length = *rc::gen::inRange(1, 24 * 60 + 1);
        auto facts = newborn(ymd(2026, 7, 8), ymd(2026, 3, 10));
        facts.facility->offers = {{"care", Yen{0}, {}, {}, {}}};
        facts.allotments = {{"care", Units{90}, Units{}, Units{90}, {}, {}}};
        rules::Request request;
        request.service = "care";
        request.first_day = ymd(2026, 7, 8);
        request.from = from;
        request.until = from + length;
        const auto decision = rules::decide(*read.programme, facts, request);
        RC_ASSERT(!decision.refused());
        // The slow way: minute by minute.
        std::int64_t by_day = 0;
        for (int minute = from; minute < from + length; ++minute)
            by_day += minute % (24 * 60) >= 7 * 60 && minute % (24 * 60) < 22 * 60;
        const std::int64_t sixtieths = 100 * by_day + 1000 * (length - by_day);
        RC_ASSERT(decision.fee.amount == sixtieths / 60);
    }));
}

}  // namespace
}  // namespace hagukumi::test
