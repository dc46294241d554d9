// Nonsense in every body: 400 with what is wrong and what is allowed, never 500, and nothing repeated of it.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "http_api/bodies.hpp"

namespace hagukumi::test {

namespace {

constexpr const char* canary = "Yamada-Canary-0312";

void must_be_malformed(World& world, const Sendable& one, const std::string& body)
{
    const auto response = world.post_text(one.who, one.path, body);
    EXPECT_EQ(response.status, 400) << one.route->name << " " << body << " " << response.body;
    EXPECT_EQ(response.body.find(canary), std::string::npos) << one.route->name << " " << response.body;
}

}  // namespace

TEST(Nonsense, WhatIsNoObjectIsRefused)
{
    World world;
    const std::string twice = std::string(R"({"key":1,"key":")") + canary + "\"}";
    const std::string deep = std::string(40, '[') + std::string(40, ']');
    for (const Sendable& one : all_with_a_body(world))
        for (const std::string& body :
             {std::string(), std::string("{"), std::string("null"), std::string("[]"),
              std::string("\"text\""), std::string("{} {}"), std::string("{\"a\":\"\xff\"}"),
              std::string("{'a':1}"), twice, deep, "{\"" + std::string(canary) + "\":" + deep + "}"})
            must_be_malformed(world, one, body);
}

// PostgreSQL keeps U+0000 in no text: SQLite would take it, and the municipality could not move.
TEST(Nonsense, ATextWithTheCharacterZeroIsRefused)
{
    World world;
    const Town& town = world.nerima_town();
    const Person nobody{town.code, people::Realm::parent, "", {}};
    for (const char* body : {R"({"email":"a\u0000b@example.jp","password":"x"})", R"({"em\u0000ail":"a"})",
                             R"({"note":["a\u0000"]})"}) {
        const auto response = world.post_text(nobody, "/parent/sign-in", body);
        EXPECT_EQ(response.status, 400) << body;
        EXPECT_EQ(code_of(response), "not_json") << response.body;
    }
    EXPECT_TRUE(world.incidents().empty());
}

TEST(Nonsense, UnknownMembersAreRefusedEverywhere)
{
    World world;
    for (Sendable& one : all_with_a_body(world)) {
        one.body[canary] = canary;
        must_be_malformed(world, one, boost::json::serialize(one.body));
    }
}

TEST(Nonsense, EveryMemberMayHaveOnlyItsType)
{
    World world;
    const std::vector<boost::json::value> wrong{boost::json::object{{"x", canary}},
                                                boost::json::array{canary}, 1.5, 18446744073709551615U, true};
    for (const Sendable& one : all_with_a_body(world)) {
        for (const auto& member : one.body) {
            for (const boost::json::value& value : wrong) {
                auto body = one.body;
                body[member.key()] = value;
                must_be_malformed(world, one, boost::json::serialize(body));
            }
        }
    }
}

TEST(Nonsense, EveryTextHasAnEnd)
{
    World world;
    for (const Sendable& one : all_with_a_body(world)) {
        for (const auto& member : one.body) {
            if (!member.value().is_string()) continue;
            auto body = one.body;
            body[member.key()] = std::string(61000, 'a') + canary;
            must_be_malformed(world, one, boost::json::serialize(body));
        }
    }
}

// What the contract requires, the handlers require.
TEST(Nonsense, EveryRequiredMemberIsMissed)
{
    World world;
    for (const Sendable& one : all_with_a_body(world)) {
        for (const std::string& name : World::contract().required_of_request("POST", one.route->path)) {
            ASSERT_TRUE(one.body.contains(name)) << one.route->name << " " << name;
            auto body = one.body;
            body.erase(name);
            const auto response = world.post(one.who, one.path, body);
            EXPECT_EQ(response.status, 400) << one.route->name << " " << name << " " << response.body;
            EXPECT_NE(response.body.find(name + ": found"), std::string::npos) << response.body;
        }
    }
}

TEST(Nonsense, NumbersAtTheEdgesAreNoBugs)
{
    World world;
    Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const std::string check_in = world.check_in(family, town.desks[0]);
    for (const std::int64_t units :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1000001}, std::numeric_limits<std::int64_t>::max(),
          std::numeric_limits<std::int64_t>::min()}) {
        auto use = world.use_of(family, check_in);
        use["units"] = units;
        EXPECT_GE(world.post(family.parent, "/parent/uses", use).status, 400) << units;
        if (units == -1) continue;  // an officer may take one
        const auto adjusted =
            world.post(town.officer, "/office/coupons/" + to_string(family.coupon) + "/adjustments",
                       {{"key", world.new_key()}, {"units", units}, {"reason", "確認"}});
        EXPECT_GE(adjusted.status, 400) << units;
    }
    for (const char* day : {"1900-01-01", "2026-02-30", "9999-12-31", "2026-7-1", "", "0000-00-00"}) {
        auto use = world.use_of(family, check_in);
        use["first_day"] = day;
        EXPECT_GE(world.post(family.parent, "/parent/uses", use).status, 400) << day;
        use["last_day"] = "1900-01-01";
        EXPECT_GE(world.post(family.parent, "/parent/uses", use).status, 400) << day;
    }
}

TEST(Nonsense, InAddressesThereIsNothing)
{
    World world;
    Town& town = world.nerima_town();
    for (const char* text : {"1", "x", "00000000-0000-0000-0000-00000000000", "%27"}) {
        EXPECT_EQ(world.get(town.families[0].parent, std::string("/parent/coupons/") + text).status, 404);
        EXPECT_EQ(world.get(town.families[0].parent, std::string("/parent/check-ins/") + text).status, 404);
        EXPECT_EQ(world.get(town.officer, std::string("/office/families/") + text).status, 404);
        EXPECT_EQ(world.get(town.officer, std::string("/office/facilities/") + text + "/poster").status, 404);
    }
}

TEST(Nonsense, InQueriesItIsRefused)
{
    World world;
    Town& town = world.nerima_town();
    for (const char* path :
         {"/parent/history?limit=0", "/parent/history?limit=201", "/parent/history?limit=x",
          "/parent/history?before=x", "/parent/notices?before=x", "/parent/notices?limit=-1"})
        EXPECT_EQ(world.get(town.families[0].parent, path).status, 400) << path;
    for (const char* path :
         {"/office/audit?before=0", "/office/audit?before=x", "/office/families?limit=1e3"})
        EXPECT_EQ(world.get(town.officer, path).status, 400) << path;
    EXPECT_EQ(world.get(town.desks[0].staff, "/desk/uses?day=2026-13-01").status, 400);
}

}  // namespace hagukumi::test
