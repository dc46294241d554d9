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
        {spoilt("answers: user_number", "opens: use, answers: user_number"),
         "one of `opens`, `links`, `answers`"},
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
        EXPECT_TRUE(std::any_of(
            found.begin(), found.end(),
            [&allowed = allowed](const std::string& one) { return one.find(allowed) != std::string::npos; }))
            << allowed << "\n"
            << found.front();
        for (const std::string& one : found) EXPECT_EQ(one.find(file + ":"), 0u) << one;
    }
}

TEST(Conversation, MistakesInWhatANurseryCityAddsAreToldToo)
{
    const std::string name = "conversations/131105-line.yaml";
    const auto found_in = [&](const std::string& from, const std::string& to) {
        std::string text = text_of_file(name);
        const auto at = text.find(from);
        must(at != std::string::npos, "the passage stands in the file");
        std::string all;
        for (const rules::Mistake& mistake :
             line::read_conversation(name, text.replace(at, from.size(), to)).mistakes)
            all += to_string(mistake) + "\n";
        return all;
    };
    const std::vector<std::tuple<std::string, std::string, std::string>> cases{
        {"newcomers: child", "newcomers: childs", "did you mean `child`?"},
        {"children: name", "children: kana", "nickname"},
        {"\"1520001\"", "\"152000\"", "seven digits"},
        {"opens_at: 2024-05-01 10:00", "opens_at: 2024-05-32 10:00", "a date and a time"},
        {"answers: interview", "answers: interviews", "interview"},
        {"sticker: 11537/52002734", "sticker: smile", "numbers of a package"},
        {"links: https://www", "links: http://www", "an address with https://"},
        {"booking_reminder:", "booking_reminders:", "booking_reminder"},
        {"shown_to: tab", "shown_to: tabs", "did you mean `tab`?"},
        {"size: [2500, 843]", "size: [2500]", "2 whole numbers"},
        {"switches_to: home_guest", "switches_to: hom", "a rich menu of this file"},
        {"says: 一時保育の予約 }", "says: 一時保育の予約, opens: child }", "one of `says`"},
        {"bar: 子育て", "bar: 子育てのメニューはこちらからどうぞ", "at most 14"},
        {"image: 131105-home.png", "image: ../131105-home.png", "a file's name"},
        {"  cancel_late:", "  cancel_lates:", "cancel_late"},
        {"yes: { ja: はい", "yes: { ja: はい、この予約をいますぐ全部キャンセルします",
         "at most 20 characters"},
    };
    EXPECT_EQ(found_in("newcomers", "newcomers"), "");
    for (const auto& [from, to, told] : cases)
        EXPECT_NE(found_in(from, to).find(told), std::string::npos) << to << "\n" << found_in(from, to);
}

TEST(Conversation, AValueThatIsNotGivenStaysEmpty)
{
    EXPECT_EQ(line::filled("{a}と{b}。", {{"a", "一"}}), "一と。");
    EXPECT_EQ(line::filled("{", {}), "{");
    EXPECT_EQ(line::filled("{a}", {{"a", "{b}"}, {"b", "no"}}), "{b}");
}

}  // namespace
}  // namespace hagukumi::test
