// The program's commands, as main() calls them.  Each writes to `out` what was asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "base/quantity.hpp"
#include "base/result.hpp"

namespace hagukumi::app {

struct DecideSettings {
    std::string programme;  ///< file
    std::string facts;      ///< file, JSON
    std::string request;    ///< file, JSON
    std::string language;   ///< a code of base/language.hpp; empty: Japanese and English, both
};
/// `hagukumi decide`: prints the decision as JSON.
Result<void> decide_files(const DecideSettings& settings, std::ostream& out);

struct ExplainSettings {
    std::string programme;  ///< file
    std::string language = "ja";
};
/// `hagukumi explain`: the rules of a file in plain words, to be held beside the 要綱.
Result<void> explain_programme(const ExplainSettings& settings, std::ostream& out);

struct DiffSettings {
    std::string before, after;  ///< files of two versions of one programme
    std::string database;
    std::string first_day, last_day;  ///< of the uses that are counted, as 2026-04-01; empty: all
    std::string language = "ja";
    std::size_t most_listed = 20;
};
/// `hagukumi diff`: which uses of the past would come out otherwise, for how many families, for how many yen.
Result<void> diff_programmes(const DiffSettings& settings, std::ostream& out);

/// `hagukumi migrate`: brings the database to the newest schema and says which that is.
Result<void> migrate(const std::string& database, std::ostream& out);

/// `hagukumi move`: everything of one database into an empty one, of whichever engine; walks the chains of
/// the new one and compares their heads.
Result<void> move(const std::string& from, const std::string& to, std::ostream& out);

/// `hagukumi move --municipality`: one of them into a database that may hold others. Afterwards the old one
/// remembers that it moved away, and nobody serves it from there. Errors: those of moving, and
/// `written_meanwhile` when an instance has not been told that it is closed.
Result<void> move_municipality(const std::string& from, const std::string& to, MunicipalityCode municipality,
                               std::ostream& out);

/// `hagukumi backup`: a consistent copy to a new file, checked after it was written.
Result<void> backup(const std::string& database, const std::string& to, std::ostream& out);

/// `hagukumi restore`: puts a checked copy where no database is yet.
Result<void> restore(const std::string& from, const std::string& database, std::ostream& out);

struct VerifySettings {
    std::string database;
    std::optional<MunicipalityCode> municipality;
    std::string published;  ///< "SEQ:HASH" of a head that was written down elsewhere; needs a municipality
};
/// `hagukumi audit verify`: walks every chain and checks the books: the ledger's balances, the
/// seats that bookings hold, the sums of statements and transfers.  False: something is wrong.
Result<bool> verify_audit(const VerifySettings& settings, std::ostream& out);

struct UserSettings {
    std::string database;
    std::string programmes;
    MunicipalityCode municipality;
    std::string role = "officer";
    std::string name;      ///< sign-in name of staff and officers, e-mail of parents
    std::string shown;     ///< display name
    std::string facility;  ///< id or code, for staff and managers
    std::string reason;
};
/// `hagukumi user add|list|disable|reset`: the first officer of an installation is made here.  The password
/// is read from the first line of standard input.
Result<void> add_user(const UserSettings& settings, std::istream& in, std::ostream& out);
Result<void> list_users(const UserSettings& settings, std::ostream& out);
Result<void> disable_user(const UserSettings& settings, std::ostream& out);
Result<void> reset_user(const UserSettings& settings, std::istream& in, std::ostream& out);

struct LineSettings {
    std::string database;
    MunicipalityCode municipality;
    std::string channel_id;  ///< of the Messaging API channel
    std::string liff_id;     ///< "1234567890-AbcdEfgh"; empty: no pages inside LINE
    std::string key;         ///< HAGUKUMI_KEY
    std::string public_url;
};
/// `hagukumi line connect`: keeps what LINE's console shows, sealed, and says what to enter there.  The
/// channel's secret is the first line of standard input.
Result<void> connect_line(const LineSettings& settings, std::istream& in, std::ostream& out);

}  // namespace hagukumi::app
