// The lane on SQLite: the invariants are numbered in store/lane.hpp.
//
//             ┌──────── every command kept or without effect ─────────┐
//   begin ──► run all ──► (one failed after writing) ──► roll back    │
//                                                            │        │
//                         begin ──► each in a savepoint ◄────┘        │
//                                        │                            │
//                                        └────────► commit ◄──────────┘
//                                                     │ durable: announce, answer
//                                                     │ error: unknown outcome, the lane is dead
//
// Optimistic, because a savepoint a command costs 0.82 of the throughput and almost no command fails after it
// has written: refusals decide before they write (docs/decisions, 1).
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/database.hpp"
#include "store/lane.hpp"
#include "store/sqlite/checkpointer.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/session.hpp"

namespace hagukumi::store::sqlite {

class WriterLane final : public Lane {
public:
    /// `connection` is the only one that writes; it is used on the lane's thread only until stop() returns.
    /// `pin` is a reader for the checkpoints.
    WriterLane(Connection& connection, std::unique_ptr<Connection> pin, const Options& options);
    ~WriterLane() override;

    using Lane::submit;
    void submit(std::unique_ptr<Job> job) override;

    /// Runs what was accepted, then ends the thread.
    void stop();

    Counters counters() const;

private:
    /// How one command of a batch ended.
    struct Outcome {
        enum class Kind { ended, broke } kind = Kind::ended;  ///< ended: with a value or an Error of its own
        Error error{};                                        ///< of one that broke
    };
    using Batch = std::vector<std::unique_ptr<Job>>;

    void work();
    bool take(Batch& batch);
    void run(Batch& batch);
    bool run_together(Batch& batch);
    void run_apart(Batch& batch);
    void check_invariants();
    void keep(SqliteTransaction& tx);
    void commit(Batch& batch);
    void answer(Batch& batch);
    void give_up(Batch& batch, const Error& error);
    void die(Batch& batch, const std::string& what);
    void checkpoint(bool idle);
    Error broken(const std::exception& found);
    void quietly(const char* during, const std::function<void()>& call);

    Connection& x_connection;
    const Options x_options;

    mutable std::mutex x_mutex;
    std::condition_variable x_arrived;
    std::deque<std::unique_ptr<Job>> x_waiting;
    bool x_stopping = false;
    bool x_dead = false;

    // The lane's thread only.
    std::vector<Outcome> x_outcomes;
    std::vector<Announcement> x_announcements;
    std::vector<SqliteTransaction> x_changed;  ///< one a municipality, with what the batch touched
    Checkpointer x_checkpointer;
    std::uint64_t x_incident_seed;
    std::uint64_t x_incidents = 0;

    std::atomic<std::uint64_t> x_commands{0}, x_batches{0}, x_repeated{0};
    std::thread x_thread;
};

}  // namespace hagukumi::store::sqlite
