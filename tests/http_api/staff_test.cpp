// The desk and the office, over their routes.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "http_api/world.hpp"

namespace hagukumi::test {

TEST(DeskApi, TheDeskSeesItsUsesOfTheDayAndNoOthers)
{
    World world;
    Town& town = world.nerima_town();
    const std::string use = world.use(town.families[0], town.desks[0]);
    const auto own = body_of(world.get(town.desks[0].staff, "/desk/uses"));
    ASSERT_EQ(own.at("uses").as_array().size(), 1U);
    EXPECT_EQ(own.at("newest").as_string(), use);
    EXPECT_TRUE(body_of(world.get(town.desks[1].staff, "/desk/uses")).at("uses").as_array().empty());
    const auto before = body_of(world.get(town.desks[0].staff, "/desk/uses?day=2026-11-17"));
    EXPECT_TRUE(before.at("uses").as_array().empty());
}

// 支援措置: the desk greets a family by name and learns nothing of where it lives.
TEST(DeskApi, TheDeskLearnsNoAddressAndNoTelephoneNumber)
{
    World world;
    Town& town = world.nerima_town();
    world.use(town.families[0], town.desks[0]);
    const std::string body = world.get(town.desks[0].staff, "/desk/uses").body;
    EXPECT_NE(body.find("雨宮 千鶴"), std::string::npos);
    for (const char* hidden : {"夕凪町", "000-1111-", "@example.jp", "あまみや", "1994"})
        EXPECT_EQ(body.find(hidden), std::string::npos) << hidden;
}

TEST(DeskApi, MissedEventsAreOfTheOwnFacility)
{
    World world;
    Town& town = world.nerima_town();
    const std::string first = world.use(town.families[0], town.desks[0]);
    const std::string second = world.use(town.families[1], town.desks[0]);
    const auto missed = world.get_with(town.desks[0].staff, "/desk/events", "last-event-id", first);
    EXPECT_NE(missed.body.find(second), std::string::npos);
    EXPECT_EQ(missed.body.find("\"id\":\"" + first), std::string::npos);
    EXPECT_EQ(world.get_with(town.desks[1].staff, "/desk/events", "last-event-id", first).body, "");
}

TEST(DeskApi, TheDeskKnowsItselfAndItsPoster)
{
    World world;
    Town& town = world.nerima_town();
    EXPECT_EQ(body_of(world.get(town.desks[0].staff, "/desk/me")).at("role").as_string(), "facility_manager");
    const auto poster = body_of(world.get(town.desks[0].staff, "/desk/poster"));
    EXPECT_EQ(poster.at("url").as_string(), "https://hagukumi.example.jp/131202/q/" + town.desks[0].poster);
    EXPECT_EQ(poster.at("passcode").as_string(), town.desks[0].passcode);
}

TEST(DeskApi, AWrongSecondFactorIsAWrongPassword)
{
    World world;
    const Person nobody{nerima, people::Realm::desk, "", {}};
    const auto wrong_code =
        world.post(nobody, "/desk/sign-in",
                   {{"name", "desk-shiraishi-0"}, {"password", "plum rain over Tokyo"}, {"totp", "000000"}});
    const auto wrong_password = world.post(
        nobody, "/desk/sign-in", {{"name", "desk-shiraishi-0"}, {"password", "wrong"}, {"totp", "000000"}});
    EXPECT_EQ(wrong_code.status, 401);
    EXPECT_EQ(wrong_code.body, wrong_password.body);
}

TEST(OfficeApi, AnOfficerFindsAFamilyOfHerMunicipality)
{
    World world;
    Town& town = world.nerima_town();
    const auto all = body_of(world.get(town.officer, "/office/families"));
    EXPECT_EQ(all.at("families").as_array().size(), 2U);
    const auto found = body_of(world.get(town.officer, "/office/families?q=chizuru"));
    EXPECT_TRUE(found.at("families").as_array().empty());
    EXPECT_EQ(world.get(town.officer, "/office/families/" + to_string(town.families[0].household)).status,
              200);
    EXPECT_EQ(world.get(town.officer, "/office/me").status, 200);
    EXPECT_EQ(body_of(world.get(town.officer, "/office/facilities")).at("facilities").as_array().size(), 2U);
}

TEST(OfficeApi, AVoidedUseGivesItsUnitsBackOnce)
{
    World world;
    Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const std::string coupon = "/parent/coupons/" + to_string(family.coupon);
    const auto before = body_of(world.get(family.parent, coupon)).at("units_left");
    const std::string path = "/office/uses/" + world.use(family, town.desks[0]) + "/void";
    const boost::json::object body{{"key", world.new_key()}, {"reason", "日付の誤り"}};
    const auto first = world.post(town.officer, path, body);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(body_of(world.get(family.parent, coupon)).at("units_left"), before);
    EXPECT_EQ(world.post(town.officer, path, body).body, first.body);
    EXPECT_EQ(code_of(world.post(town.officer, path, {{"key", world.new_key()}, {"reason", "もう一度"}})),
              "already_voided");
    const auto uses = body_of(world.get(town.desks[0].staff, "/desk/uses"));
    EXPECT_TRUE(uses.at("uses").at(0).at("voided").as_bool());
}

TEST(OfficeApi, AGrantAskedForTwiceGivesNothingMore)
{
    World world;
    Town& town = world.nerima_town();
    const std::string family = "/office/families/" + to_string(town.families[0].household);
    const auto coupons = [&] { return body_of(world.get(town.officer, family)).at("coupons"); };
    const auto before = coupons();
    const auto again = world.post(town.officer, family + "/grants",
                                  {{"key", world.new_key()},
                                   {"programme", town.programme},
                                   {"birth", to_string(town.families[0].birth)},
                                   {"reason", "再発行"}});
    EXPECT_EQ(again.status, 201) << again.body;
    EXPECT_EQ(coupons(), before);
}

TEST(OfficeApi, AGrantRepeatedAfterMidnightIsTheSame)
{
    World world(std::chrono::hours(24) - std::chrono::minutes(5));
    Town& town = world.nerima_town();
    const std::string path = "/office/families/" + to_string(town.families[0].household) + "/grants";
    const boost::json::object body{{"key", world.new_key()},
                                   {"programme", town.programme},
                                   {"birth", to_string(town.families[0].birth)},
                                   {"reason", "再発行"}};
    const auto first = world.post(town.officer, path, body);
    world.at = world.at + std::chrono::minutes(10);
    const auto second = world.post(town.officer, path, body);
    EXPECT_EQ(second.status, 201);
    EXPECT_EQ(second.body, first.body);
}

// M-16.1
TEST(OfficeApi, ANewQrCodeEndsTheOldPoster)
{
    World world;
    Town& town = world.nerima_town();
    const std::string poster = "/office/facilities/" + to_string(town.desks[0].facility) + "/poster";
    const auto rotated =
        body_of(world.post(town.officer, poster + "/rotate", {{"key", world.new_key()}, {"what", "qr"}}));
    EXPECT_EQ(rotated.at("poster_version").as_int64(), 2);
    EXPECT_EQ(rotated.at("passcode_version").as_int64(), 1);
    EXPECT_GE(
        world.post(town.families[0].parent, "/parent/check-ins", {{"token", town.desks[0].poster}}).status,
        400);
    const std::string url(body_of(world.get(town.officer, poster)).at("url").as_string());
    EXPECT_EQ(world.post(town.families[0].parent, "/parent/check-ins", {{"token", url}}).status, 201);
}

TEST(OfficeApi, TheRecordNamesNobody)
{
    World world;
    Town& town = world.nerima_town();
    world.use(town.families[0], town.desks[0]);
    const auto audit = world.get(town.officer, "/office/audit?limit=200");
    EXPECT_EQ(audit.status, 200);
    for (const std::string& datum : world.personal())
        EXPECT_EQ(audit.body.find(datum), std::string::npos) << datum;
    const auto entries = body_of(audit).at("entries").as_array();
    const auto older = body_of(world.get(
        town.officer, "/office/audit?before=" + std::to_string(entries.back().at("seq").as_int64() + 1)));
    EXPECT_EQ(older.at("entries").at(0), entries.back());
}

// GETs change nothing, and asked twice they say the same.  Only that an officer looked at a family is
// recorded.
TEST(OfficeApi, ReadingChangesNothing)
{
    World world;
    Town& town = world.nerima_town();
    world.use(town.families[0], town.desks[0]);
    const std::string before = world.get(town.officer, "/office/audit").body;
    for (const char* path : {"/parent/me", "/parent/coupons", "/parent/history", "/parent/notices"}) {
        const std::string first = world.get(town.families[0].parent, path).body;
        EXPECT_EQ(world.get(town.families[0].parent, path).body, first) << path;
    }
    world.get(town.desks[0].staff, "/desk/uses");
    world.get(town.officer, "/office/families");
    EXPECT_EQ(world.get(town.officer, "/office/audit").body, before);
    world.get(town.officer, "/office/families/" + to_string(town.families[0].household));
    const auto entries = body_of(world.get(town.officer, "/office/audit?limit=2")).at("entries").as_array();
    EXPECT_EQ(entries.at(0).at("action"), "people.look");
    EXPECT_NE(before.find(std::string(entries.at(1).at("hash").as_string())), std::string::npos)
        << "and nothing else";
}

}  // namespace hagukumi::test
