// What LINE sends, read: what we know is taken, all else is ignored.
#include "line/webhook.hpp"

#include <gtest/gtest.h>

namespace hagukumi::test {
namespace {

using line::EventKind;
using line::parse_webhook;

std::string event(const std::string& more, const std::string& source = R"({"type":"user","userId":"U1"})")
{
    return R"({"destination":"U0","events":[{"mode":"active","timestamp":1800000000000,"webhookEventId":"01H",)"
           R"("deliveryContext":{"isRedelivery":false},"source":)" +
           source + "," + more + "}]}";
}

TEST(Webhook, AWrittenTextIsTaken)
{
    const auto read = parse_webhook(event(
        R"("type":"message","replyToken":"r1","message":{"type":"text","id":"1","quoteToken":"q","text":"さんご"})"));
    ASSERT_EQ(read.value().events.size(), 1u);
    const line::Event& found = read->events[0];
    EXPECT_EQ(read->destination, "U0");
    EXPECT_EQ(found.kind, EventKind::text);
    EXPECT_EQ(found.id, "01H");
    EXPECT_EQ(found.person, "U1");
    EXPECT_EQ(found.words, "さんご");
    EXPECT_EQ(found.reply_token, "r1");
    EXPECT_EQ(found.at.milliseconds, 1'800'000'000'000);
}

TEST(Webhook, EscapedTextIsTheSameText)
{
    const auto read =
        parse_webhook(event(R"("type":"message","message":{"type":"text","text":"\u3055\u3093\u3054"})"));
    EXPECT_EQ(read.value().events.at(0).words, "さんご");
}

TEST(Webhook, APickedDateComesWithItsButton)
{
    const auto read = parse_webhook(
        event(R"("type":"postback","postback":{"data":"h1|a|day","params":{"date":"2026-04-01"}})"));
    EXPECT_EQ(read.value().events.at(0).words, "h1|a|day");
    EXPECT_EQ(to_string(*read->events[0].picked), "2026-04-01");
    const auto odd = parse_webhook(
        event(R"("type":"postback","postback":{"data":"h1|a|day","params":{"date":"2026-02-30"}})"));
    EXPECT_FALSE(odd.value().events.at(0).picked.has_value());
}

TEST(Webhook, AStickerIsSomethingElse)
{
    const auto read =
        parse_webhook(event(R"("type":"message","message":{"type":"sticker","stickerId":"1"})"));
    EXPECT_EQ(read.value().events.at(0).kind, EventKind::other);
}

TEST(Webhook, ALongTextIsCutAtAWholeCharacter)
{
    std::string text;
    for (int i = 0; i < 5000; ++i) text += "あ";
    const auto read =
        parse_webhook(event(R"("type":"message","message":{"type":"text","text":")" + text + R"("})"));
    EXPECT_EQ(read.value().events.at(0).words.size(), 999u);
}

TEST(Webhook, WhatIsNewOrOddIsIgnored)
{
    const std::string message = R"("type":"message","message":{"type":"text","text":"a"})";
    const std::vector<std::string> ignored{
        R"({"destination":"U0","events":[]})",
        R"({"destination":"U0"})",
        R"({"events":"none"})",
        R"({"events":[1,null,[]]})",
        event(R"("type":"edit","edit":{"messageId":"1"})"),
        event(R"("type":7)"),
        event(R"("type":"message")"),
        event(message, R"({"type":"group","groupId":"C1","userId":"U1"})"),
        event(R"("type":"join","replyToken":"r")", R"({"type":"group","groupId":"C1"})"),
        R"({"events":[{"type":"follow","source":{"type":"user","userId":"U1"},"timestamp":1}]})",
        R"({"events":[{"type":"follow","webhookEventId":"a","timestamp":"1"}]})",
        R"({"events":[{"type":"follow","mode":"standby","webhookEventId":"a","timestamp":1}]})",
        R"({"events":[{"type":"follow","webhookEventId":"a","timestamp":1,"replyToken":"00000000000000000000000000000000"}]})",
    };
    for (const std::string& body : ignored) {
        const auto read = parse_webhook(body);
        ASSERT_TRUE(read.has_value()) << body;
        EXPECT_TRUE(read->events.empty()) << body;
    }
}

TEST(Webhook, ABodyThatIsNoObjectIsRefused)
{
    for (const char* body : {"", "[]", "1", "{", "{}x", "\xff"}) EXPECT_FALSE(parse_webhook(body)) << body;
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "[";
    EXPECT_FALSE(parse_webhook(deep));
}

}  // namespace
}  // namespace hagukumi::test
