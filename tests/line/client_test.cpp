// The channel's token, what LINE's answers mean, and that a message arrives once.
#include "line/client.hpp"

#include <gtest/gtest.h>

#include "line/deliver.hpp"
#include "line/fake_line.hpp"

namespace hagukumi::test {
namespace {

using line::Fate;
using line::Letter;
using messages::Delivery;
using Reached = line::HttpAnswer::Reached;

const std::string hello = R"([{"type":"text","text":"こんにちは"}])";

struct Channel : testing::Test {
    FakeLine fake;
    Instant now{1'800'000'000'000};
    line::Client client{fake, settings()};

    line::Client::Settings settings()
    {
        line::Client::Settings settings;
        settings.api = "https://api.test";
        settings.channel_id = "1234567890";
        settings.channel_secret = people::Secret("s&cret");
        settings.now = [this] { return now; };
        return settings;
    }
    Letter letter() { return {"U1", "reply-1", now, hello, Id{{1}}, false}; }
    void say(int status, const std::string& text) { fake.answers.push_back(FakeLine::message(status, text)); }
};

TEST_F(Channel, AsksForATokenWithIdAndSecretAndKeepsItForTenMinutes)
{
    client.push("U1", hello, Id{});
    EXPECT_EQ(fake.token_request.body,
              "grant_type=client_credentials&client_id=1234567890&client_secret=s%26cret");
    now = now + std::chrono::minutes(9);
    client.push("U1", hello, Id{});
    EXPECT_EQ(fake.tokens_given, 1);
    now = now + std::chrono::minutes(1);
    client.push("U1", hello, Id{});
    EXPECT_EQ(fake.tokens_given, 2);
    EXPECT_EQ(FakeLine::header(fake.asked[2], "Authorization"), "Bearer token-2");
}

TEST_F(Channel, ARefusedTokenIsRenewedOnceUnderTheSameRetryKey)
{
    say(401, "Authentication failed");
    EXPECT_EQ(client.push("U1", hello, Id{{7}}).fate, Fate::accepted);
    ASSERT_EQ(fake.asked.size(), 2u);
    EXPECT_EQ(FakeLine::header(fake.asked[0], "X-Line-Retry-Key"),
              FakeLine::header(fake.asked[1], "X-Line-Retry-Key"));
    EXPECT_EQ(FakeLine::header(fake.asked[1], "Authorization"), "Bearer token-2");
}

TEST_F(Channel, AWrongSecretIsSaidAndNothingIsSent)
{
    fake.give_token = [] { return FakeLine::answer(400, R"({"error":"invalid_client"})"); };
    EXPECT_EQ(client.push("U1", hello, Id{}).fate, Fate::not_signed_in);
    EXPECT_TRUE(fake.asked.empty());
}

TEST_F(Channel, APushHasARetryKeyFromTheFirstAttemptAndAReplyNone)
{
    client.push("U1", hello, Id{{7}});
    client.reply("reply-1", hello);
    EXPECT_EQ(FakeLine::header(fake.asked[0], "X-Line-Retry-Key"), "07000000-0000-0000-0000-000000000000");
    EXPECT_EQ(fake.asked[0].body, R"({"to":"U1","messages":)" + hello + "}");
    EXPECT_EQ(FakeLine::header(fake.asked[1], "X-Line-Retry-Key"), "");
    EXPECT_EQ(fake.asked[1].body, R"({"replyToken":"reply-1","messages":)" + hello + "}");
}

TEST_F(Channel, WhatLineAnswersSaysWhatToDo)
{
    const std::vector<std::tuple<int, const char*, Fate>> answers{
        {200, "", Fate::accepted},
        {202, "", Fate::accepted},
        {409, "The retry key is already accepted", Fate::accepted},
        {400, "Failed to send messages", Fate::nobody},
        {404, "Not found", Fate::nobody},
        {400, "The request body has 1 error(s)", Fate::refused},
        {403, "Access to this API is not available for your account", Fate::refused},
        {413, "", Fate::refused},
        {429, "The API rate limit has been exceeded. Try again later.", Fate::too_many},
        {429, "You have reached your monthly limit.", Fate::quota_used_up},
        {500, "", Fate::unknown}};
    for (const auto& [status, text, fate] : answers) {
        say(status, text);
        EXPECT_EQ(client.push("U1", hello, Id{}).fate, fate) << status << text;
    }
    fake.answers.push_back(FakeLine::silence(Reached::no));
    EXPECT_EQ(client.push("U1", hello, Id{}).fate, Fate::not_sent);
    fake.answers.push_back(FakeLine::silence(Reached::perhaps));
    EXPECT_EQ(client.push("U1", hello, Id{}).fate, Fate::unknown);
}

TEST_F(Channel, NoReasonNamesThePersonTheMessageOrTheToken)
{
    for (const int status : {400, 401, 404, 429, 500}) {
        say(status, "no");
        say(status, "no");
        const std::string why = client.push("U1", hello, Id{}).why;
        EXPECT_NE(why, "");
        for (const char* secret : {"U1", "こんにちは", "token-", "s&cret"})
            EXPECT_EQ(why.find(secret), std::string::npos) << why;
    }
}

TEST_F(Channel, AFriendIsSomebodyWithAProfile)
{
    EXPECT_TRUE(client.is_friend("U1").value());
    say(404, "Not found");
    EXPECT_FALSE(client.is_friend("U1").value());
    say(500, "");
    EXPECT_FALSE(client.is_friend("U1").has_value());
}

TEST_F(Channel, TheQuotaIsReadAndMayBeWithoutLimit)
{
    fake.answers = {FakeLine::answer(200, R"({"type":"limited","value":200})"),
                    FakeLine::answer(200, R"({"totalUsage":17})")};
    EXPECT_EQ(client.quota().value().most, 200);
    fake.answers = {FakeLine::answer(200, R"({"type":"none"})"),
                    FakeLine::answer(200, R"({"totalUsage":17})")};
    const auto quota = client.quota();
    EXPECT_FALSE(quota.value().most.has_value());
    EXPECT_EQ(quota.value().used, 17);
}

// ── replying and pushing ──

TEST_F(Channel, RepliesWhileTheTokenLives)
{
    EXPECT_EQ(deliver(client, letter(), now + std::chrono::seconds(30)).sent.delivery, Delivery::sent);
    ASSERT_EQ(fake.asked.size(), 1u);
    EXPECT_TRUE(fake.asked[0].url.ends_with("/reply"));
}

TEST_F(Channel, PushesOnceTheTokenIsOld)
{
    EXPECT_EQ(deliver(client, letter(), now + std::chrono::seconds(58)).sent.delivery, Delivery::sent);
    ASSERT_EQ(fake.asked.size(), 1u);
    EXPECT_TRUE(fake.asked[0].url.ends_with("/push"));
}

TEST_F(Channel, ATokenThatSomebodyElseUsedIsFollowedByAPush)
{
    say(400, "Invalid reply token");
    EXPECT_EQ(deliver(client, letter(), now).sent.delivery, Delivery::sent);
    ASSERT_EQ(fake.asked.size(), 2u);
    EXPECT_TRUE(fake.asked[1].url.ends_with("/push"));
}

// LINE accepted and the answer was lost: the second try says that the token is used.
TEST_F(Channel, ALostAnswerMakesNoSecondMessage)
{
    fake.answers.push_back(FakeLine::silence(Reached::perhaps));
    say(400, "Invalid reply token");
    EXPECT_EQ(deliver(client, letter(), now).sent.delivery, Delivery::sent);
    EXPECT_EQ(fake.asked.size(), 2u);
    for (const auto& request : fake.asked) EXPECT_TRUE(request.url.ends_with("/reply"));
}

// A kept connection broke: the same request went out twice, and the token was used by the first.
TEST_F(Channel, AReplyThatWentOutTwiceIsNotPushedBeside)
{
    auto gone = FakeLine::message(400, "Invalid reply token");
    gone.perhaps_twice = true;
    fake.answers.push_back(gone);
    EXPECT_EQ(deliver(client, letter(), now).sent.delivery, Delivery::sent);
    EXPECT_EQ(fake.asked.size(), 1u);
}

TEST_F(Channel, AnUnknownReplyIsAskedForAgainAndNeverPushedBeside)
{
    say(500, "");
    say(500, "");
    const auto first = deliver(client, letter(), now);
    EXPECT_EQ(first.sent.delivery, Delivery::later);
    EXPECT_TRUE(first.reply_unknown);
    Letter again = letter();
    again.reply_unknown = true;
    say(400, "Invalid reply token");
    EXPECT_EQ(deliver(client, again, now + std::chrono::seconds(20)).sent.delivery, Delivery::sent);
    EXPECT_EQ(deliver(client, again, now + std::chrono::minutes(5)).sent.delivery, Delivery::never);
    for (const auto& request : fake.asked) EXPECT_TRUE(request.url.ends_with("/reply"));
}

TEST_F(Channel, WhatNeverReachedLineIsTriedAgainWithoutHarm)
{
    fake.answers.push_back(FakeLine::silence(Reached::no));
    const auto first = deliver(client, letter(), now);
    EXPECT_EQ(first.sent.delivery, Delivery::later);
    EXPECT_FALSE(first.reply_unknown);
    EXPECT_EQ(deliver(client, letter(), now + std::chrono::minutes(3)).sent.delivery, Delivery::sent);
    EXPECT_TRUE(fake.asked.back().url.ends_with("/push"));
}

TEST_F(Channel, WithoutAUserIdOnlyAReplyIsPossible)
{
    Letter nobody = letter();
    nobody.to.clear();
    say(400, "Invalid reply token");
    EXPECT_EQ(deliver(client, nobody, now).sent.delivery, Delivery::never);
}

}  // namespace
}  // namespace hagukumi::test
