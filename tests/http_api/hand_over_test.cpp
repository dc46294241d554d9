// The rights of a family handed over by an officer, over HTTP.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

TEST(HandOverApi, X_16_TheCouponsStayWithTheFamilyAndTheFormerAccountSeesNothing)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const std::string page = "/office/families/" + to_string(family.household);
    const auto seen = [&] { return body_of(world.get(town.officer, page)); };
    const auto before = seen();
    const auto& mother = before.at("guardians").as_array().at(0);
    const auto coupons = before.at("coupons").as_array().size();
    ASSERT_GT(coupons, 0u);
    boost::json::array accounts;
    for (const auto& member : before.at("members").as_array()) accounts.push_back(member.at("account"));
    const boost::json::object handing{{"key", world.new_key()},  {"name", "見本 太郎"},
                                      {"kana", "ミホン タロウ"}, {"ended", mother.at("id")},
                                      {"accounts", accounts},    {"reason", "母の死亡"}};

    EXPECT_EQ(world.post(family.parent, page + "/hand-over", handing).status, 401);
    EXPECT_EQ(code_of(world.post(world.chiyoda_town().officer, page + "/hand-over", handing)),
              "household_not_found");
    ASSERT_EQ(world.get(family.parent, "/parent/coupons").status, 200);
    ASSERT_EQ(world.post(town.officer, page + "/hand-over", handing).status, 204);
    EXPECT_EQ(world.post(town.officer, page + "/hand-over", handing).status, 204) << "sent twice is once";
    EXPECT_EQ(world.get(family.parent, "/parent/coupons").status, 401);

    const auto after = seen();
    EXPECT_EQ(after.at("guardians").as_array().size(), 2u);
    EXPECT_EQ(after.at("guardians").as_array().at(0).at("name"), "見本 太郎");
    EXPECT_FALSE(after.at("guardians").as_array().at(1).at("ended_on").is_null());
    EXPECT_TRUE(after.at("members").as_array().empty());
    EXPECT_EQ(after.at("coupons").as_array().size(), coupons);

    const auto card = body_of(world.post(town.officer, page + "/cards",
                                         {{"guardian", after.at("guardians").as_array().at(0).at("id")}}));
    EXPECT_EQ(world
                  .post(town.desks[0].staff, "/desk/check-ins",
                        {{"user_number", card.at("number")}, {"pin", card.at("pin")}})
                  .status,
              201)
        << "who was named uses the family's coupons";
}

}  // namespace hagukumi::test
