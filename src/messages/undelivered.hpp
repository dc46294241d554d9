// 届かなかったもの: mails and LINE messages that were given up, for the office, which tries again or writes
// down that it told the person otherwise.  The notice in the portal is there in any case.
#pragma once

#include "messages/outbox.hpp"

namespace hagukumi::messages {

struct Undelivered {
    Id id;
    Instant at, given_up_at;
    std::string channel;  ///< "mail", "line"
    Id account;
    std::string message_template, params;
    std::int64_t attempts = 0;
    std::string why;
    bool is_returned = false;  ///< sent, and sent back later: its words are gone, it cannot be sent again
};

/// The newest first.
std::vector<Undelivered> find_undelivered(store::Snapshot& snapshot, int most);

std::int64_t count_undelivered(store::Snapshot& snapshot);

/// A mail that was sent came back (mail/returned.hpp).  False: it is told already, or there is no such mail.
bool mark_returned(store::Transaction& tx, const Id& letter, Instant now, std::string_view why);

/// Back into the outbox, under its own id: what arrived after all is not shown twice.  False: it is not there
/// any more, or came back.
bool send_again(store::Transaction& tx, const Id& id, Instant now);

/// The office has told the person otherwise.  False: it is not there any more.
bool forget_undelivered(store::Transaction& tx, const Id& id);

}  // namespace hagukumi::messages
