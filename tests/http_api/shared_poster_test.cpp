// One facility of three municipalities, one poster, three families: the parent's municipality decides rules,
// price and statement, and nobody else hears of her (U-18).
#include <gtest/gtest.h>

#include "base/municipality_code.hpp"
#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;

/// The poster on the desk is Chiyoda's; the facility is registered in two more towns.
struct NearABorder : testing::Test {
    World world{10h};
    Town& home = world.chiyoda_town();
    Town& second = world.add_town("examples/990094-spacing");
    Town& third = world.add_town("examples/990035-nights");
    std::string link =
        std::string(body_of(world.get(home.desks[0].staff, "/desk/poster")).at("url").as_string());

    json::object sharing() { return {{"key", world.new_key()}, {"scanned", link}}; }
    void share(Town& town)
    {
        const auto shared = world.post(
            town.officer, "/office/facilities/" + to_string(town.desks[0].facility) + "/shared-posters",
            sharing());
        ASSERT_EQ(shared.status, 204) << shared.body;
    }
    /// A family of the town scans the poster and uses two units; what was used, as its phone shows it.
    json::object use_by_link(Town& town)
    {
        const Family& family = town.families[0];
        const auto opened = world.post(family.parent, "/parent/check-ins", {{"token", link}});
        EXPECT_EQ(opened.status, 201) << opened.body;
        const std::string check_in(body_of(opened).at("id").as_string());
        const auto used = world.post(family.parent, "/parent/uses", world.use_of(family, check_in));
        EXPECT_EQ(used.status, 201) << used.body;
        return body_of(used).at("use").as_object();
    }
    /// The numbers of the uses that a town's desk sees.
    std::vector<std::string> seen_at(Town& town)
    {
        std::vector<std::string> numbers;
        const auto list = body_of(world.get(town.desks[0].staff, "/desk/uses"));
        for (const auto& use : list.at("uses").as_array()) numbers.emplace_back(use.at("number").as_string());
        return numbers;
    }
    std::size_t audited(Town& town)
    {
        return body_of(world.get(town.officer, "/office/audit?limit=200")).at("entries").as_array().size();
    }
};

}  // namespace

TEST_F(NearABorder, U_18_OnePosterThreeProgrammesRightPriceThreeStatementsNoDataAcross)
{
    share(second);
    share(third);
    const std::size_t record_at_home = audited(home);
    struct Expected {
        Town* town;
        std::int64_t parent_yen;
    };
    // 20 % of 30,000 yen a day; 500 yen an hour; 2,500 yen for each half night.
    const std::vector<Expected> families{{&second, 1000}, {&third, 5000}, {&home, 12000}};
    std::map<MunicipalityCode, std::string> numbers;
    for (const Expected& one : families) {
        const auto used = use_by_link(*one.town);
        ASSERT_TRUE(used.contains("parent_yen")) << one.town->programme << used;
        EXPECT_EQ(used.at("parent_yen").as_int64(), one.parent_yen) << one.town->programme;
        numbers[one.town->code] = std::string(used.at("number").as_string());
        if (one.town != &home) {
            EXPECT_EQ(audited(home), record_at_home) << "the home hears nothing";
        }
    }
    for (const Expected& one : families)
        EXPECT_EQ(seen_at(*one.town), std::vector{numbers[one.town->code]}) << one.town->programme;

    world.at = world.at + 24h * 14;  // 2 December
    for (const Expected& one : families) {
        const Person manager = world.add_manager(*one.town, one.town->desks[0]);
        const auto answered = world.get(manager, "/desk/statements/2026-11");
        ASSERT_EQ(answered.status, 200) << answered.body;
        const auto statement = body_of(answered);
        ASSERT_EQ(statement.at("lines").as_array().size(), 1U) << statement;
        EXPECT_EQ(statement.at("lines").at(0).at("number").as_string(), numbers[one.town->code]);
        EXPECT_EQ(statement.at("total").at("parent_yen").as_int64(), one.parent_yen);
    }
}

TEST_F(NearABorder, U_18_AManagersWishWaitsForTheOfficeAndStaffOnlyRead)
{
    const Person& manager = second.desks[0].staff;
    EXPECT_EQ(world.post(second.desks[1].staff, "/desk/shared-posters", sharing()).status, 403);
    ASSERT_EQ(world.post(manager, "/desk/shared-posters", sharing()).status, 204);
    const auto own = body_of(world.get(manager, "/desk/shared-posters")).at("posters").as_array();
    ASSERT_EQ(own.size(), 1U);
    EXPECT_EQ(own[0].at("state").as_string(), "asked");
    EXPECT_EQ(own[0].at("home").as_string(), to_string(home.code));
    EXPECT_TRUE(
        body_of(world.get(second.desks[1].staff, "/desk/shared-posters")).at("posters").as_array().empty());
    const auto asked = body_of(world.get(second.officer, "/office/shared-posters")).at("posters").as_array();
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_TRUE(body_of(world.get(third.officer, "/office/shared-posters")).at("posters").as_array().empty());
    EXPECT_TRUE(body_of(world.get(home.officer, "/office/shared-posters")).at("posters").as_array().empty());
    const std::string id(asked[0].at("id").as_string());
    const json::object yes{{"key", world.new_key()}, {"approve", true}};
    EXPECT_EQ(world.post(third.officer, "/office/shared-posters/" + id + "/answer", yes).status, 404);
    ASSERT_EQ(world.post(second.officer, "/office/shared-posters/" + id + "/answer", yes).status, 204);
    EXPECT_EQ(use_by_link(second).at("parent_yen").as_int64(), 1000);
    const json::object end{{"key", world.new_key()}};
    EXPECT_EQ(world.post(third.officer, "/office/shared-posters/" + id + "/end", end).status, 404);
    EXPECT_EQ(world.post(second.desks[1].staff, "/desk/shared-posters/" + id + "/end", end).status, 403);
    ASSERT_EQ(world.post(manager, "/desk/shared-posters/" + id + "/end", end).status, 204);
    EXPECT_EQ(code_of(world.post(second.families[0].parent, "/parent/check-ins", {{"token", link}})),
              "poster_retired");
}

TEST_F(NearABorder, U_18_WhoHoldsAPosterLearnsWhetherItIsTheNewestOne)
{
    const auto state = [&](const std::string& token) {
        const Person nobody{home.code, people::Realm::parent, "", {}};
        return std::string(body_of(world.get(nobody, "/posters/" + token)).at("state").as_string());
    };
    const std::string token = home.desks[0].poster;
    EXPECT_EQ(state(token), "current");
    ASSERT_EQ(
        world
            .post(home.officer, "/office/facilities/" + to_string(home.desks[0].facility) + "/poster/rotate",
                  {{"key", world.new_key()}, {"what", "qr"}})
            .status,
        200);
    EXPECT_EQ(state(token), "retired");
    EXPECT_EQ(state("00000000000000000000000000"), "unknown");
    EXPECT_EQ(state("x"), "unknown");
}

}  // namespace hagukumi::test
