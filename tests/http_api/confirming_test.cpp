// where the office asks for it, a use that a phone asks for waits until the desk has confirmed it.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;

struct Confirming : testing::Test {
    World world;
    Town& town = world.nerima_town();
    const Desk& desk = town.desks[0];
    const Family& family = town.families[0];

    Confirming() { set(true); }
    void set(bool on)
    {
        const auto path = "/office/facilities/" + to_string(desk.facility) + "/confirms-uses";
        EXPECT_EQ(world.post(town.officer, path, {{"key", world.new_key()}, {"on", on}}).status, 204);
    }
    json::array waiting(const Desk& at)
    {
        return body_of(world.get(at.staff, "/desk/waiting")).at("waiting").as_array();
    }
    http::Response answer(const json::value& id, bool confirm, const char* reason = "")
    {
        json::object body{{"key", world.new_key()}, {"confirm", confirm}};
        if (*reason != '\0') body["reason"] = reason;
        return world.post(desk.staff, "/desk/waiting/" + std::string(id.as_string()) + "/answer", body);
    }
};

TEST_F(Confirming, X_13_AUseWaitsAndIsRecordedUnderThePhonesKeyWhenTheDeskConfirms)
{
    const json::object asked = world.use_of(family, world.check_in(family, desk));
    EXPECT_EQ(code_of(world.post(family.parent, "/parent/uses", asked)), "waits_for_desk");
    EXPECT_EQ(code_of(world.post(family.parent, "/parent/uses", asked)), "waits_for_desk") << "asked again";
    const std::string by_key = "/parent/uses/by-key/" + std::string(asked.at("key").as_string());
    EXPECT_EQ(code_of(world.get(family.parent, by_key)), "waits_for_desk");
    ASSERT_EQ(waiting(desk).size(), 1U);
    const json::value one = waiting(desk).at(0);
    EXPECT_EQ(one.at("preview").at("units"), 2);
    EXPECT_TRUE(body_of(world.get(desk.staff, "/desk/uses")).at("uses").as_array().empty());

    ASSERT_EQ(answer(one.at("id"), true).status, 204);
    EXPECT_TRUE(waiting(desk).empty());
    const auto used = world.post(family.parent, "/parent/uses", asked);
    ASSERT_EQ(used.status, 201) << used.body;
    EXPECT_EQ(body_of(used).at("use").at("units"), 2);
    EXPECT_EQ(world.get(family.parent, by_key).status, 200);
    EXPECT_EQ(body_of(world.get(desk.staff, "/desk/uses")).at("uses").as_array().size(), 1U);
    EXPECT_EQ(code_of(answer(one.at("id"), true)), "waiting_decided");
}

TEST_F(Confirming, X_13_ARejectedUseMovesNothingAndThePhoneReadsWhy)
{
    const json::object asked = world.use_of(family, world.check_in(family, desk));
    world.post(family.parent, "/parent/uses", asked);
    const json::value id = waiting(desk).at(0).at("id");
    EXPECT_EQ(code_of(answer(id, false)), "reason_missing");
    ASSERT_EQ(answer(id, false, "来所されていません").status, 204);
    const auto told = world.post(family.parent, "/parent/uses", asked);
    EXPECT_EQ(code_of(told), "rejected_by_desk");
    EXPECT_NE(told.body.find("来所されていません"), std::string::npos);
    EXPECT_TRUE(body_of(world.get(desk.staff, "/desk/uses")).at("uses").as_array().empty());
    EXPECT_EQ(world.promised(town, "use_not_confirmed"), 1)
        << "who closed the page reads it among the notices";
}

TEST_F(Confirming, X_13_WhatNobodyAnswersEndsWithTheCheckIn)
{
    const json::object asked = world.use_of(family, world.check_in(family, desk));
    world.post(family.parent, "/parent/uses", asked);
    const json::value id = waiting(desk).at(0).at("id");
    world.at = world.at + std::chrono::minutes(15);
    EXPECT_TRUE(waiting(desk).empty());
    EXPECT_EQ(code_of(answer(id, true)), "waiting_ended");
    EXPECT_EQ(code_of(world.post(family.parent, "/parent/uses", asked)), "desk_silent");
}

TEST_F(Confirming, AnotherDeskNeitherSeesNorAnswersIt)
{
    world.post(family.parent, "/parent/uses", world.use_of(family, world.check_in(family, desk)));
    const std::string id(waiting(desk).at(0).at("id").as_string());
    EXPECT_TRUE(waiting(town.desks[1]).empty());
    EXPECT_EQ(world
                  .post(town.desks[1].staff, "/desk/waiting/" + id + "/answer",
                        {{"key", world.new_key()}, {"confirm", true}})
                  .status,
              404);
}

TEST_F(Confirming, WhereItIsNotAskedForAUseCountsAtOnce)
{
    set(false);
    EXPECT_EQ(
        world.post(family.parent, "/parent/uses", world.use_of(family, world.check_in(family, desk))).status,
        201);
}

TEST_F(Confirming, WhatTheRulesRefuseDoesNotWait)
{
    const json::object asked = world.use_of(family, world.check_in(family, desk), 1);
    EXPECT_EQ(world.post(family.parent, "/parent/uses", asked).status, 422);
    EXPECT_TRUE(waiting(desk).empty());
}

}  // namespace
}  // namespace hagukumi::test
