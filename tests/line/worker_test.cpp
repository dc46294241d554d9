// From the webhook's door to LINE: once, in order, and nothing lost when LINE or we fail.
#include "line/worker.hpp"

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>
#include <map>
#include <set>

#include "line/fake_line.hpp"
#include "line/hook.hpp"
#include "line/signature.hpp"
#include "line/sql.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {
namespace {

using store::Snapshot;
using store::Transaction;
using namespace std::chrono_literals;

const std::string secret = "8c570fa6dd201bb328f1c1eac23a96d8",
                  other_secret = "0123456789abcdef0123456789abcdef";

/// Says back what was said, and stays silent where there was nothing.
struct Echo final : line::Talk {
    std::vector<std::string> heard;
    std::string stumbles_at;  ///< a bug of ours

    std::vector<line::Message> answer(Transaction&, const line::Channel&, const line::Event& event,
                                      Instant) override
    {
        must(stumbles_at.empty() || event.words != stumbles_at, "the talk stumbles at nothing");
        heard.push_back(event.words);
        if (event.words.empty()) return {};
        return {{line::TextMessage{event.words}, {}}};
    }
    std::vector<line::Message> moved_away(const line::Channel&, Instant) override
    {
        return {{line::TextMessage{"移りました"}, {}}};
    }
};

struct Account : testing::Test {
    Scratch scratch;
    SeededRandomness randomness{4};
    std::unique_ptr<store::Database> database = open(scratch.file("line.sqlite"));
    FakeLine fake;
    Echo echo;
    Instant now{1'800'000'000'000};
    std::vector<std::string> log;
    line::Seal seal = line::Seal::draw(randomness);
    line::Channels channels;
    std::unique_ptr<line::Worker> worker;

    Account()
    {
        for (const auto& [municipality, its_secret] :
             {std::pair{nerima, secret}, std::pair{meguro, other_secret}}) {
            change(municipality, [&, its = its_secret](Transaction& tx) -> Result<void> {
                tx.execute(add_municipality, "町");
                return line::connect_channel(tx, seal, randomness, entered(its));
            });
        }
        load();
    }

    line::ConnectChannel entered(const std::string& its_secret)
    {
        return {now,
                number_id(1),
                "door",
                "1234567890",
                people::Secret(its_secret),
                "2000000001-AbCdEfGh",
                "2000000001"};
    }

    void load()
    {
        channels = line::Channels::load(*database, seal, fake,
                                        {"https://api.test", "https://data.test", "https://liff.test"},
                                        [this] { return now; })
                       .value();
        line::Worker::Settings settings;
        settings.now = [this] { return now; };
        settings.jitter = [] { return 0.5; };
        settings.draw_id = [this](Instant at) { return make_id(at, randomness); };
        settings.log = [this](const std::string& line) { log.push_back(line); };
        worker = std::make_unique<line::Worker>(*database, channels, echo, settings);
    }

    template <class Work>
    void change(MunicipalityCode municipality, Work work)
    {
        const auto done = run_on(*database, municipality, std::move(work));
        ASSERT_TRUE(done.has_value()) << done.error().message.en;
    }

    std::string body(const std::string& id, const std::string& text, std::int64_t seconds = 0,
                     const std::string& person = "U1")
    {
        return R"({"destination":"U0","events":[{"type":"message","mode":"active","webhookEventId":")" + id +
               R"(","timestamp":)" + std::to_string(now.milliseconds + seconds * 1000) +
               R"(,"replyToken":"r-)" + id + R"(","source":{"type":"user","userId":")" + person +
               R"("},"message":{"type":"text","id":"1","text":")" + text + R"("}}]})";
    }

    Result<void> knock(const std::string& body, const std::string& signature,
                       MunicipalityCode municipality = nerima, const std::string& path = "door")
    {
        const line::TakeWebhook take = TRY(open_hook(channels, municipality, path, body, signature, now,
                                                     [this](Instant at) { return make_id(at, randomness); }));
        return run_on(*database, municipality, [&](Transaction& tx) { return take(tx); });
    }
    void hear(const std::string& body) { ASSERT_TRUE(knock(body, line::sign(secret, body))); }

    std::vector<std::string> said() const
    {
        std::vector<std::string> texts;
        for (const auto& request : fake.asked) {
            const auto json = boost::json::parse(request.body);
            texts.emplace_back(json.at("messages").at(0).at("text").as_string());
        }
        return texts;
    }
    line::InboxNumbers numbers()
    {
        line::InboxNumbers found;
        database->read(nerima, [&](Snapshot& snapshot) { found = line::count_inbox(snapshot); });
        return found;
    }
};

TEST_F(Account, AnswersWhatWasWrittenByReply)
{
    hear(body("1", "さんご"));
    EXPECT_TRUE(fake.asked.empty()) << "nothing is said before the webhook is answered";
    worker->work_off();
    EXPECT_EQ(said(), std::vector<std::string>{"さんご"});
    EXPECT_NE(fake.asked[0].body.find("r-1"), std::string::npos);
    EXPECT_EQ(numbers().received + numbers().answered + numbers().undelivered, 0);
}

TEST_F(Account, ARedeliveredEventActsOnce)
{
    hear(body("1", "さんご"));
    worker->work_off();
    hear(body("1", "さんご"));
    worker->work_off();
    EXPECT_EQ(echo.heard.size(), 1u);
    EXPECT_EQ(fake.asked.size(), 1u);
}

TEST_F(Account, EventsThatCameOutOfOrderAreWorkedOffInTheirs)
{
    hear(body("2", "二", 1));
    hear(body("1", "一", 0));
    worker->work_off();
    EXPECT_EQ(echo.heard, (std::vector<std::string>{"一", "二"}));
    EXPECT_EQ(said(), (std::vector<std::string>{"一", "二"}));
}

TEST_F(Account, OnlyTheChannelsOwnSignatureOpens)
{
    const std::string text = body("1", "さんご");
    EXPECT_EQ(knock(text, line::sign(other_secret, text)).error().kind, ErrorKind::unauthenticated);
    EXPECT_EQ(knock(text, "").error().kind, ErrorKind::unauthenticated);
    EXPECT_EQ(knock(text + " ", line::sign(secret, text)).error().kind, ErrorKind::unauthenticated);
    EXPECT_EQ(knock(text, line::sign(secret, text), meguro).error().kind, ErrorKind::unauthenticated);
    EXPECT_EQ(knock(text, line::sign(secret, text), nerima, "other").error().kind, ErrorKind::not_found);
    EXPECT_EQ(knock("[]", line::sign(secret, "[]")).error().kind, ErrorKind::malformed);
    worker->work_off();
    EXPECT_TRUE(echo.heard.empty());
}

TEST_F(Account, TheSecretBeforeTheNewOneIsTakenToo)
{
    change(nerima, [&](Transaction& tx) {
        return line::connect_channel(tx, seal, randomness, entered(other_secret));
    });
    load();
    const std::string text = body("1", "さんご");
    EXPECT_TRUE(knock(text, line::sign(secret, text)));
    EXPECT_TRUE(knock(text, line::sign(other_secret, text)));
}

TEST_F(Account, AnotherKeyOpensNoSecret)
{
    const auto other = line::Seal::draw(randomness);
    const auto found = line::Channels::load(*database, other, fake, {}, [this] { return now; });
    ASSERT_FALSE(found.has_value());
    EXPECT_EQ(found.error().code, "line_sealed");
}

TEST_F(Account, NoSecretStandsInTheDatabase)
{
    bool stands = false;
    database->read(nerima, [&](Snapshot& snapshot) {
        snapshot.query(line::sql::all_channels, [&](const store::Row& row) {
            const store::Bytes bytes = row.bytes(3);
            stands = std::string(bytes.begin(), bytes.end()).find(secret) != std::string::npos;
        });
    });
    EXPECT_FALSE(stands);
}

TEST_F(Account, WhatWasWrittenIsKeptNoLongerThanUntilItIsWorkedOff)
{
    fake.answers.push_back(FakeLine::silence(line::HttpAnswer::Reached::no));
    hear(body("1", "ひみつの相談"));
    worker->work_off();
    std::vector<line::InboxRow> rows;
    database->read(nerima, [&](Snapshot& snapshot) {
        rows = line::find_due(snapshot, line::Waiting::answered, now + 24h, 10);
    });
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].event.words, "");
    now = now + 1min;
    worker->work_off();
    EXPECT_EQ(fake.asked.size(), 2u);
    EXPECT_EQ(numbers().answered, 0);
    for (const std::string& line : log) EXPECT_EQ(line.find("ひみつ"), std::string::npos);
}

TEST_F(Account, LineThatIsAwayIsAskedAgainUntilItIsBackAndHearsItOnce)
{
    for (int i = 0; i < 3; ++i) fake.answers.push_back(FakeLine::silence(line::HttpAnswer::Reached::no));
    hear(body("1", "さんご"));
    for (int round = 0; round < 20; ++round, now = now + 1min) worker->work_off();
    EXPECT_EQ(fake.asked.size(), 4u);
    EXPECT_TRUE(fake.asked.back().url.ends_with("/push"));
    EXPECT_EQ(numbers().answered + numbers().undelivered, 0);
}

TEST_F(Account, WhatLineNeverTakesIsCountedAsUndelivered)
{
    fake.answers.push_back(FakeLine::message(403, "Access to this API is not available for your account"));
    hear(body("1", "さんご"));
    worker->work_off();
    EXPECT_EQ(numbers().undelivered, 1);
    for (int i = 0; i < 200; ++i) fake.answers.push_back(FakeLine::answer(500));
    hear(body("2", "さんご"));
    for (int hour = 0; hour < 25; ++hour, now = now + 1h) worker->work_off();
    EXPECT_EQ(numbers().undelivered, 2);
    EXPECT_EQ(numbers().answered, 0);
}

TEST_F(Account, WhatWasGivenUpIsShownWithItsWordsAndSentAgainAsAPush)
{
    fake.answers.push_back(FakeLine::message(403, "Access to this API is not available for your account"));
    hear(body("1", "さんご"));
    worker->work_off();
    std::vector<line::UndeliveredAnswer> found;
    const auto look = [&] {
        database->read(nerima, [&](Snapshot& snapshot) { found = line::find_undelivered(snapshot, 10); });
    };
    look();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].person, "U1");
    EXPECT_EQ(found[0].says, "さんご");
    EXPECT_NE(found[0].why.find("403"), std::string::npos);
    now = now + 25h;
    change(nerima, [&](Transaction& tx) -> Result<bool> {
        EXPECT_TRUE(line::send_again(tx, found[0].id, now));
        return line::send_again(tx, found[0].id, now);  // pressed twice: once
    });
    worker->work_off();
    EXPECT_TRUE(fake.asked.back().url.ends_with("/push"));
    look();
    EXPECT_TRUE(found.empty());
    EXPECT_EQ(numbers().answered, 0);
}

TEST_F(Account, WhatWasGivenUpIsForgottenAfterThirtyDays)
{
    fake.answers.push_back(FakeLine::message(403, "Access to this API is not available for your account"));
    hear(body("1", "さんご"));
    worker->work_off();
    now = now + 29 * 24h;
    worker->work_off();
    EXPECT_EQ(numbers().undelivered, 1);
    now = now + 25h;
    worker->work_off();
    EXPECT_EQ(numbers().undelivered, 0);
}

// ── LINE down, slow, saying 429 or 500, saying everything twice: one message, or the office sees it ──

/// Whatever LINE does first, the answer has arrived once in the end: how often LINE took it.
struct Troubled : Account {
    using Reached = line::HttpAnswer::Reached;

    int taken_after(const std::vector<line::HttpAnswer>& troubles)
    {
        fake.answers.assign(troubles.begin(), troubles.end());
        hear(body("1", "さんご"));
        for (int round = 0; round < 30; ++round, now = now + 10s) worker->work_off();
        EXPECT_TRUE(fake.answers.empty()) << "LINE was asked until its trouble was over";
        EXPECT_EQ(numbers().answered, 0);
        EXPECT_EQ(numbers().undelivered, 0);
        for (const std::string& text : said()) EXPECT_EQ(text, "さんご");
        return static_cast<int>(fake.asked.size() - troubles.size());
    }
    /// To how many doors the answer was carried: a reply's token, and a push's retry key, each open once.
    std::set<std::string> doors() const
    {
        std::set<std::string> all;
        for (const auto& request : fake.asked) {
            const bool is_reply = request.url.ends_with("/reply");
            all.insert(is_reply ? "reply" : FakeLine::header(request, "X-Line-Retry-Key"));
        }
        return all;
    }
};

TEST_F(Troubled, LineThatIsDownHearsItOnceWhenItIsBack)
{
    const auto silence = FakeLine::silence(Reached::no);
    EXPECT_EQ(taken_after({silence, silence, silence}), 1);
}

TEST_F(Troubled, LineThatIsSlowMayHaveItAndIsNeverSentItBeside)
{
    // The first answer was lost on its way: the token is spent, so the message has arrived.
    EXPECT_EQ(
        taken_after({FakeLine::silence(Reached::perhaps), FakeLine::message(400, "Invalid reply token")}), 0);
    EXPECT_EQ(doors(), std::set<std::string>{"reply"});
}

TEST_F(Troubled, LineThatAsksForPatienceHearsItOnceLater)
{
    const auto patience = FakeLine::message(429, "The API rate limit has been exceeded. Try again later.");
    EXPECT_EQ(taken_after({patience, patience}), 1);
}

TEST_F(Troubled, LineThatFailsHearsTheSameTokenAgain)
{
    EXPECT_EQ(taken_after({FakeLine::answer(500), FakeLine::answer(500)}), 1);
    EXPECT_EQ(doors(), std::set<std::string>{"reply"});
}

TEST_F(Troubled, AMonthThatIsSpentIsWaitedFor)
{
    EXPECT_EQ(taken_after({FakeLine::message(429, "You have reached your monthly limit.")}), 1);
}

TEST_F(Troubled, AnAnswerThatLineTookTwiceIsOneMessage)
{
    now = now + 2min;  // the reply token is gone: it is a push, whose key LINE knows already
    hear(body("0", "さんご", -120));
    fake.answers = {FakeLine::message(400, "Invalid reply token"), FakeLine::answer(500),
                    FakeLine::message(409, "The retry key is already accepted")};
    for (int round = 0; round < 30; ++round, now = now + 10s) worker->work_off();
    EXPECT_TRUE(fake.answers.empty());
    EXPECT_EQ(numbers().answered + numbers().undelivered, 0);
    std::set<std::string> keys = doors();
    keys.erase("reply");
    EXPECT_EQ(keys.size(), 1u) << "one push, however often it was sent";
}

TEST_F(Troubled, AWebhookThatLineSendsTwiceIsAnsweredOnce)
{
    hear(body("1", "さんご"));
    hear(body("1", "さんご"));
    EXPECT_EQ(taken_after({}), 1) << "and once more, after it was answered";
}

TEST_F(Account, ABugOfOursHoldsUpNobodyElse)
{
    echo.stumbles_at = "二";
    hear(body("1", "一", 0));
    hear(body("2", "二", 1, "U2"));
    hear(body("3", "三", 2, "U3"));
    worker->work_off();
    const auto texts = said();
    EXPECT_EQ(std::set<std::string>(texts.begin(), texts.end()), (std::set<std::string>{"一", "三"}));
    EXPECT_EQ(numbers().undelivered, 1);
}

TEST_F(Account, TwoMunicipalitiesHearTheirOwnPeopleOnly)
{
    const std::string text = body("1", "さんご");
    EXPECT_TRUE(knock(text, line::sign(other_secret, text), meguro));
    hear(text);
    worker->work_off();
    EXPECT_EQ(echo.heard.size(), 2u) << "the same event id in two channels is two events";
}

TEST_F(Account, TheThreadAnswersWhenItIsWoken)
{
    worker->start();
    hear(body("1", "さんご"));
    worker->wake();
    for (int i = 0; i < 200 && numbers().received + numbers().answered > 0; ++i)
        std::this_thread::sleep_for(10ms);
    worker->stop();
    EXPECT_EQ(said(), std::vector<std::string>{"さんご"});
}

TEST_F(Account, WhatLineCouldNotHaveGivenIsNotConnected)
{
    const auto refused = [&](auto spoil) {
        line::ConnectChannel command = entered(secret);
        spoil(command);
        const auto done = run_on(*database, nerima, [&](Transaction& tx) {
            return line::connect_channel(tx, seal, randomness, command);
        });
        EXPECT_FALSE(done.has_value());
    };
    refused([](auto& it) { it.channel_id = "abc"; });
    refused([](auto& it) { it.secret = people::Secret("short"); });
    refused([](auto& it) { it.liff_id = "1999999999-AbCdEfGh"; });
    refused([](auto& it) { it.login_channel_id = "x"; });
    refused([](auto& it) { it.path = "../"; });
}

}  // namespace
}  // namespace hagukumi::test
