// What a parent wants to be written about, over its routes.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

TEST(NoticeChoicesApi, U_17_EverybodyChoosesForThemselves)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const Person helper = world.add_guardian(town, family, people::Rights::helper);
    const auto before = body_of(world.get(helper, "/parent/notice-choices"));
    EXPECT_EQ(before.at("mail").at("wanted").as_array().size(), 4u);
    EXPECT_TRUE(before.at("mail").at("arrives").as_bool());
    EXPECT_FALSE(before.at("line").at("arrives").as_bool()) << "nobody comes from LINE here";
    EXPECT_EQ(
        world.post(helper, "/parent/notice-choices", {{"mail", {"uses"}}, {"line", boost::json::array()}})
            .status,
        204);
    const auto after = body_of(world.get(helper, "/parent/notice-choices"));
    EXPECT_EQ(after.at("mail").at("wanted"), (boost::json::array{"uses"}));
    EXPECT_TRUE(after.at("line").at("wanted").as_array().empty());
    EXPECT_EQ(
        body_of(world.get(family.parent, "/parent/notice-choices")).at("mail").at("wanted").as_array().size(),
        4u);
}

TEST(NoticeChoicesApi, AKindThatThereIsNotIsAMistake)
{
    World world;
    const Person& parent = world.nerima_town().families[0].parent;
    EXPECT_EQ(
        world.post(parent, "/parent/notice-choices", {{"mail", {"account"}}, {"line", boost::json::array()}})
            .status,
        400);
}

}  // namespace hagukumi::test
