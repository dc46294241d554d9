// Desks without a network: signed allowances, and what becomes of what was taken on them (U-11).
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

#include "booking/booking.hpp"
#include "desk/allowance/allowance.hpp"
#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

struct WithoutANetwork : testing::Test {
    World world{8h};
    Town& town = world.nerima_town();
    const Family& family = town.families[0];
    const std::string coupon = "/parent/coupons/" + to_string(family.day_coupon);
    Person parent = family.parent, officer = town.officer;

    WithoutANetwork() { allow(3, 48); }

    int allow(int most_units, int hours)
    {
        return world
            .post(officer, "/office/allowance-rules",
                  {{"key", world.new_key()},
                   {"programme", town.programme},
                   {"most_units", most_units},
                   {"hours", hours}})
            .status;
    }
    http::Response prepare(int units)
    {
        return world.post(parent, coupon + "/allowance", {{"key", world.new_key()}, {"units", units}});
    }
    std::string prepared(int units)
    {
        const auto answer = prepare(units);
        EXPECT_EQ(answer.status, 201) << answer.body;
        return std::string(body_of(answer).at("allowance").at("text").as_string());
    }
    json::object taking(const std::string& allowance, int units = 1)
    {
        return {{"key", world.new_key()},      {"seconds_ago", 0},      {"allowance", allowance},
                {"programme", town.programme}, {"service", "day_care"}, {"units", units}};
    }
    /// What became of a use that was taken then; sessions end meanwhile, so that somebody signs in anew.
    json::object settle(const Desk& desk, json::object taken, Instant taken_at)
    {
        taken["seconds_ago"] = std::chrono::duration_cast<std::chrono::seconds>(world.at - taken_at).count();
        const auto answer = world.post(world.add_manager(town, desk), "/desk/late-uses", taken);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return body_of(answer);
    }
    static std::string code(const json::object& settled)
    {
        return std::string(settled.at("code").as_string());
    }
    std::int64_t left()
    {
        return body_of(world.get(world.sign_in(parent), coupon)).at("units_left").as_int64();
    }
    /// What does not add up among seats and units set aside, if anything.
    std::vector<std::string> wrong_seats()
    {
        std::vector<std::string> wrong;
        world.database().read(town.code,
                              [&](store::Snapshot& snapshot) { wrong = booking::wrong_seats(snapshot); });
        return wrong;
    }
};

}  // namespace

TEST_F(WithoutANetwork, U_11_TwoDesksWithoutANetworkForTwoDaysLoseNoMoreThanTheAllowance)
{
    const std::int64_t before = left();
    const std::string allowance = prepared(3);
    EXPECT_TRUE(wrong_seats().empty());
    const Instant cut = world.at;
    const Desk &hill = town.desks[0], &cellar = town.desks[1];
    // Each desk counts what it took itself: three at the one, two of the same three at the other.
    const auto first = taking(allowance), second = taking(allowance), third = taking(allowance);
    const auto fourth = taking(allowance, 2);
    world.at = cut + 48h;
    EXPECT_EQ(code(settle(hill, first, cut + 1h)), "");
    EXPECT_EQ(code(settle(cellar, fourth, cut + 2h)), "")
        << "two were left: whose line is back first has its use";
    for (const auto& [over, at] : {std::pair(second, cut + 20h), std::pair(third, cut + 47h)}) {
        const auto conflict = settle(hill, over, at);
        EXPECT_EQ(code(conflict), "allowance_exceeded");
        EXPECT_TRUE(conflict.at("number").is_null());
        EXPECT_FALSE(conflict.at("why").at("ja").as_string().empty());
    }
    EXPECT_EQ(left(), before - 3) << "five were taken, three settled: two are lost, less than the allowance";
    EXPECT_EQ(world.promised(town, "late_use_refused"), 2) << "the family is told";
    const auto office =
        body_of(world.get(world.add_officer(town), "/office/late-uses")).at("late_uses").as_array();
    ASSERT_EQ(office.size(), 2U);
    EXPECT_EQ(office[0].at("code").as_string(), "allowance_exceeded");
    EXPECT_EQ(office[0].at("facility_name").as_string(), "さくら助産院");
    EXPECT_TRUE(wrong_seats().empty());
    // Sent once more, the same is heard.
    EXPECT_EQ(code(settle(hill, third, cut + 47h)), "allowance_exceeded");
    EXPECT_EQ(left(), before - 3);
}

TEST_F(WithoutANetwork, U_11_WhatIsSetAsideNoPhoneTakesMeanwhile)
{
    const std::string allowance = prepared(3);
    const std::string check_in = world.check_in(family, town.desks[0]);
    const json::object online{{"key", world.new_key()},
                              {"check_in", check_in},
                              {"coupon", to_string(family.day_coupon)},
                              {"service", "day_care"},
                              {"units", 3}};
    EXPECT_EQ(world.post(parent, "/parent/uses", online).status, 422) << "of five, two are free";
    const Instant cut = world.at;
    world.at = cut + 1h;
    EXPECT_EQ(code(settle(town.desks[0], taking(allowance, 3), cut + 10min)), "");
}

TEST_F(WithoutANetwork, U_11_ASpoiltSignatureMovesNothing)
{
    const std::int64_t before = left();
    const std::string allowance = prepared(1);
    world.at = world.at + 1h;
    for (const std::size_t place : {std::size_t{5}, allowance.find('.') + 9, allowance.size() - 9}) {
        std::string spoilt = allowance;
        spoilt[place] = spoilt[place] == 'A' ? 'B' : 'A';
        EXPECT_EQ(code(settle(town.desks[0], taking(spoilt), world.at)), "allowance_spoilt") << place;
    }
    EXPECT_EQ(code(settle(town.desks[0], taking("x"), world.at)), "allowance_spoilt");
    EXPECT_EQ(left(), before);
    EXPECT_EQ(world.promised(town, "late_use_refused"), 0) << "whose it was nobody knows";
}

TEST_F(WithoutANetwork, U_11_AnAllowanceEndsByItselfAndFreesItsUnitsWhenNoDeskMaySettle)
{
    allow(3, 2);
    const Instant issued = world.at;
    const std::string allowance = prepared(3);
    EXPECT_EQ(code_of(prepare(1)), "allowance_open");
    const auto inside = taking(allowance), outside = taking(allowance);
    world.at = issued + 3h;
    EXPECT_EQ(code(settle(town.desks[0], inside, issued + (2h - 1s))), "");
    EXPECT_EQ(code(settle(town.desks[0], outside, issued + (2h + 1s))), "allowance_ended");
    const auto end = [&] {
        return run_on(world.database(), town.code,
                      [&](store::Transaction& tx) { return desk::end_allowances(tx, world.at); })
            .value();
    };
    EXPECT_EQ(end(), 0);
    world.at = issued + 2h + 72h;
    EXPECT_EQ(end(), 1);
    EXPECT_EQ(end(), 0);
    EXPECT_TRUE(wrong_seats().empty());
    parent = world.sign_in(parent);
    EXPECT_TRUE(body_of(world.get(parent, coupon + "/allowance")).at("allowance").is_null());
}

TEST_F(WithoutANetwork, U_11_NothingIsAllowedWhereTheOfficeSaysNothing)
{
    EXPECT_EQ(allow(0, 0), 204);
    EXPECT_TRUE(body_of(world.get(parent, coupon + "/allowance")).at("offered").is_null());
    EXPECT_EQ(code_of(prepare(1)), "allowance_not_offered");
    EXPECT_EQ(allow(100, 48), 400);
    EXPECT_EQ(allow(2, 73), 400) << "a desk settles what is three days old, and nothing older";
    EXPECT_EQ(allow(2, 48), 204);
    EXPECT_EQ(code_of(prepare(3)), "allowance_units");
    EXPECT_EQ(prepare(2).status, 201);
}

TEST_F(WithoutANetwork, U_11_AnAllowanceIsOfOneCouponAndItsOwnFamily)
{
    const std::string allowance = prepared(2);
    auto stay = taking(allowance, 2);
    stay["service"] = "short_stay";
    world.at = world.at + 1h;
    EXPECT_EQ(code(settle(town.desks[0], stay, world.at)), "allowance_other_service");
    EXPECT_EQ(world.get(town.families[1].parent, coupon + "/allowance").status, 404);
    EXPECT_EQ(
        world.post(town.families[1].parent, coupon + "/allowance", {{"key", world.new_key()}, {"units", 1}})
            .status,
        404);
}

// Any interleaving of takings at two desks, of their lines and of the family's own phone.
TEST(WithoutANetworkProperty, U_11_OnAnyInterleavingTheLossIsNoMoreThanTheAllowance)
{
    for (unsigned seed = 1; seed <= 12; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const auto up_to = [&](int most) {
            return static_cast<int>(random() % static_cast<unsigned>(most)) + 1;
        };
        struct Story : WithoutANetwork {
            void TestBody() override {}
        } story;
        World& world = story.world;
        const std::int64_t before = story.left();
        const int allowed = up_to(3);
        const std::string allowance = story.prepared(allowed);
        const Instant cut = world.at;

        struct Taken {
            std::size_t desk;
            json::object asked;
            Instant at;
            int units;
        };
        std::vector<Taken> queue[2];
        int given = 0;
        for (const std::size_t desk : {0U, 1U}) {
            int own = 0;  // each desk goes by what it took itself
            for (auto minutes = 20min * up_to(20); minutes < 48h; minutes += 20min * up_to(60)) {
                const int units = up_to(2);
                if (own + units > allowed) continue;
                own += units;
                given += units;
                queue[desk].push_back({desk, story.taking(allowance, units),
                                       cut + minutes + std::chrono::minutes(desk), units});
            }
        }
        // The family's phone uses what it can at a place with a network.
        int online = 0;
        for (int tries = up_to(3); tries > 0; --tries) {
            const int units = up_to(2);
            const auto used = world.post(story.parent, "/parent/uses",
                                         {{"key", world.new_key()},
                                          {"check_in", world.check_in(story.family, story.town.desks[0])},
                                          {"coupon", to_string(story.family.day_coupon)},
                                          {"service", "day_care"},
                                          {"units", units},
                                          {"again", true}});
            if (used.status == 201) online += units;
        }
        world.at = cut + 48h + 30min;
        int settled = 0, conflicts = 0, at_desk[2] = {0, 0};
        const std::set<std::string> names{"allowance_exceeded"};
        while (!queue[0].empty() || !queue[1].empty()) {
            std::size_t desk = random() % 2;
            if (queue[desk].empty()) desk = 1 - desk;
            const Taken taken = queue[desk].front();  // a tablet sends its oldest first
            queue[desk].erase(queue[desk].begin());
            const auto outcome = story.settle(story.town.desks[desk], taken.asked, taken.at);
            if (outcome.at("number").is_null()) {
                ++conflicts;
                EXPECT_TRUE(names.contains(story.code(outcome))) << outcome;
            } else {
                settled += taken.units;
                at_desk[desk] += taken.units;
            }
        }
        EXPECT_LE(settled, allowed);
        EXPECT_LE(given - settled, allowed) << "lost at two desks";
        EXPECT_EQ(story.left(), before - online - settled);
        EXPECT_GE(story.left(), 0);
        EXPECT_TRUE(story.wrong_seats().empty());
        if (given <= allowed) {
            EXPECT_EQ(conflicts, 0) << "who keeps to the rule loses nothing";
        }
    }
}

}  // namespace hagukumi::test
