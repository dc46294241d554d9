// The lane on a Writer of any engine: its rules are numbered in store/lane.hpp.
//
//             ┌──────── every command kept or without effect ─────────┐
//   begin ──► run all ──► (one failed after writing) ──► roll back    │
//                                                            │        │
//                         begin ──► each in a savepoint ◄────┘        │
//                                        │                            │
//                                        └────────► commit ◄──────────┘
//                                                     │ durable: announce, answer
//                                                     │ written: the same, when LateSync has synced it
//                                                     │ unknown: say so; the lane goes on, or is dead
//
// Optimistic, because a savepoint a command costs 0.82 of the throughput and almost no command fails after it
// has written: refusals decide before they write (docs/decisions, 1).
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/turns.hpp"
#include "store/database.hpp"
#include "store/engine.hpp"
#include "store/lane.hpp"
#include "store/late_sync.hpp"
#include "store/scout.hpp"

namespace hagukumi::store {

class WriterLane final : public Lane {
public:
    /// `writer` is used on the lane's thread only, until stop() returns.
    WriterLane(std::unique_ptr<Writer> writer, const Options& options);
    ~WriterLane() override;

    using Lane::submit;
    void submit(std::unique_ptr<Job> job) override;

    /// Runs what was accepted, then ends the thread.
    void stop();

    Counters counters() const;

    /// What anybody can have read by now is durable when this comes back. Throws Failure.
    void wait_until_durable() { x_late_sync.wait(); }

private:
    /// How one command of a batch ended.
    struct Outcome {
        enum class Kind { ended, broke } kind = Kind::ended;  ///< ended: with a value or an Error of its own
        Error error{};                                        ///< of one that broke
    };
    using Batch = std::vector<std::unique_ptr<Job>>;
    /// A batch whose commit has been tried, with what there is to tell.
    struct Ended {
        Batch batch;
        std::vector<Outcome> outcomes;
        std::vector<Announcement> announcements;
        Committed how{};
        std::string what;  ///< why it was not durable
    };

    void work();
    bool take(Batch& batch);
    void run(Batch& batch);
    void run_in_transaction(const Batch& batch);
    void begin(const Batch& batch);
    bool run_together(const Batch& batch);
    void scout_all(const Batch& batch);
    void run_apart(const Batch& batch);
    void write_what_is_kept();
    void check_invariants();
    void keep(SessionTransaction& tx);
    void commit(Batch& batch);
    bool is_sync_worth_leaving();
    void end(Ended& ended);
    void answer(Ended& ended);
    void give_up(Batch& batch, const Error& error);
    void die(Batch& batch, const std::string& what);
    void keep_up(bool idle);
    Error broken(const std::exception& found);
    void quietly(const char* during, const std::function<void()>& call);

    const std::unique_ptr<Writer> x_writer;
    const Options x_options;

    mutable std::mutex x_mutex;
    std::condition_variable x_arrived;
    Turns<std::unique_ptr<Job>> x_waiting;
    bool x_stopping = false;
    std::atomic<bool> x_dead{false};

    // The lane's thread only.
    std::vector<MunicipalityCode> x_municipalities;  ///< of the batch
    std::vector<Outcome> x_outcomes;
    std::vector<Announcement> x_announcements;
    BatchMemory x_memory;
    ScoutedBefore x_scouted_before;
    std::vector<SessionTransaction> x_changed;  ///< one a municipality, with what the batch touched
    std::uint64_t x_incident_seed;
    std::atomic<std::uint64_t> x_incidents{0};

    std::atomic<std::uint64_t> x_commands{0}, x_batches{0}, x_repeated{0};
    LateSync x_late_sync;
    std::thread x_thread;
};

}  // namespace hagukumi::store
