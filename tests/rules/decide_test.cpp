// Decisions: the order of the checks, money, plans and sentences.
#include <rapidcheck.h>

#include <boost/json/parse.hpp>

#include "rules/json.hpp"
#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

const std::string price_of_a_stay = R"(    price:
      source: T
      fee: facility.fee * units
      steps:
        - { label: { ja: 自己負担, en: Share }, parent_pays: 20% * fee }
        - { label: { ja: 減免, en: Relief }, when: household.class is tax_exempt, parent_pays: 0 yen * units }
      rounding: { unit: 10, direction: floor, side: parent, level: use }
)";
const std::string four_months = R"(use_rules:
  - rule: under_four_months
    source: T-4
    for: all
    last_day: before_attained(birth.born_on, 4 months)
    days_outside: cut
    refused: { ja: "{last_day}までです。", en: "Until {last_day}." }
  - rule: resident
    source: T-5
    for: all
    require: resident
    days_outside: refuse
    refused: { ja: 住民の方が対象です。, en: For residents. }
)";

std::shared_ptr<const rules::Programme> programme()
{
    auto read = test::read(stay(price_of_a_stay, four_months));
    for (const auto& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake, "en");
    return read.programme;
}

rules::Request stay_from(Date first, Date last)
{
    rules::Request request;
    request.service = "stay";
    request.first_day = first;
    request.last_day = last;
    return request;
}

TEST(Decide, C_01_TwentyPercentOfAStayFlooredToTenYen)
{
    const auto rules = programme();
    auto facts = newborn(ymd(2026, 7, 1), ymd(2026, 6, 1));
    const auto decision = rules::decide(*rules, facts, stay_from(ymd(2026, 7, 1), ymd(2026, 7, 2)));
    EXPECT_EQ(decision.outcome, rules::Outcome::granted);
    EXPECT_EQ(decision.fee, Yen{56690});
    EXPECT_EQ(decision.parent, Yen{11330});
    EXPECT_EQ(decision.public_share, Yen{45360});
    facts.household.household_class = "tax_exempt";
    EXPECT_EQ(rules::decide(*rules, facts, stay_from(ymd(2026, 7, 1), ymd(2026, 7, 2))).parent, Yen{0});
}

// The file says which: a stay over a change of rules has the share of each day, or all of it that of the
// first.
TEST(Decide, X_07_AStayOverAChangeOfRulesGoesByEachDayOrByTheFirst)
{
    const auto parent_of_a_stay = [](const std::string& by) {
        const auto read = test::read(stay(R"(    price:
      source: T
      fee: facility.fee * units
      steps:
        - label: { ja: 自己負担, en: Your share }
          parent_pays:
            by: )" + by + R"(
            values:
              - { from: beginning, value: 20% * fee }
              - { from: 2026-04-01, value: 10% * fee }
      rounding: { unit: 1, direction: floor, side: parent, level: use }
)"));
        EXPECT_TRUE(read.programme);
        const auto facts = newborn(ymd(2026, 3, 30), ymd(2026, 3, 1));
        const auto decision =
            rules::decide(*read.programme, facts, stay_from(ymd(2026, 3, 30), ymd(2026, 4, 2)));
        EXPECT_EQ(decision.outcome, rules::Outcome::granted);
        EXPECT_EQ(decision.fee, Yen{4 * 28345});
        return decision.parent;
    };
    EXPECT_EQ(parent_of_a_stay("day"), Yen{2 * 5669 + 5669});
    EXPECT_EQ(parent_of_a_stay("first_day"), Yen{4 * 5669});
}

/// A stay of 3 nights from 8 July at a facility whose fee is a new one from 10 July on.
rules::Decision decide_over_a_new_fee(const std::string& price, std::optional<Date> ended = std::nullopt)
{
    const auto read = test::read(stay(price));
    EXPECT_TRUE(read.mistakes.empty());
    auto facts = newborn(ymd(2026, 7, 1), ymd(2026, 6, 1));
    facts.facility->offers = {{"stay", Yen{30000}, {}, ymd(2026, 7, 9), {}},
                              {"stay", Yen{33000}, ymd(2026, 7, 10), ended, {}}};
    return rules::decide(*read.programme, facts, stay_from(ymd(2026, 7, 8), ymd(2026, 7, 11)));
}

TEST(Decide, X_07_AStayOverANewFeeHasTheFeeOfItsFirstDay)
{
    const auto decision = decide_over_a_new_fee(price_of_a_stay);
    EXPECT_EQ(decision.outcome, rules::Outcome::granted);
    EXPECT_EQ(decision.fee, Yen{4 * 30000});
}

TEST(Decide, X_07_AStayOverANewFeeHasTheFeeOfEachDayWhereTheFileSaysSo)
{
    const auto decision = decide_over_a_new_fee(price_of_a_stay + "      fee_by: each_day\n");
    EXPECT_EQ(decision.fee, Yen{2 * 30000 + 2 * 33000});
    EXPECT_EQ(decision.parent, Yen{25200});
}

TEST(Decide, X_07_TheFeeOfEachDayIsDeclaredForStaysOnly)
{
    std::string parts = stay(price_of_a_stay + "      fee_by: each_day\n");
    const std::string dates = "asks: dates";
    parts.replace(parts.find(dates), dates.size(), "asks: number");
    const auto read = test::read(parts);
    ASSERT_EQ(read.mistakes.size(), 1U);
    EXPECT_NE(rules::to_string(read.mistakes.front(), "en").find("`each_day` without a stay"),
              std::string::npos);
}

TEST(Decide, X_07_AStayIsRefusedWhereTheLastOfItsOffersEndsBefore)
{
    const auto decision = decide_over_a_new_fee(price_of_a_stay, ymd(2026, 7, 10));
    EXPECT_EQ(decision.outcome, rules::Outcome::refused);
    ASSERT_FALSE(decision.rules.empty());
    EXPECT_EQ(decision.rules.front().last_day, ymd(2026, 7, 10));
}

TEST(Decide, AllReasonsAgainstAreListed)
{
    const auto rules = programme();
    auto facts = newborn(ymd(2026, 7, 1), ymd(2025, 1, 1));
    facts.household.resident_until = ymd(2026, 6, 1);
    facts.facility->closed_on = {ymd(2026, 7, 2)};
    facts.allotments.front().left = Units{0};
    const auto decision = rules::decide(*rules, facts, stay_from(ymd(2026, 7, 1), ymd(2026, 7, 2)));
    EXPECT_TRUE(decision.refused());
    const auto told = rules::explain(*rules, facts, decision);
    std::vector<std::string> against;
    for (const auto& reason : told.reasons)
        if (reason.verdict == rules::Verdict::against) against.push_back(reason.rule);
    EXPECT_EQ(against,
              (std::vector<std::string>{"facility_open", "under_four_months", "resident", "units_left"}));
}

TEST(Decide, AMissingFactRefusesAndNamesItself)
{
    const auto rules = programme();
    auto facts = newborn(ymd(2026, 7, 1), ymd(2026, 6, 1));
    facts.birth.born_on.reset();
    const auto decision = rules::decide(*rules, facts, stay_from(ymd(2026, 7, 1), ymd(2026, 7, 2)));
    EXPECT_TRUE(decision.refused());
    const auto told = rules::explain(*rules, facts, decision);
    EXPECT_NE(told.reasons.front().sentence.ja.find("出産日"), std::string::npos);
    EXPECT_NE(told.reasons.front().sentence.en.find("day of birth"), std::string::npos);
}

TEST(Decide, ARefusalNamesTheDateInBothLanguages)
{
    const auto rules = programme();
    const auto facts = newborn(ymd(2026, 7, 20), ymd(2026, 3, 10));
    const auto decision = rules::decide(*rules, facts, stay_from(ymd(2026, 7, 20), ymd(2026, 7, 21)));
    const auto told = rules::explain(*rules, facts, decision);
    EXPECT_EQ(told.reasons.front().sentence.ja, "令和8年7月9日（木）までです。");
    EXPECT_EQ(told.reasons.front().sentence.en, "Until Thursday 9 July 2026.");
    EXPECT_EQ(told.reasons.front().source, "T-4");
}

TEST(Decide, C_10_AfterALossNoSentenceSpeaksOfAChild)
{
    const auto rules = programme();
    auto facts = newborn(ymd(2026, 7, 1), ymd(2026, 6, 1));
    facts.birth.born_on.reset();
    facts.child = {};
    facts.birth.lost_on = ymd(2026, 6, 1);
    for (std::int64_t units : {1, 2, 9}) {
        auto request =
            stay_from(ymd(2026, 7, 1), date_of_days(days_since_epoch(ymd(2026, 7, 1)) + units - 1));
        const auto told = rules::explain(*rules, facts, rules::decide(*rules, facts, request));
        for (const auto& reason : told.reasons) {
            EXPECT_EQ(reason.sentence.ja.find("お子さん"), std::string::npos) << reason.sentence.ja;
            EXPECT_EQ(reason.sentence.en.find("child"), std::string::npos) << reason.sentence.en;
        }
    }
}

TEST(Decide, WhatIsProposedIsGranted)
{
    const auto rules = programme();
    EXPECT_TRUE(rc::check("every plan is granted on the same facts", [&] {
        const Date born = date_of_days(days_since_epoch(ymd(2026, 1, 1)) + *rc::gen::inRange(0, 365));
        const Date today = date_of_days(days_since_epoch(born) + *rc::gen::inRange(0, 140));
        auto facts = newborn(today, born);
        facts.allotments.front().left = Units{*rc::gen::inRange(0, 8)};
        const Date first = date_of_days(days_since_epoch(today) + *rc::gen::inRange(0, 10));
        const Date last = date_of_days(days_since_epoch(first) + *rc::gen::inRange(0, 9));
        const auto decision = rules::decide(*rules, facts, stay_from(first, last));
        RC_ASSERT(decision.units.count >= 0);
        RC_ASSERT(decision.units <= decision.left_before);
        RC_ASSERT(decision.fee == decision.parent + decision.public_share);
        RC_ASSERT(decision.refused() == (decision.units.count == 0));
        for (const auto& plan : rules::explain(*rules, facts, decision).possible) {
            RC_ASSERT(rules::decide(*rules, facts, plan.request).outcome == rules::Outcome::granted);
        }
    }));
}

TEST(Decide, AnyFactsGiveADecision)
{
    const auto rules = programme();
    EXPECT_TRUE(rc::check("decide() never throws", [&] {
        auto facts = newborn(date_of_days(*rc::gen::inRange(-100'000, 100'000)),
                             date_of_days(*rc::gen::inRange(-100'000, 100'000)));
        facts.facility->offers.front().fee = Yen{*rc::gen::arbitrary<std::int64_t>()};
        facts.allotments.front().left = Units{*rc::gen::arbitrary<std::int64_t>()};
        rules::Request request;
        request.service = "stay";
        request.units = Units{*rc::gen::arbitrary<std::int64_t>()};
        const auto decision = rules::decide(*rules, facts, request);
        (void)rules::explain(*rules, facts, decision);
        (void)rules::to_compact_json(*rules, decision);
    }));
}

TEST(Outlook, AListThatKnowsNoHoursRefusesNobodyForThem)
{
    const auto read = test::read(R"(application_rules: []
allotments: { care: { source: T, name: { ja: 保育, en: Care }, holder: child, unit: hour, units: 5, more_than_left: refuse } }
services:
  care:
    { source: T, name: { ja: 保育, en: Care }, allotment: care, unit: hour, asks: hours, begun_unit: counts, least_per_use: 1, design: 1, price: { source: T, fee: 500 yen * hours.length, steps: [{ label: { ja: 料金, en: Fee }, parent_pays: fee }], rounding: { unit: 1, direction: floor, side: parent, level: use } } }
use_rules:
  - { rule: opening, source: T, for: all, require: hours.from >= 8:00, refused: { ja: 八時から, en: From 8 } }
)");
    ASSERT_TRUE(read.programme);
    auto facts = newborn(ymd(2026, 7, 8), ymd(2026, 3, 10));
    facts.facility->offers = {{"care", Yen{0}, {}, {}, {}}};
    facts.allotments = {{"care", Units{5}, Units{}, Units{5}, {}, {}}};
    const auto& care = read.programme->services().front();
    EXPECT_TRUE(rules::outlook(*read.programme, facts, care, ymd(2026, 7, 8)).usable_now);
    facts.allotments.front().left = Units{0};
    EXPECT_FALSE(rules::outlook(*read.programme, facts, care, ymd(2026, 7, 8)).usable_now);
}

TEST(Outlook, AgreesWithTheDecisionAndNamesTheLastDay)
{
    const auto rules = programme();
    auto facts = newborn(ymd(2026, 7, 8), ymd(2026, 3, 10));
    auto outlook = rules::outlook(*rules, facts, rules->services().front(), ymd(2026, 7, 8));
    EXPECT_TRUE(outlook.usable_now);
    EXPECT_EQ(outlook.last_day, ymd(2026, 7, 9));
    outlook = rules::outlook(*rules, facts, rules->services().front(), ymd(2026, 7, 9));
    EXPECT_FALSE(outlook.usable_now) << "one day is less than the least";
    facts.facility.reset();
    EXPECT_TRUE(rules::outlook(*rules, facts, rules->services().front(), ymd(2026, 7, 8)).usable_now)
        << "judged as if at a facility that accepts everybody";
}

TEST(Json, FactsAndRequestsInADecisionOut)
{
    const auto rules = programme();
    const auto facts = rules::facts_from_json(*rules, boost::json::parse(R"({"today":"2026-07-01",
        "birth":{"born_on":"2026-06-01","children":1},"household":{"class":"general","resident_from":"2020-01-01"},
        "facility":{"name":{"ja":"甲","en":"A"},"offers":{"stay":30000}}})"));
    ASSERT_TRUE(facts) << facts.error().message.en;
    const auto request = rules::request_from_json(
        *rules, boost::json::parse(R"({"service":"stay","first_day":"2026-07-01","last_day":"2026-07-03"})"));
    ASSERT_TRUE(request);
    const auto decision = rules::decide(*rules, *facts, *request);
    const auto json = rules::decision_to_json(*rules, *facts, decision, "ja");
    EXPECT_EQ(json.at("outcome").as_string(), "granted");
    EXPECT_EQ(json.at("allotments").at("stay").at("left_after").as_int64(), 4);
    EXPECT_EQ(json.at("parent_yen").as_int64(), 18000);
    EXPECT_TRUE(boost::json::parse(rules::to_compact_json(*rules, decision)).is_object());

    const auto wrong =
        rules::facts_from_json(*rules, boost::json::parse(R"({"today":"yesterday","birht":{}})"));
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().message.en.find("yesterday"), std::string::npos);
    EXPECT_NE(wrong.error().message.en.find("birht"), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
