// Opening a database, whatever engine stands behind it.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/lane.hpp"
#include "store/transaction.hpp"

namespace hagukumi::store {

struct Options {
    std::string database;        ///< path of the SQLite file, or postgresql://…
    std::size_t batch = 256;     ///< most commands that share a commit
    std::size_t waiting = 8192;  ///< most commands that wait
    int readers = 2;             ///< reading connections
    int writers = 2;             ///< lanes in PostgreSQL, each for its share of the municipalities
    std::vector<std::shared_ptr<Invariant>> invariants;
    std::function<void(std::span<const Announcement>)> on_committed;  ///< on any thread of the store
    std::function<void(const std::string&)> on_fatal;  ///< commit failed: log it and leave the process
    /// A command failed by a bug of ours: its number (also in Error::incident) and what was found.
    std::function<void(const std::string& incident, const std::string& what)> on_incident;
    /// Size of the log at which a busy lane begins it anew: a larger one is copied less often, in longer
    /// steps.
    std::int64_t checkpoint_after_bytes = 256 << 20;
};

/// Numbers for /metrics.
struct Counters {
    std::uint64_t commands = 0, batches = 0, repeated_batches = 0, waiting = 0;
};

struct Column {
    std::string name;
    Parameter::Kind kind;
};
struct Table {
    std::string name;
    std::vector<Column> columns;
};

/// An open database: one lane, several readers.  A second process that opens the same file is
/// refused with an Error of kind `unavailable` (reliability.md T40); a PostgreSQL database may be open in
/// many.
class Database {
public:
    virtual ~Database() = default;

    virtual Lane& lane() = 0;

    /// Runs `read` on a consistent snapshot, on the caller's thread; waits for a free reader.
    virtual void read(MunicipalityCode municipality, const std::function<void(Snapshot&)>& read) = 0;

    /// All municipalities that have a row in `municipality`; work across them goes one by one.
    virtual std::vector<MunicipalityCode> municipalities() = 0;

    /// All tables whose rows belong to municipalities; one that refers to another stands behind it.
    virtual std::vector<Table> tables() = 0;

    virtual int schema_version() = 0;
    virtual Counters counters() const = 0;

    /// Writes a consistent copy to a new file while the service goes on; PostgreSQL has tools of its own for
    /// that.
    virtual Result<void> backup(const std::filesystem::path& to) = 0;

    /// Finishes what was accepted, then closes.  submit() afterwards answers `unavailable`.
    virtual void stop() = 0;
};

/// Whether it names a PostgreSQL database, and not a file.
bool is_postgres(std::string_view database);

/// Opens (and creates) the database and brings it to the newest schema.
Result<std::unique_ptr<Database>> open_database(Options options);

}  // namespace hagukumi::store
