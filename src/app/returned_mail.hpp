// 戻ってきたメール: the mailbox of the sender's address as a Maildir, into which the mail server puts what
// could not be delivered after all.  What is about a mail of ours is noted for the office and deleted;
// everything else is left there for people, as read.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/database.hpp"

namespace hagukumi::app {

class ReturnedMail {
public:
    struct Settings {
        std::filesystem::path maildir;
        std::string domain;  ///< of the sender's address
        std::function<Instant()> now;
        std::function<void(const std::string&)> log;  ///< nothing personal
    };
    /// Errors: `returned_mail` (malformed: no Maildir there).
    static Result<ReturnedMail> open(Settings settings, store::Database& database);

    /// Reads what came since the last time.
    void read_new();

private:
    ReturnedMail(Settings settings, store::Database& database);
    /// Whether the file is done with.
    bool take(const std::filesystem::path& file);
    void set_aside(const std::filesystem::path& file);

    Settings x_settings;
    store::Database* x_database;
};

}  // namespace hagukumi::app
