#include "line/deliver.hpp"

#include "line/limits.hpp"

namespace hagukumi::line {

namespace {

using messages::Delivery;

/// Near its end a token may die on the way; a push is the surer way then.
constexpr std::chrono::seconds margin{5};

Delivered push(Client& client, const Letter& letter)
{
    if (letter.to.empty())
        return {{Delivery::never, "the reply token is gone and LINE told no user id"}, false};
    const Told told = client.push(letter.to, letter.messages, letter.retry_key);
    return {{delivery_of(told.fate), told.why}, false};
}

}  // namespace

messages::Delivery delivery_of(Fate fate)
{
    switch (fate) {
        case Fate::accepted: return Delivery::sent;
        case Fate::nobody:
        case Fate::refused:
        case Fate::reply_token_gone: return Delivery::never;
        case Fate::not_signed_in:  // for the operator to mend, in time
        case Fate::too_many:
        case Fate::quota_used_up:
        case Fate::not_sent:
        case Fate::unknown: return Delivery::later;
    }
    throw BugFound("a fate is one of those named");
}

Delivered deliver(Client& client, const Letter& letter, Instant now)
{
    const bool lives =
        !letter.reply_token.empty() && now - letter.token_since < limits::reply_token_lives - margin;
    if (!lives && letter.reply_unknown)
        return {{Delivery::never, "LINE never said whether the reply arrived"}, false};
    if (!lives) return push(client, letter);

    // After an unknown outcome the token is the only way to ask without risking a second message.
    Told told = client.reply(letter.reply_token, letter.messages);
    bool was_unknown = letter.reply_unknown;
    if (told.fate == Fate::unknown) {
        was_unknown = true;
        told = client.reply(letter.reply_token, letter.messages);
    }
    if (told.fate == Fate::reply_token_gone) {
        if (was_unknown || told.perhaps_twice) return {{Delivery::sent, ""}, false};
        return push(client, letter);
    }
    const bool is_unknown = was_unknown || told.fate == Fate::unknown;
    return {{delivery_of(told.fate), told.why}, is_unknown && told.fate != Fate::accepted};
}

}  // namespace hagukumi::line
