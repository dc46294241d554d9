// The courier: takes what is due from the outbox and hands it to the channels.
//
// deliver_due() is one round, for tests and the command line; start() runs rounds on a thread of its own. The
// courier takes a bounded number of rows a round and gives way while many commands wait for the lane, so that
// telling never slows down what it tells about.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <thread>

#include "messages/outbox.hpp"
#include "messages/sender.hpp"
#include "store/database.hpp"

namespace hagukumi::messages {

class Courier {
public:
    struct Settings {
        std::chrono::milliseconds pause{1000};  ///< between rounds in which nothing was due
        std::chrono::seconds lease{120};        ///< longer than a channel's deadline for `most` messages
        int most = 100;                         ///< rows a municipality and round
        /// Of many municipalities most have nothing to tell: where nothing was due is asked again so slowly
        /// that no more than about a hundred a second are asked in vain. A town alone is asked at every
        /// round.
        std::chrono::milliseconds pause_of_one{10};
        std::size_t busy_from = 8;              ///< with more commands waiting the courier gives way …
        std::chrono::seconds most_patience{5};  ///< … for so long, then does one round all the same
        std::function<Instant()> now;
        std::function<double()> jitter;               ///< [0, 1)
        std::function<void(const std::string&)> log;  ///< failures; no personal data
    };

    /// Without senders notices are posted, and no letter is promised to anybody.
    Courier(store::Database& database, AddressBook& people, Senders senders, Settings settings);
    ~Courier();

    /// One round over all municipalities; gives the number of rows handled.
    int deliver_due();

    void start();

    /// Something was promised there just now: it is looked at in the next round. From any thread.
    void expect(MunicipalityCode municipality);

    /// Ends after the message that is being sent.
    void stop();

private:
    /// A row and the people whom it is told to.
    struct Told {
        const Waiting* row;
        std::vector<Recipient> people;
    };

    int deliver_where_likely();
    bool take_expected(MunicipalityCode municipality);
    int deliver_due(MunicipalityCode municipality);
    int send_letters(MunicipalityCode municipality, Instant now);
    int spread(MunicipalityCode municipality, const std::vector<Told>& told);
    std::vector<Recipient> recipients_of(store::Snapshot& snapshot, const Waiting& row);
    void spread(store::Transaction& tx, const Told& told);
    void send_letter(MunicipalityCode municipality, const Waiting& row);
    Sent send(MunicipalityCode municipality, const Waiting& row);
    std::optional<Recipient> recipient_of(MunicipalityCode municipality, const Waiting& row);
    std::optional<Recipient> owner_of_device(MunicipalityCode municipality, const Id& id);
    void guard(MunicipalityCode municipality, const Waiting& row, const std::function<void()>& work);
    void give_up(MunicipalityCode municipality, const Waiting& row, const std::string& why);
    void rest();
    void give_way();
    void settle(MunicipalityCode municipality, const std::function<void(store::Transaction&)>& change);
    bool is_stopping();

    store::Database& x_database;
    AddressBook& x_people;
    const Senders x_senders;
    const Settings x_settings;
    std::mutex x_mutex;
    std::condition_variable x_wake;
    bool x_stopping = false;
    std::set<MunicipalityCode> x_expected;  ///< under the mutex
    /// When a municipality is asked again; the thread's own.
    std::map<MunicipalityCode, std::chrono::steady_clock::time_point> x_look_again;
    std::thread x_thread;
};

}  // namespace hagukumi::messages
