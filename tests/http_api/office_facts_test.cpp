// What an officer has seen of a family, because a programme asks for it: proofs, tax years, a stay with
// relatives.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

/// A city whose price depends on a levy of a tax year or on a proof
/// (programmes/examples/990108-visitors.yaml).
class StatedFacts : public testing::Test {
protected:
    http::Response use()
    {
        auto body = world.use_of(family, world.check_in(family, desk), 1);
        body["again"] = true;  // several on one day
        return world.post(family.parent, "/parent/uses", body);
    }
    http::Response state(boost::json::object facts)
    {
        return world.post(town.officer, path, {{"key", world.new_key()}, {"facts", std::move(facts)}});
    }
    boost::json::value value_of(std::string_view key)
    {
        const auto body = body_of(world.get(town.officer, path));
        for (const auto& fact : body.at("facts").as_array())
            if (fact.at("key").as_string() == key) return fact.at("value");
        throw std::runtime_error("no programme asks for it");
    }

    World world;
    Town& town = world.add_town("examples/990108-visitors");
    const Family& family = town.families[0];
    const Desk& desk = town.desks[0];
    const std::string path = "/office/families/" + to_string(family.household) + "/facts";
};

}  // namespace

TEST_F(StatedFacts, U_01_WhatAnOfficerHasSeenDecides)
{
    const auto unknown = use();
    ASSERT_EQ(unknown.status, 422) << unknown.body;
    EXPECT_NE(unknown.body.find("市民税の額の確認"), std::string::npos) << unknown.body;

    ASSERT_EQ(state({{"household.levy_by_tax_year.2026", "77101"}}).status, 204);
    const auto general = use();
    ASSERT_EQ(general.status, 201) << general.body;
    EXPECT_EQ(body_of(general).at("use").at("parent_yen").as_int64(), 9000);

    // The proof alone settles it; it holds on its last day.
    ASSERT_EQ(state({{"household.levy_by_tax_year.2026", ""},
                     {"documents.single_parent.valid_from", "2026-11-01"},
                     {"documents.single_parent.valid_until", "2026-11-18"}})
                  .status,
              204);
    const auto reduced = use();
    ASSERT_EQ(reduced.status, 201) << reduced.body;
    EXPECT_EQ(body_of(reduced).at("use").at("parent_yen").as_int64(), 3000);

    // The day before yesterday was the last.
    ASSERT_EQ(state({{"documents.single_parent.valid_until", "2026-11-16"}}).status, 204);
    EXPECT_EQ(use().status, 422);
}

// N-17, japan-rules 6.3: the proof came after the use; the number was right, what she pays was not.
TEST_F(StatedFacts, N_17_AUseIsCorrectedWhoseShareAloneChanges)
{
    ASSERT_EQ(state({{"household.levy_by_tax_year.2026", "77101"}}).status, 204);
    const auto used = body_of(use());
    ASSERT_EQ(used.at("use").at("parent_yen").as_int64(), 9000);
    const std::string correction =
        "/office/uses/" + std::string(used.at("use").at("id").as_string()) + "/correction";
    const std::string service(used.at("use").at("service").as_string());
    const auto correct = [&] {
        return world.post(town.officer, correction,
                          {{"key", world.new_key()},
                           {"service", service},
                           {"units", 1},
                           {"reason", "証明書を確認しました"}});
    };
    EXPECT_EQ(code_of(correct()), "nothing_changes");
    ASSERT_EQ(state({{"household.levy_by_tax_year.2026", ""},
                     {"documents.single_parent.valid_from", "2026-11-01"},
                     {"documents.single_parent.valid_until", "2026-11-30"}})
                  .status,
              204);
    const auto corrected = correct();
    ASSERT_LT(corrected.status, 300) << corrected.body;
    const auto left = body_of(world.get(family.parent, "/parent/history"));
    for (const auto& entry : left.at("entries").as_array()) {
        if (entry.at("corrects").is_null()) continue;
        EXPECT_EQ(entry.at("parent_yen").as_int64(), 3000) << left;
    }
}

TEST_F(StatedFacts, AreReadBackChangedAndTakenBack)
{
    EXPECT_TRUE(value_of("household.visiting_from").is_null());
    ASSERT_EQ(state({{"household.visiting_from", "2026-11-01"}}).status, 204);
    EXPECT_EQ(value_of("household.visiting_from").as_string(), "2026-11-01");
    ASSERT_EQ(state({{"household.visiting_from", "2026-11-02"}}).status, 204);
    EXPECT_EQ(value_of("household.visiting_from").as_string(), "2026-11-02");
    ASSERT_EQ(state({{"household.visiting_from", ""}}).status, 204);
    EXPECT_TRUE(value_of("household.visiting_from").is_null());
    const std::string record = world.get(town.officer, "/office/audit").body;
    EXPECT_NE(record.find("people.state_facts"), std::string::npos) << record;
}

TEST_F(StatedFacts, NothingElseIsTaken)
{
    for (const auto& [key, value] : std::vector<std::pair<const char*, const char*>>{
             {"birth.born_on", "2026-11-01"},              // has a place of its own
             {"documents.work.valid_from", "2026-11-01"},  // no programme of this city asks for it
             {"household.class_by_tax_year.2026", "general"},
             {"household.visiting_from", "11月1日"},
             {"household.visiting_from", "2026-02-30"},
             {"household.levy_by_tax_year.2026", "-1"},
             {"household.levy_by_tax_year.2026", "77,101円"}}) {
        const auto refused = state({{key, value}});
        EXPECT_EQ(refused.status, 400) << key << " " << value << " " << refused.body;
    }
    EXPECT_EQ(world.get(family.parent, path).status, 401);
    const auto& foreign = world.nerima_town().officer;
    EXPECT_EQ(world.get(foreign, path).status, 404);
    EXPECT_EQ(world.post(foreign, path, {{"key", world.new_key()}, {"facts", boost::json::object()}}).status,
              404);
}

namespace {

/// A town that gives twenty visits instead of ten where two children are under three
/// (programmes/examples/990086-families.yaml).
class StatedSiblings : public testing::Test {
protected:
    boost::json::object stated(const char* birthdays)
    {
        return {{"key", world.new_key()},
                {"facts", boost::json::object{{"household.children_born_on", birthdays}}}};
    }
    http::Response state(const boost::json::object& body)
    {
        return world.post(town.officer, path + "/facts", body);
    }
    /// Granted, with what was adjusted, and left of the visits of `one`.
    std::pair<std::int64_t, std::int64_t> visits(const Family& one)
    {
        const auto shown = body_of(world.get(town.officer, "/office/families/" + to_string(one.household)));
        for (const auto& coupon : shown.at("coupons").as_array())
            if (coupon.at("allotment").as_string() == "visits")
                return {coupon.at("units_granted").as_int64(), coupon.at("units_left").as_int64()};
        throw std::runtime_error("no visits");
    }
    std::string visits_id()
    {
        const auto shown = body_of(world.get(town.officer, path));
        for (const auto& coupon : shown.at("coupons").as_array())
            if (coupon.at("allotment").as_string() == "visits")
                return std::string(coupon.at("id").as_string());
        throw std::runtime_error("no visits");
    }

    World world;
    Town& town = world.add_town("examples/990086-families");
    const Family& family = town.families[0];
    const std::string path = "/office/families/" + to_string(family.household);
};
using Visits = std::pair<std::int64_t, std::int64_t>;

}  // namespace

TEST_F(StatedSiblings, O_11_1_BringTheCouponsToWhatTheRulesGiveAndTheFamilyIsTold)
{
    ASSERT_EQ(visits(family), Visits(10, 10));
    const int told = world.promised(town, "granted");
    const auto two = stated("2024-05-01 2026-10-09");
    ASSERT_EQ(state(two).status, 204);
    EXPECT_EQ(visits(family), Visits(20, 20));
    EXPECT_EQ(visits(town.families[1]), Visits(10, 10)) << "another family's stay as they are";
    EXPECT_EQ(world.promised(town, "granted"), told + 1);
    ASSERT_EQ(state(two).status, 204) << "the same key states it once";
    EXPECT_EQ(visits(family), Visits(20, 20));
    EXPECT_EQ(world.promised(town, "granted"), told + 1);
    ASSERT_EQ(state(stated("2026-10-09")).status, 204);
    EXPECT_EQ(visits(family), Visits(10, 10));
}

TEST_F(StatedSiblings, O_11_1_WhatWasUsedAlreadyIsNotTakenBackAndNothingIsStated)
{
    ASSERT_EQ(state(stated("2024-05-01 2026-10-09")).status, 204);
    ASSERT_EQ(world
                  .post(town.officer, "/office/coupons/" + visits_id() + "/adjustments",
                        {{"key", world.new_key()}, {"units", -15}, {"reason", "紙の券での利用"}})
                  .status,
              201);
    EXPECT_EQ(code_of(state(stated("2026-10-09"))), "used_more_than_entitled");

    EXPECT_EQ(visits(family), Visits(5, 5));
    const auto facts = world.get(town.officer, path + "/facts").body;
    EXPECT_NE(facts.find("2024-05-01 2026-10-09"), std::string::npos) << facts;
}

}  // namespace hagukumi::test
