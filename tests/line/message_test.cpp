// Messages as values: what LINE takes, and what is found before LINE would refuse it.
#include "line/message.hpp"

#include <gtest/gtest.h>
#include <boost/json/serialize.hpp>

#include "line/limits.hpp"

namespace hagukumi::test {
namespace {

using namespace line;

std::string times(std::size_t count, const std::string& text)
{
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

Card menu()
{
    return {"産後ケアメニュー",
            {"ご利用のサービスを選んでください。"},
            {OpenUri{"利用者登録", "https://liff.line.me/1-a/register"},
             Postback{"利用者番号の表示", "h1|x|number", {}}}};
}

TEST(Message, ATextIsWhatItSays)
{
    EXPECT_EQ(boost::json::serialize(to_json(Message{TextMessage{"こんにちは"}, {}})),
              R"({"type":"text","text":"こんにちは"})");
}

TEST(Message, TheAlternativeTextOfACardSaysEverythingThatTheCardSays)
{
    EXPECT_EQ(alternative_text(Message{menu(), {}}),
              "産後ケアメニュー\nご利用のサービスを選んでください。\n［利用者登録］\n［利用者番号の表示］");
}

TEST(Message, AnAlternativeTextThatIsTooLongIsCutAtAWholeCharacter)
{
    Card card = menu();
    card.lines = {times(1200, "👩‍🍼")};
    const std::string words = alternative_text(Message{card, {}});
    EXPECT_LE(utf16_length(words), limits::alt_text);
    EXPECT_TRUE(words.ends_with("👩‍🍼…"));
}

TEST(Message, ACardWrapsItsLinesAndNamesItsButtons)
{
    const auto json = to_json(Message{menu(), {}});
    const auto& bubble = json.at("contents").as_object();
    EXPECT_EQ(bubble.at("type"), "bubble");
    for (const auto& part : bubble.at("body").at("contents").as_array()) EXPECT_EQ(part.at("wrap"), true);
    const auto& buttons = bubble.at("footer").at("contents").as_array();
    ASSERT_EQ(buttons.size(), 2u);
    EXPECT_EQ(buttons[0].at("action").at("uri"), "https://liff.line.me/1-a/register");
    EXPECT_EQ(buttons[1].at("action").at("data"), "h1|x|number");
}

// N-09: what a facility calls its telephone number must not silence a municipality's LINE.
TEST(Message, N_09_ANumberIsDialledAsFarAsItIsOne)
{
    for (const auto& [typed, dialled] :
         std::vector<std::pair<const char*, const char*>>{{"03-1202-0001", "tel:0312020001"},
                                                          {"03-1202-0001（代表）", "tel:0312020001"},
                                                          {"０３（１２０２）０００１", "tel:0312020001"},
                                                          {"03 1202 0001 内線 33", "tel:0312020001"},
                                                          {"0120ー000ー111", "tel:0120000111"},
                                                          {"+81 3 1202 0001", "tel:+81312020001"}}) {
        const auto buttons = line::dials("電話する", typed);
        ASSERT_EQ(buttons.size(), 1U) << typed;
        EXPECT_EQ(std::get<line::OpenUri>(buttons[0]).uri, dialled);
        EXPECT_TRUE(faults_of({line::Message{line::Card{"施設", {typed}, buttons}, {}}}).empty());
    }
    for (const char* none : {"", "なし", "内線のみ", "119", "１２３４５６７８９０１２３４５６"})
        EXPECT_TRUE(line::dials("電話する", none).empty()) << none;
}

TEST(Message, ADateIsAskedForWithinItsBounds)
{
    using std::chrono::year;
    const PickDate pick{"日を選ぶ", "h1|x|day", year(2026) / 4 / 1, year(2026) / 4 / 30, std::nullopt};
    const auto json = to_json(Message{TextMessage{"日を選んでください。"}, {pick}});
    const auto& action = json.at("quickReply").at("items").as_array()[0].at("action");
    EXPECT_EQ(action.at("min"), "2026-04-01");
    EXPECT_EQ(action.at("max"), "2026-04-30");
    EXPECT_FALSE(action.as_object().contains("initial"));
}

// LINE counts texts in UTF-16 code units and labels in what a reader takes for one character.
TEST(Message, TextsAreCountedInCodeUnitsAndLabelsInCharacters)
{
    EXPECT_EQ(utf16_length("🍎"), 2u);
    EXPECT_EQ(grapheme_length("👩‍🍼が"), 2u);
    EXPECT_TRUE(faults_of(Message{TextMessage{times(2500, "🍎")}, {}}).empty());
    EXPECT_FALSE(faults_of(Message{TextMessage{times(2501, "🍎")}, {}}).empty());
    EXPECT_TRUE(faults_of(Message{TextMessage{"a"}, {Say{times(20, "👩‍🍼"), "a"}}}).empty());
    EXPECT_FALSE(faults_of(Message{TextMessage{"a"}, {Say{times(21, "👩‍🍼"), "a"}}}).empty());
}

TEST(Message, WhatLineWouldRefuseIsFoundBefore)
{
    const auto with = [](Action action) {
        Card card = menu();
        card.buttons = {std::move(action)};
        return Message{card, {}};
    };
    using std::chrono::year;
    const Say ok{"はい", "はい"};
    const std::vector<Message> refused{
        {TextMessage{""}, {}},
        {Card{"", {}, {}}, {}},
        {Card{"題", {""}, {}}, {}},
        {Carousel{{}}, {}},
        {Carousel{std::vector<Card>(13, menu())}, {}},
        {Carousel{std::vector<Card>(12, Card{"題", {times(1500, "あ")}, {}})}, {}},
        {Card{"題", {times(10'500, "あ")}, {}}, {}},
        {Confirm{times(241, "あ"), ok, ok}, {}},
        {Confirm{"か", Say{"", "はい"}, ok}, {}},
        {TextMessage{"a"}, std::vector<Action>(14, Action(ok))},
        with(Postback{"押す", "", {}}),
        with(Postback{"押す", times(301, "a"), {}}),
        with(Postback{"押す", "a", times(301, "a")}),
        with(OpenUri{"開く", "javascript:alert(1)"}),
        with(OpenUri{"開く", "https://example.jp/あ"}),
        with(OpenUri{"開く", "https://example.jp/" + times(1000, "a")}),
        with(OpenUri{times(41, "あ"), "https://example.jp/"}),
        with(Copy{"写す", times(1001, "a")}),
        with(PickDate{"日", "a", year(2026) / 4 / 2, year(2026) / 4 / 2, std::nullopt}),
    };
    for (std::size_t i = 0; i < refused.size(); ++i) EXPECT_FALSE(faults_of(refused[i]).empty()) << i;
    EXPECT_TRUE(faults_of(Message{menu(), {Action(ok)}}).empty());
    EXPECT_FALSE(faults_of(std::vector<Message>{}).empty());
    EXPECT_FALSE(faults_of(std::vector<Message>(6, Message{TextMessage{"a"}, {}})).empty());
}

TEST(Message, ALongNameIsShortenedToWhatFits)
{
    EXPECT_EQ(shortened("アンジェリカ下目黒2丁目保育園", 20), "アンジェリカ下目黒2丁目保育園");
    EXPECT_EQ(shortened("アンジェリカ下目黒2丁目保育園", 8), "アンジェリカ下…");
}

}  // namespace
}  // namespace hagukumi::test
