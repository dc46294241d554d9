// Copies the log back into the database file, a little at a time, so that nobody waits long for it.
//
// SQLite copies as far as the oldest reader allows, and syncs the database only when it got to the log's
// end. So a reader of our own, the pin, stands in the log a step behind:
//
//   log   ├────── copied before ──────┼── this step ──┼── written since ──►
//                                 pin before       pin now
//
//  1. A step copies and does not sync: it takes some milliseconds.
//  2. When the log is nearly long enough, a thread of its own writes what the steps copied (WriteBack) and
//     syncs it, beside the commits and further steps. The next sync is about what these copied, and so on,
//     each shorter than the one before. When little is left, the pin is taken out and the rest is copied and
//     synced; everybody waits for that. The next commit begins the log anew.
//  3. Only the lane's thread copies (reliability.md T40); the other thread only writes back and syncs.
//  4. A sync that failed may have lost what was copied, and the next one will not say so. Only the log still
//     holds it, so the process must end before the log begins anew; when it opens again, SQLite copies
//     everything.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/write_back.hpp"

namespace hagukumi::store::sqlite {

class Checkpointer {
public:
    /// `pin` reads the same database, whose file is `file`. A busy lane begins its log anew after
    /// `log_bytes`.
    Checkpointer(Connection& writer, std::unique_ptr<Connection> pin, const WriteBack& file,
                 std::int64_t log_bytes);
    ~Checkpointer();
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    /// Something was written since the log was last copied to its end.
    bool has_work() const { return x_log_pages > x_finished_at; }

    /// Between two batches: a step, or the end of the log, when it is time.
    /// Throws Failure: after `unknown_outcome` the process must end (4), after any other the log is kept
    /// longer.
    void between_batches();

    /// Nobody waits: everything. Throws as above.
    void when_idle();

private:
    struct Copied {
        int in_log = 0, copied = 0;  ///< pages
    };

    void step();
    void approach_end();
    void finish(int mode);
    Copied copy(int mode);
    void set_pin();
    void take_pin_out();
    bool is_syncing();  ///< throws when the last sync failed
    void sync_when_wanted();

    Connection& x_writer;
    std::unique_ptr<Connection> x_pin;
    const WriteBack& x_file;
    const int x_most_pages, x_step_pages, x_last_pages;
    int x_log_pages = 0;
    int x_finished_at = 0;  ///< the log's length when it was last copied, or could not be
    int x_pinned_at = 0;    ///< 0: the pin is out
    int x_copied_to = 0;    ///< by the steps; pages of the log, as all of these
    int x_synced_to = 0;    ///< what was copied when the last sync near the end began
    int x_approaches = 0;   ///< steps and syncs near the end

    std::mutex x_mutex;
    std::condition_variable x_wanted;
    bool x_sync = false;       ///< wanted or running
    bool x_in_pieces = false;  ///< the sync is about much
    bool x_ending = false;
    int x_sync_failed = 0;  ///< SQLite's code
    std::thread x_syncing;
};

}  // namespace hagukumi::store::sqlite
