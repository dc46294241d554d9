// Syncs beside the lane: while one batch becomes durable, the lane runs the next.
//
//     lane     run 1 ─ write 1 ─ run 2 ─ write 2 ─ run 3 …
//     here               └─ sync ─ answer 1  └─ sync ─ answer 2
//
//  1. What a commit wrote is seen by readers at once and durable a sync later. Nobody is told of it before:
//     neither the callers, who are answered from here, nor whoever reads, who waits behind the reading.
//  2. Batches are answered in the order of their commits; one sync serves all that are written by then.
//  3. After a sync that failed nothing is durable any more: a later one might come back well although the
//     disk has lost what the first one was about (reliability.md L5).
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace hagukumi::store {

class LateSync {
public:
    /// Makes durable what was written before; false: `what` says why not. Called on the thread of this.
    using Sync = std::function<bool(std::string& what)>;
    /// Told on the thread of this whether the batch is durable; if not, `what` says why.
    using Answer = std::function<void(bool durable, const std::string& what)>;

    explicit LateSync(Sync sync);
    ~LateSync();
    LateSync(const LateSync&) = delete;
    LateSync& operator=(const LateSync&) = delete;

    // The lane's side.

    /// A commit comes that others may see before it is durable; hand_over() follows, however it ends.
    void expect() { x_seen.fetch_add(1); }
    /// Waits while `most_under_way` batches have not been answered.
    void hand_over(Answer answer);
    /// Everybody who was handed over has been answered.
    bool is_idle() const { return x_answered.load() == x_seen.load(); }
    /// Answers who is left, then ends the thread.
    void stop();

    // The readers' side.

    /// Comes back when all that anybody can have seen by now is durable. Throws Failure when it never will
    /// be.
    void wait();

private:
    static constexpr std::size_t most_under_way = 4;

    void work();

    const Sync x_sync;
    std::atomic<std::uint64_t> x_seen{0}, x_durable{0}, x_answered{0};
    std::mutex x_mutex;
    std::condition_variable x_arrived, x_advanced;
    std::vector<Answer> x_waiting;
    bool x_stopping = false;
    bool x_broken = false;
    std::thread x_thread;
};

}  // namespace hagukumi::store
