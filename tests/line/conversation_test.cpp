// Conversation files: what is right is read, and every mistake is told with its place.
#include <algorithm>

#include "line/ward.hpp"

namespace hagukumi::test {
namespace {

const std::string file = "conversations/131202-line.yaml";

std::vector<std::string> mistakes_in(const std::string& text)
{
    std::vector<std::string> all;
    for (const rules::Mistake& mistake : line::read_conversation(file, text).mistakes)
        all.push_back(to_string(mistake));
    return all;
}

/// The ward's file with one passage changed.
std::string spoilt(const std::string& from, const std::string& to)
{
    std::string text = text_of_file(file);
    const auto at = text.find(from);
    must(at != std::string::npos, "the passage stands in the file");
    return text.replace(at, from.size(), to);
}

TEST(Conversation, TheWardsFileHasNoMistake)
{
    EXPECT_TRUE(mistakes_in(text_of_file(file)).empty());
    EXPECT_TRUE(line::is_conversation(text_of_file(file)));
    EXPECT_FALSE(line::is_conversation(text_of_file("programmes/131202-postpartum.yaml")));
}

TEST(Conversation, EveryMistakeIsToldWithItsLineAndWhatIsAllowed)
{
    const std::vector<std::pair<std::string, std::string>> cases{
        {spoilt("conversation: 131202-line", "conversation: other"), "`131202-line`, the file's name"},
        {spoilt("municipality: \"131202\"", "municipality: nerima"), "six digits"},
        {spoilt("phone: 03-5984-4621", "phone: call us"), "digits and -"},
        {spoilt("site: https", "site: http"), "an address with https://"},
        {spoilt("menu_lives_minutes: 30", "menu_lives_minutes: 0"), "a whole number from 1 to 1440"},
        {spoilt("keywords: [さんご, sango]", "keywords: [さんご, サンゴ]"), "a word that opens one menu"},
        {spoilt("keywords: [さんご, sango]", "keywords: []"), "a list of words"},
        {spoilt("answers: user_number", "answers: user_numbr"), "user_number"},
        {spoilt("answers: user_number", "opens: use, answers: user_number"), "one of `opens` and `answers`"},
        {spoilt("opens: register", "opens: \"javascript:1\""), "a page of the portal"},
        {spoilt("ja: 利用者番号の表示",
                "ja: "
                "利用者番号の表示利用者番号の表示利用者番号の表示利用者番号の表示利用者番号の表示利用者番号の"
                "表示"),
         "at most 40 characters"},
        {spoilt("call: {", "call_: {"), "call"},
        {spoilt("もう一度「{keyword}」と", "もう一度「{keywrd}」と"), "did you mean `keyword`?"},
        {spoilt("{number}", "{nickname}"), "number"},
        {spoilt("menus:", "menu:"), "menus"},
    };
    for (const auto& [text, allowed] : cases) {
        const auto found = mistakes_in(text);
        ASSERT_FALSE(found.empty()) << allowed;
        EXPECT_TRUE(
            std::any_of(found.begin(), found.end(),
                        [&](const std::string& one) { return one.find(allowed) != std::string::npos; }))
            << allowed << "\n"
            << found.front();
        for (const std::string& one : found) EXPECT_EQ(one.find(file + ":"), 0u) << one;
    }
}

TEST(Conversation, AValueThatIsNotGivenStaysEmpty)
{
    EXPECT_EQ(line::filled("{a}と{b}。", {{"a", "一"}}), "一と。");
    EXPECT_EQ(line::filled("{", {}), "{");
    EXPECT_EQ(line::filled("{a}", {{"a", "{b}"}, {"b", "no"}}), "{b}");
}

}  // namespace
}  // namespace hagukumi::test
