// What is due by the clock, for the municipalities of one database: seats that nobody took, draws, reminders
// of bookings and of coupons that end, documents that have to go.  A thread of its own, so that a database
// that is away holds up no other.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "app/reminders.hpp"
#include "base/id.hpp"
#include "http/site.hpp"
#include "store/database.hpp"

namespace hagukumi::app {

class Housekeeper {
public:
    /// `database` is one whose municipalities are all its own; `beside` is done in the same rhythm.
    Housekeeper(store::Database& database, const http::Site& site, const ReminderRules& reminders,
                Randomness& randomness, std::function<void()> beside = {});
    ~Housekeeper();

    void start();
    /// Ends after what is being done.
    void stop();

    /// One round of everything that is due.
    void keep();

    /// Whether the database answered the last time it was asked.
    bool is_reached() const { return x_is_reached; }

private:
    void end_allowances(MunicipalityCode code);
    void tend_bookings(const http::Municipality& municipality);
    void run_draws(const http::Municipality& municipality, Instant now);
    void remind_of_ends(const http::Municipality& municipality);
    void remind_of_approvals(const http::Municipality& municipality);
    void forget_documents(MunicipalityCode code);
    void wait(std::chrono::milliseconds time);  ///< or until it is stopped
    bool is_stopping();

    store::Database& x_database;
    const http::Site& x_site;
    const ReminderRules& x_reminders;
    Randomness& x_randomness;
    const std::function<void()> x_beside;
    std::atomic<bool> x_is_reached{true};
    Instant x_next_forgetting{}, x_next_approvals{};
    std::mutex x_mutex;
    std::condition_variable x_wake;
    bool x_stopping = false;
    std::thread x_thread;
};

}  // namespace hagukumi::app
