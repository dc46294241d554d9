// The outbox: a promise to tell somebody something, written in the transaction of what happened.
//
//   enqueue ──► for a household or an account ──► notices, and a letter by mail and by LINE a person
//
//   letters:   waiting ──lease──► leased ──sent──► delivery (sent)
//                ▲                  │
//                └── try again ─────┤      a lease that ends without a word (a crash) is waiting again
//                                   └─ 24 h old, or never possible ──► delivery (dead)
//
//  1. Nothing is sent for a transaction that was not committed: the courier sees committed rows only.
//  2. One row, one message: the row's id is the Message-ID of every attempt, so that a channel that looks at
//     it shows the message once even if an answer was lost.
//  3. A row for a household is turned into one letter a person by the courier, not by the command that is in
//     a hurry.
//  4. Letters stand in a table of their own: who looks for one never walks past what waits to be told.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "messages/templates.hpp"
#include "store/transaction.hpp"

namespace hagukumi::messages {

/// Where a row goes; the recipient of `push` is a device.  `household` and `account` become a notice in the
/// portal and, as the person has them, a mail and a LINE message.  `address` is a mail to the address in its
/// own params ("to", "language"), for somebody who may have no account.
namespace channel {
inline constexpr std::string_view household = "household", account = "account", mail = "mail", line = "line",
                                  address = "address", push = "push";
}

struct Message {
    Id id;  ///< of the event that it is about; the same event is enqueued once
    Instant at;
    std::string_view channel = channel::household;
    Id recipient;                       ///< the household or the account
    std::string_view message_template;  ///< "used", see templates.hpp
    std::string_view params;            ///< JSON, see Params
};

/// Promises a message.  The same id twice is one message.
void enqueue(store::Transaction& tx, const Message& message);

struct Waiting {
    Id id;
    Instant at;
    std::string channel;
    Id recipient;
    std::string message_template;
    std::string params;
    std::int64_t attempts = 0;  ///< of a letter, with this one
};

/// Rows for households and accounts that are due, oldest first.
std::vector<Waiting> find_untold(store::Snapshot& snapshot, Instant now, int most);

/// Takes letters (mails, also to addresses, and LINE messages) that are due, longest due first, until
/// `until`: then they are due again.
std::vector<Waiting> lease_letters(store::Transaction& tx, Instant now, Instant until, int most);

/// Whether lease_letters() would find something.
bool is_letter_due(store::Snapshot& snapshot, Instant now);

void mark_sent(store::Transaction& tx, const Id& letter, Instant now);
void mark_for_retry(store::Transaction& tx, const Id& letter, Instant due_at, std::string_view why);

/// A letter to a device that is no more: nobody has to know.
void drop_letter(store::Transaction& tx, const Id& letter);

/// Gives a row up, of whatever channel; why is kept for the office.
void mark_dead(store::Transaction& tx, const Waiting& row, Instant now, std::string_view why);

/// How long a message is tried: 24 hours.
inline constexpr std::chrono::hours given_up_after{24};

/// When to try again after `attempts` failures: 30 s, doubled each time, at most an hour; then spread by
/// `jitter` of [0, 1) over the second half of that time, so that a relay that comes back is not stormed.
Instant next_attempt(Instant now, std::int64_t attempts, double jitter);

/// The rows from `first` to `last` that nobody has told yet, in the order of their ids.
std::vector<Id> still_untold(store::Snapshot& snapshot, const Id& first, const Id& last);

/// A row for a household or an account that is still untold is told: other rows take its place.
void remove(store::Transaction& tx, const Id& id);

/// Numbers for /metrics and the office; the dead ones of events since `since`.
struct Backlog {
    std::int64_t waiting = 0, dead = 0;
    std::optional<Instant> oldest;
};
Backlog backlog(store::Snapshot& snapshot, Instant since);

}  // namespace hagukumi::messages
