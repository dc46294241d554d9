#include "line/worker.hpp"

#include <boost/json/serialize.hpp>
#include <map>
#include <set>

#include "line/limits.hpp"
#include "messages/outbox.hpp"
#include "people/identity.hpp"

namespace hagukumi::line {

namespace {

/// LINE redelivers within a day ("Receive messages"); a week is on the safe side.
constexpr std::chrono::hours seen_is_kept{7 * 24};
constexpr std::chrono::hours forgets_every{1};
/// So long the office can send an answer again; what was said then helps nobody later.
constexpr std::chrono::hours undelivered_is_kept{30 * 24};

Instant before(Instant now, std::chrono::hours hours)
{
    return now + -std::chrono::duration_cast<std::chrono::milliseconds>(hours);
}

}  // namespace

Worker::Worker(store::Database& database, const Channels& channels, Talk& talk, Settings settings)
    : x_database(database), x_channels(channels), x_talk(talk), x_settings(std::move(settings))
{
    must(x_settings.now && x_settings.jitter && x_settings.draw_id,
         "the worker is given a clock and randomness");
}

Worker::~Worker()
{
    stop();
}

int Worker::work_off()
{
    std::set<MunicipalityCode> municipalities;
    for (const Channel& channel : x_channels.all()) municipalities.insert(channel.municipality);
    int handled = 0;
    for (const MunicipalityCode municipality : municipalities) {
        handled += tell_moves(municipality) + answer_due(municipality) + send_due(municipality);
        for (const auto& chore : x_settings.chores) handled += chore(municipality);
    }

    const Instant now = x_settings.now();
    if (now >= x_forgets_at) {
        x_forgets_at = now + forgets_every;
        for (const MunicipalityCode municipality : municipalities)
            static_cast<void>(
                x_database.lane().run(municipality, [&](store::Transaction& tx) -> Result<void> {
                    forget_seen(tx, before(now, seen_is_kept));
                    forget_undelivered(tx, before(now, undelivered_is_kept));
                    return {};
                }));
    }
    return handled;
}

/// Whoever lost a registration to another LINE account is told there, once.
int Worker::tell_moves(MunicipalityCode municipality)
{
    const Channel* channel = x_channels.of(municipality);
    std::vector<people::Moved> moves;
    x_database.read(municipality, [&](store::Snapshot& snapshot) {
        moves = people::find_untold_moves(snapshot, people::Issuer::line);
    });
    if (moves.empty()) return 0;
    const Instant now = x_settings.now();
    const auto told = x_database.lane().run(municipality, [&](store::Transaction& tx) -> Result<void> {
        for (const people::Moved& moved : moves) {
            const std::vector<Message> messages = x_talk.moved_away(*channel, moved.at);
            people::mark_told(tx, people::Issuer::line, moved);
            if (messages.empty()) continue;
            must(faults_of(messages).empty(), "LINE takes what the conversation says");
            promise_push(tx, x_settings.draw_id(now), channel->id, moved.subject, now,
                         boost::json::serialize(to_json(messages)));
        }
        return {};
    });
    if (!told) log(told.error().message.en);
    return told ? static_cast<int>(moves.size()) : 0;
}

/// Everything that is due in one command; when a bug of ours is among it, one by one, so that it holds up
/// nobody else.
int Worker::answer_due(MunicipalityCode municipality)
{
    std::vector<InboxRow> rows;
    x_database.read(municipality, [&](store::Snapshot& snapshot) {
        rows = find_due(snapshot, Waiting::received, x_settings.now(), x_settings.most);
    });
    if (rows.empty()) return 0;
    const Result<void> all = x_database.lane().run(municipality, [&](store::Transaction& tx) -> Result<void> {
        for (const InboxRow& row : rows) answer(tx, row);
        return {};
    });
    if (all) return static_cast<int>(rows.size());
    if (all.error().kind != ErrorKind::bug) return 0;  // the lane is busy or away: the next round
    for (const InboxRow& row : rows) {
        const auto one = x_database.lane().run(municipality, [&](store::Transaction& tx) -> Result<void> {
            answer(tx, row);
            return {};
        });
        if (one || one.error().kind != ErrorKind::bug) continue;
        log("event " + to_string(row.id) + ": incident " + one.error().incident);
        static_cast<void>(x_database.lane().run(municipality, [&](store::Transaction& tx) -> Result<void> {
            give_up(tx, row.id, "incident " + one.error().incident);
            return {};
        }));
    }
    return static_cast<int>(rows.size());
}

void Worker::answer(store::Transaction& tx, const InboxRow& row)
{
    const Channel* channel = x_channels.find(tx.municipality(), row.channel);
    if (channel == nullptr) return give_up(tx, row.id, "its channel is not connected any more");
    const std::vector<Message> messages = x_talk.answer(tx, *channel, row.event, x_settings.now());
    if (messages.empty()) return remove_event(tx, row.id);
    must(faults_of(messages).empty(), "LINE takes what the conversation says");
    keep_answer(tx, row.id, boost::json::serialize(to_json(messages)));
}

int Worker::send_due(MunicipalityCode municipality)
{
    std::vector<InboxRow> rows;
    x_database.read(municipality, [&](store::Snapshot& snapshot) {
        rows = find_due(snapshot, Waiting::answered, x_settings.now(), x_settings.most);
    });
    if (rows.empty()) return 0;
    const std::vector<Outcome> outcomes = send(municipality, rows);
    const auto settled = x_database.lane().run(municipality, [&](store::Transaction& tx) -> Result<void> {
        for (const Outcome& outcome : outcomes) settle(tx, outcome);
        return {};
    });
    // Sent and not written down: sent again, and LINE says that the token or the key was used.
    if (!settled) log(settled.error().message.en);
    return static_cast<int>(rows.size());
}

std::vector<Worker::Outcome> Worker::send(MunicipalityCode municipality, const std::vector<InboxRow>& rows)
{
    std::map<std::string_view, std::vector<const InboxRow*>> by_person;
    for (const InboxRow& row : rows) by_person[row.event.person].push_back(&row);
    std::vector<std::vector<const InboxRow*>> shares(std::min(x_settings.senders, by_person.size()));
    std::size_t next = 0;
    for (const auto& [person, theirs] : by_person) {
        auto& share = shares[next++ % shares.size()];
        share.insert(share.end(), theirs.begin(), theirs.end());
    }

    std::mutex mutex;
    std::vector<Outcome> outcomes;
    const auto send_share = [&](const std::vector<const InboxRow*>& share) {
        for (const InboxRow* row : share) {
            Delivered delivered{{messages::Delivery::never, "its channel is not connected any more"}, false};
            if (const Channel* channel = x_channels.find(municipality, row->channel)) {
                const Letter letter{row->event.person, row->event.reply_token, row->received_at, row->answer,
                                    row->id,           row->reply_unknown};
                delivered = deliver(*channel->client, letter, x_settings.now());
            }
            const std::lock_guard lock(mutex);
            outcomes.push_back({row, std::move(delivered)});
        }
    };
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < shares.size(); ++i) threads.emplace_back(send_share, std::cref(shares[i]));
    send_share(shares.front());
    for (std::thread& thread : threads) thread.join();
    return outcomes;
}

void Worker::settle(store::Transaction& tx, const Outcome& outcome)
{
    const InboxRow& row = *outcome.row;
    const Instant now = x_settings.now();
    auto [delivery, why] = outcome.delivered.sent;
    if (delivery == messages::Delivery::later && now - row.received_at >= limits::given_up_after)
        delivery = messages::Delivery::never;
    if (delivery == messages::Delivery::sent) return remove_event(tx, row.id);
    log("answer " + to_string(row.id) + ": " + why);
    if (delivery == messages::Delivery::never) return give_up(tx, row.id, why);
    keep_trying(tx, row.id, messages::next_attempt(now, row.attempts + 1, x_settings.jitter()),
                outcome.delivered.reply_unknown, why);
}

void Worker::log(const std::string& line) const
{
    if (x_settings.log) x_settings.log(line);
}

void Worker::start()
{
    x_thread = std::thread([this] {
        do {
            try {
                while (work_off() > 0) {
                    const std::lock_guard lock(x_mutex);
                    if (x_is_stopping) return;
                }
            } catch (const std::exception& found) {
                log(found.what());
            }
        } while (rest());
    });
}

/// False: the worker ends.
bool Worker::rest()
{
    std::unique_lock lock(x_mutex);
    x_changed.wait_for(lock, x_settings.pause, [this] { return x_is_woken || x_is_stopping; });
    x_is_woken = false;
    return !x_is_stopping;
}

void Worker::wake()
{
    const std::lock_guard lock(x_mutex);
    x_is_woken = true;
    x_changed.notify_all();
}

void Worker::stop()
{
    {
        const std::lock_guard lock(x_mutex);
        x_is_stopping = true;
        x_changed.notify_all();
    }
    if (x_thread.joinable()) x_thread.join();
}

}  // namespace hagukumi::line
