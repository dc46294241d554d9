// The threads for questions.  Municipalities take turns, so that the rush on one of them keeps no other
// waiting; what cannot be answered soon is refused at once.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "base/quantity.hpp"

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
    using Line = std::deque<Waiting>;  ///< the questions of one municipality, in the order of their arrival

    bool has_room(const Line& line, Clock::time_point now) const;
    std::function<void()> take();
    void run();

    const ReaderLimits x_limits;
    mutable std::mutex x_mutex;
    std::condition_variable x_arrived;
    std::map<MunicipalityCode, Line> x_lines;  ///< none is empty
    std::deque<MunicipalityCode> x_turns;      ///< each municipality that has a line, once
    std::size_t x_waiting = 0;
    bool x_is_ending = false;
    std::vector<std::thread> x_threads;
};

}  // namespace hagukumi::http
