// store::open_database on SQLite: the design A1 of limits.md, with the discipline of reliability.md T40.
//
//  1. One process: a lock file.  One writing connection, on the lane's thread, and it alone checkpoints.
//  2. Readers and backup are connections of this process that cannot write (READONLY and query_only).
//  3. synchronous=FULL and WAL are read back at the start; the program does not run without them.

#include <fcntl.h>
#include <unistd.h>

#include <condition_variable>
#include <mutex>

#include "store/database.hpp"
#include "store/migrations.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/migrate.hpp"
#include "store/sqlite/process_lock.hpp"
#include "store/sqlite/session.hpp"
#include "store/sqlite/writer_lane.hpp"

namespace hagukumi::store {

namespace sqlite {
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
    connection.execute(
        "PRAGMA page_size = 1024");  // before the first table; smaller pages mean a smaller log
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

/// The readers that are free.
class Readers {
public:
    Readers(const std::string& path, int count)
    {
        for (int i = 0; i < count; ++i) x_free.push_back(open_reader(path));
    }

    std::unique_ptr<Connection> take()
    {
        std::unique_lock lock(x_mutex);
        x_returned.wait(lock, [&] { return !x_free.empty(); });
        auto reader = std::move(x_free.back());
        x_free.pop_back();
        return reader;
    }

    void give_back(std::unique_ptr<Connection> reader)
    {
        std::lock_guard lock(x_mutex);
        x_free.push_back(std::move(reader));
        x_returned.notify_one();
    }

private:
    std::mutex x_mutex;
    std::condition_variable x_returned;
    std::vector<std::unique_ptr<Connection>> x_free;
};

/// A reader for as long as one read lasts, with its transaction around it.
class Reading {
public:
    explicit Reading(Readers& readers) : x_readers(readers), x_reader(readers.take())
    {
        try {
            x_reader->execute("BEGIN");
        } catch (...) {
            x_readers.give_back(std::move(x_reader));
            throw;
        }
    }
    ~Reading()
    {
        // There is nothing to commit; a rollback of a reading transaction cannot fail.
        sqlite3_exec(x_reader->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
        x_readers.give_back(std::move(x_reader));
    }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    Connection& connection() { return *x_reader; }

private:
    Readers& x_readers;
    std::unique_ptr<Connection> x_reader;
};

void sync_path(const std::filesystem::path& path)
{
    const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
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
        Reading reading(x_readers);
        SqliteSnapshot snapshot(reading.connection(), municipality);
        read(snapshot);
    }

    std::vector<MunicipalityCode> municipalities() override
    {
        Reading reading(x_readers);
        std::vector<MunicipalityCode> all;
        sqlite3_stmt* statement = nullptr;
        const char sql[] = "SELECT municipality FROM municipality ORDER BY municipality";
        int code = sqlite3_prepare_v2(reading.connection().handle(), sql, -1, &statement, nullptr);
        if (code != SQLITE_OK) reading.connection().fail(code, sql);
        while ((code = sqlite3_step(statement)) == SQLITE_ROW)
            all.push_back({sqlite3_column_int(statement, 0)});
        sqlite3_finalize(statement);
        if (code != SQLITE_DONE) reading.connection().fail(code, sql);
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
          x_writer(std::move(writer)),
          x_readers(x_path, options.readers),
          x_schema_version(version),
          x_lane(*x_writer, open_reader(x_path), options)
    {
    }

    // Closed from the last to the first: the lane, the readers, the writer (which checkpoints), the lock.
    const std::string x_path;
    ProcessLock x_lock;
    std::unique_ptr<Connection> x_writer;
    Readers x_readers;
    const int x_schema_version;
    WriterLane x_lane;
};

}  // namespace
}  // namespace sqlite

Result<std::unique_ptr<Database>> open_database(Options options)
{
    try {
        return sqlite::SqliteDatabase::open(std::move(options));
    } catch (const std::exception& found) {
        return fail(ErrorKind::unavailable, "database_unusable",
                    {"データベースを開けません：" + std::string(found.what()),
                     "The database cannot be used: " + std::string(found.what())});
    }
}

}  // namespace hagukumi::store
