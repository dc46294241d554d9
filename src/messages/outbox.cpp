#include "messages/outbox.hpp"

#include <algorithm>

#include "base/first_id.hpp"
#include "messages/sql.hpp"

namespace hagukumi::messages {

namespace {

bool is_letter(std::string_view to)
{
    return to == channel::mail || to == channel::line || to == channel::address || to == channel::push;
}

}  // namespace

void enqueue(store::Transaction& tx, const Message& message)
{
    tx.change(is_letter(message.channel) ? sql::add_letter : sql::add, message.id, message.at,
              message.channel, message.recipient, message.message_template, message.params);
}

namespace {

Waiting waiting_in(const store::Row& row)
{
    return {row.id(0),     row.instant(1),           std::string(row.text(2)),
            row.id(3),     std::string(row.text(4)), std::string(row.text(5)),
            row.integer(6)};
}

}  // namespace

std::vector<Waiting> find_untold(store::Snapshot& snapshot, Instant now, int most)
{
    std::vector<Waiting> rows;
    snapshot.query(
        sql::find_untold, [&](const store::Row& row) { rows.push_back(waiting_in(row)); }, now, most);
    return rows;
}

std::vector<Waiting> lease_letters(store::Transaction& tx, Instant now, Instant until, int most)
{
    std::vector<Waiting> rows;
    tx.query(
        sql::find_letters, [&](const store::Row& row) { rows.push_back(waiting_in(row)); }, now, most);
    for (Waiting& row : rows) {
        tx.change(sql::lease_letter, row.id, until);
        ++row.attempts;
    }
    return rows;
}

bool is_letter_due(store::Snapshot& snapshot, Instant now)
{
    return snapshot
        .find(
            sql::find_letters, [](const store::Row&) { return true; }, now, 1)
        .has_value();
}

void mark_sent(store::Transaction& tx, const Id& letter, Instant now)
{
    tx.execute(sql::record_sent, letter, now);
    tx.execute(sql::remove_letter, letter);
}

void drop_letter(store::Transaction& tx, const Id& letter)
{
    tx.execute(sql::remove_letter, letter);
}

void mark_dead(store::Transaction& tx, const Waiting& row, Instant now, std::string_view why)
{
    const bool letter = is_letter(row.channel);
    tx.execute(letter ? sql::record_dead : sql::give_up_telling, row.id, now, why);
    tx.execute(letter ? sql::remove_letter : sql::remove, row.id);
}

void mark_for_retry(store::Transaction& tx, const Id& letter, Instant due_at, std::string_view why)
{
    tx.execute(sql::retry_letter, letter, due_at, why);
}

std::vector<Id> still_untold(store::Snapshot& snapshot, const Id& first, const Id& last)
{
    std::vector<Id> ids;
    snapshot.query(
        sql::still_untold, [&](const store::Row& row) { ids.push_back(row.id(0)); }, first, last);
    return ids;
}

void remove(store::Transaction& tx, const Id& id)
{
    tx.write(sql::remove, id);
}

Instant next_attempt(Instant now, std::int64_t attempts, double jitter)
{
    constexpr std::int64_t first = 30'000, most = 3'600'000;
    const std::int64_t doublings = std::clamp<std::int64_t>(attempts - 1, 0, 7);
    const std::int64_t pause = std::min(first << doublings, most);
    const std::int64_t spread =
        static_cast<std::int64_t>(std::clamp(jitter, 0.0, 1.0) * static_cast<double>(pause / 2));
    return now + std::chrono::milliseconds(pause / 2 + spread);
}

Backlog backlog(store::Snapshot& snapshot, Instant since)
{
    Backlog found;
    for (const store::Statement& count : {sql::count_untold, sql::count_letters}) {
        snapshot.query(count, [&](const store::Row& row) {
            found.waiting += row.integer(0);
            const auto oldest = row.maybe_instant(1);
            if (oldest && (!found.oldest || *oldest < *found.oldest)) found.oldest = oldest;
        });
    }
    snapshot.query(
        sql::count_dead, [&](const store::Row& row) { found.dead = row.integer(0); }, first_id_since(since));
    return found;
}

}  // namespace hagukumi::messages
