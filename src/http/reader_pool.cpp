#include "http/reader_pool.hpp"

#include <algorithm>

namespace hagukumi::http {

ReaderPool::ReaderPool(int threads, ReaderLimits limits) : x_limits(limits)
{
    for (int i = 0; i < std::max(threads, 1); ++i) x_threads.emplace_back(&ReaderPool::run, this);
}

ReaderPool::~ReaderPool()
{
    {
        const std::lock_guard lock(x_mutex);
        x_is_ending = true;
    }
    x_arrived.notify_all();
    for (std::thread& thread : x_threads) thread.join();
}

bool ReaderPool::submit(MunicipalityCode municipality, std::function<void()> work)
{
    const Clock::time_point now = Clock::now();
    {
        const std::lock_guard lock(x_mutex);
        if (x_is_ending || x_waiting.size() >= x_limits.waiting || !has_room(municipality, now)) return false;
        x_waiting.push(municipality, {now, std::move(work)});
    }
    x_arrived.notify_one();
    return true;
}

std::size_t ReaderPool::waiting() const
{
    const std::lock_guard lock(x_mutex);
    return x_waiting.size();
}

/// One question that takes long is no rush: many must wait, and for long.
bool ReaderPool::has_room(MunicipalityCode municipality, Clock::time_point now) const
{
    const auto* const line = x_waiting.line_of(municipality);
    return line == nullptr || line->size() < x_limits.patient ||
           now - line->front().since < x_limits.patience;
}

void ReaderPool::run()
{
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(x_mutex);
            x_arrived.wait(lock, [&] { return !x_waiting.empty() || x_is_ending; });
            if (x_waiting.empty()) return;
            work = x_waiting.take().work;
        }
        work();
    }
}

}  // namespace hagukumi::http
