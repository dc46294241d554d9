// What an officer records or confirms of a family, and what it changes: coupons and what the rules say of a
// use.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>
#include <set>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

namespace json = boost::json;

/// A family that expects a birth and holds coupons for it.
class Expecting {
public:
    Expecting(const std::string& programme_file, Date due_date, int children = 1)
        : Expecting(programme_file, due_date, GrantNothing{}, children)
    {
        json::object grant = keyed({{"programme", town.programme}, {"reason", "申請による発行"}});
        grant["birth"] = to_string(birth);
        EXPECT_EQ(world.post(town.officer, path + "/grants", grant).status, 201);
    }
    /// Without coupons: where they are issued for a child.
    struct GrantNothing {};
    Expecting(const std::string& programme_file, Date due_date, GrantNothing, int children = 1)
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
        pregnancy.children = children;
        const auto recorded = run_on(world.database(), town.code, [&](store::Transaction& tx) {
            return people::record_pregnancy(tx, pregnancy);
        });
        EXPECT_TRUE(recorded);
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
    /// As it stands of one child who came on 15 November, but for what is changed.
    json::object correction(const json::object& changed)
    {
        json::object body = keyed({{"due_date", "2026-11-20"},
                                   {"born_on", "2026-11-15"},
                                   {"lost_on", nullptr},
                                   {"children", 1},
                                   {"reason", "出生届と照合"}});
        for (const auto& one : changed) body[one.key()] = one.value();
        return body;
    }
    http::Response correct(const json::object& body)
    {
        return world.post(town.officer, path + "/births/" + to_string(birth) + "/correction", body);
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

TEST(OfficeRecords, O_11_1_WhatWasUsedAlreadyIsNotTakenBackAndTheOfficerIsTold)
{
    Expecting expecting("331007-postpartum", Date{std::chrono::year(2026) / 11 / 20}, 2);
    World& world = expecting.world;
    ASSERT_EQ(expecting.coupons().at("stay_and_day_care"), std::pair(10, 10));
    const auto family = body_of(world.get(expecting.town.officer, expecting.path));
    for (const json::value& coupon : family.at("coupons").as_array()) {
        if (coupon.at("birth") != to_string(expecting.birth).c_str() ||
            coupon.at("allotment") != "stay_and_day_care")
            continue;
        const std::string path =
            "/office/coupons/" + std::string(coupon.at("id").as_string()) + "/adjustments";
        json::object used = expecting.keyed({{"units", -8}, {"reason", "紙の券での利用"}});
        ASSERT_EQ(world.post(expecting.town.officer, path, used).status, 201);
    }
    ASSERT_EQ(expecting.report("2026-11-15", {"小春"}).status, 204);
    EXPECT_EQ(code_of(expecting.confirm()), "used_more_than_entitled");
    EXPECT_EQ(expecting.coupons().at("stay_and_day_care"), std::pair(10, 2));
    const auto after = body_of(world.get(expecting.town.officer, expecting.path));
    for (const json::value& birth : after.at("births").as_array())
        EXPECT_EQ(birth.at("confirmed"), birth.at("id") != to_string(expecting.birth).c_str());
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

// The number was entered wrongly by the office or by the family, and is corrected to two and back.
TEST(OfficeRecords, O_11_1_ACorrectedNumberBringsTheCouponsToItAndTheFamilyIsTold)
{
    Expecting expecting("331007-postpartum", Date{std::chrono::year(2026) / 11 / 20});
    World& world = expecting.world;
    const Held of_one{{"home_visit", {3, 3}}, {"stay_and_day_care", {7, 7}}};
    const Held of_twins{{"home_visit", {5, 5}}, {"stay_and_day_care", {10, 10}}};
    ASSERT_EQ(expecting.report("2026-11-15", {"小春"}).status, 204);
    ASSERT_EQ(expecting.confirm().status, 204);
    ASSERT_EQ(expecting.coupons(), of_one);
    const int told = world.promised(expecting.town, "granted");

    const json::object twins = expecting.correction({{"children", 2}});
    ASSERT_EQ(expecting.correct(twins).status, 204);
    EXPECT_EQ(expecting.coupons(), of_twins);
    EXPECT_EQ(world.promised(expecting.town, "granted"), told + 2);
    ASSERT_EQ(expecting.correct(twins).status, 204) << "the same key is the same correction";
    EXPECT_EQ(expecting.coupons(), of_twins);
    EXPECT_EQ(world.promised(expecting.town, "granted"), told + 2);
    json::object other = twins;
    other["children"] = 3;
    EXPECT_EQ(code_of(expecting.correct(other)), "key_reused");

    ASSERT_EQ(expecting.correct(expecting.correction({})).status, 204);
    EXPECT_EQ(expecting.coupons(), of_one) << "the difference is taken back";
}

TEST(OfficeRecords, O_11_1_ACorrectionThatWouldTakeWhatWasUsedChangesNothing)
{
    Expecting expecting("331007-postpartum", Date{std::chrono::year(2026) / 11 / 20}, 2);
    World& world = expecting.world;
    const auto family = body_of(world.get(expecting.town.officer, expecting.path));
    for (const json::value& coupon : family.at("coupons").as_array()) {
        if (coupon.at("birth") != to_string(expecting.birth).c_str()) continue;
        if (coupon.at("allotment") != "stay_and_day_care") continue;
        const std::string path =
            "/office/coupons/" + std::string(coupon.at("id").as_string()) + "/adjustments";
        json::object used = expecting.keyed({{"units", -8}, {"reason", "紙の券での利用"}});
        ASSERT_EQ(world.post(expecting.town.officer, path, used).status, 201);
    }
    const Held before = expecting.coupons();
    EXPECT_EQ(code_of(expecting.correct(expecting.correction({{"born_on", nullptr}}))),
              "used_more_than_entitled");
    EXPECT_EQ(expecting.coupons(), before);
    const auto after = body_of(world.get(expecting.town.officer, expecting.path));
    for (const json::value& birth : after.at("births").as_array()) {
        if (birth.at("id") != to_string(expecting.birth).c_str()) continue;
        EXPECT_EQ(birth.at("children"), 2);
    }
    EXPECT_EQ(world.get(expecting.town.officer, "/office/audit").body.find("people.correct_birth"),
              std::string::npos);
}

// One day too late gave five visits; the year of the right one gives three.
TEST(OfficeRecords, O_11_C_04_ADayOfBirthThatWasMistypedIsCorrectedForTheChildAndItsCoupons)
{
    Expecting expecting("131016-postpartum", Date{std::chrono::year(2026) / 4 / 5});
    World& world = expecting.world;
    ASSERT_EQ(expecting.report("2026-04-01", {"小春"}).status, 204);
    ASSERT_EQ(expecting.confirm().status, 204);
    ASSERT_EQ(expecting.coupons().at("home_visit").first, 5);
    const auto read = [&] { return world.get(expecting.family.parent, "/parent/coupons").body; };
    ASSERT_EQ(read().find("2027-03-30"), std::string::npos);

    ASSERT_EQ(expecting.correct(expecting.correction({{"due_date", "2026-04-05"}, {"born_on", "2026-03-31"}}))
                  .status,
              204);
    EXPECT_EQ(expecting.coupons().at("home_visit").first, 3);
    EXPECT_NE(read().find("2027-03-30"), std::string::npos) << "the day before the first birthday";
    const auto family = body_of(world.get(expecting.town.officer, expecting.path));
    for (const json::value& child : family.at("children").as_array()) {
        if (child.at("name") != "小春") continue;
        EXPECT_EQ(child.at("born_on"), "2026-03-31");
    }
    const std::string record = world.get(expecting.town.officer, "/office/audit").body;
    EXPECT_NE(record.find("people.correct_birth"), std::string::npos);
    EXPECT_NE(record.find("出生届と照合"), std::string::npos);
    EXPECT_EQ(world.get(expecting.family.parent, "/parent/history").body.find("出生届と照合"),
              std::string::npos)
        << "the officer's words stay in the record";
}

TEST(OfficeRecords, C_10_ABirthOrALossButNotBothAndNothingInTheFuture)
{
    Expecting expecting("131016-postpartum", Date{std::chrono::year(2026) / 12 / 20});
    const auto refused = [&](json::object changed) {
        changed["due_date"] = "2026-12-20";
        return code_of(expecting.correct(expecting.correction(std::move(changed))));
    };
    EXPECT_EQ(refused({{"born_on", "2026-11-10"}, {"lost_on", "2026-11-10"}}), "birth_and_loss");
    EXPECT_EQ(refused({{"born_on", "2026-11-19"}}), "birth_in_future");
    EXPECT_EQ(refused({{"born_on", nullptr}, {"lost_on", "2026-11-19"}}), "loss_in_future");
    EXPECT_EQ(refused({{"reason", " "}}), "reason_missing");
    EXPECT_EQ(refused({{"children", 0}}), "children_count");
    EXPECT_EQ(refused({{"children", -5}}), "wrong_request");
    EXPECT_EQ(expecting.world
                  .post(expecting.family.parent,
                        expecting.path + "/births/" + to_string(expecting.birth) + "/correction",
                        expecting.correction({}))
                  .status,
              401);
}

namespace {

/// A family that holds coupons, and what an officer records of it.
class Recording : public testing::Test {
protected:
    void in(Town& other)
    {
        town = &other;
        family = &other.families[0];
        path = "/office/families/" + to_string(family->household);
        birth = path + "/births/" + to_string(family->birth);
    }
    json::object keyed(json::object body = {})
    {
        body["key"] = world.new_key();
        return body;
    }
    http::Response record(const std::string& where, json::object body)
    {
        return world.post(town->officer, where, keyed(std::move(body)));
    }
    json::object shown() { return body_of(world.get(town->officer, path)); }
    /// What the parent would read at the desk now, of `days` days from today or as many units.
    http::Response preview(int days = 2)
    {
        json::object asked = world.use_of(*family, "", days);
        asked.erase("key");
        asked.erase("check_in");
        return world.post(family->parent,
                          "/parent/check-ins/" + world.check_in(*family, town->desks[0]) + "/preview", asked);
    }
    World world;
    Town* town = nullptr;
    Family* family = nullptr;
    std::string path, birth;
};

}  // namespace

TEST_F(Recording, X_09_WhoMovedAwayUsesNoMoreFromTheNextDay)
{
    in(world.chiyoda_town());  // it is 18 November
    EXPECT_EQ(body_of(preview(3)).at("units"), 3);
    const std::string address(shown().at("household").at("address").as_string());
    const json::value since = shown().at("household").at("resident_from");
    ASSERT_EQ(
        record(path + "/residence", {{"resident_from", since}, {"resident_until", "2026-11-17"}}).status,
        204);
    const auto refused = preview();
    EXPECT_NE(refused.body.find("利用日に千代田区の住民登録がある方が対象です"), std::string::npos)
        << refused.body;
    const json::object home = shown().at("household").as_object();
    EXPECT_EQ(home.at("resident_until"), "2026-11-17");
    EXPECT_EQ(home.at("address").as_string(), address) << "what is left out stays";
    const std::string audit = world.get(town->officer, "/office/audit").body;
    EXPECT_NE(audit.find("people.change_residence"), std::string::npos);
}

TEST_F(Recording, C_07_AStayIsCoveredUntilTheDayOfMovingOut)
{
    in(world.chiyoda_town());
    ASSERT_EQ(record(path + "/residence", {{"resident_from", "2020-04-01"}, {"resident_until", "2026-11-19"}})
                  .status,
              204);
    EXPECT_EQ(body_of(preview(3)).at("units"), 2) << "moved out on the second of three days";
    ASSERT_EQ(record(path + "/residence", {{"resident_from", "2020-04-01"}}).status, 204);
    EXPECT_EQ(body_of(preview(3)).at("units"), 3) << "the notice was taken back";
}

TEST_F(Recording, O_03_NoCareWhileTheMotherIsInHospitalAndAgainFromHerDischarge)
{
    in(world.add_town("331007-postpartum"));
    // A use needs a booking there: what the family reads beside its coupons is asked.
    constexpr std::string_view in_hospital = "入院治療が必要な間はご利用いただけません";
    const auto says = [&](std::string_view words) {
        return world.get(family->parent, "/parent/coupons").body.find(words) != std::string::npos;
    };
    ASSERT_FALSE(says(in_hospital));
    ASSERT_EQ(record(birth + "/hospitalisation", {{"hospitalised_from", "2026-11-10"}}).status, 204);
    EXPECT_TRUE(says(in_hospital));
    EXPECT_EQ(shown().at("births").at(0).at("hospitalised_from"), "2026-11-10");
    const json::object ended{{"hospitalised_from", "2026-11-10"}, {"hospitalised_until", "2026-11-17"}};
    ASSERT_EQ(record(birth + "/hospitalisation", ended).status, 204);
    EXPECT_FALSE(says(in_hospital));
    EXPECT_EQ(shown().at("births").at(0).at("hospitalised_until"), "2026-11-17");
    EXPECT_EQ(code_of(record(birth + "/hospitalisation",
                             {{"hospitalised_from", "2026-11-10"}, {"hospitalised_until", "2026-11-09"}})),
              "days_out_of_order");
}

TEST(OfficeRecords, M_20_HelpWithTwinsBeginsWithTheDischargeThatTheOfficeIsTold)
{
    Expecting expecting("202029-coupons", Date{std::chrono::year(2026) / 11 / 1}, Expecting::GrantNothing{});
    World& world = expecting.world;
    ASSERT_EQ(expecting.report("2026-10-20", {"小春", "小夏"}).status, 204);
    ASSERT_EQ(expecting.confirm().status, 204);
    const auto family = body_of(world.get(expecting.town.officer, expecting.path));
    json::object grant =
        expecting.keyed({{"programme", expecting.town.programme}, {"reason", "申請による発行"}});
    grant["birth"] = to_string(expecting.birth);
    for (const json::value& child : family.at("children").as_array())
        if (child.at("name").as_string() == "小春") grant["child"] = child.at("id");
    ASSERT_EQ(world.post(expecting.town.officer, expecting.path + "/grants", grant).status, 201);
    const auto help = [&] {
        const auto held = body_of(world.get(expecting.family.parent, "/parent/coupons"));
        for (const json::value& coupon : held.at("coupons").as_array()) {
            if (!coupon.at("child").is_string() || coupon.at("child") != grant.at("child")) continue;
            for (const json::value& service : coupon.at("services").as_array())
                if (service.at("code").as_string() == "mother_help") return service.as_object();
        }
        throw std::runtime_error("no coupon for help");
    };
    EXPECT_NE(help().at("reason").at("ja").as_string().find("退院日を担当窓口へお知らせください"),
              json::string::npos);

    const std::string discharge = expecting.path + "/births/" + to_string(expecting.birth) + "/discharge";
    const auto record = [&](const char* day) {
        return world.post(expecting.town.officer, discharge, expecting.keyed({{"discharged_on", day}}));
    };
    EXPECT_EQ(code_of(record("2026-10-19")), "discharge_before_birth");
    ASSERT_EQ(record("2026-11-20").status, 204);
    EXPECT_FALSE(help().at("usable_today").as_bool()) << "from the day of discharge";
    ASSERT_EQ(record("2026-11-15").status, 204);
    EXPECT_TRUE(help().at("usable_today").as_bool());
    EXPECT_EQ(help().at("last_day"), "2027-10-18") << "the day before the twins are one year old";
}

TEST_F(Recording, M_08_WhoAttendsANurseryIsIssuedNothingMore)
{
    in(world.add_town("202029-coupons"));
    const std::string child = path + "/children/" + to_string(family->child) + "/enrolment";
    const auto grant = [&] {
        return record(path + "/grants", {{"programme", town->programme},
                                         {"birth", to_string(family->birth)},
                                         {"child", to_string(family->child)},
                                         {"reason", "申請による発行"}});
    };
    const std::size_t held = shown().at("coupons").as_array().size();
    ASSERT_EQ(record(child, {{"enrolled_on", "2026-11-18"}}).status, 204);
    EXPECT_EQ(shown().at("children").at(0).at("enrolled_on"), "2026-11-18");
    const auto refused = grant();
    EXPECT_EQ(code_of(refused), "not_entitled");
    EXPECT_NE(refused.body.find("保育園等に在籍していないお子さんが対象です"), std::string::npos);
    EXPECT_EQ(shown().at("coupons").as_array().size(), held) << "a set that is held stays (unsettled)";
    ASSERT_EQ(record(child, {{"enrolled_on", "2026-11-19"}}).status, 204);
    EXPECT_EQ(grant().status, 201) << "the day before";
    ASSERT_EQ(record(child, {}).status, 204);
    EXPECT_EQ(grant().status, 201);
}

TEST_F(Recording, X_17_ProtectionHidesFromTheOtherGuardianWhereTheFirstOneWas)
{
    in(world.nerima_town());
    const Person other = world.add_guardian(*town, *family);
    world.use(*family, town->desks[0]);
    const auto reads_place = [&](const Person& who) {
        return world.get(who, "/parent/history").body.find("さくら助産院") != std::string::npos;
    };
    ASSERT_TRUE(reads_place(other));
    ASSERT_EQ(record(path + "/protection", {{"protection", "on"}}).status, 204);
    EXPECT_FALSE(reads_place(other));
    EXPECT_TRUE(reads_place(family->parent));
    EXPECT_TRUE(shown().at("household").at("address_protection").as_bool());
    EXPECT_EQ(record(path + "/protection", {}).status, 400) << "left out it is not off";
    EXPECT_FALSE(reads_place(other));
    ASSERT_EQ(record(path + "/protection", {{"protection", "off"}}).status, 204);
    EXPECT_TRUE(reads_place(other));
}

TEST(OfficeRecords, C_10_ALossToldByTelephoneOpensTheYearAfterItAndSpeaksOfNoChild)
{
    Expecting expecting("131016-postpartum", Date{std::chrono::year(2026) / 12 / 20});
    World& world = expecting.world;
    const std::string loss = expecting.path + "/births/" + to_string(expecting.birth) + "/loss";
    const auto record = [&](json::object body) {
        return world.post(expecting.town.officer, loss, expecting.keyed(std::move(body)));
    };
    const Held before = expecting.coupons();
    EXPECT_EQ(code_of(record({{"lost_on", "2026-11-19"}})), "loss_in_future");
    ASSERT_EQ(record({{"lost_on", "2026-11-10"}}).status, 204);
    EXPECT_EQ(expecting.coupons(), before);
    const auto last_days = [&] {
        std::set<std::string> days;
        const auto held = body_of(world.get(expecting.family.parent, "/parent/coupons"));
        for (const json::value& coupon : held.at("coupons").as_array()) {
            if (coupon.at("birth") != to_string(expecting.birth).c_str()) continue;
            EXPECT_EQ(json::serialize(coupon).find("お子さん"), std::string::npos);
            if (coupon.at("last_day").is_string()) days.emplace(coupon.at("last_day").as_string());
        }
        return days;
    };
    EXPECT_EQ(last_days(), std::set<std::string>{"2027-11-10"});
    const auto recorded = body_of(world.get(expecting.town.officer, expecting.path));
    for (const json::value& one : recorded.at("births").as_array())
        EXPECT_EQ(one.at("lost_on").is_string(), one.at("id") == to_string(expecting.birth).c_str());

    ASSERT_EQ(record({}).status, 204) << "it was another family's";
    EXPECT_EQ(last_days().count("2027-11-10"), 0u);
    const std::string born = expecting.path + "/births/" + to_string(expecting.family.birth) + "/loss";
    EXPECT_EQ(code_of(world.post(expecting.town.officer, born, expecting.keyed({{"lost_on", "2026-11-10"}}))),
              "birth_recorded_already");
}

TEST_F(Recording, O_14_1_AClassIsOneOfTheProgrammesAndHoldsFromItsDayOn)
{
    in(world.chiyoda_town());
    const auto classed = [&](const char* code, const char* from) {
        return record(path + "/household-class", {{"household_class", code}, {"class_from", from}});
    };
    EXPECT_EQ(classed("of_the_moon", "2026-11-01").status, 400);
    ASSERT_EQ(classed("tax_exempt", "2026-11-01").status, 204);
    const json::object home = shown().at("household").as_object();
    EXPECT_EQ(home.at("household_class"), "tax_exempt");
    EXPECT_EQ(home.at("class_from"), "2026-11-01");
    EXPECT_EQ(shown().at("household_classes").as_array().size(), 2u);
}

TEST_F(Recording, ASlipOfTheYearIsNoticed)
{
    in(world.chiyoda_town());
    EXPECT_EQ(code_of(record(path + "/residence", {{"resident_until", "2126-11-18"}})), "day_far_ahead");
    for (const char* day : {"1026-11-18", "2026-11-31"})
        EXPECT_EQ(record(path + "/residence", {{"resident_until", day}}).status, 400) << day;
    EXPECT_EQ(code_of(record(birth + "/hospitalisation", {{"hospitalised_from", "2126-11-18"}})),
              "day_far_ahead");
}

TEST_F(Recording, OneKeyIsOneRecordAndTheFamilysOwnBirthsOnly)
{
    in(world.chiyoda_town());
    const json::object body = keyed({{"resident_until", "2026-12-31"}});
    EXPECT_EQ(world.post(town->officer, path + "/residence", body).status, 204);
    EXPECT_EQ(world.post(town->officer, path + "/residence", body).status, 204);
    json::object other = body;
    other["resident_until"] = "2026-12-30";
    EXPECT_EQ(code_of(world.post(town->officer, path + "/residence", other)), "key_reused");
    const Family& neighbour = town->families[1];
    EXPECT_EQ(code_of(record(path + "/births/" + to_string(neighbour.birth) + "/hospitalisation", {})),
              "birth_not_found");
    EXPECT_EQ(code_of(record(path + "/children/" + to_string(neighbour.child) + "/enrolment", {})),
              "child_not_found");
    EXPECT_EQ(world.post(family->parent, path + "/residence", body).status, 401);
}

}  // namespace hagukumi::test
