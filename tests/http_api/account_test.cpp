// A parent's own account over its routes: mails are read as their owner reads them.
#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "http_api/world.hpp"
#include "messages/outbox.hpp"

namespace hagukumi::test {

namespace {

const Person nobody{nerima, people::Realm::parent, "", {}};
constexpr const char* new_password = "asagao-to-yoru-no-ame";

/// The token of the newest mail to an address.
std::string token_sent_to(World& world, const std::string& address)
{
    std::string token;
    const auto done = run_on(world.database(), nerima, [&](store::Transaction& tx) -> Result<void> {
        for (const auto& row : messages::lease_letters(tx, world.at, world.at, 100)) {
            const auto values = boost::json::parse(row.params).as_object();
            if (values.at("to").as_string() != address || !values.contains("link")) continue;
            const std::string url(values.at("link").as_string());
            token = url.substr(url.find('#') + 1);
        }
        return {};
    });
    EXPECT_TRUE(done);
    return token;
}

http::Response ask_for(World& world, const char* purpose, const char* email)
{
    return world.post(nobody, "/parent/links",
                      {{"purpose", purpose}, {"email", email}, {"terms", "2026-04-01"}});
}

}  // namespace

TEST(AccountApi, M_01_AParentSignsUpByMail)
{
    World world;
    EXPECT_EQ(ask_for(world, "sign_up", "sakura@example.jp").status, 202);
    const std::string token = token_sent_to(world, "sakura@example.jp");
    const auto seen = world.post(nobody, "/parent/links/look", {{"token", token}});
    EXPECT_EQ(body_of(seen).at("purpose").as_string(), "sign_up");
    const boost::json::object typed{{"token", token}, {"password", new_password}, {"name", "桜井 さくら"}};
    const auto in = world.post(nobody, "/parent/links/sign-up", typed);
    ASSERT_EQ(in.status, 200) << in.body;
    EXPECT_EQ(world
                  .post(nobody, "/parent/sign-in",
                        {{"way", "email"}, {"email", "sakura@example.jp"}, {"password", new_password}})
                  .status,
              200);
    EXPECT_EQ(code_of(world.post(nobody, "/parent/links/sign-up", typed)), "link_used");
}

TEST(AccountApi, M_01_1_TheAnswerDoesNotSayWhetherAnAddressIsKnown)
{
    World world;
    for (const char* purpose : {"sign_up", "new_password", "sign_in"}) {
        const auto known = ask_for(world, purpose, "chizuru1312020@example.jp");
        const auto unknown = ask_for(world, purpose, "nobody@example.jp");
        EXPECT_EQ(known.status, 202);
        EXPECT_EQ(known.status, unknown.status);
        EXPECT_EQ(known.body, unknown.body);
    }
}

TEST(AccountApi, M_02_WithoutTheTermsInForceNobodySignsUp)
{
    World world;
    for (const char* terms : {"", "2025-04-01"}) {
        const auto refused =
            world.post(nobody, "/parent/links",
                       {{"purpose", "sign_up"}, {"email", "sakura@example.jp"}, {"terms", terms}});
        EXPECT_EQ(refused.status, 400) << terms;
    }
    EXPECT_EQ(token_sent_to(world, "sakura@example.jp"), "");
}

TEST(AccountApi, M_04_APasswordIsForgottenAndSetAnew)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    ask_for(world, "new_password", "chizuru1312020@example.jp");
    const std::string token = token_sent_to(world, "chizuru1312020@example.jp");
    EXPECT_EQ(
        world.post(nobody, "/parent/links/new-password", {{"token", token}, {"password", "short"}}).status,
        400);
    EXPECT_EQ(world.post(nobody, "/parent/links/new-password", {{"token", token}, {"password", new_password}})
                  .status,
              200);
    EXPECT_EQ(world.get(family.parent, "/parent/me").status, 401) << "all devices are signed out";
}

TEST(AccountApi, M_25_OtherDevicesAreSignedOutByTheirOwnerOnly)
{
    World world;
    const Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const std::string own = "__Host-hagukumi-parent-131202=" + family.parent.token;
    const auto account = body_of(world.get_with(family.parent, "/parent/account", "cookie", own));
    ASSERT_EQ(account.at("devices").as_array().size(), 1U);
    EXPECT_TRUE(account.at("devices").as_array()[0].at("is_own").as_bool());
    const std::string session(account.at("devices").as_array()[0].at("id").as_string());
    EXPECT_EQ(world.post(town.families[1].parent, "/parent/account/sessions/" + session + "/end", {}).status,
              204);
    EXPECT_EQ(world.post_with(family.parent, "/parent/account/sign-out-others", {}, "cookie", own).status,
              204);
    EXPECT_EQ(world.get(family.parent, "/parent/me").status, 200);
    EXPECT_EQ(world.post(family.parent, "/parent/account/sessions/" + session + "/end", {}).status, 204);
    EXPECT_EQ(world.get(family.parent, "/parent/me").status, 401);
}

// A phone that lies open on a table is not enough.
TEST(AccountApi, WhatOnlyTheOwnerMayDoNeedsAFreshSignIn)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    world.at = world.at + std::chrono::minutes(10);
    EXPECT_EQ(code_of(world.post(family.parent, "/parent/account/email", {{"email", "new@example.jp"}})),
              "sign_in_again");
    EXPECT_EQ(code_of(world.post(family.parent, "/parent/account/delete", {{"key", world.new_key()}})),
              "sign_in_again");
    world.at = world.at + -std::chrono::minutes(1);
    EXPECT_EQ(world.post(family.parent, "/parent/account/email", {{"email", "new@example.jp"}}).status, 202);
    const std::string token = token_sent_to(world, "new@example.jp");
    EXPECT_EQ(world.post(nobody, "/parent/links/confirm-email", {{"token", token}}).status, 204);
    EXPECT_EQ(body_of(world.get(family.parent, "/parent/account")).at("email").as_string(), "new@example.jp");
    EXPECT_EQ(world.post(family.parent, "/parent/account/delete", {{"key", world.new_key()}}).status, 204);
    EXPECT_EQ(world.get(family.parent, "/parent/me").status, 401);
}

TEST(AccountApi, M_02_ANewVersionIsAskedForAndAcceptedOnce)
{
    World world;
    const Family& family = world.nerima_town().families[0];
    const auto due = [&] { return body_of(world.get(family.parent, "/parent/me")).at("terms_to_accept"); };
    EXPECT_TRUE(due().is_null()) << "the office's accounts accepted on paper";
    world.accept_terms(family.parent, "2025-04-01");
    EXPECT_EQ(due().as_string(), "2026-04-01");
    EXPECT_EQ(world.post(family.parent, "/parent/account/terms", {{"version", "2025-04-01"}}).status, 400);
    EXPECT_EQ(world.post(family.parent, "/parent/account/terms", {{"version", "2026-04-01"}}).status, 204);
    EXPECT_TRUE(due().is_null());
    EXPECT_EQ(world.get(nobody, "/terms").status, 200);
}

}  // namespace hagukumi::test
