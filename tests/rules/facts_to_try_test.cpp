// What an officer is asked about a made-up family.
#include "rules/facts_to_try.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>

#include "rules/json.hpp"
#include "rules/stated_facts.hpp"
#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;
using rules::FactToTry;

std::shared_ptr<const rules::Programme> programme_of(const std::string& file)
{
    const auto calendar = rules::read_calendar("japan.yaml", text_of("programmes/calendars/japan.yaml"));
    return rules::read_programme(std::filesystem::path(file).filename().string(), text_of(file),
                                 {{calendar.name, calendar.calendar}})
        .programme;
}

std::vector<std::string> keys_of(const std::string& file)
{
    std::vector<std::string> keys;
    for (const FactToTry& fact : rules::facts_to_try(*programme_of(file))) keys.push_back(fact.key);
    return keys;
}

TEST(FactsToTry, AreThoseThatTheRulesLookAt)
{
    EXPECT_EQ(keys_of("programmes/examples/990019-caps.yaml"), std::vector<std::string>());
    EXPECT_EQ(keys_of("programmes/examples/990051-balance.yaml"),
              (std::vector<std::string>{"household.children_born_on", "documents.work.valid_from",
                                        "documents.work.valid_until"}));
    EXPECT_EQ(keys_of("programmes/examples/990141-lottery.yaml"),
              (std::vector<std::string>{"household.children_born_on", "documents.single_parent.valid_from",
                                        "documents.single_parent.valid_until"}));
}

TEST(FactsToTry, EveryOneCanBeWrittenIntoAFileOfFacts)
{
    std::size_t written = 0;
    for (const std::string folder : {"programmes", "programmes/examples"}) {
        for (const auto& entry :
             std::filesystem::directory_iterator(std::string(HAGUKUMI_SOURCE_DIR) + "/" + folder)) {
            if (entry.path().extension() != ".yaml") continue;
            const auto programme = programme_of(folder + "/" + entry.path().filename().string());
            ASSERT_TRUE(programme) << entry.path();
            for (const FactToTry& fact : rules::facts_to_try(*programme)) {
                EXPECT_FALSE(fact.name.ja.empty()) << fact.key;
                EXPECT_FALSE(fact.name.en.empty()) << fact.key;
                json::value value = "2026-07-01";
                if (fact.kind == FactToTry::Kind::number) value = 2;
                if (fact.kind == FactToTry::Kind::truth) value = true;
                if (fact.kind == FactToTry::Kind::dates) value = json::array{"2026-07-01"};
                if (fact.kind == FactToTry::Kind::class_by_year)
                    value = json::object{{"2026", programme->household_classes().front().first}};
                if (fact.kind == FactToTry::Kind::yen_by_year) value = json::object{{"2026", 65000}};
                std::string path = fact.key;
                for (std::size_t dot; (dot = path.rfind('.')) != std::string::npos; path.resize(dot))
                    value = json::object{{path.substr(dot + 1), value}};
                json::object file{{"today", "2026-07-01"}, {path, value}};
                if (path == "facility") file.at(path).as_object()["offers"] = json::object();
                const auto facts = rules::facts_from_json(*programme, file);
                EXPECT_TRUE(facts) << fact.key << ": " << facts.error().message.en;
                ++written;
            }
        }
    }
    EXPECT_GT(written, 25u);
}

/// What an officer states of a real family is what an author writes into a file of facts.
TEST(StatedFacts, U_01_AreLaidOverAsTheyAreWrittenInFiles)
{
    using rules::StatedFact;
    rules::Facts facts;
    for (const StatedFact& fact :
         std::vector<StatedFact>{{"household.visiting_from", "2026-05-01"},
                                 {"household.visiting_until", "2026-06-30"},
                                 {"household.children_born_on", "2022-08-01 2025-03-01"},
                                 {"household.class_by_tax_year.2026", "general"},
                                 {"household.class_by_tax_year.2026", "tax_exempt"},
                                 {"household.levy_by_tax_year.2025", "77100"},
                                 {"documents.work.valid_until", "2027-03-31"},
                                 {"documents.work.valid_from", "2026-04-01"}})
        EXPECT_TRUE(rules::lay_over(facts, fact)) << fact.key;
    EXPECT_EQ(facts.household.visiting_from, ymd(2026, 5, 1));
    EXPECT_EQ(facts.household.visiting_until, ymd(2026, 6, 30));
    EXPECT_EQ(facts.household.children_born_on, (std::vector<Date>{ymd(2022, 8, 1), ymd(2025, 3, 1)}));
    EXPECT_EQ(facts.household.class_by_tax_year,
              (std::vector<std::pair<int, std::string>>{{2026, "tax_exempt"}}));
    EXPECT_EQ(facts.household.levy_by_tax_year, (std::vector<std::pair<int, Yen>>{{2025, Yen{77100}}}));
    ASSERT_EQ(facts.documents.size(), 1u);
    EXPECT_EQ(facts.documents[0].valid_from, ymd(2026, 4, 1));
    EXPECT_EQ(facts.documents[0].valid_until, ymd(2027, 3, 31));
    for (const StatedFact& wrong : std::vector<StatedFact>{{"birth.born_on", "2026-05-01"},
                                                           {"household.visiting_from", "2026-02-30"},
                                                           {"household.children_born_on", "2022-08-01  "},
                                                           {"household.children_born_on", ""},
                                                           {"household.levy_by_tax_year.26", "1"},
                                                           {"household.levy_by_tax_year.2026", "1.5"},
                                                           {"documents.work", "2026-05-01"},
                                                           {"documents..valid_from", "2026-05-01"},
                                                           {"documents.work.valid", "2026-05-01"}})
        EXPECT_FALSE(rules::lay_over(facts, wrong)) << wrong.key << " " << wrong.value;
}

/// Whatever a programme's rules read and the books do not hold can be stated; nothing else is asked for.
TEST(StatedFacts, U_01_AreThoseThatTheServiceCannotKnow)
{
    const auto keys = [](const std::string& file) {
        std::vector<std::string> all;
        const auto programme = programme_of(file);
        for (const FactToTry& fact : rules::facts_to_state(*programme, 2026)) all.push_back(fact.key);
        EXPECT_EQ(rules::asks_an_officer(*programme), !all.empty()) << file;
        return all;
    };
    EXPECT_EQ(keys("programmes/131016-postpartum.yaml"), std::vector<std::string>());
    EXPECT_EQ(
        keys("programmes/examples/990078-relief.yaml"),
        (std::vector<std::string>{"household.class_by_tax_year.2026", "household.class_by_tax_year.2025"}));
    EXPECT_EQ(keys("programmes/examples/990108-visitors.yaml"),
              (std::vector<std::string>{"household.visiting_from", "household.visiting_until",
                                        "household.levy_by_tax_year.2026", "household.levy_by_tax_year.2025",
                                        "documents.single_parent.valid_from",
                                        "documents.single_parent.valid_until"}));
    EXPECT_EQ(keys("programmes/examples/990086-families.yaml"),
              std::vector<std::string>{"household.children_born_on"});
    for (const std::string folder : {"programmes", "programmes/examples"}) {
        for (const auto& entry :
             std::filesystem::directory_iterator(std::string(HAGUKUMI_SOURCE_DIR) + "/" + folder)) {
            if (entry.path().extension() == ".yaml") keys(folder + "/" + entry.path().filename().string());
        }
    }
}

}  // namespace
}  // namespace hagukumi::test
