// Webhook: what LINE tells us, as values.
//
//  1. Everything that is new, missing or odd is taken and ignored: LINE adds events, fields and values
//     without notice ("Development guidelines").  Only what is no JSON object is an error.
//  2. An event without a webhookEventId cannot be told from its repetition, so it is ignored.
//  3. What is said in a group is not heard: everybody there would read the answer.
//  4. What a person wrote is cut to what any of our keywords and questions could need.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace hagukumi::line {

enum class EventKind : std::uint8_t {
    follow = 1,    ///< the account was added, or is blocked no more
    unfollow = 2,  ///< the account was blocked
    text = 3,      ///< somebody wrote
    other = 4,     ///< a sticker, a picture … : something that cannot be understood here
    postback = 5,  ///< a button was pressed
};

struct Event {
    std::string id;  ///< webhookEventId
    EventKind kind = EventKind::text;
    Instant at;                  ///< when it happened, not when it came
    std::string person;          ///< LINE's user id; empty: LINE does not say
    std::string reply_token;     ///< empty: none
    std::string words;           ///< the text that was written, or the postback's data
    std::optional<Date> picked;  ///< of a date picker
};

struct Webhook {
    std::string destination;    ///< the bot's own user id
    std::vector<Event> events;  ///< those that we know; in the order of the body, which is none
};

/// `malformed` when the body is no JSON object.
Result<Webhook> parse_webhook(std::string_view body);

}  // namespace hagukumi::line
