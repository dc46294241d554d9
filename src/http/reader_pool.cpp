#include "http/reader_pool.hpp"

#include <algorithm>

namespace hagukumi::http {

ReaderPool::ReaderPool(int threads, std::size_t waiting) : x_most_waiting(waiting)
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

bool ReaderPool::submit(std::function<void()> work)
{
    {
        const std::lock_guard lock(x_mutex);
        if (x_is_ending || x_waiting.size() >= x_most_waiting) return false;
        x_waiting.push_back(std::move(work));
    }
    x_arrived.notify_one();
    return true;
}

std::size_t ReaderPool::waiting() const
{
    const std::lock_guard lock(x_mutex);
    return x_waiting.size();
}

void ReaderPool::run()
{
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(x_mutex);
            x_arrived.wait(lock, [&] { return !x_waiting.empty() || x_is_ending; });
            if (x_waiting.empty()) return;
            work = std::move(x_waiting.front());
            x_waiting.pop_front();
        }
        work();
    }
}

}  // namespace hagukumi::http
