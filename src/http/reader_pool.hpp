// The threads for questions.  Municipalities take turns, so that the rush on one of them keeps no other
// waiting; what cannot be answered soon is refused at once.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "base/quantity.hpp"
#include "base/turns.hpp"

namespace hagukumi::http {

/// How many questions may wait.
struct ReaderLimits {
    std::size_t waiting;  ///< of all municipalities
    /// Where so many questions of one municipality wait, and the first of them for so long, no more is let
    /// in.
    std::size_t patient = 64;
    std::chrono::milliseconds patience{150};
};

class ReaderPool {
public:
    ReaderPool(int threads, ReaderLimits limits);
    ~ReaderPool();  ///< finishes what waits
    ReaderPool(const ReaderPool&) = delete;
    ReaderPool& operator=(const ReaderPool&) = delete;

    /// False: too many wait.  `work` throws nothing.
    bool submit(MunicipalityCode municipality, std::function<void()> work);

    std::size_t waiting() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Waiting {
        Clock::time_point since;
        std::function<void()> work;
    };

    bool has_room(MunicipalityCode municipality, Clock::time_point now) const;
    void run();

    const ReaderLimits x_limits;
    mutable std::mutex x_mutex;
    std::condition_variable x_arrived;
    Turns<Waiting> x_waiting;
    bool x_is_ending = false;
    std::vector<std::thread> x_threads;
};

}  // namespace hagukumi::http
