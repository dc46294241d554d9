// What the outbox promised, as LINE messages: every template, in both languages, once.
#include "line/notice_sender.hpp"

#include <gtest/gtest.h>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "line/said.hpp"
#include "line/ward.hpp"
#include "messages/templates.hpp"

namespace hagukumi::test {
namespace {

[[maybe_unused]] const auto* const kept = testing::AddGlobalTestEnvironment(new Said);

/// Values for every placeholder of a template, as long as they get.
std::string values_for(const messages::Template& one)
{
    boost::json::object values;
    const std::string body = one.body_ja;
    for (auto begin = body.find('{'); begin != std::string::npos; begin = body.find('{', begin + 1)) {
        const auto end = body.find('}', begin);
        values[body.substr(begin + 1, end - begin - 1)] = "アンジェリカ下目黒2丁目保育園とても長い名前の施設";
    }
    return boost::json::serialize(values);
}

TEST(NoticeSender, U_05_EveryNoticeIsACardThatLineTakesInEachLanguage)
{
    const std::shared_ptr<const line::Conversation> plain, nursery = conversation_of("131105-line");
    for (const messages::Template& one : messages::all_templates()) {
        for (const Language language : all_languages) {
            const messages::Rendered words = messages::render(one.name, values_for(one), language);
            messages::Outgoing notice;
            notice.language = code_of(language);
            notice.subject = words.subject.in(language);
            notice.body = words.body.in(language);
            notice.message_template = one.name;
            const auto page = [](const std::string& at) { return "https://liff.line.me/1-a/" + at; };
            for (const line::Conversation* conversation : {plain.get(), nursery.get()}) {
                const auto said = messages_of(notice, conversation, page);
                EXPECT_TRUE(faults_of(said).empty()) << one.name;
                EXPECT_NE(alternative_text(said.back()).find(notice.subject), std::string::npos);
                Said::keep(said);
            }
        }
    }
}

TEST_F(Ward, ANoticeIsPushedUnderItsOwnIdSoThatItArrivesOnce)
{
    SeededRandomness dice(1);
    const line::Seal seal = line::Seal::draw(dice);
    change([&](Transaction& tx) {
        return line::connect_channel(
            tx, seal, dice,
            {now, channel.id, "door", "1234567890", people::Secret(std::string(32, 'a')),
             "2000000001-AbCdEfGh", "2000000001"});
    });
    const line::Channels channels =
        line::Channels::load(*database, seal, fake, {}, [this] { return now; }).value();
    line::NoticeSender sender(channels, *talk, "https://liff.line.me", "https://hagukumi.example.jp");
    messages::Outgoing notice{nerima, number_id(77), now, "U1", "ja", "件名", "本文\n\n二段目", "used"};
    EXPECT_EQ(sender.send(notice).delivery, messages::Delivery::sent);
    fake.answers.push_back(FakeLine::message(409, "The retry key is already accepted"));
    EXPECT_EQ(sender.send(notice).delivery, messages::Delivery::sent);
    ASSERT_EQ(fake.asked.size(), 2u);
    EXPECT_EQ(FakeLine::header(fake.asked[0], "X-Line-Retry-Key"), to_string(number_id(77)));
    EXPECT_EQ(fake.asked[0].body, fake.asked[1].body);
    fake.answers.push_back(FakeLine::message(400, "Failed to send messages"));
    EXPECT_EQ(sender.send(notice).delivery, messages::Delivery::never);
    fake.answers.push_back(FakeLine::message(429, "You have reached your monthly limit."));
    EXPECT_EQ(sender.send(notice).delivery, messages::Delivery::later);
    notice.municipality = meguro;
    EXPECT_EQ(sender.send(notice).delivery, messages::Delivery::never);
}

}  // namespace
}  // namespace hagukumi::test
