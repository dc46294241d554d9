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
        if (x_is_ending || x_waiting >= x_limits.waiting) return false;
        const auto [line, is_new] = x_lines.try_emplace(municipality);
        if (!has_room(line->second, now)) return false;
        line->second.push_back({now, std::move(work)});
        if (is_new) x_turns.push_back(municipality);
        ++x_waiting;
    }
    x_arrived.notify_one();
    return true;
}

std::size_t ReaderPool::waiting() const
{
    const std::lock_guard lock(x_mutex);
    return x_waiting;
}

/// One question that takes long is no rush: many must wait, and for long.
bool ReaderPool::has_room(const Line& line, Clock::time_point now) const
{
    return line.size() < x_limits.patient || now - line.front().since < x_limits.patience;
}

/// What waits for longest of the municipality whose turn it is.
std::function<void()> ReaderPool::take()
{
    const auto line = x_lines.find(x_turns.front());
    x_turns.pop_front();
    std::function<void()> work = std::move(line->second.front().work);
    line->second.pop_front();
    if (line->second.empty()) x_lines.erase(line);
    else x_turns.push_back(line->first);
    --x_waiting;
    return work;
}

void ReaderPool::run()
{
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(x_mutex);
            x_arrived.wait(lock, [&] { return x_waiting > 0 || x_is_ending; });
            if (x_waiting == 0) return;
            work = take();
        }
        work();
    }
}

}  // namespace hagukumi::http
