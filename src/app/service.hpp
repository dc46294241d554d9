// A running installation: databases, their couriers, server, and the end of them in the right order.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/address_book.hpp"
#include "app/housekeeper.hpp"
#include "app/installation.hpp"
#include "app/line_room.hpp"
#include "app/reminders.hpp"
#include "app/returned_mail.hpp"
#include "app/settings.hpp"
#include "http/server.hpp"
#include "messages/courier.hpp"
#include "people/hash_pool.hpp"
#include "push/push_sender.hpp"
#include "store/spread.hpp"

namespace hagukumi::app {

class Service {
public:
    /// Opens everything and listens; nothing is accepted before run().  `now` is the clock: the wall
    /// clock but for a demonstration.
    /// `prepare` is run on the opened database before anything reads it: a demonstration's channels.
    using Prepare = std::function<Result<void>(store::Database&, const std::string& public_url)>;
    static Result<std::unique_ptr<Service>> open(const ServeSettings& settings, std::function<Instant()> now,
                                                 const Prepare& prepare = {});
    ~Service();

    store::Database& database() { return *x_database; }
    const std::vector<ProgrammeFile>& programmes() const { return x_programmes; }
    const std::string& public_url() const { return x_site->public_url; }
    Randomness& randomness() { return x_randomness; }

    /// Until SIGTERM or SIGINT, and until everything that was accepted is answered.
    void run();

private:
    Service() = default;
    /// Waits for signals beside the server: ends it, or copies the database.
    void attend(const std::atomic<bool>& has_ended);
    void back_up();
    /// Programme files of municipalities that are not being moved.
    std::vector<ProgrammeFile> open_programmes() const;
    std::string counters_text() const;
    void expect_letters(MunicipalityCode municipality);
    void stop_work();
    /// Counts for /metrics beforehand: the thread of all sockets must not wait for a database.
    void count_line_events();

    SystemRandomness x_randomness;
    std::atomic<bool> x_has_begun{false};  ///< everything below is there
    std::vector<ProgrammeFile> x_programmes;
    ReminderRules x_reminders;
    std::mutex x_mutex;
    std::string x_line_numbers;  ///< under the mutex
    std::unique_ptr<store::Spread> x_database;
    std::unique_ptr<people::HashPool> x_hash_pool;
    std::optional<people::Seal> x_seal;
    std::unique_ptr<LineRoom> x_line;
    std::unique_ptr<PeopleAddressBook> x_address_book;
    std::unique_ptr<mail::SmtpSender> x_mail;
    std::optional<ReturnedMail> x_returned;
    std::unique_ptr<push::PushSender> x_push;
    std::vector<std::unique_ptr<messages::Courier>> x_couriers;  ///< one a database
    std::shared_ptr<http::Site> x_site;
    std::vector<std::unique_ptr<Housekeeper>> x_housekeepers;  ///< one a database
    std::unique_ptr<http::Server> x_server;
    std::filesystem::path x_backup_folder;
};

/// `hagukumi serve`.
Result<void> serve(const ServeSettings& settings);

}  // namespace hagukumi::app
