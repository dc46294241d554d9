// The programme files of this repository: each is read, and each worked case is as its author expects.
#include <rapidcheck.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "rules/json.hpp"
#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

namespace fs = std::filesystem;

rules::Calendars calendars()
{
    auto read = rules::read_calendar("japan.yaml", text_of("programmes/calendars/japan.yaml"));
    for (const auto& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake, "en");
    return {{read.name, read.calendar}};
}

std::vector<std::shared_ptr<const rules::Programme>> all_programmes(const std::string& folder = "programmes")
{
    std::vector<std::shared_ptr<const rules::Programme>> programmes;
    for (const auto& entry : fs::directory_iterator(std::string(HAGUKUMI_SOURCE_DIR) + "/" + folder)) {
        if (entry.path().extension() != ".yaml") continue;
        const std::string name = entry.path().filename().string();
        auto read = rules::read_programme(name, text_of(folder + "/" + name), calendars());
        for (const auto& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake, "en");
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
                              << failure.ja;
            }
        }
    }
}

TEST(Programmes, O_19_ThreeKindsOfCareEachWithItsDescription)
{
    const auto read = rules::read_programme("331007-postpartum.yaml",
                                            text_of("programmes/331007-postpartum.yaml"), calendars());
    ASSERT_TRUE(read.programme);
    std::vector<std::string> kinds;
    for (const rules::Service& service : read.programme->services()) {
        kinds.push_back(service.name.ja);
        EXPECT_FALSE(service.description.ja.empty()) << service.code;
        EXPECT_FALSE(service.description.en.empty()) << service.code;
    }
    EXPECT_EQ(kinds, (std::vector<std::string>{"宿泊産後ケア", "日帰り産後ケア", "訪問産後ケア"}));
    EXPECT_NE(read.programme->services().back().description.ja.find("助産師等"), std::string::npos);
}

/// A bill is one, hours are one stretch, a number of visits is on one day: a price that looks at the day is
/// worked out once for them, and a step that changes nothing changes nothing.
TEST(Examples, APriceThatLooksAtTheDayIsNotMultipliedWhereAUseHasOneDay)
{
    for (const std::string name : {"990051-balance.yaml", "990060-hours.yaml"}) {
        std::string text = text_of("programmes/examples/" + name);
        const std::string steps = "      steps:\n", neutral = "parent_pays: share }\n";
        int added = 0;
        for (std::size_t at = 0; (at = text.find(steps, at)) != std::string::npos; ++added) {
            const std::size_t end_of_first = text.find("        - ", text.find("        - ", at) + 1);
            const std::size_t end = std::min(end_of_first, text.find("\n\n", at) + 1);
            text.insert(end,
                        "        - { label: { ja: 何も, en: nothing }, when: day >= 2000-01-01, " + neutral);
            at += steps.size();
        }
        EXPECT_GE(added, 2) << name;
        auto read = rules::read_programme(name, text, calendars());
        for (const auto& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake);
        ASSERT_TRUE(read.programme);
        for (const auto& result : rules::run_cases(*read.programme))
            for (const auto& failure : result.failures)
                ADD_FAILURE() << name << " " << result.name << ": " << failure.ja;
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
                              << failure.ja;
            }
        }
    }
}

/// Facts and requests without sense, to every service of every file: a decision, never a crash.
TEST(Examples, AnyFactsGiveADecisionThatKeepsItsPromises)
{
    auto programmes = all_programmes("programmes/examples");
    for (auto& programme : all_programmes()) programmes.push_back(programme);
    EXPECT_TRUE(rc::check("any facts, any request", [&] {
        const auto number = [](std::int64_t from, std::int64_t until) {
            return *rc::gen::inRange<std::int64_t>(from, until + 1);
        };
        const auto& programme =
            programmes[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(programmes.size()) - 1))];
        const auto services = programme->services();
        const auto& service =
            services[static_cast<std::size_t>(number(0, static_cast<std::int64_t>(services.size()) - 1))];
        const auto any_day = [&] { return date_of_days(20'500 + number(-700, 700)); };
        auto facts = newborn(any_day(), any_day());
        facts.issued_on = facts.application_on = facts.interviewed_on = any_day();
        facts.birth.discharged_on = any_day();
        facts.child.birth_order = static_cast<int>(number(-1, 4));
        facts.household.children_born_on = {any_day(), any_day()};
        facts.household.class_by_tax_year = {{2025, "general"}, {2026, "tax_exempt"}};
        facts.documents.push_back({"work", any_day(), any_day()});
        facts.facility->offers = {{service.code, Yen{number(-5, 50'000)}, {}, {}, {}}};
        const std::int64_t left = number(-1, 20'000);
        facts.allotments = {{programme->allotment_of(service).code, Units{20'000}, Units{20'000 - left},
                             Units{left}, any_day(), facts.facility->id}};
        for (std::int64_t i = number(0, 6); i > 0; --i) {
            rules::PastUse& use = facts.uses.emplace_back();
            use.service = services[static_cast<std::size_t>(i) % services.size()].code;
            use.first_day = any_day();
            use.last_day = any_day();
            use.units = Units{number(-2, 6000)};
            use.public_share = Yen{number(0, 4000)};
            use.of_this_birth = i % 2 == 0;
            use.of_this_child = i % 3 == 0;
        }
        rules::Request request;
        request.service = service.code;
        request.first_day = any_day();
        if (number(0, 1) == 1)
            request.last_day = date_of_days(days_since_epoch(*request.first_day) + number(-1, 20));
        else request.units = Units{number(-1, 9000)};
        request.from = static_cast<int>(number(-10, 1500));
        request.until = static_cast<int>(number(-10, 1500));
        const auto decision = rules::decide(*programme, facts, request);
        RC_ASSERT(decision.refused() == (decision.units.count == 0));
        RC_ASSERT(decision.units <= decision.asked);
        RC_CLASSIFY(!decision.refused(), "not refused");
        RC_ASSERT(!decision.limited || decision.units.count <= std::max<std::int64_t>(0, left));
        RC_ASSERT(decision.fee == decision.parent + decision.public_share);
        for (const auto& plan : rules::explain(*programme, facts, decision).possible) {
            RC_ASSERT(rules::decide(*programme, facts, plan.request).outcome == rules::Outcome::granted);
        }
        auto turned = facts;
        std::reverse(turned.uses.begin(), turned.uses.end());
        std::reverse(turned.household.children_born_on->begin(), turned.household.children_born_on->end());
        std::reverse(turned.household.class_by_tax_year.begin(), turned.household.class_by_tax_year.end());
        RC_ASSERT(rules::to_compact_json(*programme, rules::decide(*programme, turned, request)) ==
                  rules::to_compact_json(*programme, decision));
        (void)rules::decision_to_json(*programme, facts, decision, "ja");
        (void)rules::outlook(*programme, facts, service, any_day());
        (void)rules::entitle(*programme, facts);
    }));
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
    const std::string odd = head + stay("    price: not_stated\n") + R"(
example_families: { f: { birth: { born_on: 2026-06-01, children: 1 } } }
example_facilities: { a: { name: { ja: 甲, en: A }, offers: { stay: 100 } } }
cases:
  - { case: one, shows: [T], today: 2026-07-01, family: f, facility: a, request: { service: stay, first_day: 2026-07-01, last_day: 2026-07-02 }, expect: { outcome: granted, units: 2 } }
)";
    std::string good = odd;
    good.erase(good.find("household_classes"),
               good.find("application_rules") - good.find("household_classes"));
    std::ostringstream out;
    const std::vector<rules::FileText> files{{"131202-part.yaml", good}};
    EXPECT_EQ(rules::check_files(files, {}, out), 0);
    EXPECT_EQ(out.str(), "1 programmes, 1 cases: 1 passed, 0 failed\n");

    // What is odd is told, counted, and fails nothing.
    std::ostringstream told;
    const std::vector<rules::FileText> odd_files{{"131202-part.yaml", odd}};
    EXPECT_EQ(rules::check_files(odd_files, {}, told, "en"), 0);
    EXPECT_NE(told.str().find("131202-part.yaml:7:22: warning: No rule, price or worked case names"),
              std::string::npos)
        << told.str();
    EXPECT_NE(told.str().find("\n2 warnings\n1 programmes, 1 cases: 1 passed, 0 failed\n"), std::string::npos)
        << told.str();
    std::ostringstream in_japanese;
    rules::check_files(odd_files, {}, in_japanese);
    EXPECT_NE(in_japanese.str().find("注意: 世帯区分「一般」"), std::string::npos) << in_japanese.str();

    std::string wrong = good;
    wrong.replace(wrong.find("units: 2 }"), 10, "units: 3 }");
    std::ostringstream failed;
    EXPECT_EQ(rules::check_files(std::vector<rules::FileText>{{"131202-part.yaml", wrong}}, {}, failed), 1);
    EXPECT_NE(failed.str().find("units は 3 のはずが、2 です"), std::string::npos) << failed.str();
    std::ostringstream failed_in_english;
    rules::check_files(std::vector<rules::FileText>{{"131202-part.yaml", wrong}}, {}, failed_in_english,
                       "en");
    EXPECT_NE(failed_in_english.str().find("units: expected 3, got 2"), std::string::npos);
    EXPECT_NE(failed.str().find("1 programmes, 1 cases: 0 passed, 1 failed"), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
