// What an officer is asked about a made-up family.
#include "rules/facts_to_try.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <filesystem>

#include "rules/json.hpp"
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
              (std::vector<std::string>{"child.birth_order", "documents.work.valid_from",
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

}  // namespace
}  // namespace hagukumi::test
