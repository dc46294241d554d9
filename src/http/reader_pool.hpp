// The threads for questions.  What does not fit into the queue is refused at once.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hagukumi::http {

class ReaderPool {
public:
    ReaderPool(int threads, std::size_t waiting);
    ~ReaderPool();  ///< finishes what waits
    ReaderPool(const ReaderPool&) = delete;
    ReaderPool& operator=(const ReaderPool&) = delete;

    /// False: too many wait.  `work` throws nothing.
    bool submit(std::function<void()> work);

    std::size_t waiting() const;

private:
    void run();

    const std::size_t x_most_waiting;
    mutable std::mutex x_mutex;
    std::condition_variable x_arrived;
    std::deque<std::function<void()>> x_waiting;
    bool x_is_ending = false;
    std::vector<std::thread> x_threads;
};

}  // namespace hagukumi::http
