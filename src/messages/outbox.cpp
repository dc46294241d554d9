#include "messages/outbox.hpp"

#include <algorithm>

#include "messages/sql.hpp"

namespace hagukumi::messages {

void enqueue(store::Transaction& tx, const Message& message)
{
    tx.execute(sql::add, message.id, message.at, message.channel, message.recipient, message.message_template,
               message.params);
}

namespace {

Waiting waiting_in(const store::Row& row)
{
    return {row.id(0),         row.instant(1),           std::string(row.text(2)),
            row.id(3),         std::string(row.text(4)), std::string(row.text(5)),
            row.integer(6) + 1};
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
    for (const Waiting& row : rows) tx.execute(sql::take, row.id, until);
    return rows;
}

bool is_letter_due(store::Snapshot& snapshot, Instant now)
{
    return snapshot
        .find(
            sql::find_letters, [](const store::Row&) { return true; }, now, 1)
        .has_value();
}

void mark_sent(store::Transaction& tx, const Id& id, Instant now)
{
    tx.execute(sql::record_sent, id, now);
    remove(tx, id);
}

void mark_dead(store::Transaction& tx, const Id& id, Instant now, std::string_view why)
{
    tx.execute(sql::record_dead, id, now, why);
    remove(tx, id);
}

void mark_for_retry(store::Transaction& tx, const Id& id, Instant next_at, std::string_view why)
{
    tx.execute(sql::retry, id, next_at, why);
}

bool remove(store::Transaction& tx, const Id& id)
{
    return tx.execute(sql::remove, id) == 1;
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
    snapshot.query(sql::count_waiting, [&](const store::Row& row) {
        found.waiting = row.integer(0);
        found.oldest = row.maybe_instant(1);
    });
    Id first;  // ids begin with the time in 48 bits
    for (std::size_t i = 0; i < 6; ++i)
        first.bytes[i] = static_cast<std::uint8_t>(since.milliseconds >> (40 - 8 * i) & 0xff);
    snapshot.query(
        sql::count_dead, [&](const store::Row& row) { found.dead = row.integer(0); }, first);
    return found;
}

}  // namespace hagukumi::messages
