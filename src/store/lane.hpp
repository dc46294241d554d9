// The lane: the one place where commands change the database.
//
//   submit ──► waiting ──► batch: begin, run every command, invariants, commit ──► answers
//
//  1. A command is answered only when its transaction is durable.
//  2. All commands that wait (at most 256) share one commit; where more wait, municipalities take turns.
//     The lane never lingers for more. Where batches overlap (7), half of a rush is a batch, at least 32.
//  3. If one command of a batch fails after it has written, the batch is rolled back and run again,
//     each command in a savepoint of its own.
//  4. An error at COMMIT means that the outcome is unknown: every command of the batch is told so,
//     the lane takes no more work, and the program ends and recovers (reliability.md L5).
//  5. The queue is bounded; what does not fit is refused at once as `unavailable`.
//  6. Where the database is far, commands that share a batch are first run as far as they only ask, so
//     that all they ask travels together: one way there and back for a step of all of them.
//  7. Where the disk is waited for here and others wait for the lane, one batch becomes durable beside
//     the next (late_sync.hpp); answers keep the order of the commits.
//  8. One thread, one writing connection, and it alone checkpoints (reliability.md T40).
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "base/result.hpp"
#include "store/transaction.hpp"

namespace hagukumi::store {

/// One sentence that must hold in every committed state, checked by the lane before each commit.
/// Rooms implement it; app hands all of them to the lane.
class Invariant {
public:
    virtual ~Invariant() = default;
    virtual const char* sentence() const = 0;
    /// Looks at what the batch changed for one municipality; throws BugFound when the sentence is false.
    virtual void check(Transaction& batch) = 0;
};

/// A command of any result type, seen from the lane.
class Job {
public:
    virtual ~Job() = default;
    virtual MunicipalityCode municipality() const = 0;
    /// What commands ask alike that have the same name here; empty: it has none.
    virtual std::string_view kind() const { return {}; }
    /// Asks ahead (Snapshot::ask_ahead) what run() will ask first.
    virtual void ask_ahead(Snapshot& /*snapshot*/) {}
    /// Runs the command.  False: it ended in an Error, so nothing of it may stay.
    virtual bool run(Transaction& tx) = 0;
    /// The outcome of run() is durable (or was an Error without effect).
    virtual void done() = 0;
    /// It did not run to the end, for a reason that is not the command's.
    virtual void failed(Error error) = 0;
    /// Every answer of the batch has been given: who hands many on wakes its reader once.
    virtual void after_batch() {}
};

class Lane {
public:
    virtual ~Lane() = default;

    virtual void submit(std::unique_ptr<Job> job) = 0;

    /// Runs `work` (Transaction& -> Result<T>) on the lane's thread and then `done` (Result<T>), there or on
    /// the thread that syncs, one at a time; then `done.after_batch()`, if it has that.  `work` may have
    /// kind() and ask_ahead(), as Job.
    template <class Work, class Done>
    void submit(MunicipalityCode municipality, Work work, Done done);

    /// The same, waiting for the answer: for the command line, tests and demonstration.
    template <class Work>
    auto run(MunicipalityCode municipality, Work work) -> std::invoke_result_t<Work, Transaction&>;

private:
    /// Runs `work` (true: its effect stays) and waits; gives why it did not run to the end, if it did not.
    std::optional<Error> run_and_wait(MunicipalityCode municipality,
                                      const std::function<bool(Transaction&)>& work);
};

}  // namespace hagukumi::store

#include "store/lane_job.hpp"
