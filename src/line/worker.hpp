// The worker: takes what waits in the inbox, lets the conversation answer it, and hands the answers to LINE.
//
// work_off() is one round, for tests; start() runs rounds on a thread of its own, woken when a webhook has
// been committed.  Answers of different people leave side by side, those of one person in their order.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "line/channel.hpp"
#include "line/deliver.hpp"
#include "line/inbox.hpp"
#include "line/message.hpp"
#include "store/database.hpp"

namespace hagukumi::line {

/// Who answers.
class Talk {
public:
    virtual ~Talk() = default;
    /// What is said to an event; nothing: silence.  Runs in the transaction that marks the event as worked
    /// off, and like every command may run twice.
    virtual std::vector<Message> answer(store::Transaction& tx, const Channel& channel, const Event& event,
                                        Instant now) = 0;
    /// What somebody is told whose registration moved to another LINE account; nothing: silence.
    virtual std::vector<Message> moved_away(const Channel& channel, Instant at) = 0;
};

/// What a webhook's commit announces, so that the worker need not wait for its next round.
inline constexpr const char* announced_as = "line";

class Worker {
public:
    struct Settings {
        std::chrono::milliseconds pause{500};  ///< between rounds in which nothing was due
        int most = 200;                        ///< events a municipality and round
        std::size_t senders = 4;               ///< requests to LINE at a time
        std::function<Instant()> now;
        std::function<double()> jitter;  ///< [0, 1)
        std::function<Id(Instant)> draw_id;
        std::function<void(const std::string&)> log;  ///< failures; no personal data
        /// What else is done in a round, for each municipality with a channel; gives how much it did.
        std::vector<std::function<int(MunicipalityCode)>> chores = {};
    };
    Worker(store::Database& database, const Channels& channels, Talk& talk, Settings settings);
    ~Worker();

    /// One round over all channels' municipalities; gives the number of events and answers handled.
    int work_off();

    void start();
    void wake();
    /// Ends after what is being sent.
    void stop();

private:
    /// An answer that was sent, or not.
    struct Outcome {
        const InboxRow* row;
        Delivered delivered;
    };

    int tell_moves(MunicipalityCode municipality);
    int answer_due(MunicipalityCode municipality);
    int send_due(MunicipalityCode municipality);
    void answer(store::Transaction& tx, const InboxRow& row);
    std::vector<Outcome> send(MunicipalityCode municipality, const std::vector<InboxRow>& rows);
    void settle(store::Transaction& tx, const Outcome& outcome);
    void log(const std::string& line) const;
    bool rest();

    store::Database& x_database;
    const Channels& x_channels;
    Talk& x_talk;
    const Settings x_settings;
    std::mutex x_mutex;
    std::condition_variable x_changed;
    bool x_is_woken = false, x_is_stopping = false;
    Instant x_forgets_at;  ///< when old event ids are forgotten next
    std::thread x_thread;
};

}  // namespace hagukumi::line
