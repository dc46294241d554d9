// Handing one answer over to LINE: reply while the token lives, else push.
//
//   reply ─┬─ accepted ──────────────► sent
//          ├─ token gone ─┬─ first try ──► push
//          │              └─ an earlier reply's outcome is unknown ──► sent: it was that one that used the
//          token ├─ never reached LINE ──────► later, or push once the token is old └─ unknown
//          ─────────────────► the same reply again; a push could be the second message.  Still
//                                        unknown when the token is old: never, and shown to the officer
//
// A reply is free and is never counted (R, "Send reply message"); a push counts against the month's quota.
#pragma once

#include "line/client.hpp"
#include "messages/sender.hpp"

namespace hagukumi::line {

struct Letter {
    std::string to;              ///< LINE's user id; empty: only a reply is possible
    std::string reply_token;     ///< empty: none
    Instant token_since;         ///< when the webhook with the token came
    std::string messages;        ///< the JSON array
    Id retry_key;                ///< the same for every attempt
    bool reply_unknown = false;  ///< an earlier reply was sent and LINE did not say what became of it
};

struct Delivered {
    messages::Sent sent;
    bool reply_unknown = false;  ///< keep it with the letter for the next attempt
};

Delivered deliver(Client& client, const Letter& letter, Instant now);

/// What a fate means to whoever tries again: sent, later or never.
messages::Delivery delivery_of(Fate fate);

}  // namespace hagukumi::line
