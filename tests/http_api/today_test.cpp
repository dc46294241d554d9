// The office's start page: what waits and what today brings, in figures.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;

struct OfficeToday : testing::Test {
    World world;
    Town& town = world.nerima_town();

    json::object today() { return body_of(world.get(town.officer, "/office/today")); }
};

TEST_F(OfficeToday, TheUsesOfTodayAreCountedAndThoseOfYesterdayAreNot)
{
    EXPECT_EQ(today().at("uses"), 0);
    world.use(town.families[0], town.desks[0]);
    const std::string second = world.use(town.families[1], town.desks[0]);
    EXPECT_EQ(today().at("uses"), 2);
    EXPECT_EQ(body_of(world.get(world.chiyoda_town().officer, "/office/today")).at("uses"), 0)
        << "each municipality sees its own";
    const auto voided = world.post(town.officer, "/office/uses/" + second + "/void",
                                   {{"key", world.new_key()}, {"reason", "取り違え"}});
    ASSERT_EQ(voided.status / 100, 2) << voided.body;
    EXPECT_EQ(today().at("uses"), 1) << "what was voided does not stand";
    world.at = world.at + std::chrono::hours(24);
    const Person tomorrow = world.add_officer(town);
    EXPECT_EQ(body_of(world.get(tomorrow, "/office/today")).at("uses"), 0);
}

TEST_F(OfficeToday, TheUsesBehindTheFigureAreListedPageByPageOnAnyDay)
{
    for (const Family& family : town.families) {
        world.use(family, town.desks[0]);
        world.at = world.at + std::chrono::minutes(1);
    }
    const auto [day, tomorrow] = std::pair("2026-11-18", "2026-11-19");
    const auto uses = [&](const std::string& query) {
        return body_of(world.get(town.officer, "/office/days/" + query));
    };
    const auto first = uses(std::string(day) + "/uses?limit=1");
    EXPECT_EQ(first.at("count"), today().at("uses"));
    ASSERT_EQ(first.at("uses").as_array().size(), 1U);
    EXPECT_EQ(first.at("uses").at(0).at("household"), json::value(to_string(town.families[1].household)))
        << "the newest";
    EXPECT_EQ(first.at("uses").at(0).at("entry").at("units"), -2);
    const auto second =
        uses(std::string(day) + "/uses?limit=1&before=" + std::string(first.at("next").as_string()));
    ASSERT_EQ(second.at("uses").as_array().size(), 1U);
    EXPECT_EQ(second.at("uses").at(0).at("household"), json::value(to_string(town.families[0].household)));
    EXPECT_TRUE(second.at("next").is_null());
    EXPECT_EQ(uses(std::string(tomorrow) + "/uses").at("count"), 0);
    EXPECT_TRUE(uses(std::string(tomorrow) + "/uses").at("uses").as_array().empty());

    const Person chiyoda_officer = world.chiyoda_town().officer;
    EXPECT_TRUE(
        body_of(world.get(chiyoda_officer, "/office/days/2026-11-18/uses")).at("uses").as_array().empty())
        << "each municipality sees its own";
    EXPECT_EQ(world.get(town.officer, "/office/days/yesterday/uses").status, 404);
    EXPECT_EQ(world.get(town.officer, "/office/days/2026-11-18/uses?before=1").status, 400);
    EXPECT_EQ(world.get(town.desks[0].staff, "/office/days/2026-11-18/uses").status, 401);
}

TEST_F(OfficeToday, ApplicationsThatWaitAreCountedByFormWithTheirAge)
{
    Town& okayama = world.add_town("331007-postpartum");
    const Family& family = okayama.families[0];
    const auto begun = body_of(world.post(family.parent, "/parent/applications",
                                          {{"programme", okayama.programme}, {"form", "application"}}));
    const std::string path =
        "/parent/applications/" + std::string(begun.at("application").at("id").as_string());
    const json::object written{{"situation", json::array{"pregnant"}},
                               {"due_date", json::array{"2026-12-20"}},
                               {"children", json::array{"1"}},
                               {"mother_name", json::array{"見本", "葵"}},
                               {"mother_kana", json::array{"ミホン", "アオイ"}},
                               {"mother_born_on", json::array{"1995-05-06"}},
                               {"postal_code", json::array{"700-0914"}},
                               {"address", json::array{"北区鹿田町1-1"}},
                               {"telephone", json::array{"086-803-1264"}},
                               {"household_class", json::array{"general"}},
                               {"not_in_hospital", json::array{"yes"}},
                               {"agreed", json::array{"yes"}}};
    const auto saved = world.post(family.parent, path + "/save", {{"version", 1}, {"written", written}});
    ASSERT_EQ(saved.status, 200) << saved.body;
    EXPECT_TRUE(body_of(world.get(okayama.officer, "/office/today")).at("applications").as_array().empty())
        << "of drafts the office knows nothing";
    const auto sent = world.post(family.parent, path + "/send", {{"key", world.new_key()}, {"version", 2}});
    ASSERT_EQ(sent.status, 200) << sent.body;

    world.at = world.at + std::chrono::hours(24 * 7);
    const Person officer = world.add_officer(okayama);
    const auto waiting = body_of(world.get(officer, "/office/today")).at("applications").as_array();
    ASSERT_EQ(waiting.size(), 1U);
    EXPECT_EQ(waiting[0].at("form"), "331007-postpartum/application");
    EXPECT_EQ(waiting[0].at("count"), 1);
    EXPECT_EQ(waiting[0].at("oldest_days"), 7);
    EXPECT_EQ(waiting[0].at("late"), 1) << "an answer was promised within two open days";
}

TEST_F(OfficeToday, WhatFacilitiesAskForIsCountedUntilItIsDecided)
{
    const Person manager = world.add_manager(town, town.desks[0]);
    const auto asked = world.post(manager, "/desk/account",
                                  {{"key", world.new_key()},
                                   {"bank_code", "9901"},
                                   {"bank_name", "ｻﾝﾌﾟﾙ"},
                                   {"branch_code", "005"},
                                   {"branch_name", "ｴｷﾏｴ"},
                                   {"kind", 1},
                                   {"number", "7654321"},
                                   {"holder", "ｻﾝﾌﾟﾙ"}});
    ASSERT_EQ(asked.status / 100, 2) << asked.body;
    EXPECT_EQ(today().at("accounts"), 1);
    EXPECT_EQ(today().at("statements"), 0);
    EXPECT_TRUE(today().at("oldest_statement").is_null());
    EXPECT_EQ(world.get(town.families[0].parent, "/office/today").status, 401);
}

}  // namespace
}  // namespace hagukumi::test
