// 月の合計での端数処理: each use has whole yen, and the month has the rounded sum, whatever is used or
// voided.
#include "rules/booking/book.hpp"
#include "rules/json.hpp"
#include "rules/support.hpp"

#include <rapidcheck/gtest.h>

namespace hagukumi::test {
namespace {

using namespace rules;

constexpr Id here{{1}}, elsewhere{{2}};

/// A service of visits at a fee of 12,347 yen; the parent pays `pays`.
std::string visits(const std::string& rounding, const std::string& pays = "20% * fee",
                   const std::string& below = "use_rules: []\n")
{
    return R"(application_rules: []
allotments:
  visits: { source: T, name: { ja: 訪問, en: Visits }, holder: child, unit: visit, units: unlimited }
services:
  visit:
    source: T
    name: { ja: 訪問, en: Visit }
    allotment: visits
    unit: visit
    asks: number
    least_per_use: 1
    design: 1
    price:
      source: T
      fee: facility.fee * units
      steps: [{ label: { ja: 負担, en: Share }, parent_pays: )" +
           pays + " }]\n      rounding: { " + rounding + " }\n" + below;
}

const std::string by_month = ", level: month, counting: this_service, of: child, at: each_facility";
const std::string whole_yen = "unit: 1, direction: floor, side: parent" + by_month;

std::shared_ptr<const Programme> programme_with(const std::string& text)
{
    const ReadResult read = test::read(text);
    std::string all;
    for (const Mistake& mistake : read.mistakes) all += to_string(mistake, "en") + "\n";
    EXPECT_TRUE(read.programme) << all;
    return read.programme;
}

std::string mistakes_in(const std::string& text)
{
    std::string all;
    for (const Mistake& mistake : test::read(text).mistakes) all += to_string(mistake, "en") + "\n";
    return all;
}

/// A family's month, use by use.
struct Month {
    std::shared_ptr<const Programme> programme;
    Facts facts = newborn(ymd(2026, 7, 1), ymd(2026, 1, 10));

    explicit Month(const std::string& text, std::int64_t fee = 12347) : programme(programme_with(text))
    {
        facts.facility->id = here;
        facts.facility->offers = {{"visit", Yen{fee}, {}, {}, {}}};
        facts.allotments = {{"visits", {}, {}, {}, {}, {}}};
    }

    Decision decided(Date day, std::int64_t units = 1) const
    {
        Facts now = facts;
        now.at = start_of_day_in_japan(day) + std::chrono::hours(12);
        Request request;
        request.service = "visit";
        request.units = Units{units};
        return decide(*programme, now, request);
    }

    /// The use is made; what it costs the parent.
    std::int64_t use(Date day, std::int64_t units = 1)
    {
        const Decision decision = decided(day, units);
        EXPECT_FALSE(decision.refused());
        EXPECT_EQ(decision.fee.amount, decision.parent.amount + decision.public_share.amount);
        PastUse past;
        past.service = "visit";
        past.first_day = past.last_day = day;
        past.units = decision.units;
        past.public_share = decision.public_share;
        past.parent = decision.parent;
        past.exact_parent = exact_parent_of(to_compact_json(*programme, decision));
        past.facility = facts.facility->id;
        facts.uses.push_back(past);
        return decision.parent.amount;
    }

    std::int64_t charged() const
    {
        std::int64_t sum = 0;
        for (const PastUse& use : facts.uses) sum += use.parent.amount;
        return sum;
    }
};

// 2,469.4 yen three times are 7,408.2 yen.
TEST(MonthSum, U_01_TheMonthIsRoundedAndEachUseHasWholeYen)
{
    Month month(visits(whole_yen));
    EXPECT_EQ(month.use(ymd(2026, 7, 1)), 2469);
    EXPECT_EQ(month.use(ymd(2026, 7, 31)), 2469);
    EXPECT_EQ(month.use(ymd(2026, 7, 8)), 2470) << "the third takes the yen of all three";
    EXPECT_EQ(month.charged(), 7408);
    EXPECT_EQ(month.use(ymd(2026, 8, 1)), 2469) << "a month begins anew";

    Month tens(visits("unit: 10, direction: floor, side: parent" + by_month));
    EXPECT_EQ(tens.use(ymd(2026, 7, 1)), 2460);
    EXPECT_EQ(tens.use(ymd(2026, 7, 2)), 2470);
    EXPECT_EQ(tens.use(ymd(2026, 7, 3)), 2470);
    Month up(visits("unit: 100, direction: ceil, side: parent" + by_month));
    EXPECT_EQ(up.use(ymd(2026, 7, 1)), 2500);
    EXPECT_EQ(up.use(ymd(2026, 7, 2)), 2500);
    EXPECT_EQ(up.use(ymd(2026, 7, 3)), 2500);
    EXPECT_EQ(up.use(ymd(2026, 7, 4)), 2400) << "9,877.6 yen are 9,900";
}

// Floored to 100, the city's 9,877.6 yen are 9,800, twice 19,700.
TEST(MonthSum, U_01_TheMunicipalitysSideIsRoundedAndTheParentHasTheRest)
{
    Month month(visits("unit: 100, direction: floor, side: public" + by_month));
    EXPECT_EQ(month.use(ymd(2026, 7, 1)), 12347 - 9800);
    EXPECT_EQ(month.use(ymd(2026, 7, 2)), 12347 - 9900);
}

TEST(MonthSum, U_01_WhoseAndWhereIsAsTheFileSays)
{
    Month month(visits(whole_yen));
    month.use(ymd(2026, 7, 1));
    month.use(ymd(2026, 7, 2));
    PastUse& last = month.facts.uses.back();
    const auto third = [&] { return month.decided(ymd(2026, 7, 3)).parent.amount; };
    EXPECT_EQ(third(), 2470);
    last.of_this_child = false;
    EXPECT_EQ(third(), 2469);
    last.of_this_child = true;
    last.facility = elsewhere;
    EXPECT_EQ(third(), 2469);
    last.facility.reset();
    EXPECT_EQ(third(), 2470) << "a use of which nobody knows where it was counts everywhere";
    last.facility = elsewhere;

    Month over_all(
        visits("unit: 1, direction: floor, side: parent, level: month, counting: this_service, "
               "of: household, at: all_facilities"));
    over_all.facts.uses = month.facts.uses;
    over_all.facts.uses.front().of_this_child = false;
    EXPECT_EQ(over_all.decided(ymd(2026, 7, 3)).parent.amount, 2470);
}

TEST(MonthSum, M_24_AfterAVoidTheNextUseSettlesTheMonth)
{
    Month month(visits(whole_yen));
    for (unsigned day = 1; day <= 3; ++day) month.use(ymd(2026, 7, day));
    month.facts.uses.erase(month.facts.uses.begin());  // 2,469 + 2,470 stand, of 4,938.8
    EXPECT_EQ(month.charged(), 4939);
    EXPECT_EQ(month.use(ymd(2026, 7, 9)), 2469);
    EXPECT_EQ(month.charged(), 7408);
}

TEST(MonthSum, U_02_TheStepsOfTheMoneyAddUp)
{
    Month month(visits("unit: 10, direction: floor, side: parent" + by_month));
    month.use(ymd(2026, 7, 1));
    const Decision decision = month.decided(ymd(2026, 7, 2));
    for (const Language language : all_languages) {
        const Explanation told = explain(*month.programme, month.facts, decision, language);
        ASSERT_EQ(told.money.size(), 6u);
        EXPECT_EQ(told.money[3].amount - told.money[2].amount, told.money[5].amount);
        EXPECT_FALSE(told.money[3].label.in(language).empty());
        EXPECT_NE(told.money[2].label.in(language), told.money[3].label.in(language));
    }
    const Explanation told = explain(*month.programme, month.facts, decision);
    EXPECT_EQ(told.money[2].label.ja, "利用する月の、これまでのお支払い");
    EXPECT_EQ(told.money[2].amount, Yen{2460});
    EXPECT_EQ(told.money[3].label.ja, "今回を含めた月の合計（10円未満は切捨て）");
    EXPECT_EQ(told.money[3].amount, Yen{4930});
    EXPECT_EQ(told.money[3].label.en, "Your share of the month with this use (rounded down to 10 yen)");
}

TEST(MonthSum, U_02_TheExactShareIsKeptWithTheDecision)
{
    Month month(visits(whole_yen));
    const std::string kept = to_compact_json(*month.programme, month.decided(ymd(2026, 7, 1)));
    EXPECT_EQ(exact_parent_of(kept), (Ratio{12347, 5})) << kept;
    Month by_use(visits("unit: 1, direction: floor, side: parent, level: use"));
    const std::string other = to_compact_json(*by_use.programme, by_use.decided(ymd(2026, 7, 1)));
    EXPECT_FALSE(exact_parent_of(other)) << other;
    for (const char* wrong : {"", "{}", ",\"exact\":[", ",\"exact\":[1]", ",\"exact\":[1,0]",
                              ",\"exact\":[1,x]", ",\"exact\":[1,2", ",\"exact\":[99999999999999999999,1]"})
        EXPECT_FALSE(exact_parent_of(wrong)) << wrong;
}

TEST(MonthSum, U_05_AFileSaysWhatIsAddedUp)
{
    const std::string start = "unit: 1, direction: floor, side: parent, level: ";
    for (const char* key : {"counting", "of", "at"}) {
        std::string without = by_month.substr(by_month.find("month"));
        const std::size_t begin = without.find(", " + std::string(key));
        without.erase(begin, without.find(',', begin + 1) - begin);
        EXPECT_NE(mistakes_in(visits(start + without)).find(key), std::string::npos) << without;
        const std::string beside = std::string(", ") + key +
                                   (key == std::string("at")   ? ": each_facility"
                                    : key == std::string("of") ? ": child"
                                                               : ": all");
        EXPECT_NE(mistakes_in(visits(start + "use" + beside)).find("without `level: month`"),
                  std::string::npos);
    }
    EXPECT_NE(mistakes_in(visits(whole_yen, "fee - 1000 yen")).find("no fractions"), std::string::npos);
    EXPECT_EQ(mistakes_in(visits("unit: 100, direction: floor, side: parent" + by_month, "fee - 1000 yen")),
              "");
    EXPECT_EQ(mistakes_in(visits("unit: 100, direction: floor, side: parent, level: use", "fee - 1000 yen")),
              "");
}

TEST(MonthSum, U_05_ServicesOfOneSumAreRoundedAlike)
{
    const auto two = [](const std::string& one, const std::string& other) {
        const std::string second = R"(  call:
    { source: T, name: { ja: 電話, en: Call }, allotment: visits, unit: visit, asks: number, least_per_use: 1, design: 1, price: { source: T, fee: facility.fee * units, steps: [{ label: { ja: x, en: x }, parent_pays: )" +
                                   other + " } }\n";
        return mistakes_in(visits(one, "20% * fee", second + "use_rules: []\n"));
    };
    const std::string all =
        "unit: 1, direction: floor, side: parent, level: month, counting: all, of: child, at: each_facility";
    EXPECT_EQ(two(all, "10% * fee }], rounding: { " + all + " }"), "");
    EXPECT_EQ(two(all, "1000 yen }]"), "") << "whole yen change nothing in a sum of whole yen";
    for (const char* other :
         {"unit: 1, direction: floor, side: parent, level: use",
          "unit: 1, direction: ceil, side: parent, level: month, counting: all, of: child, at: each_facility",
          "unit: 1, direction: floor, side: parent, level: month, counting: this_service, of: child, at: "
          "each_facility"}) {
        EXPECT_NE(two(all, "10% * fee }], rounding: { " + std::string(other) + " }").find("is another one"),
                  std::string::npos)
            << other;
    }
    EXPECT_NE(
        mistakes_in(
            visits("unit: 1, direction: floor, side: parent, level: month, counting: [call], of: child, "
                   "at: each_facility",
                   "20% * fee",
                   "  call: { source: T, name: { ja: 電話, en: Call }, allotment: visits, unit: visit, "
                   "asks: number, least_per_use: 1, design: 1, price: not_stated }\nuse_rules: []\n"))
            .find("without that service"),
        std::string::npos);
}

TEST(MonthSum, U_02_NoFactsThrow)
{
    Month month(visits(whole_yen));
    month.use(ymd(2026, 7, 1));
    PastUse& past = month.facts.uses.front();
    for (const std::int64_t yen :
         {std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
        past.parent = Yen{yen};
        EXPECT_TRUE(month.decided(ymd(2026, 7, 2)).refused());
    }
    past.parent = Yen{2469};
    past.exact_parent = Ratio{1, 0};
    EXPECT_TRUE(month.decided(ymd(2026, 7, 2)).refused());
    past.exact_parent = Ratio{1, std::int64_t{1} << 59};
    (void)month.decided(ymd(2026, 7, 2));
    past.last_day = Date{};
    (void)month.decided(ymd(2026, 7, 2));
}

RC_GTEST_PROP(MonthSum, U_02_TheUsesThatStandAddUpToTheRoundedSum, ())
{
    const int unit = *rc::gen::element(1, 10, 100);
    const std::string direction = *rc::gen::element<std::string>("floor", "half_up", "ceil");
    const bool of_parent = *rc::gen::arbitrary<bool>();
    const int percent = *rc::gen::inRange(15, 85);
    Month month(visits("unit: " + std::to_string(unit) + ", direction: " + direction +
                           ", side: " + (of_parent ? "parent" : "public") + by_month,
                       std::to_string(percent) + "% * fee"));
    const Direction way = direction == "floor"  ? Direction::floor
                          : direction == "ceil" ? Direction::ceil
                                                : Direction::half_up;
    const int uses = *rc::gen::inRange(1, 12);
    for (int i = 0; i < uses; ++i) {
        // A void gives back what its use was charged; the next use puts the month right.
        if (!month.facts.uses.empty() && *rc::gen::inRange(0, 4) == 0)
            month.facts.uses.erase(month.facts.uses.begin() +
                                   *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(month.facts.uses)));
        month.facts.facility->offers.front().fee = Yen{*rc::gen::inRange<std::int64_t>(2000, 40000)};
        month.use(ymd(2026, 7, *rc::gen::inRange(1u, 32u)), *rc::gen::inRange<std::int64_t>(1, 4));
        Ratio exact;
        std::int64_t charged = 0;
        for (const PastUse& past : month.facts.uses) {
            const Ratio fee{past.parent.amount + past.public_share.amount, 1};
            exact = *add(exact, of_parent ? *past.exact_parent : *subtract(fee, *past.exact_parent));
            charged += of_parent ? past.parent.amount : past.public_share.amount;
        }
        RC_ASSERT(charged == round_to(exact, unit, way));
    }
    const Decision before = month.decided(ymd(2026, 7, 20));
    std::reverse(month.facts.uses.begin(), month.facts.uses.end());
    RC_ASSERT(month.decided(ymd(2026, 7, 20)).parent == before.parent);
}

}  // namespace
}  // namespace hagukumi::test
