#include "line/room.hpp"

#include <fstream>
#include <sstream>

#include "line/said.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {

std::string text_of_file(const std::string& name)
{
    std::ifstream file(std::string(HAGUKUMI_SOURCE_DIR) + "/" + name);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::shared_ptr<const line::Conversation> conversation_of(const std::string& code)
{
    const std::string name = "conversations/" + code + ".yaml";
    const line::ReadConversation read = line::read_conversation(name, text_of_file(name));
    for (const rules::Mistake& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake);
    return read.conversation;
}

std::shared_ptr<const rules::Programme> programme_of(const std::string& code)
{
    const std::string calendar = "programmes/calendars/japan.yaml", name = "programmes/" + code + ".yaml";
    const rules::ReadCalendarResult japan = rules::read_calendar("japan.yaml", text_of_file(calendar));
    return rules::read_programme(name, text_of_file(name), {{japan.name, japan.calendar}}).programme;
}

Room::Room(MunicipalityCode code, const char* name, const std::string& programme_code,
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

Room::~Room() = default;

void Room::speak_with(std::shared_ptr<const line::Conversation> with,
                      std::vector<std::shared_ptr<const rules::Programme>> about)
{
    talk = std::make_unique<line::Conversations>(
        std::map<MunicipalityCode, line::Conversations::Voice>{
            {municipality, {std::move(with), std::move(about)}}},
        line::Conversations::Settings{"https://liff.line.me", "https://hagukumi.example.jp",
                                      [this](Instant at) { return make_id(at, randomness); }});
}

void Room::change(const std::function<Result<void>(Transaction&)>& work)
{
    const auto done = run_command(*database, municipality, work);
    ASSERT_TRUE(done.has_value()) << done.error().message.en;
}

std::vector<line::Message> Room::say(line::EventKind kind, const std::string& words,
                                     const std::string& person)
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

std::vector<line::Message> Room::write(const std::string& words, const std::string& person)
{
    return say(line::EventKind::text, words, person);
}

std::vector<line::Message> Room::press(const std::string& data, const std::string& person)
{
    return say(line::EventKind::postback, data, person);
}

std::string Room::words(const std::vector<line::Message>& messages)
{
    std::string all;
    for (const line::Message& message : messages) all += alternative_text(message) + "\n";
    return all;
}

std::string Room::button(const std::vector<line::Message>& messages, const std::string& label)
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

}  // namespace hagukumi::test
