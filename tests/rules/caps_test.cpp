// Caps, counters, notes and hours: that a wrong file is told, and what must hold for every family and
// history.
#include <rapidcheck.h>

#include <algorithm>
#include <map>

#include "rules/json.hpp"
#include "rules/support.hpp"
#include "rules/vocabulary.hpp"

namespace hagukumi::test {
namespace {

std::string all_mistakes(const rules::ReadResult& read)
{
    std::string all;
    for (const auto& mistake : read.mistakes) all += rules::to_string(mistake, "en") + "\n";
    return all;
}

/// Two services of one allotment, with these rules, counters before them and a price for the stay.
std::string two_services(const std::string& rules, const std::string& price = "not_stated",
                         const std::string& counters = "")
{
    return R"(application_rules: []
documents: { work: { ja: 証明書, en: Proof } }
allotments:
  care: { source: T, name: { ja: 券, en: Coupon }, holder: birth, unit: day, units: 14, more_than_left: use_what_is_left }
services:
  stay:
    source: T
    name: { ja: 宿泊, en: Stay }
    allotment: care
    unit: day
    asks: dates
    least_per_use: 1
    design: 1
    price: )" +
           price + R"(
  day_care: { source: T, name: { ja: 日帰り, en: Day }, allotment: care, unit: day, asks: number, least_per_use: 1, design: 2, price: not_stated }
)" + counters +
           "use_rules:\n" + rules;
}

std::string cap(const std::string& keys)
{
    return "  - { rule: cap, source: T, for: all, refused: { ja: だめ, en: no }, at_most: 4, " + keys +
           " }\n";
}

struct Wrong {
    const char* keys;
    const char* told;
};

TEST(Caps, AreOfTheRulesOfUseOnly)
{
    std::string file = two_services("[]");
    const std::string none = "application_rules: []";
    file.replace(file.find(none), none.size(),
                 "application_rules:\n  - { rule: r, source: T, refused: { ja: だめ, en: no }, at_most: 4 }");
    EXPECT_NE(all_mistakes(test::read(file)).find("at_most"), std::string::npos);
}

TEST(Caps, LeaveNothingUnsaid)
{
    for (const auto& [keys, told] : {
             Wrong{"per: month, counting: all, counted_by: each_day", "without `beyond`"},
             Wrong{"per: month, counting: all, beyond: cut", "without `counted_by`"},
             Wrong{"counting: all, beyond: cut", "without `per`"},
             Wrong{"per: month, counted_by: each_day, beyond: cut", "without `counting`"},
             Wrong{"per: week, counting: all, beyond: cut", "week_from_monday, week_from_sunday, month"},
             Wrong{"per: use, counting: all, beyond: cut", "beside `per: use`"},
             Wrong{"per: life, counting: [stay], beyond: cut", "which it does not count"},
             Wrong{"per: life, counting: all, counted_by: each_day, beyond: cut", "no stay can lie over"},
             Wrong{"per: life, counting: all, counts: uses, beyond: cut", "cannot be used in part"},
             Wrong{"per: life, counting: all, counts: public_yen, beyond: refuse", "write a counter"},
             Wrong{"per: life, counting: [night], beyond: refuse", "`night`"},
             Wrong{"per: life, counting: all, of: everybody, beyond: refuse",
                   "birth, child, household or guardian"},
             Wrong{"per: life, counting: all, beyond: refuse, counting_from: 3", "a number"},
         }) {
        const auto read = test::read(two_services(cap(keys)));
        EXPECT_FALSE(read.programme) << keys;
        EXPECT_NE(all_mistakes(read).find(told), std::string::npos) << keys << "\n" << all_mistakes(read);
        for (const auto& mistake : read.mistakes) {
            EXPECT_GT(mistake.line, 7);
            EXPECT_GT(mistake.column, 0);
        }
    }
    const auto right = test::read(
        two_services(cap("per: month, counting: all, counted_by: each_day, of: child, beyond: cut")));
    EXPECT_TRUE(right.programme) << all_mistakes(right);
}

TEST(Language, OfHoursWeekdaysDocumentsAndCountersTellsWhatIsWrong)
{
    for (const auto& [keys, told] : {
             Wrong{"weekday(day) = sunday", "`sunday`"},
             Wrong{"weekday(day) is sundy", "did you mean `sunday`?"},
             Wrong{"hours.from >= 49:00", "a time from 0:00 to 48:00"},
             Wrong{"hours.from >= 8", "a number"},
             Wrong{"documents.wrok.valid", "did you mean `work`?"},
             Wrong{"documents.work", "valid, valid_from or valid_until"},
             Wrong{"tax_year(day) = 2026", "two values"},
             Wrong{"hours_in(8:00, 9:00) > 1 yen", "a sum in yen"},
             Wrong{"round_up(20%) = 1", "a rate"},
             Wrong{"uses_sofar < 3", "did you mean `uses_so_far`?"},
         }) {
        const auto read = test::read(two_services(
            std::string(
                "  - { rule: r, source: T, for: all, days_outside: refuse, refused: { ja: x, en: x }, "
                "require: \"") +
                keys + "\" }\n",
            "not_stated",
            "counters: { uses_so_far: { source: T, counting: all, counts: uses, per: life } }\n"));
        EXPECT_FALSE(read.programme) << keys;
        EXPECT_NE(all_mistakes(read).find(told), std::string::npos) << keys << "\n" << all_mistakes(read);
    }
}

TEST(Language, EveryWordIsInTheGuide)
{
    const std::string guide = text_of("docs/programme-files.md");
    const auto is_told = [&](std::string_view word) { return guide.find(word) != std::string::npos; };
    for (const auto& fact : rules::all_facts())
        EXPECT_TRUE(fact.word.empty() || is_told("`" + std::string(fact.word) + "`")) << fact.word;
    for (const auto& function : rules::all_functions())
        EXPECT_TRUE(is_told("`" + std::string(function.word) + "(")) << function.word;
    for (const auto unit : {rules::Unit::half_hour, rules::Unit::half_day})
        EXPECT_TRUE(is_told(rules::code_of(unit)));
}

TEST(Services, SayHowTheirDaysAndHoursCount)
{
    const auto service = [](const std::string& unit, const std::string& keys) {
        return test::read(
            "application_rules: []\nuse_rules: []\nallotments: { a: { source: T, name: { ja: 券, en: C }, "
            "holder: birth, unit: " +
            unit +
            ", units: 7, more_than_left: refuse } }\nservices: { s: { source: T, name: { ja: 宿泊, en: S }, "
            "allotment: a, unit: " +
            unit + ", least_per_use: 1, design: 1, price: not_stated, " + keys + " } }\n");
    };
    EXPECT_TRUE(service("visit", "asks: dates, counts: nights, units_per_day: 2").programme);
    EXPECT_FALSE(service("visit", "asks: dates").programme);
    EXPECT_FALSE(service("day", "asks: dates, counts: nights").programme);
    EXPECT_FALSE(service("hour", "asks: hours").programme);
    EXPECT_TRUE(service("half_hour", "asks: hours, begun_unit: refuse").programme);
    EXPECT_FALSE(service("day", "asks: hours, begun_unit: refuse").programme);
    EXPECT_FALSE(service("hour", "asks: number, begun_unit: refuse").programme);
    EXPECT_FALSE(service("hour", "asks: amount").programme);
    EXPECT_TRUE(service("yen", "asks: amount").programme);
}

// ---- what must hold for every family and history ----

const std::string caps_that_cut =
    R"(  - { rule: stays, source: T, for: [stay], refused: { ja: x, en: x }, at_most: 5, per: life, counting: [stay], beyond: cut }
  - { rule: month, source: T, for: all, refused: { ja: x, en: x }, at_most: 4, per: month, counting: all, counted_by: each_day, beyond: cut }
)";
const std::string caps =
    caps_that_cut +
    R"(  - { rule: year, source: T, for: all, refused: { ja: x, en: x }, at_most: 9, per: fiscal_year, counting: all, counted_by: each_day, beyond: refuse }
  - { rule: household, source: T, for: [day_care], refused: { ja: x, en: x }, at_most: 6, per: month, counting: this_service, of: household, beyond: refuse }
  - { rule: guardian, source: T, for: all, refused: { ja: x, en: x }, at_most: 7, per: fiscal_year, counting: all, counted_by: each_day, of: guardian, beyond: refuse }
)";
const char* const price = R"~({ source: T, fee: facility.fee * units, steps: [
      { label: { ja: 二割, en: Share }, parent_pays: 20% * fee },
      { label: { ja: 減免, en: Relief }, when: relieved < 5, parent_pays: "share - 2500 yen * min(units, 5 - relieved)" } ],
      rounding: { unit: 10, direction: floor, side: parent, level: unit } })~";
const char* const counters =
    "counters: { relieved: { source: T, counting: [stay, day_care], per: fiscal_year, counted_by: each_day } "
    "}\n";

std::shared_ptr<const rules::Programme> capped()
{
    static const auto read = test::read(two_services(caps, price, counters));
    EXPECT_TRUE(read.programme) << all_mistakes(read);
    return read.programme;
}

int among(int first, int last)
{
    return *rc::gen::inRange(first, last + 1);
}

rules::Facts any_family()
{
    rules::Facts facts = newborn(ymd(2026, 6, 1), ymd(2026, 4, 18));
    facts.facility->offers = {{"stay", Yen{among(0, 40000)}, {}, {}, {}},
                              {"day_care", Yen{among(0, 20000)}, {}, {}, {}}};
    const int uses = among(0, 8);
    for (int i = 0; i < uses; ++i) {
        const bool stay = among(0, 1) == 1;
        const Date first = date_of_days(days_since_epoch(ymd(2026, 1, 1)) + among(0, 420));
        const int days = stay ? among(1, 5) : 1;
        rules::PastUse use{stay ? "stay" : "day_care", first,
                           date_of_days(days_since_epoch(first) + days - 1),
                           Units{stay ? days : among(1, 4)}};
        use.of_this_birth = use.of_this_child = among(0, 3) != 0;
        use.of_this_guardian = among(0, 2) != 0;
        facts.uses.push_back(std::move(use));
    }
    facts.allotments = {{"care", Units{14}, Units{}, Units{among(0, 14)}, {}, {}}};
    facts.allotments.front().used = facts.allotments.front().granted - facts.allotments.front().left;
    return facts;
}

rules::Request any_request()
{
    rules::Request request;
    const Date first = date_of_days(days_since_epoch(ymd(2026, 6, 1)) + among(0, 330));
    request.first_day = first;
    const int units = among(1, 9);
    if (among(0, 1) == 1) {
        request.service = "stay";
        request.last_day = date_of_days(days_since_epoch(first) + units - 1);
    } else {
        request.service = "day_care";
        request.units = Units{units};
    }
    return request;
}

/// The judge: units by day, counted the slow way.
using ByDay = std::map<std::int64_t, std::int64_t>;

void add_days(ByDay& days, Date first, Date last, std::int64_t units)
{
    const std::int64_t from = days_since_epoch(first);
    if (first == last) {
        days[from] += units;
        return;
    }
    for (std::int64_t day = from; day <= days_since_epoch(last) && units > 0; ++day, --units) ++days[day];
}

std::int64_t most_in(const ByDay& days, bool in_a_month)
{
    std::map<std::int64_t, std::int64_t> sums;
    std::int64_t most = 0;
    for (const auto& [day, units] : days) {
        const Date date = date_of_days(day);
        const int year = static_cast<int>(date.year());
        const int month = static_cast<int>(static_cast<unsigned>(date.month()));
        const int key = in_a_month ? year * 12 + month : year - (month < 4 ? 1 : 0);
        most = std::max(most, sums[key] += units);
    }
    return most;
}

TEST(Counters, GrowFromOneDayOfAStayToTheNextAndBeginAgainWithTheYear)
{
    const auto rules = capped();
    rules::Facts facts = newborn(ymd(2026, 6, 1), ymd(2026, 4, 18));
    facts.facility->offers = {{"stay", Yen{30000}, {}, {}, {}}};
    facts.allotments = {{"care", Units{14}, Units{}, Units{14}, {}, {}}};
    facts.uses = {{"day_care", ymd(2026, 5, 1), ymd(2026, 5, 1), Units{4}}};
    rules::Request request;
    request.service = "stay";
    request.first_day = ymd(2026, 6, 1);
    request.last_day = ymd(2026, 6, 3);
    EXPECT_EQ(rules::decide(*rules, facts, request).parent, Yen{3500 + 6000 + 6000});
    facts.uses.front().units = Units{5};
    request.first_day = ymd(2027, 3, 31);
    request.last_day = ymd(2027, 4, 1);
    EXPECT_EQ(rules::decide(*rules, facts, request).parent, Yen{6000 + 3500});
}

// japan-rules 9.19: one day of 31 March to 1 April belongs to either year.
TEST(Caps, OfAYearTakeEachDayOfAStayWhereItLies)
{
    const auto rules = capped();
    rules::Facts facts = newborn(ymd(2026, 6, 1), ymd(2026, 4, 18));
    facts.facility->offers = {{"stay", Yen{30000}, {}, {}, {}}};
    facts.allotments = {{"care", Units{14}, Units{}, Units{14}, {}, {}}};
    rules::Request request;
    request.service = "stay";
    request.first_day = ymd(2027, 3, 31);
    request.last_day = ymd(2027, 4, 1);
    // Six days of the guardian's seven in the old year, then seven.
    facts.uses = {{"day_care", ymd(2026, 5, 1), ymd(2026, 5, 1), Units{6}}};
    EXPECT_EQ(rules::decide(*rules, facts, request).units, Units{2});
    facts.uses.front().units = Units{7};
    EXPECT_TRUE(rules::decide(*rules, facts, request).refused());
    facts.uses.front().first_day = facts.uses.front().last_day = ymd(2027, 5, 20);
    EXPECT_TRUE(rules::decide(*rules, facts, request).refused());
    facts.uses.front().units = Units{6};
    EXPECT_EQ(rules::decide(*rules, facts, request).units, Units{2});
}

TEST(Properties, UnitsChargedNeverExceedAnyCap)
{
    const auto rules = capped();
    EXPECT_TRUE(rc::check("no cap is exceeded by what a use adds", [&] {
        // The history is made by the rules themselves, so that it keeps the caps as well.
        rules::Facts facts = any_family();
        facts.uses.clear();
        facts.allotments.front() = {"care", Units{14}, Units{}, Units{14}, {}, {}};
        ByDay all;
        ByDay by_guardian[2];
        std::vector<int> users;
        std::int64_t stays = 0;
        std::int64_t total = 0;
        for (int i = 0; i < 12; ++i) {
            const auto request = any_request();
            const int guardian = among(0, 1);
            for (std::size_t use = 0; use < users.size(); ++use)
                facts.uses[use].of_this_guardian = users[use] == guardian;
            const auto decision = rules::decide(*rules, facts, request);
            if (decision.refused()) continue;
            const auto units = decision.units.count;
            RC_ASSERT(units > 0);
            RC_ASSERT(units <= decision.asked.count);
            if (request.service == "stay") stays += units;
            total += units;
            add_days(all, decision.first_covered, decision.last_covered, units);
            add_days(by_guardian[guardian], decision.first_covered, decision.last_covered, units);
            users.push_back(guardian);
            facts.uses.push_back(
                {request.service, decision.first_covered, decision.last_covered, decision.units});
            auto& held = facts.allotments.front();
            held.used = held.used + decision.units;
            held.left = held.left - decision.units;
            RC_ASSERT(stays <= 5);
            RC_ASSERT(total <= 14);
            RC_ASSERT(most_in(all, true) <= 4);
            RC_ASSERT(most_in(all, false) <= 9);
            RC_ASSERT(most_in(by_guardian[guardian], false) <= 7);
        }
    }));
}

TEST(Properties, ADecisionDoesNotDependOnTheOrderOfFacts)
{
    const auto rules = capped();
    EXPECT_TRUE(rc::check("facts in any order", [&] {
        rules::Facts facts = any_family();
        const auto request = any_request();
        const auto one = to_compact_json(*rules, rules::decide(*rules, facts, request));
        std::reverse(facts.uses.begin(), facts.uses.end());
        std::reverse(facts.facility->offers.begin(), facts.facility->offers.end());
        std::rotate(facts.uses.begin(), facts.uses.begin() + (facts.uses.empty() ? 0 : 1), facts.uses.end());
        RC_ASSERT(to_compact_json(*rules, rules::decide(*rules, facts, request)) == one);
    }));
}

TEST(Properties, TheStepsOfMoneyAddUpToTheFee)
{
    const auto rules = capped();
    EXPECT_TRUE(rc::check("fee = parent + public", [&] {
        const rules::Facts facts = any_family();
        const auto decision = rules::decide(*rules, facts, any_request());
        if (!decision.priced) return;
        RC_ASSERT(decision.fee == decision.parent + decision.public_share);
        RC_ASSERT(decision.parent >= Yen{0});
        RC_ASSERT(decision.public_share >= Yen{0});
        RC_ASSERT(decision.fee.amount % std::max<std::int64_t>(1, decision.units.count) == 0);
        // And so do the lines that the parent reads: the fee first, at the end who pays what of it.
        const auto lines = rules::explain(*rules, facts, decision).money;
        RC_ASSERT(lines.size() >= 3);
        RC_ASSERT(lines.front().amount == decision.fee);
        RC_ASSERT(lines.back().amount + lines[lines.size() - 2].amount == decision.fee);
    }));
}

TEST(Properties, NarrowingAWindowNeverAllowsMore)
{
    EXPECT_TRUE(rc::check("a shorter window covers no more", [&] {
        // Where a cap refuses what does not fit, a shorter request may well be granted; not so where all cut.
        const int first = among(0, 200);
        const int later = among(first, 330);
        const int last = among(later, 330);
        const int earlier = among(later, last);
        const auto window = [&](int from, int until) {
            const auto day = [](int days) {
                return to_string(date_of_days(days_since_epoch(ymd(2026, 6, 1)) + days));
            };
            return test::read(two_services(
                std::string(caps_that_cut) +
                "  - { rule: window, source: T, for: all, refused: { ja: x, en: x }, " +
                "first_day: " + day(from) + ", last_day: " + day(until) + ", days_outside: cut }\n"));
        };
        const auto wide = window(first, last).programme;
        const auto narrow = window(later, earlier).programme;
        RC_ASSERT(wide && narrow);
        const rules::Facts facts = any_family();
        const auto request = any_request();
        const auto more = rules::decide(*wide, facts, request);
        const auto less = rules::decide(*narrow, facts, request);
        RC_ASSERT(less.units <= more.units);
    }));
}

TEST(Notes, PayTheLargestSumThatIsNotAboveTheBill)
{
    const auto read = test::read(R"(application_rules: []
allotments:
  notes: { source: T, name: { ja: 券, en: Notes }, holder: birth, unit: yen, notes: [{ value: 700, count: 3 }, { value: 500, count: 2 }], more_than_left: use_what_is_left }
services:
  pay: { source: T, name: { ja: 支払い, en: Pay }, allotment: notes, unit: yen, asks: amount, least_per_use: 1, design: 1, price: not_stated }
use_rules: []
)");
    ASSERT_TRUE(read.programme) << all_mistakes(read);
    EXPECT_TRUE(rc::check("against all combinations", [&] {
        rules::Facts facts = newborn(ymd(2026, 6, 1), ymd(2026, 4, 18));
        facts.facility->offers = {{"pay", Yen{0}, {}, {}, {}}};
        facts.allotments = {{"notes", Units{3100}, Units{}, Units{3100}, {}, {}}};
        rules::Request request;
        request.service = "pay";
        const int bill = among(1, 4000);
        request.units = Units{bill};
        int best = 0;
        for (int seven = 0; seven <= 3; ++seven) {
            for (int five = 0; five <= 2; ++five) {
                const int sum = 700 * seven + 500 * five;
                if (sum <= bill) best = std::max(best, sum);
            }
        }
        const auto decision = rules::decide(*read.programme, facts, request);
        RC_ASSERT(decision.units.count == best);
        std::int64_t sum = 0;
        for (const auto& taken : decision.notes) sum += taken.value * taken.count;
        RC_ASSERT(sum == best);
    }));
}

// 「保護者の負担は、1月につき1万円を限度とする。」
TEST(Counters, U_02_WhatParentsPaidIsAddedUpDayByDay)
{
    const auto read = test::read(R"(counters:
  paid: { source: T, counting: all, counts: parent_yen, per: month }
)" + stay(R"~(    price:
      source: T
      fee: facility.fee * units
      steps: [{ label: { ja: 負担, en: Share }, parent_pays: "min(3000 yen * units, max(0 yen, 10000 yen - paid))" }]
)~"));
    ASSERT_TRUE(read.programme);
    rules::Facts facts = newborn(ymd(2026, 7, 1), ymd(2026, 4, 10));
    const auto parent = [&](Date first, Date last) {
        rules::Request request;
        request.service = "stay";
        request.first_day = first;
        request.last_day = last;
        const rules::Decision decision = rules::decide(*read.programme, facts, request);
        EXPECT_FALSE(decision.refused());
        return decision.parent.amount;
    };
    EXPECT_EQ(parent(ymd(2026, 7, 1), ymd(2026, 7, 5)), 10000);
    EXPECT_EQ(parent(ymd(2026, 7, 30), ymd(2026, 8, 3)), 6000 + 9000) << "each day counts in its own month";
    rules::PastUse past{"stay", ymd(2026, 7, 8), ymd(2026, 7, 10), Units{3}, Yen{70000}};
    past.parent = Yen{9000};
    facts.uses.push_back(past);
    EXPECT_EQ(parent(ymd(2026, 7, 20), ymd(2026, 7, 21)), 1000);
}

}  // namespace
}  // namespace hagukumi::test
