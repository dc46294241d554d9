// The programme files of this repository: each is read, and each worked case is as its author expects.
#include <filesystem>

#include "rules/json.hpp"
#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

namespace fs = std::filesystem;

rules::Calendars calendars()
{
    auto read = rules::read_calendar("japan.yaml", text_of("programmes/calendars/japan.yaml"));
    for (const auto& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake);
    return {{read.name, read.calendar}};
}

std::vector<std::shared_ptr<const rules::Programme>> all_programmes(const std::string& folder = "programmes")
{
    std::vector<std::shared_ptr<const rules::Programme>> programmes;
    for (const auto& entry : fs::directory_iterator(std::string(HAGUKUMI_SOURCE_DIR) + "/" + folder)) {
        if (entry.path().extension() != ".yaml") continue;
        const std::string name = entry.path().filename().string();
        auto read = rules::read_programme(name, text_of(folder + "/" + name), calendars());
        for (const auto& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake);
        if (read.programme) programmes.push_back(read.programme);
    }
    return programmes;
}

TEST(Programmes, EachHasAtLeastTwentyWorkedCasesAndAllPass)
{
    const auto programmes = all_programmes();
    EXPECT_EQ(programmes.size(), 5u);
    for (const auto& programme : programmes) {
        const auto results = rules::run_cases(*programme);
        EXPECT_GE(results.size(), 20u) << programme->code();
        for (const auto& result : results) {
            for (const auto& failure : result.failures) {
                ADD_FAILURE() << programme->code() << ":" << result.line << " " << result.name << ": "
                              << failure;
            }
        }
    }
}

/// What the five of this repository do not use, each in a file of a municipality that does not exist.
TEST(Examples, EachHasAtLeastSixWorkedCasesAndAllPass)
{
    for (const auto& programme : all_programmes("programmes/examples")) {
        const auto results = rules::run_cases(*programme);
        EXPECT_GE(results.size(), 6u) << programme->code();
        for (const auto& result : results) {
            for (const auto& failure : result.failures) {
                ADD_FAILURE() << programme->code() << ":" << result.line << " " << result.name << ": "
                              << failure;
            }
        }
    }
}

TEST(Programmes, EachRuleNamesItsSource)
{
    for (const auto& programme : all_programmes()) {
        for (const auto& service : programme->services())
            EXPECT_FALSE(service.source.empty()) << service.code;
        for (const auto& allotment : programme->allotments())
            EXPECT_FALSE(allotment.source.empty()) << allotment.code;
    }
}

TEST(Calendars, O_08_TwoOpenDaysPassWeekendsAndSandwichedHolidays)
{
    const auto japan = calendars().at("japan");
    EXPECT_EQ(japan->open_days_from(ymd(2026, 9, 18), 2), ymd(2026, 9, 25));
    EXPECT_EQ(japan->open_days_from(ymd(2026, 5, 1), 2), ymd(2026, 5, 8));
    EXPECT_EQ(japan->open_days_from(ymd(2027, 1, 4), -2), ymd(2026, 12, 25));
    EXPECT_FALSE(japan->is_known(ymd(2028, 1, 1)));
}

TEST(Check, EndsWithOneLineAndTheExitStatusOfTheWorst)
{
    const std::string good = head + stay("    price: not_stated\n") + R"(
example_families: { f: { birth: { born_on: 2026-06-01, children: 1 } } }
example_facilities: { a: { name: { ja: 甲, en: A }, offers: { stay: 100 } } }
cases:
  - { case: one, shows: [T], today: 2026-07-01, family: f, facility: a, request: { service: stay, first_day: 2026-07-01, last_day: 2026-07-02 }, expect: { outcome: granted, units: 2 } }
)";
    std::ostringstream out;
    const std::vector<rules::FileText> files{{"131202-part.yaml", good}};
    EXPECT_EQ(rules::check_files(files, {}, out), 0);
    EXPECT_EQ(out.str(), "1 programmes, 1 cases: 1 passed, 0 failed\n");

    std::string wrong = good;
    wrong.replace(wrong.find("units: 2 }"), 10, "units: 3 }");
    std::ostringstream failed;
    EXPECT_EQ(rules::check_files(std::vector<rules::FileText>{{"131202-part.yaml", wrong}}, {}, failed), 1);
    EXPECT_NE(failed.str().find("units: expected 3, got 2"), std::string::npos);
    EXPECT_NE(failed.str().find("1 programmes, 1 cases: 0 passed, 1 failed"), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
