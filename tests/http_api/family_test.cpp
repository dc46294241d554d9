// A family in the hands of its guardians, over its routes; and what a helper may not.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

boost::json::object keyed(World& world, boost::json::object body = {})
{
    body["key"] = world.new_key();
    return body;
}

}  // namespace

TEST(FamilyApi, AParentEntersTwinsAndTheOfficeConfirmsThem)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const boost::json::array twins{boost::json::object{{"name", "小春"}},
                                   boost::json::object{{"name", "小夏"}, {"nickname", "なつ"}}};
    const auto entered = world.post(family.parent, "/parent/family/births",
                                    keyed(world, {{"born_on", "2024-05-20"}, {"children", twins}}));
    EXPECT_EQ(entered.status, 204) << entered.body;
    const auto seen = body_of(world.get(family.parent, "/parent/family"));
    ASSERT_EQ(seen.at("births").as_array().size(), 2U);
    const auto& birth = seen.at("births").as_array()[0].as_object();
    EXPECT_FALSE(birth.at("confirmed").as_bool());
    EXPECT_EQ(birth.at("children").as_array().size(), 2U);
    EXPECT_EQ(body_of(world.get(family.parent, "/parent/me")).at("children").as_array().size(), 3U);

    const std::string path = "/office/families/" + to_string(family.household) + "/births/" +
                             std::string(birth.at("id").as_string()) + "/confirm";
    EXPECT_EQ(world.post(town.officer, path, keyed(world)).status, 204);
    const auto office = body_of(world.get(town.officer, "/office/families/" + to_string(family.household)));
    for (const auto& one : office.at("births").as_array()) EXPECT_TRUE(one.at("confirmed").as_bool());
    EXPECT_EQ(office.at("household").at("class_name").at("ja").as_string(), "一般")
        << "in words, not as a code";
}

TEST(FamilyApi, U_09_AHelperSeesAndUsesAndChangesNothing)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const Person helper = world.add_guardian(town, family, people::Rights::helper);
    EXPECT_EQ(body_of(world.get(helper, "/parent/me")).at("rights").as_string(), "helper");
    Family through_helper = family;
    through_helper.parent = helper;
    EXPECT_FALSE(world.use(through_helper, town.desks[0]).empty());
    for (const char* path : {"/parent/coupons", "/parent/history", "/parent/notices", "/parent/account"})
        EXPECT_EQ(world.get(helper, path).status, 200) << path;
    EXPECT_EQ(code_of(world.get(helper, "/parent/family")), "for_guardians");
    EXPECT_EQ(code_of(world.post(helper, "/parent/family/invitations",
                                 keyed(world, {{"name", "x"}, {"rights", "full"}}))),
              "for_guardians");
}

// Whatever a route changes, it is closed to helpers unless it says otherwise.
TEST(FamilyApi, U_09_EveryDeedOfAParentIsForGuardiansUnlessItIsNamedHere)
{
    const std::set<std::string_view> open{"parent_check_in",
                                          "parent_use",
                                          "parent_allowance_issue",
                                          "parent_notice_read",
                                          "parent_terms",
                                          "parent_email",
                                          "parent_session_end",
                                          "parent_sign_out_others",
                                          "parent_delete",
                                          "parent_news_read",
                                          "parent_favourite",
                                          "parent_language",
                                          "parent_push_device",
                                          "parent_push_device_end",
                                          "parent_notice_choices_keep",
                                          "parent_passkey_challenge",
                                          "parent_passkey_add",
                                          "parent_passkey_remove",
                                          "parent_join_family"};
    World world;
    for (const http::Route& route : world.routes()) {
        if (!std::holds_alternative<http::Command>(route.handler)) continue;
        const bool is_open = route.realm == people::Realm::parent && open.count(route.name) > 0;
        EXPECT_EQ(route.members == http::Members::helpers_too, is_open) << route.name;
    }
}

TEST(FamilyApi, U_09_AnInvitationIsSeenByWhoHasTheLinkAndWithdrawn)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const auto made = world.post(family.parent, "/parent/family/invitations",
                                 keyed(world, {{"name", "おばあちゃん"}, {"rights", "helper"}}));
    ASSERT_EQ(made.status, 201) << made.body;
    const std::string url(body_of(made).at("url").as_string());
    EXPECT_TRUE(url.starts_with("https://hagukumi.example.jp/131202/join#")) << url;
    const boost::json::object token{{"token", url.substr(url.find('#') + 1)}};
    const Person nobody{nerima, people::Realm::parent, "", {}};
    EXPECT_EQ(body_of(world.post(nobody, "/parent/invitations/look", token)).at("rights").as_string(),
              "helper");

    const auto family_seen = body_of(world.get(family.parent, "/parent/family"));
    const std::string id(family_seen.at("invitations").as_array().at(0).at("id").as_string());
    const std::string path = "/parent/family/invitations/" + id + "/withdraw";
    EXPECT_EQ(world.post(town.families[1].parent, path, keyed(world)).status, 404);
    EXPECT_EQ(world.post(family.parent, path, keyed(world)).status, 204);
    EXPECT_EQ(code_of(world.post(nobody, "/parent/invitations/look", token)), "invitation_over");
}

TEST(FamilyApi, U_09_AnotherFamilysPeopleAreNotFound)
{
    World world;
    const Town& town = world.nerima_town();
    const Person helper = world.add_guardian(town, town.families[0], people::Rights::helper);
    const std::string path = "/parent/family/members/" + to_string(helper.account) + "/remove";
    EXPECT_EQ(world.post(town.families[1].parent, path, keyed(world)).status, 404);
    EXPECT_EQ(world.get(helper, "/parent/me").status, 200);
    EXPECT_EQ(world.post(town.families[0].parent, path, keyed(world)).status, 204);
    EXPECT_EQ(world.get(helper, "/parent/me").status, 401);
}

}  // namespace hagukumi::test
