// Facilities that join and leave, by an officer.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;

struct Joining : testing::Test {
    World world;
    Town& town = world.nerima_town();

    json::object new_facility(const std::string& code)
    {
        return {{"key", world.new_key()},
                {"code", code},
                {"name", "もりの助産院"},
                {"kana", "モリノジョサンイン"},
                {"phone", "03-0000-0000"},
                {"accepts_loss", true},
                {"offers", {{{"programme", town.programme}, {"service", "short_stay"}, {"fee_yen", 33000}}}}};
    }
    json::object listed(const std::string& id)
    {
        const json::object answer = body_of(world.get(town.officer, "/office/facilities"));
        for (const json::value& one : answer.at("facilities").as_array())
            if (one.at("id").as_string() == id) return one.as_object();
        return {};
    }
};

TEST_F(Joining, AFacilityJoinsWithPosterAndPricesOnce)
{
    const json::object body = new_facility("S-0101");
    const auto added = world.post(town.officer, "/office/facilities", body);
    ASSERT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(world.post(town.officer, "/office/facilities", body).body, added.body) << "sent twice";
    const std::string id(body_of(added).at("facility").as_string());
    const json::object shown = listed(id);
    EXPECT_EQ(shown.at("name"), "もりの助産院");
    EXPECT_EQ(shown.at("offers").at(0).at("fee_yen"), 33000);
    EXPECT_TRUE(shown.at("left_on").is_null());
    EXPECT_EQ(world.get(town.officer, "/office/facilities/" + id + "/poster").status, 200);
    const json::object page = body_of(world.get(town.officer, "/office/facilities/" + id));
    EXPECT_EQ(page.at("profile").at("accepts_loss"), true);
    EXPECT_EQ(page.at("profile").at("phone"), "03-0000-0000");
}

TEST_F(Joining, ACodeIsOfOneFacilityAndOffersAreOfAProgramme)
{
    ASSERT_EQ(world.post(town.officer, "/office/facilities", new_facility("S-0101")).status, 201);
    EXPECT_EQ(code_of(world.post(town.officer, "/office/facilities", new_facility("S-0101"))),
              "facility_code_taken");
    json::object other = new_facility("S-0102");
    other["offers"].as_array()[0].as_object()["service"] = "no_such_service";
    EXPECT_EQ(world.post(town.officer, "/office/facilities", other).status, 400);
    other = new_facility("S-0102");
    other["url"] = "javascript:alert(1)";
    EXPECT_EQ(code_of(world.post(town.officer, "/office/facilities", other)), "profile_form");
}

TEST_F(Joining, X_20_WhoLeftTakesPartNoMoreAndItsStatementIsStillConfirmed)
{
    const Desk& desk = town.desks[0];
    world.use(town.families[0], desk);
    const std::string path = "/office/facilities/" + to_string(desk.facility);
    const json::object look = body_of(world.get(town.officer, path + "/end?day=2026-11-19"));
    EXPECT_EQ(look.at("bookings"), 0);
    const json::object body{{"key", world.new_key()}, {"left_on", "2026-11-19"}, {"reason", "改修のため"}};
    const auto ended = world.post(town.officer, path + "/end", body);
    ASSERT_EQ(ended.status, 200) << ended.body;
    EXPECT_EQ(listed(to_string(desk.facility)).at("left_on"), "2026-11-19");

    world.at = world.at + std::chrono::days(1);
    const Person parent = world.sign_in(town.families[1].parent);
    const json::object scan{{"token", desk.poster}};
    EXPECT_EQ(code_of(world.post(parent, "/parent/check-ins", scan)), "facility_left");
    world.at = world.at + std::chrono::days(14);
    const Person manager = world.add_manager(town, desk);
    const json::object month = body_of(world.get(manager, "/desk/statements/2026-11"));
    EXPECT_EQ(month.at("lines").as_array().size(), 1U);
    const json::object confirm{{"key", world.new_key()}, {"digest", month.at("digest")}};
    EXPECT_EQ(world.post(manager, "/desk/statements/2026-11", confirm).status, 201) << month;
}

TEST_F(Joining, AnotherMunicipalitysFacilityIsNotFound)
{
    const std::string path = "/office/facilities/" + to_string(world.chiyoda_town().desks[0].facility);
    const json::object body{{"key", world.new_key()}, {"left_on", "2026-11-19"}, {"reason", "改修のため"}};
    EXPECT_EQ(world.post(town.officer, path + "/end", body).status, 404);
    EXPECT_EQ(world.get(town.officer, path + "/end").status, 404);
}

}  // namespace
}  // namespace hagukumi::test
