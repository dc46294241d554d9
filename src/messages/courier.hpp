// The courier: takes what is due from the outbox and hands it to the channels.
//
// deliver_due() is one round, for tests and the command line; start() runs rounds on a thread of its own. The
// courier waits for the lane like any other command, and takes a bounded number of rows a round, so that
// telling never slows down what it tells about.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
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
        std::function<Instant()> now;
        std::function<double()> jitter;               ///< [0, 1)
        std::function<void(const std::string&)> log;  ///< failures; no personal data
    };

    /// `mail` may be null: then notices are posted, and no mail is promised to anybody.
    Courier(store::Database& database, AddressBook& people, Sender* mail, Settings settings);
    ~Courier();

    /// One round over all municipalities; gives the number of rows handled.
    int deliver_due();

    void start();
    /// Ends after the message that is being sent.
    void stop();

private:
    int deliver_due(MunicipalityCode municipality);
    void guard(MunicipalityCode municipality, const Leased& row, const std::function<void()>& work);
    void spread(MunicipalityCode municipality, const std::vector<const Leased*>& rows);
    void spread(store::Transaction& tx, const Leased& row);
    void send_mail(MunicipalityCode municipality, const Leased& row);
    void settle(MunicipalityCode municipality, const std::function<void(store::Transaction&)>& change);
    bool is_stopping();

    store::Database& x_database;
    AddressBook& x_people;
    Sender* x_mail;
    const Settings x_settings;
    std::mutex x_mutex;
    std::condition_variable x_wake;
    bool x_stopping = false;
    std::thread x_thread;
};

}  // namespace hagukumi::messages
