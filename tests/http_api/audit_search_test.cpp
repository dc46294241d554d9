// The record over the API: by person, by family, by kind and by day, with whose record it is.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;

struct AuditSearch : testing::Test {
    World world;
    Town& town = world.nerima_town();

    json::array found(const std::string& query)
    {
        return body_of(world.get(town.officer, "/office/audit?" + query)).at("entries").as_array();
    }
};

TEST_F(AuditSearch, AFamilysRecordsAreFoundWithWhoDidWhat)
{
    const Family& family = town.families[0];
    const Family& other = town.families[1];
    world.use(family, town.desks[0]);
    world.use(other, town.desks[0]);
    const auto looked = world.get(town.officer, "/office/families/" + to_string(family.household));
    ASSERT_EQ(looked.status, 200);
    bool has_use = false, has_look = false;
    for (const auto& entry : found("household=" + to_string(family.household))) {
        ASSERT_FALSE(entry.at("subject").is_null()) << entry.at("action").as_string();
        EXPECT_EQ(entry.at("subject").at("household").as_string(), to_string(family.household));
        has_use = has_use || entry.at("action") == "ledger.redeem";
        has_look = has_look || entry.at("action") == "people.look";
    }
    EXPECT_TRUE(has_use && has_look);
    const auto own = found("household=" + to_string(family.household) +
                           "&actor=" + to_string(town.officer.account) + "&room=people");
    ASSERT_FALSE(own.empty());
    for (const auto& entry : own) EXPECT_EQ(entry.at("actor_role"), "officer");
}

TEST_F(AuditSearch, NothingOfAnotherMunicipalityIsFound)
{
    const auto theirs = world.chiyoda_town().families[0].household;
    EXPECT_TRUE(found("household=" + to_string(theirs)).empty());
    EXPECT_TRUE(found("object=" + to_string(theirs)).empty());
    EXPECT_TRUE(found("first_day=2026-01-01&last_day=2026-01-02").empty());
    EXPECT_EQ(world.get(town.officer, "/office/audit?household=x").status, 404);
    EXPECT_EQ(code_of(world.get(town.officer, "/office/audit?first_day=x")), "wrong_day");
    EXPECT_EQ(code_of(world.get(town.officer, "/office/audit?before=x")), "wrong_before");
}

TEST_F(AuditSearch, NewsForASituationReachThoseWhoAreInItAndAreCountedBefore)
{
    const auto count = [&](const std::string& query) {
        return body_of(world.get(town.officer, "/office/news/audience?" + query)).at("families").as_int64();
    };
    EXPECT_GE(count(""), 2);
    const auto all = count("programme=" + town.programme);
    EXPECT_EQ(all, 2);
    EXPECT_EQ(count("situation=child_under&months=84&programme=" + town.programme), all);
    EXPECT_EQ(count("situation=premature&months=1"), 0);
    EXPECT_EQ(code_of(world.get(town.officer, "/office/news/audience?situation=rich")), "wrong_audience");
    EXPECT_EQ(code_of(world.get(town.officer, "/office/news/audience?situation=multiple")), "wrong_audience");
    const auto write = [&](const char* situation, int months) {
        return world.post(town.officer, "/office/news",
                          {{"key", world.new_key()},
                           {"situation", situation},
                           {"months", months},
                           {"title_ja", situation},
                           {"body_ja", "本文"},
                           {"last_day", "2026-12-31"}});
    };
    ASSERT_EQ(write("child_under", 84).status, 204);
    world.at = world.at + std::chrono::seconds(1);
    ASSERT_EQ(write("multiple", 84).status, 204);
    EXPECT_EQ(code_of(write("child_under", 85)), "wrong_audience");
    const auto read = body_of(world.get(town.families[0].parent, "/parent/news")).at("news").as_array();
    ASSERT_EQ(read.size(), 1U);
    EXPECT_EQ(read[0].at("title").at("ja"), "child_under");
    EXPECT_EQ(body_of(world.get(town.officer, "/office/news")).at("news").at(0).at("situation"), "multiple");
}

}  // namespace
}  // namespace hagukumi::test
