// The inbox: what came by webhook waits here, durable, until it is worked off and its answer has left.
//
//   take_events ──► received ──work──► answered ──send──► gone
//                      │ nothing to say ──► gone   │ ▲
//                      │                           └─┘ later: 30 s, doubled, at most an hour
//                      └── a bug of ours, or LINE never takes it ──► undelivered: counted, shown to the
//                      office, which may send it again; gone after 30 days
//
//  1. An event acts once, however often LINE sends it: its webhookEventId stands in a table of its own.
//  2. The mark "worked off" is written in the transaction of the effect, never before it.
//  3. One person's events are worked off in the order in which they happened, as far as they have come.
//  4. What was written is kept until it is worked off, an answer until it has left; neither any longer.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "base/id.hpp"
#include "line/webhook.hpp"
#include "store/transaction.hpp"

namespace hagukumi::line {

/// Takes the events that were not taken before; gives how many those are.  `draw` gives an id that begins
/// with the time it is given: rows stand in the order of the events.
int take_events(store::Transaction& tx, const Id& channel, std::span<const Event> events, Instant received_at,
                const std::function<Id(Instant)>& draw);

enum class Waiting : std::int64_t { received = 1, answered = 2, undelivered = 3 };

struct InboxRow {
    Id id;
    Id channel;
    Event event;  ///< without its webhookEventId
    Instant received_at;
    std::string answer;  ///< the messages, a JSON array; empty until answered
    std::int64_t attempts = 0;
    bool reply_unknown = false;
};

/// What is due, in the order in which it happened.
std::vector<InboxRow> find_due(store::Snapshot& snapshot, Waiting state, Instant now, int most);

/// A message that answers no event: it waits like an answer, and is pushed.
void promise_push(store::Transaction& tx, const Id& id, const Id& channel, std::string_view person,
                  Instant now, std::string_view messages);

void keep_answer(store::Transaction& tx, const Id& id, std::string_view messages);
void keep_trying(store::Transaction& tx, const Id& id, Instant next_at, bool reply_unknown,
                 std::string_view why);
void give_up(store::Transaction& tx, const Id& id, std::string_view why);
void remove_event(store::Transaction& tx, const Id& id);

/// An answer that was given up.
struct UndeliveredAnswer {
    Id id;
    std::string person;
    Instant at;
    std::string says;  ///< its words, of all messages; empty: it was never answered
    std::int64_t attempts = 0;
    std::string why;
};
/// The newest first.
std::vector<UndeliveredAnswer> find_undelivered(store::Snapshot& snapshot, int most);
/// Pushes it once more; false when it is not there any more.
bool send_again(store::Transaction& tx, const Id& id, Instant now);
/// One that the person was told of otherwise; false when it is not there any more.
bool forget_undelivered(store::Transaction& tx, const Id& id);
void forget_undelivered(store::Transaction& tx, Instant before);

/// Forgets which events were seen before `before`.
void forget_seen(store::Transaction& tx, Instant before);

/// For /metrics and the office.
struct InboxNumbers {
    std::int64_t received = 0, answered = 0, undelivered = 0;
};
InboxNumbers count_inbox(store::Snapshot& snapshot);

}  // namespace hagukumi::line
