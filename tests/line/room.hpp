// Somebody's telephone and the account that answers: what the fixtures of the talk share.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "line/said.hpp"
#include "line/talk.hpp"
#include "rules/read_programme.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {

using namespace std::chrono_literals;
using store::Snapshot;
using store::Transaction;

inline std::string text_of_file(const std::string& name)
{
    std::ifstream file(std::string(HAGUKUMI_SOURCE_DIR) + "/" + name);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

inline std::shared_ptr<const line::Conversation> conversation_of(const std::string& code)
{
    const std::string name = "conversations/" + code + ".yaml";
    const line::ReadConversation read = line::read_conversation(name, text_of_file(name));
    for (const rules::Mistake& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake);
    return read.conversation;
}

inline std::shared_ptr<const rules::Programme> programme_of(const std::string& code)
{
    const std::string calendar = "programmes/calendars/japan.yaml", name = "programmes/" + code + ".yaml";
    const rules::ReadCalendarResult japan = rules::read_calendar("japan.yaml", text_of_file(calendar));
    return rules::read_programme(name, text_of_file(name), {{japan.name, japan.calendar}}).programme;
}

inline Date day(int year, unsigned month, unsigned number)
{
    return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(number);
}

/// A municipality with its files and its account; who lives there is the fixture's own matter.
struct Room : testing::Test {
    Scratch scratch;
    SeededRandomness randomness;
    const MunicipalityCode municipality;
    std::unique_ptr<store::Database> database = open(scratch.file("room.sqlite"));
    Instant now = start_of_day_in_japan(day(2026, 7, 8)) + 9h;  // a Wednesday
    const std::shared_ptr<const rules::Programme> programme;
    const std::shared_ptr<const line::Conversation> conversation;
    const std::vector<std::shared_ptr<const rules::Programme>> programmes{programme};
    line::Channel channel;
    std::unique_ptr<line::Conversations> talk;
    const Id officer = number_id(1);

    Room(MunicipalityCode code, const char* name, const std::string& programme_code,
         const std::string& conversation_code, const char* liff_id, std::uint64_t seed)
        : randomness(seed),
          municipality(code),
          programme(programme_of(programme_code)),
          conversation(conversation_of(conversation_code))
    {
        must(programme != nullptr && conversation != nullptr, "the municipality's files are right");
        channel.municipality = municipality;
        channel.id = number_id(9);
        channel.liff_id = liff_id;
        speak_with(conversation, programmes);
        change([&](Transaction& tx) -> Result<void> {
            tx.execute(add_municipality, std::string_view(name));
            return {};
        });
    }

    /// From now on the account talks with these.
    void speak_with(std::shared_ptr<const line::Conversation> with,
                    std::vector<std::shared_ptr<const rules::Programme>> about)
    {
        talk = std::make_unique<line::Conversations>(
            std::map<MunicipalityCode, line::Conversations::Voice>{
                {municipality, {std::move(with), std::move(about)}}},
            line::Conversations::Settings{"https://liff.line.me", "https://hagukumi.example.jp",
                                          [this](Instant at) { return make_id(at, randomness); }});
    }

    Id draw() { return make_id(now, randomness); }

    template <class Work>
    void change(Work work)
    {
        const auto done =
            database->lane().run(municipality, [&](Transaction& tx) -> Result<void> { return work(tx); });
        ASSERT_TRUE(done.has_value()) << done.error().message.en;
    }

    /// What is said to an event; every message is held against LINE's limits.
    std::vector<line::Message> say(line::EventKind kind, const std::string& words,
                                   const std::string& person = "U1")
    {
        line::Event event;
        event.kind = kind;
        event.at = now;
        event.person = person;
        event.words = words;
        std::vector<line::Message> messages;
        change([&](Transaction& tx) -> Result<void> {
            messages = talk->answer(tx, channel, event, now);
            return {};
        });
        Said::keep(messages);
        for (const line::Message& message : messages)
            for (const std::string& fault : faults_of(message)) ADD_FAILURE() << fault;
        return messages;
    }
    std::vector<line::Message> write(const std::string& words, const std::string& person = "U1")
    {
        return say(line::EventKind::text, words, person);
    }
    std::vector<line::Message> press(const std::string& data, const std::string& person = "U1")
    {
        return say(line::EventKind::postback, data, person);
    }

    /// What all the messages say.
    static std::string words(const std::vector<line::Message>& messages)
    {
        std::string all;
        for (const line::Message& message : messages) all += alternative_text(message) + "\n";
        return all;
    }
    /// What the first button of this name sends back or opens, wherever it stands.
    static std::string button(const std::vector<line::Message>& messages, const std::string& label)
    {
        std::vector<line::Action> actions;
        const auto take = [&](const line::Card& card) {
            actions.insert(actions.end(), card.buttons.begin(), card.buttons.end());
        };
        for (const line::Message& message : messages) {
            if (const auto* card = std::get_if<line::Card>(&message.content)) take(*card);
            if (const auto* cards = std::get_if<line::Carousel>(&message.content))
                for (const line::Card& card : cards->cards) take(card);
            if (const auto* confirm = std::get_if<line::Confirm>(&message.content))
                actions.insert(actions.end(), {confirm->yes, confirm->no});
        }
        for (const line::Action& action : actions) {
            if (label_of(action) != label) continue;
            if (const auto* postback = std::get_if<line::Postback>(&action)) return postback->data;
            if (const auto* page = std::get_if<line::OpenUri>(&action)) return page->uri;
        }
        return {};
    }
};

}  // namespace hagukumi::test
