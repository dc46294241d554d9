// The table of shapes, and the JSON Schema that is written from it.
#include "rules/shapes.hpp"

#include <boost/json/parse.hpp>
#include <set>

#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

TEST(Shapes, EveryMapHasItsPlaceAndEveryKeyItsWordsInBothLanguages)
{
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(rules::Map::count_of_maps); ++i) {
        const rules::Shape& shape = rules::shape_of(static_cast<rules::Map>(i));
        EXPECT_TRUE(names.insert(shape.name).second) << shape.name;
        EXPECT_FALSE(shape.keys.empty()) << shape.name;
        std::set<std::string_view> keys;
        for (const rules::Key& key : shape.keys) {
            EXPECT_TRUE(keys.insert(key.name).second) << shape.name << "." << key.name;
            EXPECT_FALSE(key.about.ja.empty()) << shape.name << "." << key.name;
            EXPECT_FALSE(key.about.en.empty()) << shape.name << "." << key.name;
        }
    }
    EXPECT_EQ(rules::shape_of(rules::Map::use_rule).name, "use_rule");
    EXPECT_EQ(rules::shape_of(rules::Map::facility_deadlines).name, "facility_deadlines");
    EXPECT_EQ(rules::shape_of(rules::Map::calendar).name, "calendar");
}

TEST(Shapes, TheSchemaInTheRepositoryIsTheOneThatIsWrittenNow)
{
    EXPECT_TRUE(text_of("programmes/programme.schema.json") == rules::programme_schema())
        << "run: hagukumi schema > programmes/programme.schema.json";
}

TEST(Shapes, AKeyThatTheTableHasNotIsAMistakeAndHasASuggestion)
{
    const auto read = test::read("more_than_left: refuse\naplication_rules: []\n");
    bool told = false;
    for (const auto& mistake : read.mistakes)
        told |= mistake.what_to_do.en == "did you mean `application_rules`?" && mistake.line == 9;
    EXPECT_TRUE(told);
}

TEST(Shapes, EveryProgrammeSaysWhereItsSchemaIs)
{
    for (const char* file : {"programmes/131016-postpartum.yaml", "programmes/202029-coupons.yaml"})
        EXPECT_EQ(text_of(file).rfind("# yaml-language-server: $schema=programme.schema.json\n", 0), 0U)
            << file;
}

}  // namespace
}  // namespace hagukumi::test
