// Ending the link: LINE hears of it, once, and the page's token is kept no longer than it is good.
#include "line/goodbye.hpp"

#include "line/sql.hpp"
#include "line/ward.hpp"

namespace hagukumi::test {
namespace {

struct Leaving : Ward {
    line::Seal seal = line::Seal::draw(randomness);
    line::Channels channels;
    std::unique_ptr<line::Goodbyes> goodbyes;

    Leaving()
    {
        change([&](Transaction& tx) {
            return line::connect_channel(
                tx, seal, randomness,
                {now, channel.id, "door", "1234567890", people::Secret(std::string(32, 'a')),
                 "2000000001-AbCdEfGh", "2000000001"});
        });
        channels = line::Channels::load(*database, seal, fake, {}, [this] { return now; }).value();
        goodbyes =
            std::make_unique<line::Goodbyes>(*database, channels, seal, randomness, [this] { return now; });
    }
    void leave(const std::string& token)
    {
        change([&](Transaction& tx) -> Result<void> {
            goodbyes->add(tx, token, now);
            return {};
        });
    }
};

TEST_F(Leaving, LineIsToldByThePagesTokenAndOnlyOnce)
{
    leave("token-of-the-page");
    fake.answers.push_back(FakeLine::answer(204, ""));
    EXPECT_EQ(goodbyes->say(nerima), 1);
    ASSERT_EQ(fake.asked.size(), 1u);
    EXPECT_TRUE(fake.asked[0].url.ends_with("/user/v1/deauthorize"));
    EXPECT_EQ(fake.asked[0].body, R"({"userAccessToken":"token-of-the-page"})");
    EXPECT_FALSE(FakeLine::header(fake.asked[0], "Authorization").empty());
    EXPECT_EQ(goodbyes->say(nerima), 0);
    EXPECT_EQ(fake.asked.size(), 1u);
}

TEST_F(Leaving, LineThatIsAwayIsAskedAgainLater)
{
    leave("t");
    fake.answers.push_back(FakeLine::message(500, "Internal server error"));
    EXPECT_EQ(goodbyes->say(nerima), 0);
    EXPECT_EQ(goodbyes->say(nerima), 0);
    EXPECT_EQ(fake.asked.size(), 1u) << "not at once";
    now = now + 1min;
    fake.answers.push_back(FakeLine::silence(line::HttpAnswer::Reached::no));
    EXPECT_EQ(goodbyes->say(nerima), 0);
    now = now + 2min;
    EXPECT_EQ(goodbyes->say(nerima), 1);
    EXPECT_EQ(fake.asked.size(), 3u);
}

TEST_F(Leaving, WhatLineRefusesIsOverAndWhatIsTooOldIsNotAsked)
{
    leave("ended there before");
    fake.answers.push_back(FakeLine::message(400, "invalid token"));
    EXPECT_EQ(goodbyes->say(nerima), 0);
    now = now + 1h;
    EXPECT_EQ(goodbyes->say(nerima), 0);
    EXPECT_EQ(fake.asked.size(), 1u);
    leave("kept too long");
    now = now + 12h;
    EXPECT_EQ(goodbyes->say(nerima), 0);
    EXPECT_EQ(fake.asked.size(), 1u);
    now = now + -1h;
    EXPECT_EQ(goodbyes->say(nerima), 0) << "it is forgotten";
    EXPECT_EQ(fake.asked.size(), 1u);
}

TEST_F(Leaving, TheTokenStandsSealedInTheDatabase)
{
    const std::string token = "secret-token-of-the-page";
    leave(token);
    std::string kept;
    database->read(nerima, [&](Snapshot& snapshot) {
        snapshot.query(
            line::sql::due_goodbyes,
            [&](const store::Row& row) {
                const store::Bytes bytes = row.bytes(1);
                kept.assign(bytes.begin(), bytes.end());
            },
            channel.id, now, 10);
    });
    EXPECT_GT(kept.size(), token.size());
    EXPECT_EQ(kept.find(token), std::string::npos);
}

}  // namespace
}  // namespace hagukumi::test
