// Wrong files: every mistake in one run, with its place, what was found, what is allowed and what to do.
#include <algorithm>

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

TEST(Reader, U_05_AValueThatACommaCutsIsToldToBeQuoted)
{
    const auto price = [](const char* step) {
        return all_mistakes(test::read(stay(
            std::string("    price: { source: T, fee: facility.fee * units, steps: [") + step + "] }\n")));
    };
    for (const char* cut : {"{ label: { ja: x, en: x }, parent_pays: max(0 yen, fee - 6000 yen) }",
                            "{ label: { ja: 48,600円, en: x }, parent_pays: fee }"})
        EXPECT_NE(price(cut).find("ends a value; put the whole value into quotes"), std::string::npos)
            << price(cut);
    EXPECT_EQ(price("{ label: { ja: \"48,600円\", en: x }, parent_pays: \"max(0 yen, fee - 6000 yen)\" }"),
              "");
    EXPECT_NE(
        price("{ label: { ja: x, en: x }, parent_pays: fee, whne: resident }").find("did you mean `when`"),
        std::string::npos);
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

/// The mistakes of a file of two services, `help` by the hour and `stay`, that has one line besides.
std::string mistakes_with(const std::string& service, const std::string& below)
{
    return all_mistakes(
        test::read("application_rules: []\n"
                   "allotments:\n"
                   "  help: { source: T, name: { ja: 券, en: Coupon }, holder: birth, unit: day, "
                   "units: 7, more_than_left: refuse }\n"
                   "services:\n"
                   "  stay: { source: T, name: { ja: 宿泊, en: Stay }, allotment: help, design: 1, "
                   "least_per_use: 1, price: not_stated, " +
                   service + " }\n" + below));
}

TEST(Reader, WhatAuthorsTryFirstIsToldWithWhatToDoInstead)
{
    const std::string dates = "unit: day, asks: dates", none = "use_rules: []\n";
    const auto tells = [](const std::string& all, const std::string& what) {
        EXPECT_NE(all.find(what), std::string::npos) << what << "\n" << all;
    };
    tells(mistakes_with(dates + ", units_per_day: 0.5", none),
          "let the unit be `half_day`, and count a day as 2");
    tells(mistakes_with("unit: sheet, asks: hours, begun_unit: counts", none), "where a sheet is an hour");
    tells(mistakes_with(dates,
                        "use_rules:\n  - { rule: r, source: T, for: all, require: not holiday(day), "
                        "days_outside: cut, refused: { ja: x, en: x } }\n"),
          "found `holiday` without a calendar");
    tells(mistakes_with(dates,
                        "use_rules:\n  - { rule: r, source: T, for: all, require: not is_holiday(day), "
                        "days_outside: cut, refused: { ja: x, en: x } }\n"),
          "did you mean `holiday`?");
    tells(mistakes_with(dates,
                        "counters:\n  paid: { source: T, counting: all, counts: public_yen, "
                        "per: fiscal_year, counted_by: each_day }\n" +
                            none),
          "yen are counted by the first day of the use; remove it");
    tells(mistakes_with(dates,
                        "definitions:\n  half: { source: T, is: so_far / 2 }\ncounters:\n"
                        "  so_far: { source: T, counting: all, per: life }\n" +
                            none),
          "found `so_far`; allowed: it in use_rules and in a price only");
    tells(mistakes_with(dates, none + "calendar: japan\n"), "put `calendars/japan.yaml` there");
    tells(mistakes_with(dates,
                        none + "booking:\n  - { for: all, source: T, seats: day, opens: { days_ahead: 9 }, "
                               "deadlines: { book: never, change: never, cancel: never }, "
                               "facility_sets_deadlines: false, days_at_once: 1, "
                               "held: { bookings: 2, counted: over_all_facilities } }\n"),
          "write `days`, which adds up the days of each booking");
}

TEST(Reader, HoursAndBillsAreNotRoundedUnitByUnit)
{
    const auto with = [](const std::string& unit, const std::string& asks, const std::string& fee,
                         const std::string& level) {
        std::string yaml =
            std::string(head) +
            "application_rules: []\nallotments:\n  a: { source: T, name: { ja: x, en: x }, "
            "holder: birth, unit: " +
            unit + ", units: 7, more_than_left: refuse }\nservices:\n  s:\n    source: T\n" +
            "    name: { ja: x, en: x }\n    allotment: a\n    unit: " + unit + "\n    asks: " + asks +
            "\n    least_per_use: 1\n    design: 1\n    price:\n      source: T\n      fee: " + fee +
            "\n      steps: [{ label: { ja: x, en: x }, parent_pays: 20% * fee }]\n      rounding: { "
            "unit: 10, direction: floor, side: parent, level: " +
            level + " }\nuse_rules: []\n";
        std::string all;
        for (const auto& mistake : rules::read_programme("131202-part.yaml", yaml).mistakes)
            all += rules::to_string(mistake, "en") + "\n";
        return all;
    };
    const std::string hours = "hours\n    begun_unit: counts";
    const std::string mistake = "`level: unit` of a price by the hours or the bill of the use";
    EXPECT_NE(with("hour", hours, "500 yen * hours.length", "unit").find(mistake), std::string::npos);
    EXPECT_NE(with("hour", hours, "\"500 yen * hours_in(9:00, 18:00)\"", "unit").find(mistake),
              std::string::npos);
    EXPECT_NE(with("yen", "amount", "amount", "unit").find(mistake), std::string::npos);
    EXPECT_EQ(with("hour", hours, "500 yen * hours.length", "use"), "");
    EXPECT_EQ(with("hour", hours, "505 yen * units", "unit"), "");
}

TEST(Reader, WhatNoReaderLooksAtIsComparedWithTheTableOfShapes)
{
    const auto with = [](const std::string& examples) {
        return all_mistakes(test::read(stay("    price: not_stated\n") + examples));
    };
    EXPECT_EQ(with("example_families: { f: { birth: { children: 1 } } }\n"), "");
    EXPECT_NE(with("example_families: { f: { birht: { children: 1 } } }\n").find("did you mean `birth`?"),
              std::string::npos);
    EXPECT_NE(with("example_families: { f: [] }\n").find("allowed: a map"), std::string::npos);
    EXPECT_NE(
        with("example_facilities: { f: { name: { ja: 甲 }, offers: { stay: 1 } } }\n").find("without `en`"),
        std::string::npos);
    EXPECT_NE(all_mistakes(test::read(stay("    price: []\n"))).find("a map"), std::string::npos);
}

TEST(Reader, AWrongPerBringsNoFurtherMistakes)
{
    const std::string all = mistakes_with(
        "unit: day, asks: dates",
        "counters:\n  so_far: { source: T, counting: all, per: yearly, counted_by: each_day }\nuse_rules:\n"
        "  - { rule: r, source: T, for: all, at_most: 3, per: yearly, counting: all, counted_by: each_day, "
        "beyond: cut, refused: { ja: x, en: x } }\n");
    EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 2) << all;
}

TEST(Reader, ATabAndAFullWidthColonAreCalledByTheirNames)
{
    const auto first = [](const char* text) {
        return rules::to_string(rules::read_programme("x.yaml", text).mistakes.at(0), "en");
    };
    EXPECT_EQ(first("name:\n\tja: x\n\ten: y\n"),
              "x.yaml:2:1: found a tab in the indentation; allowed: spaces; write two spaces for each tab");
    const std::string colon =
        "found a full-width colon after a key; allowed: `: `; write a half-width colon and "
        "a space";
    EXPECT_EQ(first("words：\n  coupon: { ja: a, en: b }\n"), "x.yaml:1:6: " + colon);
    EXPECT_EQ(first("cases:\n  - case：a\n    today: 2026-07-01\n"), "x.yaml:2:9: " + colon);
    std::string all;
    for (const auto& mistake :
         rules::read_programme("x.yaml", "words: { coupon：a }\nname: ja：a\n").mistakes)
        all += rules::to_string(mistake, "en") + "\n";
    EXPECT_NE(all.find("1:10: found the key `coupon：a` in"), std::string::npos) << all;
    EXPECT_NE(all.find("2:7: found `ja：a` as"), std::string::npos) << all;
    // A text may hold the sign: only what follows a key at the beginning of a line is meant.
    EXPECT_NE(first("name: 「受付：窓口」: x\n").find("text that is not YAML"), std::string::npos);
}

TEST(Reader, U_03_WhatIsNotYamlIsToldInWords)
{
    const auto first = [](const std::string& text) {
        const auto mistakes = rules::read_programme("x.yaml", text).mistakes;
        return rules::to_string(mistakes.at(0), "ja") + "\n" + rules::to_string(mistakes.at(0), "en");
    };
    const auto tells = [&](const std::string& text, const char* ja, const char* en) {
        EXPECT_NE(first(text).find(ja), std::string::npos) << first(text);
        EXPECT_NE(first(text).find(en), std::string::npos) << first(text);
    };
    tells("name: 見本\ncontact: \x83\x65\x83\x58\x83\x67\n", "x.yaml:2:1: 誤り: UTF-8でない文字がある",
          "it may have been saved as Shift_JIS");
    tells("words: { coupon: 券\n", "`{` が `}` で閉じていない", "a `{` that no `}` closes");
    tells("shows: [a, b\n", "`[` が `]` で閉じていない", "a `[` that no `]` closes");
    tells(std::string(60, '[') + std::string(60, ']'), "入れ子が深すぎる", "too deep within each other");
}

TEST(Reader, U_03_ADivisionByZeroIsAMistake)
{
    const auto tells = [](const std::string& units) {
        std::string text = head + stay("    price: not_stated\n");
        text.replace(text.find("units: 7"), 8, "units: " + units);
        return all_mistakes(rules::read_programme("131202-part.yaml", text));
    };
    EXPECT_NE(tells("7 / 0").find("a division by zero"), std::string::npos) << tells("7 / 0");
    EXPECT_EQ(tells("8 / 2"), "");
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
