#include "store/late_sync.hpp"

#include <utility>

#include "store/transaction.hpp"

namespace hagukumi::store {

LateSync::LateSync(Sync sync) : x_sync(std::move(sync)), x_thread(&LateSync::work, this) {}

LateSync::~LateSync()
{
    stop();
}

void LateSync::hand_over(Answer answer)
{
    std::unique_lock lock(x_mutex);
    x_advanced.wait(lock, [&] { return x_waiting.size() < most_under_way; });
    x_waiting.push_back(std::move(answer));
    x_arrived.notify_one();
}

void LateSync::stop()
{
    {
        const std::lock_guard lock(x_mutex);
        x_stopping = true;
        x_arrived.notify_one();
    }
    if (x_thread.joinable()) x_thread.join();
}

void LateSync::wait()
{
    const std::uint64_t seen = x_seen.load();
    if (x_durable.load() >= seen) return;
    std::unique_lock lock(x_mutex);
    x_advanced.wait(lock, [&] { return x_durable.load() >= seen || x_broken; });
    if (x_durable.load() < seen)
        throw Failure(Failure::Kind::unavailable, "what was read may not be on the disk");
}

void LateSync::work()
{
    std::string what;
    std::unique_lock lock(x_mutex);
    for (;;) {
        x_arrived.wait(lock, [&] { return !x_waiting.empty() || x_stopping; });
        if (x_waiting.empty()) return;
        const std::vector<Answer> answers = std::exchange(x_waiting, {});
        const bool was_broken = x_broken;
        lock.unlock();
        const bool durable = !was_broken && x_sync(what);
        lock.lock();
        if (durable) x_durable.fetch_add(answers.size());
        else x_broken = true;
        x_advanced.notify_all();
        lock.unlock();
        for (const Answer& answer : answers) answer(durable, what);
        x_answered.fetch_add(answers.size());
        lock.lock();
    }
}

}  // namespace hagukumi::store
