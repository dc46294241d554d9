// Wrong files: every mistake in one run, with its place, what was found, what is allowed and what to do.
#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

std::string all_mistakes(const rules::ReadResult& read)
{
    std::string all;
    for (const auto& mistake : read.mistakes) all += rules::to_string(mistake, "en") + "\n";
    return all;
}

TEST(Reader, TellsEveryMistakeWithItsPlaceInOneRun)
{
    const auto read = test::read(R"(application_rules: []
allotments:
  stay: { source: T, name: { ja: 宿泊, en: Stay }, holder: nobody, unit: day, units: 7, more_than_left: refuse }
services:
  stay:
    source: T
    name: { ja: 宿泊 }
    allotment: stey
    unit: day
    asks: dates
    least_per_use: two
    design: 9
    price: not_stated
use_rules:
  - rule: r
    source: T
    for: all
    last_day: birth.born_on + 4 months
    days_outside: cut
    refused: { ja: "{nothing}", en: x }
)");
    EXPECT_FALSE(read.programme);
    const std::string all = all_mistakes(read);
    EXPECT_GE(read.mistakes.size(), 6u) << all;
    for (const char* part :
         {"nobody", "birth, child, household or registration", "stey", "`stay`", "two", "9", "{nothing}"}) {
        EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
    }
    for (const auto& mistake : read.mistakes) {
        EXPECT_GT(mistake.line, 7) << mistake.found.en;
        EXPECT_GT(mistake.column, 0) << mistake.found.en;
        for (const Text& part : {mistake.found, mistake.allowed, mistake.what_to_do}) {
            EXPECT_FALSE(part.ja.empty()) << mistake.found.en;
            EXPECT_FALSE(part.en.empty()) << mistake.found.en;
        }
    }
}

TEST(Reader, TellsAMistakeInJapaneseToo)
{
    const auto read = test::read(R"(application_rules: []
aplication_rules: []
allotments:
  stay: { source: T, name: { ja: 宿泊, en: Stay }, holder: nobody, unit: day, units: 7 days, more_than_left: refuse }
services: {}
use_rules: []
)");
    std::string all;
    for (const auto& mistake : read.mistakes) all += rules::to_string(mistake, "ja") + "\n";
    for (const char* part :
         {"131202-part.yaml:9:1: 誤り: 事業のファイルにキー`aplication_rules`がある。書けるのは、",
          "`application_rules` ではありませんか。",
          "131202-part.yaml:11:58: 誤り: "
          "`holder`に`nobody`が書かれている。書けるのは、birth、child、household、registration のどれか。",
          "日や週の期間。書けるのは、単位の数。単位の数になる式を書いてください。"}) {
        EXPECT_NE(all.find(part), std::string::npos) << part << "\n" << all;
    }
}

TEST(Reader, AWindowWithoutANamedConventionIsRefused)
{
    const auto read = test::read(stay("    price: not_stated\n", R"(use_rules:
  - rule: under_four_months
    source: T
    for: all
    last_day: birth.born_on + 4 months
    days_outside: cut
    refused: { ja: x, en: x }
)"));
    EXPECT_FALSE(read.programme);
    EXPECT_NE(all_mistakes(read).find("convention"), std::string::npos) << all_mistakes(read);
}

TEST(Reader, RoundingHasNoHiddenDefault)
{
    const char* price = R"(    price:
      source: T
      fee: facility.fee * units
      steps:
        - { label: { ja: 自己負担, en: Share }, parent_pays: 20% * fee }
)";
    const auto without = test::read(stay(price));
    EXPECT_FALSE(without.programme);
    EXPECT_NE(all_mistakes(without).find("rounding"), std::string::npos);
    const auto with = test::read(stay(
        std::string(price) + "      rounding: { unit: 10, direction: floor, side: parent, level: use }\n"));
    EXPECT_TRUE(with.programme) << all_mistakes(with);
}

TEST(Reader, OnlyExpressionsOfTheRightTypeAreTaken)
{
    for (const char* wrong :
         {"1 + 2026-04-01", "before_attained(birth.born_on)", "before_attained(birth.born_on, 90 days)",
          "resident", "unknown_word", "before_attained(birth.born_on, 4 months", "fee", "\"\""}) {
        const auto read = test::read(stay("    price: not_stated\n", std::string(R"(use_rules:
  - rule: r
    source: T
    for: all
    days_outside: cut
    refused: { ja: x, en: x }
    last_day: )") + wrong + "\n"));
        EXPECT_FALSE(read.programme) << wrong;
        EXPECT_FALSE(read.mistakes.empty()) << wrong;
    }
}

TEST(Reader, NonsenseIsAMistakeAndNeverACrash)
{
    for (const char* text : {"", "- a\n- b", "a: [", "a: &x 1\nb: *x", "\xff\xfe", "a: 1\na: 2",
                             "---\na: 1\n---\nb: 2", "!!int x"}) {
        const auto read = rules::read_programme("x.yaml", text);
        EXPECT_FALSE(read.programme) << text;
        EXPECT_FALSE(read.mistakes.empty()) << text;
    }
}

}  // namespace
}  // namespace hagukumi::test
