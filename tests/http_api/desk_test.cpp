// The desk without the parent's phone: number and PIN, codes that change, notes, and uses of a cut line.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

using namespace std::chrono_literals;

struct AtTheDesk : testing::Test {
    World world;
    Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const Person& staff = town.desks[0].staff;

    http::Response arrive(const std::string& number, const std::string& pin, const Person& at_desk)
    {
        return world.post(at_desk, "/desk/check-ins", {{"user_number", number}, {"pin", pin}});
    }
    /// A use that was taken so long ago; the mother was born on the 3rd of February.
    boost::json::object taken(std::chrono::seconds ago, int birthday = 203)
    {
        return {{"key", world.new_key()},
                {"seconds_ago", ago.count()},
                {"user_number", "0001001"},
                {"birthday", birthday},
                {"programme", town.programme},
                {"service", world.use_of(family, "").at("service")},
                {"units", 2}};
    }
    std::int64_t left()
    {
        const auto coupon = body_of(world.get(family.parent, "/parent/coupons/" + to_string(family.coupon)));
        return coupon.at("units_left").as_int64();
    }
};

}  // namespace

TEST_F(AtTheDesk, U_10_AParentWithoutAPhoneUsesACouponByNumberAndPin)
{
    world.add_number(town, family, "0001001");
    const std::int64_t before = left();
    const auto arrived = arrive("０００１００１", "２４６８", staff);
    ASSERT_EQ(arrived.status, 201) << arrived.body;
    const auto check_in = body_of(arrived);
    EXPECT_EQ(check_in.at("way").as_string(), "desk");
    EXPECT_TRUE(check_in.at("guardian").as_string().starts_with("雨宮 千鶴"));
    const std::string id(check_in.at("id").as_string());
    auto use = world.use_of(family, id);
    auto preview = use;
    preview.erase("key");
    preview.erase("check_in");
    const auto seen = body_of(world.post(staff, "/desk/check-ins/" + id + "/preview", preview));
    EXPECT_EQ(seen.at("outcome").as_string(), "granted");
    const auto used = world.post(staff, "/desk/uses", use);
    ASSERT_EQ(used.status, 201) << used.body;
    EXPECT_EQ(left(), before - 2);
    // The answer was lost, and the check-in is over: the same key gives the same use.
    world.at = world.at + 20min;
    const auto again = world.post(staff, "/desk/uses", use);
    EXPECT_EQ(again.body, used.body);
    EXPECT_EQ(left(), before - 2);
    use["key"] = world.new_key();
    EXPECT_EQ(code_of(world.post(staff, "/desk/uses", use)), "check_in_expired");
}

TEST_F(AtTheDesk, U_10_AnotherDeskFindsNothingOfACheckIn)
{
    world.add_number(town, family, "0001001");
    const std::string id(body_of(arrive("0001001", "2468", staff)).at("id").as_string());
    const auto use = world.use_of(family, id);
    EXPECT_EQ(world.post(town.desks[1].staff, "/desk/uses", use).status, 404);
    // Nor does the desk find one that the parent opened on her own phone.
    const auto own = world.use_of(family, world.check_in(family, town.desks[0]));
    EXPECT_EQ(world.post(staff, "/desk/uses", own).status, 404);
}

TEST_F(AtTheDesk, N_07_PinsAreNotGuessedAtADesk)
{
    world.add_number(town, family, "0001001");
    for (int i = 0; i < 5; ++i) EXPECT_EQ(arrive("0001001", "9999", staff).status, 401);
    EXPECT_EQ(arrive("0001001", "2468", staff).status, 429) << "the right one is not judged any more";
    EXPECT_EQ(arrive("7654321", "2468", staff).status, 401) << "a number that nobody has is told alike";
}

TEST_F(AtTheDesk, X_13_WhereCodesChangeAPhotographIsWorthNothingSoon)
{
    const Desk& desk = town.desks[0];
    const auto scan = [&](const std::string& code) {
        return world.post(family.parent, "/parent/check-ins", {{"token", code}});
    };
    EXPECT_FALSE(body_of(world.get(staff, "/desk/live-code")).at("on").as_bool());
    ASSERT_EQ(world.post(staff, "/desk/live-code", {{"key", world.new_key()}, {"on", true}}).status, 204);
    const auto shown = body_of(world.get(staff, "/desk/live-code"));
    const std::string url(shown.at("url").as_string()), digits(shown.at("passcode").as_string());
    EXPECT_EQ(code_of(scan(desk.poster)), "poster_needs_live_code");
    EXPECT_EQ(code_of(world.post(family.parent, "/parent/check-ins", {{"passcode", desk.passcode}})),
              "passcode_wrong");
    EXPECT_EQ(scan(url).status, 201);
    EXPECT_EQ(world.post(family.parent, "/parent/check-ins", {{"passcode", digits}}).status, 201);
    std::string forged = url;
    forged.back() = forged.back() == '0' ? '1' : '0';
    EXPECT_EQ(code_of(scan(forged)), "live_code_over");
    world.at = world.at + 90s;
    EXPECT_EQ(scan(url).status, 201) << "long enough to unlock a phone";
    world.at = world.at + 31s;
    EXPECT_EQ(code_of(scan(url)), "live_code_over");
    EXPECT_NE(body_of(world.get(staff, "/desk/live-code")).at("url").as_string(), url);
    ASSERT_EQ(world.post(staff, "/desk/live-code", {{"key", world.new_key()}, {"on", false}}).status, 204);
    EXPECT_EQ(scan(desk.poster).status, 201) << "the poster counts again";
}

TEST_F(AtTheDesk, X_13_OnlyTheManagerChangesWhatCounts)
{
    const boost::json::object on{{"key", world.new_key()}, {"on", true}};
    EXPECT_EQ(world.post(town.desks[1].staff, "/desk/live-code", on).status, 403);
}

TEST_F(AtTheDesk, TheDaysNotesAreOfTheOwnFacility)
{
    const auto notes = [&](const Person& who) {
        return body_of(world.get(who, "/desk/day?day=2026-11-20")).at("notes").as_array();
    };
    const boost::json::object note{
        {"key", world.new_key()}, {"day", "2026-11-20"}, {"note", "14時に見学1組"}};
    ASSERT_EQ(world.post(staff, "/desk/notes", note).status, 204);
    ASSERT_EQ(world.post(staff, "/desk/notes", note).status, 204) << "pressed twice";
    ASSERT_EQ(notes(staff).size(), 1U);
    EXPECT_TRUE(notes(town.desks[1].staff).empty());
    const std::string path = "/desk/notes/" + std::string(notes(staff)[0].at("id").as_string()) + "/remove";
    EXPECT_EQ(world.post(town.desks[1].staff, path, {{"key", world.new_key()}}).status, 404);
    EXPECT_EQ(world.post(staff, path, {{"key", world.new_key()}}).status, 204);
    EXPECT_TRUE(notes(staff).empty());
}

TEST(DeskAlarm, AUseAtNightIsShownToTheOwnDeskWithWhy)
{
    World world(std::chrono::hours(23));
    Town& town = world.nerima_town();
    world.use(town.families[0], town.desks[0]);
    const auto alarms = body_of(world.get(town.desks[0].staff, "/desk/day")).at("alarms").as_array();
    ASSERT_EQ(alarms.size(), 1U);
    EXPECT_EQ(alarms[0].at("kind").as_string(), "at_night");
    EXPECT_TRUE(body_of(world.get(town.desks[1].staff, "/desk/day")).at("alarms").as_array().empty());
}

// The line was cut: the use is made once, of the moment when it was taken.
TEST_F(AtTheDesk, U_11_AUseOfACutLineIsSettledOnceByItsKey)
{
    world.add_number(town, family, "0001001");
    const std::int64_t before = left();
    const auto late = taken(30min);
    const auto settled = world.post(staff, "/desk/late-uses", late);
    ASSERT_EQ(settled.status, 200) << settled.body;
    const auto use = body_of(settled);
    EXPECT_TRUE(use.at("why").is_null()) << settled.body;
    EXPECT_TRUE(use.at("guardian").as_string().starts_with("雨宮 千鶴"));
    EXPECT_EQ(use.at("taken_at").as_string(), to_string_in_japan(world.at + -30min));
    EXPECT_EQ(left(), before - 2);
    world.at = world.at + 1min;  // the answer was lost, and the tablet counts anew
    auto again = late;
    again["seconds_ago"] = 31 * 60;
    EXPECT_EQ(world.post(staff, "/desk/late-uses", again).body, settled.body);
    EXPECT_EQ(left(), before - 2);
    again["units"] = 3;
    EXPECT_EQ(code_of(world.post(staff, "/desk/late-uses", again)), "key_reused");
}

TEST_F(AtTheDesk, U_11_WhatThePhoneEnteredMeanwhileIsAConflictForBothAndNoSecondUse)
{
    world.add_number(town, family, "0001001");
    world.use(family, town.desks[0]);
    const std::int64_t after = left();
    const auto settled = body_of(world.post(staff, "/desk/late-uses", taken(15min)));
    EXPECT_TRUE(settled.at("number").is_null());
    EXPECT_FALSE(settled.at("why").at("ja").as_string().empty());
    EXPECT_EQ(left(), after);
    const auto list = body_of(world.get(staff, "/desk/late-uses")).at("late_uses").as_array();
    EXPECT_EQ(list.size(), 1U);
    EXPECT_EQ(world.promised(town, "late_use_refused"), 1);
}

TEST_F(AtTheDesk, U_11_ASlipOfADigitMeetsNoOtherFamily)
{
    world.add_number(town, family, "0001001");
    const std::int64_t before = left();
    const auto settled = body_of(world.post(staff, "/desk/late-uses", taken(15min, 204)));
    EXPECT_TRUE(settled.at("number").is_null());
    EXPECT_TRUE(settled.at("guardian").is_null()) << "whose number it is stays unsaid";
    EXPECT_EQ(left(), before);
    EXPECT_EQ(code_of(world.post(staff, "/desk/late-uses", taken(73h))), "late_time");
}

// T01: a birthday is one of 366.
TEST_F(AtTheDesk, U_11_ABirthdayIsNotFoundByTrying)
{
    world.add_number(town, family, "0001001");
    const std::int64_t before = left();
    for (int day = 1; day <= 10; ++day) {
        const auto missed = world.post(staff, "/desk/late-uses", taken(15min, 1200 + day));
        EXPECT_TRUE(body_of(missed).at("number").is_null()) << missed.body;
    }
    const auto right = world.post(staff, "/desk/late-uses", taken(15min));
    EXPECT_EQ(right.status, 429) << right.body;
    EXPECT_EQ(code_of(right), "late_too_many");
    EXPECT_EQ(left(), before);
    world.at = world.at + 24h;
    EXPECT_EQ(world.post(world.sign_in(staff), "/desk/late-uses", taken(15min)).status, 200);
}

TEST_F(AtTheDesk, TheDeskKnowsWhatItOffersForWhenTheLineIsCut)
{
    const auto services = body_of(world.get(staff, "/desk/services")).at("services").as_array();
    ASSERT_FALSE(services.empty());
    EXPECT_EQ(services[0].at("programme").as_string(), town.programme);
    EXPECT_TRUE(body_of(world.get(staff, "/desk/colleagues")).at("colleagues").as_array().empty());
}

}  // namespace hagukumi::test
