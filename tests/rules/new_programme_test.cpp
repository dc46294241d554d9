// The file to start from is sound as it is.
#include "rules/new_programme.hpp"

#include "rules/odd.hpp"
#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

rules::NewProgramme wanted()
{
    rules::NewProgramme wanted;
    wanted.code = "990019-care";
    wanted.municipality_code = "990019";
    wanted.municipality = {"青空\"町\": # 1", "Aozora: \"Town\" # 1"};
    wanted.name = {"産後ケア", "Care"};
    wanted.document_date = ymd(2027, 4, 1);
    wanted.schema = "programme.schema.json";
    return wanted;
}

TEST(NewProgramme, HasNoMistakeNothingOddAndItsCasesPass)
{
    const std::string text = rules::new_programme(wanted());
    const auto read = rules::read_programme("990019-care.yaml", text);
    for (const auto& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake, "en");
    ASSERT_TRUE(read.programme);
    const auto cases = rules::run_cases(*read.programme);
    EXPECT_GE(cases.size(), 5U);
    for (const auto& one : cases) EXPECT_TRUE(one.passed()) << one.name << ": " << one.failures.front().en;
    for (const auto& oddity : rules::find_oddities(*read.programme, text, cases))
        ADD_FAILURE() << rules::to_string("990019-care.yaml", oddity, "en");
}

TEST(NewProgramme, TakesTheNamesAsTheyAreAndSaysWhatToFillIn)
{
    const std::string text = rules::new_programme(wanted());
    const auto read = rules::read_programme("990019-care.yaml", text);
    ASSERT_TRUE(read.programme);
    EXPECT_EQ(read.programme->municipality_name(), wanted().municipality);
    EXPECT_EQ(read.programme->text_date(), ymd(2027, 4, 1));
    EXPECT_NE(text.find("▼"), std::string::npos);
    EXPECT_EQ(text.find("@"), std::string::npos);
}

TEST(NewProgramme, AWrongCheckDigitIsAMistake)
{
    rules::NewProgramme wrong = wanted();
    wrong.municipality_code = "990010";
    const auto read = rules::read_programme("990019-care.yaml", rules::new_programme(wrong));
    ASSERT_EQ(read.mistakes.size(), 1U);
    EXPECT_EQ(read.mistakes.front().allowed.en, "990019 by its check digit");
}

}  // namespace
}  // namespace hagukumi::test
