// Where password hashes are computed: a few threads with a short queue (T35).
//
// A hash costs 19 MiB and tens of milliseconds, so that a crowd of sign-ins could starve everything else.
// What does not fit into the queue, or has waited for more than two seconds, is refused as `unavailable`.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>

#include "base/result.hpp"
#include "people/sign_in.hpp"

namespace hagukumi::people {

struct HashPoolSettings {
    int workers = 0;           ///< 0: half of the cores, at least one
    std::size_t waiting = 32;  ///< most jobs that wait
    std::chrono::milliseconds longest_wait{2000};
};

class HashPool {
public:
    explicit HashPool(HashPoolSettings settings = {});
    ~HashPool();  ///< finishes what runs, refuses what waits
    HashPool(const HashPool&) = delete;
    HashPool& operator=(const HashPool&) = delete;

    /// Runs `work` on a worker.  `refused` is called instead, on the caller's thread when the queue is full,
    /// on a worker's when the job waited too long.  Exactly one of the two is called.
    void submit(std::function<void()> work, std::function<void(Error)> refused);

    /// verify(job), then `done` on the worker's thread; or `done` with the refusal.
    void verify(HashJob job, std::function<void(HashJob, Result<Verdict>)> done);

    struct Numbers {
        std::uint64_t computed = 0, refused = 0, waiting = 0;
    };
    Numbers numbers() const;

private:
    struct State;
    std::shared_ptr<State> x_state;
};

}  // namespace hagukumi::people
