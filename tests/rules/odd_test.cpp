// Warnings: each kind with a file that has it, and the same file without it.
#include <algorithm>

#include "rules/odd.hpp"
#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

/// A whole programme of one service, `care`, whose parts a test replaces.
struct File {
    std::string head = test::head;
    std::string definitions, counters, application = "application_rules: []\n";
    std::string allotments =
        "allotments:\n"
        "  care: { source: T, name: { ja: 券, en: Coupon }, holder: birth, unit: visit, units: 7, "
        "more_than_left: refuse }\n";
    std::string services =
        "services:\n"
        "  care: { source: T, name: { ja: 訪問, en: Visit }, allotment: care, unit: visit, asks: number, "
        "least_per_use: 1, design: 1, price: not_stated }\n";
    std::string rules = "use_rules: []\n";
    std::string cases = R"(example_families: { f: { birth: { born_on: 2026-06-01, children: 1 } } }
example_facilities: { a: { name: { ja: 甲, en: A }, offers: { care: 100 } } }
cases:
  - { case: one, shows: [T], today: 2026-07-01, family: f, facility: a, request: { service: care, units: 1 }, expect: { outcome: granted } }
)";

    File()
    {
        // The classes of the common head are used by nothing here.
        head.erase(head.find("household_classes"));
    }

    std::string text() const
    {
        return head + definitions + counters + application + allotments + services + rules + cases;
    }
};

rules::Calendars calendars()
{
    const auto read = rules::read_calendar("japan.yaml", text_of("programmes/calendars/japan.yaml"));
    return {{read.name, read.calendar}};
}

/// What is told in English, one line an oddity, with its line in the file.
std::string told(const std::string& text)
{
    const auto read = rules::read_programme("131202-part.yaml", text, calendars());
    std::string all;
    for (const auto& mistake : read.mistakes) all += "MISTAKE " + rules::to_string(mistake, "en") + "\n";
    if (!read.programme) return all;
    const auto cases = rules::run_cases(*read.programme);
    for (const auto& oddity : rules::find_oddities(*read.programme, text, cases)) {
        all += rules::to_string("131202-part.yaml", oddity, "en") + "\n";
        EXPECT_GT(oddity.line, 0) << all;
        EXPECT_GT(oddity.column, 0) << all;
        for (const Text& part : {oddity.found, oddity.means, oddity.what_to_do}) {
            EXPECT_FALSE(part.ja.empty()) << all;
            EXPECT_FALSE(part.en.empty()) << all;
            EXPECT_EQ(part.ja.find("{}"), std::string::npos) << all;
        }
    }
    return all;
}

std::string told(const File& file)
{
    return told(file.text());
}

/// Rules of which no case shows the edge are told, too; the tests of other kinds look past them.
bool tells(const std::string& all, const std::string& what)
{
    return all.find(what) != std::string::npos;
}

std::string rule(const std::string& code, const std::string& form)
{
    return "  - { rule: " + code + ", source: T, for: all, " + form + ", refused: { ja: 不可, en: no } }\n";
}

TEST(Odd, APlainFileHasNothingOdd)
{
    EXPECT_EQ(told(File{}), "");
}

TEST(Odd, AnOddityTellsItsPlace)
{
    File file;
    file.rules = "use_rules:\n" + rule("cap", "at_most: 8, per: life, counting: all, beyond: refuse");
    const std::string all = told(file);
    EXPECT_TRUE(
        tells(all, "131202-part.yaml:13:48: warning: The cap `cap` of 8 visits is above the 7 visits"))
        << all;
}

TEST(Odd, ACapAboveWhatIsGrantedNeverBinds)
{
    const auto with = [](const std::string& cap) {
        File file;
        file.rules = "use_rules:\n" + rule("cap", cap);
        return told(file);
    };
    const std::string never = "can never bind";
    EXPECT_TRUE(tells(with("at_most: 8, per: month, counting: all, beyond: cut"), never));
    EXPECT_TRUE(tells(with("at_most: if multiple_birth then 9 else 8, per: life, counting: all, beyond: cut"),
                      never));
    EXPECT_TRUE(tells(with("at_most: 8, per: use, beyond: cut"), never));
    EXPECT_TRUE(tells(with("at_most: 8, per: life, counting: all, counts: uses, beyond: refuse"), never));
    EXPECT_FALSE(tells(with("at_most: 7, per: month, counting: all, beyond: cut"), never));
    EXPECT_FALSE(tells(
        with("at_most: if multiple_birth then 9 else 4, per: life, counting: all, beyond: cut"), never));
    // Several births of one household are granted more than seven together.
    EXPECT_FALSE(tells(with("at_most: 8, per: life, counting: all, of: household, beyond: cut"), never));
}

TEST(Odd, WhatIsGrantedAgainEachYearIsNotOneCoupon)
{
    File file;
    file.allotments.replace(file.allotments.find("birth"), 5, "child");
    file.rules = "use_rules:\n" + rule("cap", "at_most: 10, per: life, counting: all, beyond: cut");
    EXPECT_FALSE(tells(told(file), "never bind"));
    file.rules = "use_rules:\n" + rule("cap", "at_most: 10, per: fiscal_year, counting: all, beyond: cut");
    EXPECT_TRUE(tells(told(file), "never bind"));
}

TEST(Odd, ACapInsideALesserOneNeverBinds)
{
    const auto with = [](const std::string& month, const std::string& year, const std::string& more = "") {
        File file;
        file.rules =
            "use_rules:\n" + rule("inner", "at_most: " + month + ", per: month, counting: all, beyond: cut") +
            rule("outer", "at_most: " + year + ", per: fiscal_year, counting: all, beyond: cut" + more);
        return told(file);
    };
    EXPECT_TRUE(tells(with("5", "4"), "The cap `inner` is never less than the cap `outer`"));
    EXPECT_TRUE(tells(with("4", "4"), "The cap `inner`"));
    EXPECT_FALSE(tells(with("3", "4"), "never less"));
    EXPECT_FALSE(tells(with("5", "if multiple_birth then 6 else 4"), "never less"));
    // The outer one holds only for some, or counts other uses.
    EXPECT_FALSE(tells(with("5", "4", ", when: multiple_birth"), "never less"));
    EXPECT_FALSE(tells(with("5", "4", ", of: child"), "never less"));
    EXPECT_TRUE(tells(with("5", "4", ", of: household"), "never less"));
}

TEST(Odd, OfTwoCapsThatAreTheSameTheLaterIsTold)
{
    File file;
    file.rules = "use_rules:\n" + rule("first", "at_most: 3, per: month, counting: all, beyond: cut") +
                 rule("second", "at_most: 3, per: month, counting: all, beyond: cut");
    const std::string all = told(file);
    EXPECT_TRUE(tells(all, "The cap `second` is never less")) << all;
    EXPECT_FALSE(tells(all, "The cap `first` is never less")) << all;
}

TEST(Odd, AServiceWhoseLeastIsBeyondACapOrTheGrantIsNeverUsable)
{
    File file;
    file.services.replace(file.services.find("least_per_use: 1"), 16, "least_per_use: 3");
    file.cases = "cases: []\n";
    file.rules = "use_rules:\n" + rule("cap", "at_most: 2, per: month, counting: all, beyond: cut");
    EXPECT_TRUE(tells(told(file), "Nobody can use this service"));
    file.rules = "use_rules:\n" + rule("cap", "at_most: 3, per: month, counting: all, beyond: cut");
    EXPECT_FALSE(tells(told(file), "Nobody can use"));
    file.services.replace(file.services.find("least_per_use: 3"), 16, "least_per_use: 8");
    file.rules = "use_rules: []\n";
    EXPECT_TRUE(tells(told(file), "at most 7 visits are granted"));
}

TEST(Odd, TheMostInOneUseAboveTheGrantNeverBinds)
{
    File file;
    file.services.replace(file.services.find("least_per_use: 1"), 16, "least_per_use: 1, most_per_use: 8");
    EXPECT_TRUE(tells(told(file), "The most in one use"));
    file.services.replace(file.services.find("most_per_use: 8"), 15, "most_per_use: 7");
    EXPECT_EQ(told(file), "");
}

TEST(Odd, OneServiceWithoutAPriceBesideOthers)
{
    File file;
    const std::string care = file.services.substr(file.services.find("  care"));
    std::string visit = care;
    visit.replace(visit.find("care"), 4, "talk");
    const std::string price =
        "price: { source: T, fee: 100 yen * units, steps: [{ label: { ja: 額, en: Sum }, parent_pays: fee }] "
        "}";
    file.services = "services:\n" + care + visit;
    EXPECT_FALSE(tells(told(file), "has no price"));
    visit.replace(visit.find("price: not_stated"), 17, price);
    file.services = "services:\n" + care + visit;
    EXPECT_TRUE(tells(told(file), "The service `care` (Visit) has no price"));
}

TEST(Odd, AWindowThatEndsBeforeItBegins)
{
    const auto with = [](const std::string& window) {
        File file;
        file.rules = "use_rules:\n" + rule("window", window);
        return told(file);
    };
    const std::string empty = "ends before it begins";
    EXPECT_TRUE(tells(with("\"first_day\": \"from_first_whole_day(birth.born_on, 6 months)\", last_day: "
                           "\"before_attained(birth.born_on, 4 months)\""),
                      empty));
    EXPECT_TRUE(tells(with("first_day: 2026-05-01, last_day: 2026-04-30"), empty));
    EXPECT_FALSE(tells(with("\"first_day\": \"from_first_whole_day(birth.born_on, 4 months)\", last_day: "
                            "\"before_attained(birth.born_on, 6 months)\""),
                       empty));
    // Of different days nothing is certain.
    EXPECT_FALSE(tells(with("\"first_day\": \"from_first_whole_day(birth.due_date, 6 months)\", last_day: "
                            "\"before_attained(birth.born_on, 4 months)\""),
                       empty));
    EXPECT_TRUE(tells(with("last_day: 2026-03-31"), "ended before the document's date, 2026-04-01"));
    EXPECT_FALSE(tells(with("last_day: 2027-03-31"), "ended before"));
}

TEST(Odd, TwoRulesThatCanNeverBothHold)
{
    const auto with = [](const std::string& one, const std::string& other) {
        File file;
        file.rules = "use_rules:\n" + rule("one", one) + rule("other", other);
        return told(file);
    };
    const std::string conflict = "The rules `other` and `one` can never both hold.";
    EXPECT_TRUE(
        tells(with("require: enrolled", "require: not enrolled"), conflict + " Everybody is refused."));
    EXPECT_TRUE(tells(with("require: enrolled", "when: multiple_birth, require: not enrolled"),
                      conflict + " Those to whom both apply"));
    EXPECT_TRUE(tells(
        with("require: birth.born_on >= 2026-04-01", "require: birth.born_on < 2026-04-01 and resident"),
        conflict));
    EXPECT_TRUE(
        tells(with("require: weekday(day) is sunday", "require: weekday(day) is saturday"), conflict));
    EXPECT_TRUE(tells(with("last_day: \"before_attained(birth.born_on, 4 months)\"",
                           "first_day: \"from_first_whole_day(birth.born_on, 1 year)\""),
                      conflict));
    EXPECT_FALSE(tells(with("require: enrolled", "require: resident"), conflict));
    EXPECT_FALSE(tells(with("require: birth.born_on >= 2026-04-01", "require: birth.born_on <= 2026-04-01"),
                       conflict));
    EXPECT_FALSE(
        tells(with("when: after_loss, require: enrolled", "when: not after_loss, require: not enrolled"),
              conflict));
    EXPECT_FALSE(tells(with("require: weekday(day) is not sunday", "require: weekday(day) is not saturday"),
                       conflict));
}

TEST(Odd, AConditionThatIsNeverTrue)
{
    File file;
    file.rules = "use_rules:\n" + rule("r", "when: resident and not resident, require: enrolled");
    EXPECT_TRUE(tells(told(file), "The `when` of the rule `r` can never be true"));
    file.rules = "use_rules:\n" + rule("r", "require: weekday(day) is saturday and weekday(day) is sunday");
    EXPECT_TRUE(tells(told(file), "The `require` of the rule `r` can never be true"));
    file.rules = "use_rules:\n" + rule("r", "require: weekday(day) is saturday or weekday(day) is sunday");
    EXPECT_FALSE(tells(told(file), "never be true"));
}

TEST(Odd, DatesBeyondTheHolidaysThatAreKnown)
{
    File file;
    file.head += "calendar: japan\n";
    file.rules = "use_rules:\n" + rule("open", "require: open_day(day)");
    EXPECT_FALSE(tells(told(file), "holidays are known"));
    const std::string today = "today: 2026-07-01";
    file.cases.replace(file.cases.find(today), today.size(), "today: 2028-07-03");
    EXPECT_TRUE(tells(told(file), "2028-07-03 is later than 2027-12-31"));
    // Days that are not counted in open days may lie where they like.
    file.rules = "use_rules:\n" + rule("open", "require: resident");
    EXPECT_FALSE(tells(told(file), "is later than"));
    EXPECT_TRUE(tells(told(file), "nothing counts open days"));
}

TEST(Odd, TextsThatAreMissingInALanguage)
{
    const auto with = [](const std::string& refused) {
        File file;
        file.rules =
            "use_rules:\n  - { rule: r, source: T, for: all, last_day: birth.born_on, refused: " + refused +
            " }\n";
        return told(file);
    };
    EXPECT_TRUE(tells(with("{ ja: 終了, en: 終了 }"), "Japanese in the English text"));
    EXPECT_TRUE(tells(with("{ ja: It is over, en: It is over }"), "The Japanese text is the English one"));
    EXPECT_TRUE(tells(with("{ ja: \"{last_day}まで\", en: Over }"), "The English text has no `{last_day}`"));
    EXPECT_TRUE(
        tells(with("{ ja: 終了, en: \"Until {last_day}\" }"), "The Japanese text has no `{last_day}`"));
    const std::string fine = with("{ ja: \"{last_day}まで\", en: \"Until {last_day}\" }");
    EXPECT_FALSE(tells(fine, "text")) << fine;
    // What is said in one of the other languages is compared, too.
    const std::string both = "{ ja: \"{last_day}まで\", en: \"Until {last_day}\", ";
    EXPECT_TRUE(tells(with(both + "vi: \"Đã hết\" }"), "The Vietnamese text has no `{last_day}`"));
    EXPECT_TRUE(
        tells(with(both + "ko: \"{last_day}까지, {service}\" }"), "The Japanese text has no `{service}`"));
    EXPECT_FALSE(tells(with(both + "vi: \"Đến hết {last_day}\" }"), "text"));
}

TEST(Odd, ALanguageInWhichOnlySomeNamesAreWritten)
{
    File file;
    const std::string other =
        "  bath: { source: T, name: { ja: 沐浴, en: Bath }, allotment: care, unit: visit, asks: number, "
        "least_per_use: 1, design: 1, price: not_stated }\n";
    file.services += other;
    EXPECT_FALSE(tells(told(file), "Vietnamese"));
    file.services.replace(file.services.find("en: Visit"), 9, "en: Visit, vi: Thăm nhà");
    const std::string all = told(file);
    EXPECT_TRUE(tells(all, "no Vietnamese text (`vi`) in 1 of `services: name`")) << all;
    // The allotment's name is of another kind.
    EXPECT_FALSE(tells(all, "allotments")) << all;
}

TEST(Odd, WhatNothingUses)
{
    File file;
    file.definitions = "definitions: { d: { source: T, is: resident } }\n";
    file.counters = "counters: { n: { source: T, counting: all, per: month } }\n";
    file.head +=
        "documents: { work: { ja: 証明書, en: Proof } }\n"
        "household_classes: { general: { ja: 一般, en: General } }\n";
    file.allotments +=
        "  spare: { source: T, name: { ja: 予備, en: Spare }, holder: birth, unit: visit, units: 1, "
        "more_than_left: refuse }\n";
    const std::string unused = told(file);
    for (const char* part : {"The definition `d` is used nowhere", "The counter `n` is used nowhere",
                             "No rule asks for the proof `work`", "household class `general`",
                             "No service draws on the allotment `spare`"}) {
        EXPECT_TRUE(tells(unused, part)) << part << "\n" << unused;
    }
    file.rules = "use_rules:\n" +
                 rule("r", "require: d and n < 3 and documents.work.valid and household.class is general");
    const std::string used = told(file);
    for (const char* part : {"is used nowhere", "No rule asks", "household class"})
        EXPECT_FALSE(tells(used, part)) << part << "\n" << used;
}

TEST(Odd, AClassOfWhichACaseShowsThatNothingDependsOnIt)
{
    File file;
    file.head += "household_classes: { general: { ja: 一般, en: General } }\n";
    const std::string family = "f: { birth";
    file.cases.replace(file.cases.find(family), family.size(), "f: { household: { class: general }, birth");
    EXPECT_EQ(told(file), "");
}

TEST(Odd, ValuesThatNoDayCanChoose)
{
    const auto with = [](const std::string& values, const std::string& born = "2022-04-01") {
        File file;
        file.application =
            "application_rules:\n  - { rule: born, source: T, require: child.born_on >= " + born +
            ", refused: { ja: 不可, en: no } }\n";
        file.allotments.replace(file.allotments.find("units: 7"), 8,
                                "units: { by: birth, values: [" + values + "] }");
        return told(file);
    };
    const std::string both = "{ from: beginning, value: 3 }, { from: 2022-04-01, value: 5 }";
    EXPECT_TRUE(tells(with(both), "No day can choose this value"));
    EXPECT_FALSE(tells(with(both, "2022-03-31"), "No day can choose"));
    EXPECT_TRUE(
        tells(with("{ from: 2023-04-01, value: 5 }"), "There is no value for days before 2023-04-01"));
    EXPECT_FALSE(tells(with("{ from: 2022-04-01, value: 5 }"), "There is no value"));
    EXPECT_TRUE(tells(with("{ from: beginning, value: 5 }, { from: 2024-04-01, value: 5 }"),
                      "is the same as the one before"));
}

TEST(Odd, WhatNoWorkedCaseShows)
{
    File file;
    file.rules = "use_rules:\n" + rule("after_birth", "first_day: birth.born_on");
    EXPECT_TRUE(tells(told(file), "In no worked case does the rule `after_birth` take anything away"));
    file.cases +=
        "  - { case: two, shows: [T], today: 2026-05-31, family: f, facility: a, request: { service: care, "
        "units: 1 }, expect: { outcome: refused } }\n";
    EXPECT_EQ(told(file), "");
    File none;
    none.cases = "cases: []\n";
    EXPECT_TRUE(tells(told(none), "There are no worked cases"));
    File spare;
    spare.services +=
        "  talk: { source: T, name: { ja: 相談, en: Talk }, allotment: care, unit: visit, asks: number, "
        "least_per_use: 1, design: 2, price: not_stated }\n";
    spare.cases.replace(spare.cases.find("f: {"), 4, "g: { birth: { born_on: 2026-06-01 } }, f: {");
    const std::string all = told(spare);
    EXPECT_TRUE(tells(all, "No worked case uses the service `talk`")) << all;
    EXPECT_TRUE(tells(all, "The example family `g` is in no worked case")) << all;
}

// No noise: a warning in a file that is served is either right, and then the file is changed, or wrong.
TEST(Odd, TheProgrammesAndExamplesHaveNothingOdd)
{
    for (const char* name : {"131016-postpartum", "131105-temporary-care", "131202-postpartum",
                             "202029-coupons", "331007-postpartum"}) {
        const std::string file = "programmes/" + std::string(name) + ".yaml";
        const auto read = rules::read_programme(file, text_of(file), calendars());
        ASSERT_TRUE(read.programme) << file;
        const auto cases = rules::run_cases(*read.programme);
        for (const auto& oddity : rules::find_oddities(*read.programme, text_of(file), cases))
            ADD_FAILURE() << rules::to_string(file, oddity, "en");
    }
}

TEST(Odd, WhatCancellingCostsBesideNoCancellingIsTold)
{
    const auto with = [](const std::string& cancel, const std::string& theirs, const std::string& further) {
        File file;
        file.cases +=
            "booking:\n  - { for: all, source: T, seats: day, opens: { days_ahead: 9 }, deadlines: { book: "
            "never, change: never, cancel: " +
            cancel + " }, facility_sets_deadlines: " + theirs + ", days_at_once: 1" + further + " }\n";
        return told(file);
    };
    const std::string cost =
        ", reserves_units: true, cancelling: [{ from: { days_before: 0, until: 9:00 }, units: 1 }]";
    const std::string never = "`cancel: never` stands beside what cancelling costs";
    EXPECT_TRUE(tells(with("never", "false", cost), never)) << with("never", "false", cost);
    EXPECT_FALSE(tells(with("never", "true", cost), never)) << with("never", "true", cost);
    EXPECT_FALSE(tells(with("never", "false", ""), never)) << with("never", "false", "");
    EXPECT_FALSE(tells(with("{ days_before: 0, until: 18:00 }", "false", cost), never));
    EXPECT_FALSE(tells(with("never", "true", cost), "MISTAKE")) << with("never", "true", cost);
}

}  // namespace
}  // namespace hagukumi::test
