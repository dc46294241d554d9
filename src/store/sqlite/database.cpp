// A database in a SQLite file: the design A1 of limits.md, with the discipline of reliability.md T40.
//
//  1. One process: a lock file.  One writing connection, on the lane's thread, and it alone checkpoints.
//  2. Readers and backup are connections of this process that cannot write (READONLY and query_only).
//  3. Nobody is told what a power cut could still take away: a reading ends when all that it can have seen is
//     on the disk.
//  4. synchronous=FULL and WAL are read back at the start; the program does not run without them.

#include <fcntl.h>
#include <unistd.h>

#include "store/database.hpp"
#include "store/migrations.hpp"
#include "store/pool.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/migrate.hpp"
#include "store/sqlite/open.hpp"
#include "store/sqlite/process_lock.hpp"
#include "store/sqlite/write_back.hpp"
#include "store/sqlite/writer.hpp"
#include "store/writer_lane.hpp"

namespace hagukumi::store::sqlite {

namespace {

void expect(Connection& connection, const char* pragma, const std::string& value)
{
    const std::string found = connection.word(std::string("PRAGMA ") + pragma);
    if (found != value)
        throw Failure(Failure::Kind::unavailable,
                      std::string("the database runs with ") + pragma + "=" + found + ", not " + value);
}

void settle_common(Connection& connection)
{
    connection.execute("PRAGMA mmap_size = 0");
    connection.execute("PRAGMA temp_store = MEMORY");
    connection.execute("PRAGMA trusted_schema = OFF");
    connection.execute("PRAGMA wal_autocheckpoint = 0");
}

void settle_writer(Connection& connection)
{
    // Before the first table. Smaller pages make a smaller log, and deeper trees to walk (docs/decisions, 2).
    connection.execute("PRAGMA page_size = 4096");
    connection.execute("PRAGMA journal_mode = WAL");
    connection.execute("PRAGMA synchronous = FULL");
    connection.execute("PRAGMA foreign_keys = OFF");
    connection.execute("PRAGMA cache_size = -262144");  // KiB: a use touches pages anywhere
    settle_common(connection);
    sqlite3_busy_timeout(connection.handle(), 100);
    expect(connection, "journal_mode", "wal");
    expect(connection, "synchronous", "2");
    expect(connection, "wal_autocheckpoint", "0");
}

void settle_reader(Connection& connection)
{
    connection.execute("PRAGMA query_only = ON");
    connection.execute("PRAGMA cache_size = -32768");
    settle_common(connection);
    sqlite3_busy_timeout(connection.handle(), 5000);
    expect(connection, "query_only", "1");
}

std::unique_ptr<Connection> open_reader(const std::string& path)
{
    auto reader = std::make_unique<Connection>(path, Connection::Use::reading);
    settle_reader(*reader);
    return reader;
}

/// A reader for as long as one read lasts, with its transaction around it.
class Reading {
public:
    explicit Reading(Pool<Connection>& readers) : x_reader(readers) { x_reader->execute("BEGIN"); }
    ~Reading()
    {
        // There is nothing to commit; a rollback of a reading transaction cannot fail.
        sqlite3_exec(x_reader->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    Connection& connection() { return *x_reader; }

private:
    Pool<Connection>::Taken x_reader;
};

void sync_path(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
    if (descriptor >= 0) close(descriptor);
    if (!synced) throw Failure(Failure::Kind::unavailable, "cannot sync " + path.string());
}

/// The copy, page by page, inside one reading transaction of the source: the state of one instant.
void copy_pages(Connection& from, const std::filesystem::path& to)
{
    Connection copy(to.string(), Connection::Use::writing);
    from.execute("BEGIN");
    from.number("SELECT count(*) FROM schema_version");  // the snapshot begins here
    sqlite3_backup* backup = sqlite3_backup_init(copy.handle(), "main", from.handle(), "main");
    if (backup == nullptr) copy.fail(sqlite3_errcode(copy.handle()), "backup");
    int code = SQLITE_OK;
    while (code == SQLITE_OK) code = sqlite3_backup_step(backup, 4096);
    const int finished = sqlite3_backup_finish(backup);
    from.execute("ROLLBACK");
    if (code != SQLITE_DONE) copy.fail(code, "backup");
    if (finished != SQLITE_OK) copy.fail(finished, "backup");
}

class SqliteDatabase final : public Database {
public:
    static Result<std::unique_ptr<Database>> open(Options options)
    {
        auto lock = ProcessLock::take(options.database);
        if (!lock) return tl::unexpected(std::move(lock).error());
        auto writer = std::make_unique<Connection>(options.database, Connection::Use::writing);
        settle_writer(*writer);
        const int version = TRY(migrate(*writer, migrations()));
        describe_to_planner(*writer);
        sync_path(
            std::filesystem::absolute(options.database).parent_path());  // the file's name is durable, too
        return std::unique_ptr<Database>(
            new SqliteDatabase(std::move(options), std::move(*lock), std::move(writer), version));
    }

    ~SqliteDatabase() override { stop(); }

    Lane& lane() override { return x_lane; }

    void read(MunicipalityCode municipality, const std::function<void(Snapshot&)>& read) override
    {
        {
            Reading reading(x_readers);
            SessionSnapshot snapshot(reading.connection(), municipality);
            read(snapshot);
        }
        x_lane.wait_until_durable();
    }

    std::vector<MunicipalityCode> municipalities() override
    {
        Reading reading(x_readers);
        std::vector<MunicipalityCode> all;
        reading.connection().for_each_row(
            "SELECT municipality FROM municipality ORDER BY municipality",
            [&](const Row& row) { all.push_back({static_cast<std::int32_t>(row.integer(0))}); });
        return all;
    }

    std::vector<Table> tables() override
    {
        Reading reading(x_readers);
        std::vector<Table> all;
        // Rows of the schema stand in the order in which tables were made, each behind those it refers to.
        reading.connection().for_each_row(
            "SELECT t.name, c.name, c.type FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE "
            "t.type = "
            "'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'schema_version' ORDER BY t.rowid, c.cid",
            [&](const Row& row) {
                if (all.empty() || all.back().name != row.text(0))
                    all.push_back({std::string(row.text(0)), {}});
                const std::string_view type = row.text(2);
                all.back().columns.push_back(
                    {std::string(row.text(1)), type == "INTEGER" ? Parameter::Kind::integer
                                               : type == "BLOB"  ? Parameter::Kind::bytes
                                                                 : Parameter::Kind::text});
            });
        return all;
    }

    int schema_version() override { return x_schema_version; }

    Counters counters() const override { return x_lane.counters(); }

    Result<void> backup(const std::filesystem::path& to) override
    {
        const std::filesystem::path unfinished = to.string() + ".part";
        try {
            std::filesystem::remove(unfinished);
            copy_pages(*open_reader(x_path), unfinished);
            sync_path(unfinished);
            std::filesystem::rename(unfinished, to);
            sync_path(std::filesystem::absolute(to).parent_path());
        } catch (const std::exception& found) {
            std::error_code ignored;
            std::filesystem::remove(unfinished, ignored);
            return fail(ErrorKind::unavailable, "backup_failed",
                        {"バックアップを書き込めませんでした：" + std::string(found.what()),
                         "The backup could not be written: " + std::string(found.what())});
        }
        return {};
    }

    void stop() override { x_lane.stop(); }

private:
    SqliteDatabase(Options options, ProcessLock lock, std::unique_ptr<Connection> writer, int version)
        : x_path(options.database),
          x_lock(std::move(lock)),
          x_file(x_path),
          x_schema_version(version),
          x_lane(std::make_unique<SqliteWriter>(std::move(writer), open_reader(x_path), x_file,
                                                options.checkpoint_after_bytes),
                 options),
          x_readers(options.readers, [this] { return open_reader(x_path); })
    {
    }

    // Closed from the last to the first: the readers, the lane with its writer (which checkpoints), the
    // file, the lock.
    const std::string x_path;
    ProcessLock x_lock;
    const WriteBack x_file;
    const int x_schema_version;
    WriterLane x_lane;
    Pool<Connection> x_readers;
};

}  // namespace

Result<std::unique_ptr<Database>> open(Options options)
{
    return SqliteDatabase::open(std::move(options));
}

}  // namespace hagukumi::store::sqlite
