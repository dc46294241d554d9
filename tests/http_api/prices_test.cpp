// What a family would pay at each facility, over its route (U-16).
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

/// The prices of one coupon at one facility.
std::vector<boost::json::object> at(const boost::json::object& answer, const Id& coupon, const Id& facility)
{
    std::vector<boost::json::object> found;
    for (const auto& one : answer.at("prices").as_array())
        if (one.at("coupon").as_string() == to_string(coupon) &&
            one.at("facility").as_string() == to_string(facility))
            found.push_back(one.as_object());
    return found;
}

}  // namespace

TEST(PricesApi, U_16_TheListSaysWhatTheDeskWillSay)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const auto priced =
        at(body_of(world.get(family.parent, "/parent/prices")), family.coupon, town.desks[0].facility);
    ASSERT_FALSE(priced.empty());
    const std::string check_in = world.check_in(family, town.desks[0]);
    for (const auto& one : priced) {
        ASSERT_TRUE(one.at("usable").as_bool()) << boost::json::serialize(one);
        EXPECT_EQ(one.at("children").as_array().size(), 1u);
        boost::json::object asked{
            {"coupon", to_string(family.coupon)}, {"service", one.at("service")}, {"units", one.at("units")}};
        const auto preview =
            body_of(world.post(family.parent, "/parent/check-ins/" + check_in + "/preview", asked));
        EXPECT_EQ(preview.at("parent_yen"), one.at("parent_yen")) << boost::json::serialize(preview);
        EXPECT_EQ(preview.at("units"), one.at("units"));
    }
}

TEST(PricesApi, U_16_WhatADeskWouldRefuseSaysWhy)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const auto late = at(body_of(world.get(family.parent, "/parent/prices?day=2029-04-01")), family.coupon,
                         town.desks[0].facility);
    ASSERT_FALSE(late.empty());
    EXPECT_FALSE(late[0].at("usable").as_bool());
    EXPECT_TRUE(late[0].at("parent_yen").is_null());
    EXPECT_FALSE(late[0].at("reason").at("ja").as_string().empty());
}

TEST(PricesApi, EveryFamilySeesItsOwnCouponsOnly)
{
    World world;
    const Town& town = world.nerima_town();
    const auto other = body_of(world.get(town.families[1].parent, "/parent/prices"));
    EXPECT_TRUE(at(other, town.families[0].coupon, town.desks[0].facility).empty());
}

}  // namespace hagukumi::test
