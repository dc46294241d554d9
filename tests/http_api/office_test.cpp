// The office over the API: staff accounts, looks at records, notices of decisions, approving in one go.
#include <gtest/gtest.h>

#include "audit/record.hpp"
#include "http_api/world.hpp"
#include "people/draw_password.hpp"
#include "people/password.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;

struct Office : testing::Test {
    World world;
    Town& town = world.chiyoda_town();
    const Person& officer = town.officer;
    const Family& family = town.families[0];

    static std::string text_of(const json::value& object, const char* member)
    {
        return std::string(object.at(member).as_string());
    }
    json::object looks(const std::string& query = "")
    {
        return body_of(world.get(officer, "/office/looks" + query));
    }
};

TEST_F(Office, EachLookAtAFamilySaysWhoWhenAndWhy)
{
    const std::string path = "/office/families/" + to_string(family.household);
    ASSERT_EQ(world.get(officer, path + "?why=search").status, 200);
    const json::object page = looks("?household=" + to_string(family.household));
    const json::value& look = page.at("looks").at(0);
    EXPECT_EQ(text_of(look, "officer"), to_string(officer.account));
    EXPECT_EQ(text_of(look, "household"), to_string(family.household));
    EXPECT_EQ(look.at("what"), "family");
    EXPECT_EQ(look.at("why"), "search");
    EXPECT_TRUE(look.at("family").is_string());
    world.database().read(town.code, [&](store::Snapshot& snapshot) {
        const auto newest = audit::entries_before(snapshot, 0, 1).front();
        EXPECT_EQ(newest.action, "people.look");
        EXPECT_EQ(newest.object, family.household);
    });
}

TEST_F(Office, LooksAreFoundByFamilyOfficerAndDay)
{
    const Person colleague = world.add_officer(town);
    const std::string by = "?officer=" + to_string(colleague.account);
    const std::string at_family = "&household=" + to_string(family.household);
    world.get(officer, "/office/families/" + to_string(family.household));
    world.get(colleague, "/office/families/" + to_string(family.household));
    world.get(colleague, "/office/families/" + to_string(town.families[1].household));
    const auto count = [&](const std::string& query) { return looks(query).at("looks").as_array().size(); };
    EXPECT_EQ(count(by), 2U);
    EXPECT_EQ(count(by + at_family), 1U);
    EXPECT_EQ(count(by + "&first_day=2026-11-18&last_day=2026-11-18"), 2U);
    EXPECT_EQ(count(by + "&last_day=2026-11-17"), 0U);
    EXPECT_EQ(count("?last_day=2026-11-17"), 0U);
    const json::object page = looks(by + "&limit=1");
    ASSERT_EQ(page.at("looks").as_array().size(), 1U);
    const std::string next = text_of(page, "next");
    EXPECT_EQ(count(by + "&limit=1&before=" + next), 1U);
    EXPECT_TRUE(looks(by + "&limit=2").at("next").is_null());
    EXPECT_EQ(world.get(officer, "/office/looks?first_day=today").status, 400);
}

TEST_F(Office, WhatWasNotFoundIsNoLook)
{
    const auto before = looks().at("looks").as_array().size();
    EXPECT_EQ(world.get(officer, "/office/families/" + world.new_key()).status, 404);
    EXPECT_EQ(world.get(officer, "/office/families/" + to_string(family.household) + "?why=curiosity").status,
              400);
    EXPECT_EQ(looks().at("looks").as_array().size(), before);
}

TEST_F(Office, X_17_TheOtherMunicipalityIsNotInTheRecordOfLooks)
{
    const Town& nerima_city = world.nerima_town();
    const std::string stranger = to_string(nerima_city.families[0].household);
    ASSERT_EQ(world.get(nerima_city.officer, "/office/families/" + stranger).status, 200);
    EXPECT_TRUE(looks("?household=" + stranger).at("looks").as_array().empty());
}

TEST_F(Office, StaffIsAddedSignsInIsStoppedAndLetInAgain)
{
    const json::object asked{{"name", "shinjin"},
                             {"shown", "新人 太郎"},
                             {"role", "facility_staff"},
                             {"facility", to_string(town.desks[0].facility)}};
    const auto added = world.post(officer, "/office/staff", asked);
    ASSERT_EQ(added.status, 201) << added.body;
    const json::value keys = body_of(added);
    const std::string id(keys.at("id").as_string()), password(keys.at("password").as_string());
    EXPECT_EQ(password.size(), 24U);
    EXPECT_TRUE(keys.at("second_factor").as_string().starts_with("otpauth://totp/"));
    world.database().read(town.code, [&](store::Snapshot& snapshot) {
        const auto account = people::load_account(snapshot, *parse_id(id));
        ASSERT_TRUE(account && account->has_password && account->has_totp);
        EXPECT_EQ(account->role, people::Role::facility_staff);
        EXPECT_EQ(account->facility, town.desks[0].facility);
    });
    EXPECT_EQ(code_of(world.post(officer, "/office/staff", asked)), "account_name_taken");

    const auto state = [&] {
        const json::object page = body_of(world.get(officer, "/office/staff"));
        for (const json::value& one : page.at("staff").as_array())
            if (text_of(one, "id") == id) return one.at("active").as_bool();
        ADD_FAILURE() << "not in the list";
        return false;
    };
    EXPECT_TRUE(state());
    EXPECT_EQ(
        world
            .post(officer, "/office/staff/" + id + "/disable", {{"key", world.new_key()}, {"reason", "退職"}})
            .status,
        204);
    EXPECT_FALSE(state());
    const auto again = world.post(officer, "/office/staff/" + id + "/reset", {});
    ASSERT_EQ(again.status, 200) << again.body;
    EXPECT_NE(text_of(body_of(again), "password"), password);
    EXPECT_TRUE(state());
}

TEST_F(Office, NobodyStopsOrResetsThemselvesOrAParent)
{
    const std::string own = "/office/staff/" + to_string(officer.account);
    EXPECT_EQ(code_of(world.post(officer, own + "/disable", {{"key", world.new_key()}, {"reason", "x"}})),
              "own_account");
    EXPECT_EQ(code_of(world.post(officer, own + "/reset", {})), "own_account");
    const std::string parent = "/office/staff/" + to_string(family.parent.account);
    EXPECT_EQ(world.post(officer, parent + "/reset", {}).status, 404);
    EXPECT_EQ(world.post(officer, parent + "/disable", {{"key", world.new_key()}, {"reason", "x"}}).status,
              404);
    for (const char* role : {"parent", "operator", "boss"})
        EXPECT_EQ(
            world.post(officer, "/office/staff", {{"name", "x"}, {"shown", "x"}, {"role", role}}).status,
            400);
    EXPECT_EQ(code_of(world.post(officer, "/office/staff",
                                 {{"name", "x"}, {"shown", "x"}, {"role", "facility_staff"}})),
              "account_incomplete")
        << "staff of a facility needs one";
}

TEST_F(Office, ADrawnPasswordIsOneAndNoTwoAreAlike)
{
    SeededRandomness randomness{5};
    const people::Secret first = people::draw_password(randomness),
                         second = people::draw_password(randomness);
    EXPECT_TRUE(people::check_password(first, 12));
    EXPECT_NE(first.reveal(), second.reveal());
    EXPECT_EQ(first.reveal().find_first_of("lo01"), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
