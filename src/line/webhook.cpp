#include "line/webhook.hpp"

#include <boost/json.hpp>
#include <cstdio>

namespace hagukumi::line {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_words = 1000;  // bytes; a keyword, a postback's data (300 characters)
constexpr std::size_t longest_id = 100;
/// LINE's Verify button of old sent reply tokens that reply to nothing.
constexpr std::string_view empty_tokens[] = {"00000000000000000000000000000000",
                                             "ffffffffffffffffffffffffffffffff"};

const json::object* object_in(const json::object& object, const char* name)
{
    const auto* found = object.if_contains(name);
    return found != nullptr ? found->if_object() : nullptr;
}

/// Empty when it is not there, is no text, or is longer than anything we take; without U+0000, which
/// PostgreSQL keeps in no text.
std::string text_in(const json::object& object, const char* name, std::size_t most)
{
    const auto* found = object.if_contains(name);
    const auto* text = found != nullptr ? found->if_string() : nullptr;
    if (text == nullptr || text->size() > most) return {};
    std::string words(text->begin(), text->end());
    std::erase(words, '\0');
    return words;
}

/// What was written, cut at a whole character.
std::string words_in(const json::object& object, const char* name)
{
    std::string text = text_in(object, name, static_cast<std::size_t>(-1));
    if (text.size() <= longest_words) return text;
    std::size_t end = longest_words;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) --end;
    text.resize(end);
    return text;
}

std::optional<Date> date_of(const std::string& text)
{
    int year = 0, month = 0, day = 0, read = 0;
    if (std::sscanf(text.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &read) != 3 || read != 10 ||
        text.size() != 10)
        return std::nullopt;
    const Date date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                    std::chrono::day(static_cast<unsigned>(day))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

std::optional<EventKind> kind_of(const std::string& type, const json::object& event)
{
    if (type == "follow") return EventKind::follow;
    if (type == "unfollow") return EventKind::unfollow;
    if (type == "postback") return EventKind::postback;
    if (type != "message") return std::nullopt;
    const auto* message = object_in(event, "message");
    if (message == nullptr) return std::nullopt;
    return text_in(*message, "type", longest_id) == "text" ? EventKind::text : EventKind::other;
}

std::optional<Event> event_of(const json::value& value)
{
    const auto* object = value.if_object();
    if (object == nullptr) return std::nullopt;
    // Another system holds the conversation; we may not answer, and what is said is not for us.
    if (text_in(*object, "mode", longest_id) == "standby") return std::nullopt;
    const auto kind = kind_of(text_in(*object, "type", longest_id), *object);
    const auto* at = object->if_contains("timestamp");
    Event event;
    event.id = text_in(*object, "webhookEventId", longest_id);
    if (!kind || event.id.empty() || at == nullptr || !at->is_int64() || at->as_int64() < 0)
        return std::nullopt;
    event.kind = *kind;
    event.at = {at->as_int64()};
    event.reply_token = text_in(*object, "replyToken", longest_id);
    for (const std::string_view empty : empty_tokens)
        if (event.reply_token == empty) return std::nullopt;
    if (const auto* source = object_in(*object, "source")) {
        if (text_in(*source, "type", longest_id) != "user") return std::nullopt;
        event.person = text_in(*source, "userId", longest_id);
    }
    if (const auto* message = object_in(*object, "message"); message && *kind == EventKind::text)
        event.words = words_in(*message, "text");
    if (const auto* postback = object_in(*object, "postback"); postback && *kind == EventKind::postback) {
        event.words = words_in(*postback, "data");
        if (const auto* params = object_in(*postback, "params"))
            event.picked = date_of(text_in(*params, "date", longest_id));
    }
    return event;
}

}  // namespace

Result<Webhook> parse_webhook(std::string_view body)
{
    boost::system::error_code error;
    json::parse_options options;
    options.max_depth = 16;
    const json::value value = json::parse(body, error, {}, options);
    const auto* object = error ? nullptr : value.if_object();
    if (object == nullptr)
        return fail(ErrorKind::malformed, "not_a_webhook",
                    {"Webhookの本文を読み取れません。", "The body is no webhook."});
    Webhook webhook;
    webhook.destination = text_in(*object, "destination", longest_id);
    const auto* events = object->if_contains("events");
    if (events == nullptr || !events->is_array()) return webhook;
    for (const json::value& one : events->as_array())
        if (auto event = event_of(one)) webhook.events.push_back(std::move(*event));
    return webhook;
}

}  // namespace hagukumi::line
