// Coming from LINE: by ID token, registered or not, and from the newest menu only.
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "http_api/world.hpp"
#include "people/password.hpp"

namespace hagukumi::test {
namespace {

/// A LINE whose tokens say who it is: "token of U1".
struct Door final : http::LineDoor {
    std::optional<Id> newest_menu;

    std::optional<Pages> pages(MunicipalityCode municipality) const override
    {
        if (municipality != nerima) return std::nullopt;
        return Pages{"2000000001-AbCdEfGh", "https://liff.line.me/2000000001-AbCdEfGh",
                     "https://static.line-scdn.net/liff.js"};
    }
    Result<std::string> person(MunicipalityCode municipality, std::string_view id_token, Instant) override
    {
        if (municipality == nerima && id_token.starts_with("token of "))
            return std::string(id_token.substr(9));
        return fail(ErrorKind::unauthenticated, "wrong_id_token", {"違います。", "Wrong."});
    }
    Result<void> check_menu(MunicipalityCode, std::string_view, const Id& menu, Instant) override
    {
        if (newest_menu == menu) return {};
        return fail(ErrorKind::conflict, "menu_is_old", {"前のメニューです。", "An earlier menu."});
    }
    std::string script_origin() const override { return "https://static.line-scdn.net"; }
    std::string connect_origins() const override { return "https://api.line.me"; }
};

struct FromLine : testing::Test {
    World world;
    Door door;
    const Person nobody{nerima, people::Realm::parent, "", {}};
    const Family& family = world.nerima_town().families[0];

    FromLine()
    {
        people::CreateAccount parent;
        parent.key = world.new_id();
        parent.at = world.at;
        parent.id = world.new_id();
        parent.household = family.household;
        parent.user_number = "0007777";
        parent.pin_hash = people::hash_password(people::Secret("0482"));
        const auto made = world.database().lane().run(
            nerima, [&](store::Transaction& tx) { return people::create_account(tx, parent); });
        EXPECT_TRUE(made.has_value());
    }
    http::Response enter(const std::string& person, std::optional<Id> menu = {})
    {
        boost::json::object body{{"way", "line"}, {"id_token", "token of " + person}};
        if (menu) body["menu"] = to_string(*menu);
        return world.post(nobody, "/parent/sign-in", body);
    }
    boost::json::object registration(const std::string& person)
    {
        return {{"id_token", "token of " + person},
                {"user_number", "０００７７７７"},  // N-04.1
                {"pin", "0482"},
                {"nickname", "はな"},
                {"mother_born_on", "1994-02-03"},
                {"born_on", to_string(date_of_days(days_since_epoch(date_in_japan(world.at)) - 40))}};
    }
};

TEST_F(FromLine, N_06_WhoRegistersIsSignedInAndComesBackByLineAlone)
{
    world.serve_line(door);
    EXPECT_EQ(code_of(enter("U1")), "not_registered");
    const auto done = world.post(nobody, "/parent/register", registration("U1"));
    EXPECT_EQ(done.status, 200);
    EXPECT_EQ(body_of(done).at("name"), "はな");
    EXPECT_EQ(enter("U1").status, 200);
    EXPECT_EQ(code_of(enter("U2")), "not_registered");
}

TEST_F(FromLine, N_07_AWrongDateIsAnsweredLikeAWrongPin)
{
    world.serve_line(door);
    auto wrong_date = registration("U1"), wrong_pin = registration("U1");
    wrong_date["mother_born_on"] = "1994-02-04";
    wrong_pin["pin"] = "9999";
    const auto first = world.post(nobody, "/parent/register", wrong_date);
    const auto second = world.post(nobody, "/parent/register", wrong_pin);
    EXPECT_EQ(first.status, 401);
    EXPECT_EQ(first.body, second.body);
}

TEST_F(FromLine, AWrongTokenOpensNothing)
{
    world.serve_line(door);
    EXPECT_EQ(code_of(world.post(nobody, "/parent/sign-in", {{"way", "line"}, {"id_token", "forged"}})),
              "wrong_id_token");
    auto forged = registration("U1");
    forged["id_token"] = "forged";
    EXPECT_EQ(code_of(world.post(nobody, "/parent/register", forged)), "wrong_id_token");
}

TEST_F(FromLine, N_03_APageThatAnEarlierMenuOpenedDoesNothing)
{
    world.serve_line(door);
    door.newest_menu = world.new_id();
    EXPECT_EQ(code_of(enter("U1", world.new_id())), "menu_is_old");
    auto from_old = registration("U1");
    from_old["menu"] = to_string(world.new_id());
    EXPECT_EQ(code_of(world.post(nobody, "/parent/register", from_old)), "menu_is_old");
    from_old["menu"] = to_string(*door.newest_menu);
    EXPECT_EQ(world.post(nobody, "/parent/register", from_old).status, 200);
    EXPECT_EQ(enter("U1", door.newest_menu).status, 200);
}

TEST_F(FromLine, WithoutAChannelNobodyComesFromLine)
{
    EXPECT_EQ(code_of(enter("U1")), "no_line");
    EXPECT_TRUE(body_of(world.get(nobody, "/about")).at("line").is_null());
    world.serve_line(door);
    EXPECT_EQ(body_of(world.get(nobody, "/about")).at("line").at("liff_id"), "2000000001-AbCdEfGh");
}

TEST_F(FromLine, WhatIsMissingIsNamed)
{
    world.serve_line(door);
    auto partly = registration("U1");
    partly.erase("mother_born_on");
    partly.erase("nickname");
    const auto answer = world.post(nobody, "/parent/register", partly);
    EXPECT_EQ(answer.status, 400);
    EXPECT_NE(answer.body.find("mother_born_on"), std::string::npos);
    EXPECT_NE(answer.body.find("nickname"), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
