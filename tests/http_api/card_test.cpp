// 利用者カード: the office gives a number and a PIN, and a desk takes them (U-10).
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

struct Cards : testing::Test {
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const std::string office_page = "/office/families/" + to_string(family.household);

    std::string guardian()
    {
        const auto seen = body_of(world.get(town.officer, office_page));
        return std::string(seen.at("guardians").as_array().at(0).at("id").as_string());
    }
    boost::json::object give()
    {
        const auto given = world.post(town.officer, office_page + "/cards", {{"guardian", guardian()}});
        EXPECT_EQ(given.status, 201) << given.body;
        return body_of(given);
    }
    int check_in(const boost::json::object& card)
    {
        return world
            .post(town.desks[0].staff, "/desk/check-ins",
                  {{"user_number", card.at("number")}, {"pin", card.at("pin")}})
            .status;
    }
};

}  // namespace

TEST_F(Cards, U_10_ACardOfTheOfficeWithItsPinOpensTheDesk)
{
    const auto card = give();
    EXPECT_EQ(check_in(card), 201);
    const auto seen = body_of(world.get(town.officer, office_page));
    EXPECT_EQ(seen.at("members").as_array().at(0).at("user_number"), card.at("number"));
    EXPECT_EQ(seen.at("members").as_array().size(), 1u) << "the number stands beside the e-mail address";
}

TEST_F(Cards, U_10_ANewPinKeepsTheNumberAndClosesTheOldOne)
{
    const auto first = give();
    const auto second = give();
    EXPECT_EQ(first.at("number"), second.at("number"));
    EXPECT_NE(first.at("pin"), second.at("pin"));
    EXPECT_EQ(check_in(first), 401);
    EXPECT_EQ(check_in(second), 201);
    EXPECT_EQ(world.get(family.parent, "/parent/me").status, 401) << "all devices were signed out";
}

TEST_F(Cards, AnotherFamilysGuardianGetsNone)
{
    const std::string other = "/office/families/" + to_string(town.families[1].household);
    EXPECT_EQ(code_of(world.post(town.officer, other + "/cards", {{"guardian", guardian()}})),
              "guardian_not_found");
    EXPECT_EQ(
        world.post(world.chiyoda_town().officer, office_page + "/cards", {{"guardian", guardian()}}).status,
        404);
}

}  // namespace hagukumi::test
