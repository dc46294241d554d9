// Seats that are drawn by lot, over their routes: what anybody may read before and after.
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "booking/draw.hpp"
#include "http_api/world.hpp"
#include "rules/booking/draw.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {

namespace {

namespace json = boost::json;

/// A town whose seats are drawn for the hour from nine o'clock, nine days ahead; it is eight.
struct Lots : testing::Test {
    World world{std::chrono::hours(8)};
    Town& town = world.add_town("examples/990205-lots");
    const Desk& desk = town.desks[0];

    /// One seat in every hour of every day, for each age group.
    void offer()
    {
        json::array lines;
        for (int weekday = 0; weekday < 7; ++weekday) {
            for (const char* group : {"infants", "toddlers", "older"})
                lines.push_back(json::object{{"weekday", weekday},
                                             {"from", "09:00"},
                                             {"until", "17:00"},
                                             {"slot_minutes", 60},
                                             {"age_group", group},
                                             {"capacity", 1}});
        }
        const auto done = world.post(desk.staff, "/desk/seats/week",
                                     {{"key", world.new_key()},
                                      {"programme", town.programme},
                                      {"service", "care"},
                                      {"lines", std::move(lines)}});
        ASSERT_EQ(done.status, 204) << done.body;
    }
    void tend()
    {
        while (world.database()
                   .lane()
                   .run(town.code,
                        [&](store::Transaction& tx) {
                            return booking::tend_draws(tx, programmes, world.at, randomness);
                        })
                   .value() > 0) {
        }
    }
    http::Response apply(const Family& family)
    {
        return world.post(family.parent, "/parent/bookings",
                          {{"key", world.new_key()},
                           {"coupon", to_string(family.coupon)},
                           {"facility", to_string(desk.facility)},
                           {"service", "care"},
                           {"first_day", "2026-11-27"},
                           {"boxes", json::array{"10:00", "11:00"}}});
    }
    static std::vector<std::shared_ptr<const rules::Programme>> read()
    {
        std::ostringstream text;
        text << std::ifstream(HAGUKUMI_SOURCE_DIR "/programmes/examples/990205-lots.yaml").rdbuf();
        return {rules::read_programme("990205-lots.yaml", text.str()).programme};
    }

    const std::vector<std::shared_ptr<const rules::Programme>> programmes = read();
    SeededRandomness randomness{9};
};

}  // namespace

TEST_F(Lots, U_15_AnybodyReadsTheCommitmentBeforeAndTheLineAfterWithoutNames)
{
    offer();
    tend();
    const Person nobody{town.code, people::Realm::parent, "", {}};
    const auto before = body_of(world.get(nobody, "/draws?facility=" + to_string(desk.facility)));
    ASSERT_EQ(before.at("draws").as_array().size(), 1u);
    const json::value& draw = before.at("draws").at(0);
    EXPECT_EQ(draw.at("state").as_string(), "upcoming");
    EXPECT_TRUE(draw.at("seed").is_null());
    const std::string id(draw.at("id").as_string()), commitment(draw.at("commitment").as_string());

    world.at = world.at + std::chrono::minutes(90);
    for (const Family& family : town.families) {
        const auto applied = apply(family);
        ASSERT_EQ(applied.status, 201) << applied.body;
        const auto made = body_of(applied);
        EXPECT_EQ(made.at("booking").at("state").as_string(), "in_draw");
        EXPECT_EQ(made.at("booking").at("draw").as_string(), id);
    }
    EXPECT_EQ(code_of(apply(town.families[0])), "already_in_line");
    EXPECT_TRUE(body_of(world.get(nobody, "/draws/" + id)).at("draw").at("seed").is_null());

    world.at = world.at + std::chrono::minutes(30);
    EXPECT_EQ(code_of(apply(town.families[0])), "draw_running");
    tend();
    const auto after = body_of(world.get(nobody, "/draws/" + id)).at("draw").as_object();
    EXPECT_EQ(after.at("state").as_string(), "ended");
    const std::string seed(after.at("seed").as_string());
    EXPECT_EQ(rules::commitment_of(seed), commitment);
    ASSERT_EQ(after.at("lines").as_array().size(), town.families.size());
    int seats = 0;
    for (const json::value& line : after.at("lines").as_array()) {
        EXPECT_EQ(line.at("ticket").as_string(),
                  rules::ticket_of(seed, std::string(line.at("number").as_string())));
        seats += line.at("outcome").as_string() == "seat";
    }
    EXPECT_EQ(seats, 1) << "both children are of one age group, and it has one seat";
    EXPECT_EQ(world.get(nobody, "/draws/" + world.new_key()).status, 404);
}

TEST_F(Lots, U_15_TheCalendarSaysUntilWhenLotsAreCollected)
{
    offer();
    tend();
    world.at = world.at + std::chrono::minutes(90);
    const auto open = body_of(
        world.get(town.families[0].parent, "/parent/openings?coupon=" + to_string(town.families[0].coupon) +
                                               "&service=care&facility=" + to_string(desk.facility)));
    EXPECT_EQ(open.at("days").as_array().back().at("draws_at").as_string(), "2026-11-18T10:00:00+09:00");
    EXPECT_TRUE(open.at("days").at(2).at("draws_at").is_null());
    EXPECT_EQ(open.at("draw").at("closes_at").as_string(), "2026-11-18T10:00:00+09:00");
    EXPECT_TRUE(open.at("rules").at("draws").as_bool());
}

}  // namespace hagukumi::test
