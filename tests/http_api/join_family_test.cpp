// 招待を受ける with an account that is there already (U-09).
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

struct WithAnAccount : testing::Test {
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];

    boost::json::object invitation(const char* rights)
    {
        const auto made = world.post(family.parent, "/parent/family/invitations",
                                     {{"key", world.new_key()}, {"name", "お父さん"}, {"rights", rights}});
        const std::string url(body_of(made).at("url").as_string());
        return {{"token", url.substr(url.find('#') + 1)}};
    }
    std::size_t coupons_of(const Person& person)
    {
        return body_of(world.get(person, "/parent/coupons")).at("coupons").as_array().size();
    }
};

}  // namespace

TEST_F(WithAnAccount, U_09_AHelperOfOneFamilyBecomesAGuardianOfAnother)
{
    const Person helper = world.add_guardian(town, town.families[1], people::Rights::helper);
    const auto token = invitation("full");
    EXPECT_EQ(world.post(helper, "/parent/invitations/join", token).status, 204);
    EXPECT_EQ(coupons_of(helper), coupons_of(family.parent));
    const auto me = body_of(world.get(helper, "/parent/me"));
    EXPECT_EQ(me.at("rights").as_string(), "full");
    EXPECT_EQ(me.at("children").at(0).at("id").as_string(), to_string(family.child));
    EXPECT_EQ(world.get(helper, "/parent/family").status, 200);
    EXPECT_EQ(code_of(world.post(helper, "/parent/invitations/join", token)), "invitation_over");
    EXPECT_EQ(code_of(world.post(helper, "/parent/invitations/join", invitation("helper"))),
              "already_member");
}

TEST_F(WithAnAccount, U_09_NobodyLeavesAFamilyBehindThatNobodyElseLooksAfter)
{
    const Family& other = town.families[1];
    EXPECT_EQ(code_of(world.post(other.parent, "/parent/invitations/join", invitation("full"))),
              "family_left_behind");
    EXPECT_EQ(body_of(world.get(other.parent, "/parent/me")).at("children").at(0).at("id").as_string(),
              to_string(other.child));
    // With another guardian there it goes.
    world.add_guardian(town, other);
    EXPECT_EQ(world.post(other.parent, "/parent/invitations/join", invitation("helper")).status, 204);
    EXPECT_EQ(body_of(world.get(other.parent, "/parent/me")).at("rights").as_string(), "helper");
    EXPECT_EQ(code_of(world.get(other.parent, "/parent/family")), "for_guardians");
}

}  // namespace hagukumi::test
