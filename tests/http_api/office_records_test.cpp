// What an officer records or confirms of a family, and what it changes: coupons and what the rules say of a
// use.
#include <gtest/gtest.h>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

namespace json = boost::json;

/// A family that expects a birth and holds coupons for it.
class Expecting {
public:
    /// Chiyoda's, or another programme's.
    Expecting(const std::string& programme_file, Date due_date)
        : town(programme_file == "131016-postpartum" ? world.chiyoda_town() : world.add_town(programme_file)),
          family(town.families[0])
    {
        people::RecordPregnancy pregnancy;
        pregnancy.key = world.new_id();
        pregnancy.at = world.at;
        pregnancy.actor = town.officer.account;
        pregnancy.household = family.household;
        pregnancy.birth = birth = world.new_id();
        pregnancy.due_date = due_date;
        const auto recorded = run_on(world.database(), town.code, [&](store::Transaction& tx) {
            return people::record_pregnancy(tx, pregnancy);
        });
        EXPECT_TRUE(recorded);
        json::object grant = keyed({{"programme", town.programme}, {"reason", "申請による発行"}});
        grant["birth"] = to_string(birth);
        EXPECT_EQ(world.post(town.officer, path + "/grants", grant).status, 201);
    }

    json::object keyed(json::object body = {})
    {
        body["key"] = world.new_key();
        return body;
    }
    http::Response report(const char* born_on, const json::array& names)
    {
        json::array children;
        for (const json::value& name : names) children.push_back(json::object{{"name", name}});
        json::object body = keyed({{"born_on", born_on}, {"children", std::move(children)}});
        body["birth"] = to_string(birth);
        return world.post(family.parent, "/parent/family/births", body);
    }
    http::Response confirm()
    {
        return world.post(town.officer, path + "/births/" + to_string(birth) + "/confirm", keyed());
    }
    /// Units granted and left of each allotment of this birth.
    std::map<std::string, std::pair<int, int>> coupons()
    {
        static constexpr store::Statement held{
            "test.coupons_of_birth",
            "SELECT allotment, granted_units, units_left FROM coupon WHERE municipality = $1 AND birth = $2"};
        std::map<std::string, std::pair<int, int>> found;
        world.database().read(town.code, [&](store::Snapshot& snapshot) {
            snapshot.query(
                held,
                [&](const store::Row& row) {
                    found[std::string(row.text(0))] = {static_cast<int>(row.integer(1)),
                                                       static_cast<int>(row.integer(2))};
                },
                birth);
        });
        return found;
    }

    World world;
    Town& town;
    Family& family;
    Id birth;
    const std::string path = "/office/families/" + to_string(family.household);
};

using Held = std::map<std::string, std::pair<int, int>>;

}  // namespace

TEST(OfficeRecords, O_11_1_TwinsThatAParentReportsCountWhenTheOfficeHasConfirmedThem)
{
    Expecting expecting("331007-postpartum", Date{std::chrono::year(2026) / 11 / 20});
    const Held of_one{{"home_visit", {3, 3}}, {"stay_and_day_care", {7, 7}}};
    const Held of_twins{{"home_visit", {5, 5}}, {"stay_and_day_care", {10, 10}}};
    ASSERT_EQ(expecting.coupons(), of_one);
    const int told = expecting.world.promised(expecting.town, "granted");

    ASSERT_EQ(expecting.report("2026-11-15", {"小春", "小夏"}).status, 204);
    EXPECT_EQ(expecting.coupons(), of_one) << "units come from the office";
    EXPECT_EQ(expecting.world.promised(expecting.town, "granted"), told);

    ASSERT_EQ(expecting.confirm().status, 204);
    EXPECT_EQ(expecting.coupons(), of_twins);
    EXPECT_EQ(expecting.world.promised(expecting.town, "granted"), told + 2) << "the family is told";

    ASSERT_EQ(expecting.confirm().status, 204);
    EXPECT_EQ(expecting.coupons(), of_twins) << "confirmed once more, nothing is added";
    EXPECT_EQ(expecting.world.promised(expecting.town, "granted"), told + 2);
}

TEST(OfficeRecords, O_11_1_OneChildAsExpectedChangesNothing)
{
    Expecting expecting("331007-postpartum", Date{std::chrono::year(2026) / 11 / 20});
    const Held before = expecting.coupons();
    const int told = expecting.world.promised(expecting.town, "granted");
    ASSERT_EQ(expecting.report("2026-11-15", {"小春"}).status, 204);
    ASSERT_EQ(expecting.confirm().status, 204);
    EXPECT_EQ(expecting.coupons(), before);
    EXPECT_EQ(expecting.world.promised(expecting.town, "granted"), told);
}

// A due date in the new fiscal year gave five visits; the child came on the old one's last day.
TEST(OfficeRecords, O_11_1_C_04_TheDayOfBirthDecidesHowManyVisitsThereAre)
{
    Expecting expecting("131016-postpartum", Date{std::chrono::year(2026) / 4 / 5});
    ASSERT_EQ(expecting.coupons().at("home_visit").first, 5);
    ASSERT_EQ(expecting.report("2026-03-31", {"小春"}).status, 204);
    ASSERT_EQ(expecting.confirm().status, 204);
    EXPECT_EQ(expecting.coupons().at("home_visit").first, 3);
}

}  // namespace hagukumi::test
