// What Matsumoto's manual says of its tickets, over the routes: whose they are, and what they are called.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

struct Tickets : testing::Test {
    World world;
    Town& town = world.add_town("202029-coupons");
    Family& family = town.families[0];

    std::string serial_code()
    {
        const auto made = world.post(town.officer, "/office/codes",
                                     {{"key", world.new_key()},
                                      {"programme", town.programme},
                                      {"label", "発送分"},
                                      {"count", 1},
                                      {"last_day", "2026-12-31"}});
        const std::string batch(body_of(made).at("batch").as_string());
        const auto shown = body_of(world.get(town.officer, "/office/codes/" + batch));
        return std::string(shown.at("codes").at(0).at("code").as_string());
    }
    std::string add_sibling(const char* name)
    {
        const boost::json::array sibling{boost::json::object{{"name", name}}};
        EXPECT_EQ(world
                      .post(family.parent, "/parent/family/births",
                            {{"key", world.new_key()}, {"born_on", "2026-10-20"}, {"children", sibling}})
                      .status,
                  204);
        const auto me = body_of(world.get(family.parent, "/parent/me"));
        for (const auto& one : me.at("children").as_array())
            if (one.at("name").as_string() == name) return std::string(one.at("id").as_string());
        return "";
    }
    void receive_for(const std::string& child)
    {
        EXPECT_EQ(world
                      .post(family.parent, "/parent/codes/receive",
                            {{"key", world.new_key()}, {"code", serial_code()}, {"child", child}})
                      .status,
                  201);
    }
    boost::json::object arrive_by_number()
    {
        return body_of(world.post(town.desks[0].staff, "/desk/check-ins",
                                  {{"user_number", "0001001"}, {"pin", "2468"}}));
    }
    std::vector<boost::json::object> coupons_of(const std::string& child)
    {
        std::vector<boost::json::object> found;
        const auto held = body_of(world.get(family.parent, "/parent/coupons"));
        for (const auto& one : held.at("coupons").as_array())
            if (one.at("child").is_string() && one.at("child").as_string() == child)
                found.push_back(one.as_object());
        return found;
    }
};

}  // namespace

TEST_F(Tickets, M_05_2_ACodeIsReceivedForANamedChildOfTheOwnFamily)
{
    const std::string code = serial_code();
    EXPECT_EQ(
        world.post(family.parent, "/parent/codes/receive", {{"key", world.new_key()}, {"code", code}}).status,
        400);
    EXPECT_EQ(
        world
            .post(family.parent, "/parent/codes/receive",
                  {{"key", world.new_key()}, {"code", code}, {"child", to_string(town.families[1].child)}})
            .status,
        404);
    EXPECT_EQ(world.post(family.parent, "/parent/codes/look", {{"code", code}}).status, 200)
        << "the code is not spent";
}

TEST_F(Tickets, M_09_SiblingsHaveSetsOfTheirOwnAndAUseIsOfOneChild)
{
    const std::string sibling = add_sibling("小夏");
    ASSERT_EQ(world
                  .post(family.parent, "/parent/codes/receive",
                        {{"key", world.new_key()}, {"code", serial_code()}, {"child", sibling}})
                  .status,
              201);
    const auto before = coupons_of(sibling);
    ASSERT_FALSE(before.empty());
    EXPECT_EQ(before.size(), coupons_of(to_string(family.child)).size());
    world.use(family, town.desks[0]);
    EXPECT_EQ(coupons_of(sibling), before) << "the elder child's use takes nothing of the younger one's";
    const auto day = body_of(world.get(town.desks[0].staff, "/desk/uses"));
    EXPECT_EQ(day.at("uses").at(0).at("children").as_array().size(), 1u);
}

TEST_F(Tickets, M_09_ADeskReadsWhoseCouponItIsOnlyWhereSiblingsHaveTheirOwn)
{
    world.add_number(town, family, "0001001");
    const std::string sibling = add_sibling("小夏");
    EXPECT_TRUE(arrive_by_number().at("whose").as_array().empty()) << "one child has coupons";
    receive_for(sibling);
    const auto arrived = arrive_by_number();
    const auto names_of = [&](const boost::json::value& coupon) {
        for (const auto& one : arrived.at("whose").as_array())
            if (one.at("coupon").as_string() == coupon.as_string()) return one.at("children").as_array();
        return boost::json::array();
    };
    int of_sibling = 0;
    for (const auto& choice : arrived.at("choices").as_array()) {
        const auto names = names_of(choice.at("coupon"));
        ASSERT_EQ(names.size(), 1u);
        const bool is_hers = choice.at("child").as_string() == sibling;
        EXPECT_EQ(names.at(0).as_string() == "小夏", is_hers);
        of_sibling += is_hers ? 1 : 0;
    }
    EXPECT_GT(of_sibling, 0);
}

TEST_F(Tickets, X_13_AUseThatWaitsForTheDeskSaysWhoseCouponItIs)
{
    const Desk& desk = town.desks[0];
    const auto path = "/office/facilities/" + to_string(desk.facility) + "/confirms-uses";
    ASSERT_EQ(world.post(town.officer, path, {{"key", world.new_key()}, {"on", true}}).status, 204);
    const auto waits = [&] {
        world.post(family.parent, "/parent/uses", world.use_of(family, world.check_in(family, desk)));
        const auto waiting = body_of(world.get(desk.staff, "/desk/waiting")).at("waiting").as_array();
        return waiting.back().at("children").as_array();
    };
    EXPECT_TRUE(waits().empty()) << "an only child needs no name";
    receive_for(add_sibling("小夏"));
    const auto names = waits();
    ASSERT_EQ(names.size(), 1u);
    EXPECT_NE(names.at(0).as_string(), "小夏") << "the coupon is the elder child's";
}

TEST_F(Tickets, M_30_WhatATicketIsCalledIsDataOfTheMunicipality)
{
    const auto word = [&](MunicipalityCode code) {
        const auto about = body_of(world.get({code, people::Realm::parent, "", {}}, "/about"));
        return std::string(about.at("programmes").at(0).at("coupon_word").at("ja").as_string());
    };
    EXPECT_EQ(word(town.code), "電子クーポン");
    EXPECT_EQ(word(chiyoda), "利用券");
}

}  // namespace hagukumi::test
