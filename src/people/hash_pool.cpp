#include "people/hash_pool.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "people/password.hpp"

namespace hagukumi::people {

namespace {

using Clock = std::chrono::steady_clock;

Error too_busy()
{
    return Error{ErrorKind::unavailable,
                 "sign_in_busy",
                 {"ただいまログインが混み合っています。少し待ってから、もう一度お試しください。",
                  "Many people are signing in just now. Please wait a little and try again."},
                 2,
                 {}};
}

}  // namespace

struct HashPool::State {
    struct Waiting {
        std::function<void()> work;
        std::function<void(Error)> refused;
        Clock::time_point since;
    };

    HashPoolSettings settings;
    mutable std::mutex mutex;
    std::condition_variable something;
    std::deque<Waiting> waiting;
    bool stopping = false;
    std::uint64_t computed = 0, refused = 0;
    std::vector<std::thread> workers;

    void work()
    {
        for (;;) {
            std::unique_lock lock(mutex);
            something.wait(lock, [&] { return stopping || !waiting.empty(); });
            if (waiting.empty()) return;
            Waiting next = std::move(waiting.front());
            waiting.pop_front();
            const bool late = stopping || Clock::now() - next.since > settings.longest_wait;
            ++(late ? refused : computed);
            lock.unlock();
            if (late) next.refused(too_busy());
            else next.work();
        }
    }
};

HashPool::HashPool(HashPoolSettings settings) : x_state(std::make_shared<State>())
{
    dummy_hash();  // computed before the first sign-in asks for it
    if (settings.workers <= 0)
        settings.workers = std::max(1, static_cast<int>(std::thread::hardware_concurrency()) / 2);
    x_state->settings = settings;
    for (int i = 0; i < settings.workers; ++i)
        x_state->workers.emplace_back([state = x_state.get()] { state->work(); });
}

HashPool::~HashPool()
{
    {
        const std::lock_guard lock(x_state->mutex);
        x_state->stopping = true;
    }
    x_state->something.notify_all();
    for (auto& worker : x_state->workers) worker.join();
}

void HashPool::submit(std::function<void()> work, std::function<void(Error)> refused)
{
    {
        const std::lock_guard lock(x_state->mutex);
        if (!x_state->stopping && x_state->waiting.size() < x_state->settings.waiting) {
            x_state->waiting.push_back({std::move(work), std::move(refused), Clock::now()});
            x_state->something.notify_one();
            return;
        }
        ++x_state->refused;
    }
    refused(too_busy());
}

void HashPool::verify(HashJob job, std::function<void(HashJob, Result<Verdict>)> done)
{
    const auto shared_job = std::make_shared<HashJob>(std::move(job));
    const auto shared_done = std::make_shared<std::function<void(HashJob, Result<Verdict>)>>(std::move(done));
    submit(
        [shared_job, shared_done] {
            Result<Verdict> verdict = people::verify(*shared_job);
            (*shared_done)(std::move(*shared_job), std::move(verdict));
        },
        [shared_job, shared_done](Error error) {
            (*shared_done)(std::move(*shared_job), tl::unexpected(std::move(error)));
        });
}

HashPool::Numbers HashPool::numbers() const
{
    const std::lock_guard lock(x_state->mutex);
    return {x_state->computed, x_state->refused, x_state->waiting.size()};
}

}  // namespace hagukumi::people
