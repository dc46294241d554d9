#include "store/sqlite/writer.hpp"

#include "store/sqlite/gathering_vfs.hpp"

namespace hagukumi::store::sqlite {

namespace {

/// Of some hundred thousand answers, who has signed in and what the rules ask of a family.
constexpr std::size_t remembered_bytes = std::size_t{64} << 20;

}  // namespace

SqliteWriter::SqliteWriter(std::unique_ptr<Connection> connection, std::unique_ptr<Connection> pin,
                           const WriteBack& file, std::int64_t log_bytes)
    : x_connection(std::move(connection)), x_checkpointer(*x_connection, std::move(pin), file, log_bytes)
{
    x_connection->remember_answers(remembered_bytes);
}

/// Nobody else writes this file, whatever the municipality.
void SqliteWriter::begin(std::span<const MunicipalityCode> /*municipalities*/)
{
    x_connection->execute("BEGIN IMMEDIATE");
}

/// There are no other instances that could be told.
Committed SqliteWriter::commit(std::span<const Announcement> /*announcements*/, std::string& what)
{
    const int code = sqlite3_exec(x_connection->handle(), "COMMIT", nullptr, nullptr, nullptr);
    if (code == SQLITE_OK) {
        if (x_log == nullptr) x_log = find_log(x_connection->handle());
        return Committed::durable;
    }
    what = std::string("COMMIT: ") + sqlite3_errstr(code);
    if ((code & 0xff) != SQLITE_FULL) return Committed::broken;
    // The disk is full.  Inside this process nothing of the batch stays, and the next frame will overwrite
    // what was written of it; only a crash right now could bring it back.  So: unknown, but no reason to die.
    try {
        x_connection->roll_back();
    } catch (const std::exception& worse) {
        what += std::string("; then ") + worse.what();
        return Committed::broken;
    }
    return Committed::outcome_unknown;
}

Committed SqliteWriter::commit_and_sync_later(std::span<const Announcement> announcements, std::string& what)
{
    sync_later(x_log, true);
    const Committed how = commit(announcements, what);
    sync_later(x_log, false);
    return how == Committed::durable ? Committed::written : how;
}

bool SqliteWriter::sync(std::string& what)
{
    const int code = sync_log(x_log);
    if (code == SQLITE_OK) return true;
    what = std::string("sync of the log: ") + sqlite3_errstr(code);
    return false;
}

void SqliteWriter::keep_up(bool idle)
{
    if (idle) x_checkpointer.when_idle();
    else x_checkpointer.between_batches();
}

}  // namespace hagukumi::store::sqlite
