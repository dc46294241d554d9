#include "line/inbox.hpp"

#include <boost/json.hpp>

#include "line/sql.hpp"

namespace hagukumi::line {

int take_events(store::Transaction& tx, const Id& channel, std::span<const Event> events, Instant received_at,
                const std::function<Id(Instant)>& draw)
{
    int taken = 0;
    for (const Event& event : events) {
        if (tx.execute(sql::see, channel, event.id, received_at) == 0) continue;
        tx.execute(sql::add_event, draw(event.at), channel, event.person, event.kind, event.at, received_at,
                   event.words, event.picked, event.reply_token);
        ++taken;
    }
    return taken;
}

std::vector<InboxRow> find_due(store::Snapshot& snapshot, Waiting state, Instant now, int most)
{
    std::vector<InboxRow> rows;
    snapshot.query(
        sql::due,
        [&](const store::Row& row) {
            InboxRow found;
            found.id = row.id(0);
            found.channel = row.id(1);
            found.event.kind = static_cast<EventKind>(row.integer(3));
            found.event.person = std::string(row.text(2));
            found.event.at = row.instant(4);
            found.received_at = row.instant(5);
            found.event.words = std::string(row.text(6));
            if (!row.is_null(7)) found.event.picked = date_of_days(row.integer(7));
            found.event.reply_token = std::string(row.text(8));
            found.answer = std::string(row.text(9));
            found.attempts = row.integer(10);
            found.reply_unknown = row.integer(11) == 1;
            rows.push_back(std::move(found));
        },
        state, now, most);
    return rows;
}

void promise_push(store::Transaction& tx, const Id& id, const Id& channel, std::string_view person,
                  Instant now, std::string_view messages)
{
    tx.execute(sql::promise_push, id, channel, person, EventKind::postback, now, messages);
}

void keep_answer(store::Transaction& tx, const Id& id, std::string_view messages)
{
    tx.execute(sql::keep_answer, id, messages);
}

void keep_trying(store::Transaction& tx, const Id& id, Instant next_at, bool reply_unknown,
                 std::string_view why)
{
    tx.execute(sql::keep_trying, id, next_at, reply_unknown, why);
}

void give_up(store::Transaction& tx, const Id& id, std::string_view why)
{
    tx.execute(sql::give_up, id, why);
}

void remove_event(store::Transaction& tx, const Id& id)
{
    tx.execute(sql::remove, id);
}

namespace {

/// What the messages of a call say: a text as it is, everything else by its alternative text.
std::string words_in(std::string_view answer)
{
    boost::system::error_code error;
    const boost::json::value parsed = boost::json::parse(answer, error);
    std::string words;
    if (error || !parsed.is_array()) return words;
    for (const boost::json::value& message : parsed.get_array()) {
        const auto& object = message.as_object();
        for (const char* name : {"text", "altText"})
            if (const auto* said = object.if_contains(name))
                words += (words.empty() ? "" : "\n") + std::string(said->as_string());
    }
    return words;
}

}  // namespace

std::vector<UndeliveredAnswer> find_undelivered(store::Snapshot& snapshot, int most)
{
    std::vector<UndeliveredAnswer> found;
    snapshot.query(
        sql::undelivered,
        [&](const store::Row& row) {
            found.push_back({row.id(0), std::string(row.text(1)), row.instant(2), words_in(row.text(3)),
                             row.integer(4), row.is_null(5) ? std::string() : std::string(row.text(5))});
        },
        most);
    return found;
}

bool send_again(store::Transaction& tx, const Id& id, Instant now)
{
    return tx.execute(sql::send_again, id, now) == 1;
}

bool forget_undelivered(store::Transaction& tx, const Id& id)
{
    return tx.execute(sql::forget_one_undelivered, id) == 1;
}

void forget_undelivered(store::Transaction& tx, Instant before)
{
    tx.execute(sql::forget_undelivered, before);
}

void forget_seen(store::Transaction& tx, Instant before)
{
    tx.execute(sql::forget_seen, before);
}

InboxNumbers count_inbox(store::Snapshot& snapshot)
{
    InboxNumbers numbers;
    snapshot.query(sql::count_inbox, [&](const store::Row& row) {
        switch (static_cast<Waiting>(row.integer(0))) {
            case Waiting::received: numbers.received = row.integer(1); return;
            case Waiting::answered: numbers.answered = row.integer(1); return;
            case Waiting::undelivered: numbers.undelivered = row.integer(1); return;
        }
    });
    return numbers;
}

}  // namespace hagukumi::line
