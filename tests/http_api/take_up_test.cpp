// Who has not begun, over the API: numbers, and no name (U-23).
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {
namespace {

TEST(TakeUpApi, U_23_ItIsCountedByAreaAndLanguageAndNamesNobody)
{
    World world;
    const Town& town = world.nerima_town();
    world.at = world.at + std::chrono::hours(24 * 70);  // the births of the town are two months past
    const Person officer = world.add_officer(town);
    for (const char* by : {"area", "language"}) {
        const auto answer = world.get(officer, std::string("/office/reports/take-up?by=") + by);
        ASSERT_EQ(answer.status, 200) << answer.body;
        const auto told = body_of(answer);
        EXPECT_EQ(told.at("by"), by);
        EXPECT_FALSE(told.at("rows").as_array().empty());
        EXPECT_TRUE(told.at("total").at("births").is_null()) << "a town of few families tells nothing";
        for (const std::string& datum : world.personal())
            EXPECT_EQ(answer.body.find(datum), std::string::npos);
    }
    EXPECT_EQ(world.get(officer, "/office/reports/take-up?by=name").status, 400);
    EXPECT_EQ(world.get(town.families[0].parent, "/office/reports/take-up?by=area").status, 401);
}

}  // namespace
}  // namespace hagukumi::test
