// Somebody's telephone and the account that answers: what the fixtures of the talk share.
#pragma once

#include "line/talk.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {

using namespace std::chrono_literals;
using store::Snapshot;
using store::Transaction;

std::string text_of_file(const std::string& name);
std::shared_ptr<const line::Conversation> conversation_of(const std::string& code);
std::shared_ptr<const rules::Programme> programme_of(const std::string& code);

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
         const std::string& conversation_code, const char* liff_id, std::uint64_t seed);
    ~Room() override;

    /// From now on the account talks with these.
    void speak_with(std::shared_ptr<const line::Conversation> with,
                    std::vector<std::shared_ptr<const rules::Programme>> about);

    Id draw() { return make_id(now, randomness); }

    /// Runs a command, which must not end in an error.
    void change(const std::function<Result<void>(Transaction&)>& work);

    /// What is said to an event; every message is held against LINE's limits.
    std::vector<line::Message> say(line::EventKind kind, const std::string& words,
                                   const std::string& person = "U1");
    std::vector<line::Message> write(const std::string& words, const std::string& person = "U1");
    std::vector<line::Message> press(const std::string& data, const std::string& person = "U1");

    /// What all the messages say.
    static std::string words(const std::vector<line::Message>& messages);
    /// What the first button of this name sends back or opens, wherever it stands.
    static std::string button(const std::vector<line::Message>& messages, const std::string& label);
};

}  // namespace hagukumi::test
