// The file of a municipality that says how many days before a coupon ends its family is told.
#include "app/reminders.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "store/scratch.hpp"

namespace hagukumi::test {

TEST(Reminders, AFileHasOneNumberAndOthersForProgrammes)
{
    const auto read = app::parse_reminders(
        "common.yaml", "reminders: common\ndays_before: 30\nprogrammes: {202029-coupons: 60}\n");
    ASSERT_TRUE(read.rule);
    EXPECT_EQ(read.rule->days_for("131016-postpartum"), 30);
    EXPECT_EQ(read.rule->days_for("202029-coupons"), 60);
}

TEST(Reminders, C_14_1_DaysAfterAnApprovalAreDataAndNobodyIsRemindedWithoutThem)
{
    const auto days = [](const std::string& line) {
        const auto read = app::parse_reminders("common.yaml", "reminders: common\ndays_before: 30\n" + line);
        return read.rule ? read.rule->days_after_approval : -1;
    };
    EXPECT_EQ(days(""), 0);
    EXPECT_EQ(days("days_after_approval: 7\n"), 7);
    EXPECT_EQ(days("days_after_approval: soon\n"), -1);
}

TEST(Reminders, EveryMistakeIsToldWithItsLine)
{
    const auto read = app::parse_reminders(
        "common.yaml",
        "reminders: common\ndays_before: soon\ndays_after: 3\nprogrammes: {202029-coupons: 400}\n");
    EXPECT_FALSE(read.rule);
    ASSERT_EQ(read.mistakes.size(), 3u);
    EXPECT_EQ(read.mistakes[0].line, 2);
    EXPECT_EQ(read.mistakes[1].line, 3);
    EXPECT_EQ(read.mistakes[2].line, 4);
}

TEST(Reminders, AMunicipalitysOwnFileComesFirstAndWithoutAnyNobodyIsReminded)
{
    const Scratch scratch;
    EXPECT_EQ(app::read_reminders(scratch.path(), nerima).value().days_before, 0);
    std::ofstream(scratch.file("common.yaml")) << "reminders: common\ndays_before: 30\n";
    EXPECT_EQ(app::read_reminders(scratch.path(), nerima).value().days_before, 30);
    std::ofstream(scratch.file("131202.yaml")) << "reminders: 131202\ndays_before: 14\n";
    EXPECT_EQ(app::read_reminders(scratch.path(), nerima).value().days_before, 14);
}

}  // namespace hagukumi::test
