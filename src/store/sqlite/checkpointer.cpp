#include "store/sqlite/checkpointer.hpp"

#include <algorithm>
#include <string>

#include "base/result.hpp"

namespace hagukumi::store::sqlite {

namespace {

constexpr std::int64_t frame_head_bytes = 24;
constexpr int steps_a_log = 32;
constexpr int last_parts_a_step = 8;
constexpr int most_approaches = 8;

[[noreturn]] void fail(Failure::Kind kind, int code)
{
    throw Failure(kind, std::string("checkpoint: ") + sqlite3_errstr(code));
}

}  // namespace

Checkpointer::Checkpointer(Connection& writer, std::unique_ptr<Connection> pin, const WriteBack& file,
                           std::int64_t log_bytes)
    : x_writer(writer),
      x_pin(std::move(pin)),
      x_file(file),
      x_most_pages(static_cast<int>(log_bytes / (writer.number("PRAGMA page_size") + frame_head_bytes))),
      x_step_pages(std::max(1, x_most_pages / steps_a_log)),
      x_last_pages(std::max(1, x_step_pages / last_parts_a_step))
{
    // Setting the hook also switches SQLite's own checkpoints off; the length of the log comes with every
    // commit.
    sqlite3_wal_hook(
        writer.handle(),
        [](void* checkpointer, sqlite3*, const char*, int pages) {
            static_cast<Checkpointer*>(checkpointer)->x_log_pages = pages;
            return SQLITE_OK;
        },
        this);
    x_syncing = std::thread(&Checkpointer::sync_when_wanted, this);
}

Checkpointer::~Checkpointer()
{
    {
        const std::lock_guard lock(x_mutex);
        x_ending = true;
        x_wanted.notify_one();
    }
    x_syncing.join();
    sqlite3_wal_hook(x_writer.handle(), nullptr, nullptr);
}

void Checkpointer::between_batches()
{
    const bool syncing = is_syncing();
    const int added = x_log_pages - x_finished_at;
    if (added >= 2 * x_most_pages) finish(SQLITE_CHECKPOINT_RESTART);
    else if (added >= x_most_pages - x_step_pages && !syncing) approach_end();
    else if (x_log_pages - std::max(x_finished_at, x_pinned_at) >= x_step_pages) step();
}

void Checkpointer::when_idle()
{
    is_syncing();
    finish(SQLITE_CHECKPOINT_PASSIVE);
}

void Checkpointer::step()
{
    if (x_pinned_at > 0) {
        copy(SQLITE_CHECKPOINT_PASSIVE);
        x_copied_to = x_pinned_at;
    }
    set_pin();
}

/// The first sync is long, for it is about all steps before; each that follows is about what came during the
/// one before. Where the disk is too slow for that to become less, the end comes all the same.
void Checkpointer::approach_end()
{
    const int left = x_log_pages - std::max(x_finished_at, x_synced_to);
    if (x_approaches == most_approaches || (x_approaches > 0 && left <= x_last_pages))
        return finish(SQLITE_CHECKPOINT_RESTART);
    ++x_approaches;
    step();
    x_synced_to = x_copied_to;
    const std::lock_guard lock(x_mutex);
    x_sync = true;
    x_in_pieces = x_approaches == 1;
    x_wanted.notify_one();
}

/// RESTART waits (busy_timeout) for readers of the old log, so that the next commit begins the log anew and
/// it does not grow for ever; when a reader is slow, a later batch tries again.
void Checkpointer::finish(int mode)
{
    take_pin_out();
    const auto [in_log, copied] = copy(mode);
    if (copied == in_log) x_log_pages = 0;
    x_finished_at = x_log_pages;  // if a reader kept it: not again before as much has been added
    x_copied_to = x_synced_to = x_approaches = 0;
}

Checkpointer::Copied Checkpointer::copy(int mode)
{
    Copied result;
    const int code =
        sqlite3_wal_checkpoint_v2(x_writer.handle(), nullptr, mode, &result.in_log, &result.copied);
    if (code == SQLITE_OK) return result;
    if ((code & 0xff) == SQLITE_BUSY) return {1, 0};
    fail(code == SQLITE_IOERR_FSYNC ? Failure::Kind::unknown_outcome : Failure::Kind::unavailable, code);
}

/// A reader stands where it begins to read.
void Checkpointer::set_pin()
{
    take_pin_out();
    x_pin->execute("BEGIN");
    x_pin->number("SELECT count(*) FROM schema_version");
    x_pinned_at = x_log_pages;
}

void Checkpointer::take_pin_out()
{
    x_pin->roll_back();
    x_pinned_at = 0;
}

bool Checkpointer::is_syncing()
{
    const std::lock_guard lock(x_mutex);
    if (x_sync_failed != SQLITE_OK) fail(Failure::Kind::unknown_outcome, x_sync_failed);
    return x_sync;
}

void Checkpointer::sync_when_wanted()
{
    sqlite3_file* file = nullptr;
    sqlite3_file_control(x_writer.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    must(file != nullptr, "an open database has a file");
    std::unique_lock lock(x_mutex);
    for (;;) {
        x_wanted.wait(lock, [&] { return x_sync || x_ending; });
        if (x_ending) return;
        const bool in_pieces = x_in_pieces;
        lock.unlock();
        if (in_pieces) {
            x_file.write([this] {
                const std::lock_guard ending(x_mutex);
                return x_ending;
            });
        }
        const int code = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
        lock.lock();
        x_sync = false;
        if (code != SQLITE_OK) x_sync_failed = code;
    }
}

}  // namespace hagukumi::store::sqlite
