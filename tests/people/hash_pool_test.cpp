// A crowd of sign-ins is refused early and clearly, and starves nobody (T35).
#include "people/hash_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

namespace hagukumi::test {
namespace {

using people::HashPool;

struct Crowd : testing::Test {
    std::promise<void> gate;
    std::shared_future<void> open = gate.get_future().share();
    std::atomic<int> done{0}, refused{0};
    std::thread::id refused_by;

    void work(HashPool& pool)
    {
        pool.submit([this] { ++done; },
                    [this](Error error) {
                        EXPECT_EQ(error.code, "sign_in_busy");
                        EXPECT_EQ(error.kind, ErrorKind::unavailable);
                        EXPECT_GT(error.retry_after_seconds, 0);
                        refused_by = std::this_thread::get_id();
                        ++refused;
                    });
    }

    /// Keeps the one worker busy until the gate opens.  On a busy machine even an idle worker may come too
    /// late for a short wait: then it is asked again.
    void occupy(HashPool& pool)
    {
        for (bool taken = false; !taken;) {
            auto answer = std::make_shared<std::promise<bool>>();
            pool.submit(
                [this, answer] {
                    answer->set_value(true);
                    open.wait();
                },
                [answer](const Error&) { answer->set_value(false); });
            taken = answer->get_future().get();
        }
    }
};

TEST_F(Crowd, T35_WhatDoesNotFitIntoTheQueueIsRefusedAtOnceAndTheRestIsServed)
{
    {
        HashPool pool({1, 3, std::chrono::seconds(60)});
        occupy(pool);
        for (int i = 0; i < 3; ++i) work(pool);
        EXPECT_EQ(pool.numbers().waiting, 3U);
        EXPECT_EQ(refused, 0);
        for (int i = 0; i < 5; ++i) work(pool);
        EXPECT_EQ(refused, 5) << "before anybody had to wait";
        EXPECT_EQ(refused_by, std::this_thread::get_id());
        EXPECT_EQ(pool.numbers().refused, 5U);
        gate.set_value();
        while (done < 3) std::this_thread::yield();
        work(pool);  // there is room again
        while (done < 4) std::this_thread::yield();
    }
    EXPECT_EQ(done, 4);
    EXPECT_EQ(refused, 5);
}

TEST_F(Crowd, T35_WhoWaitedTooLongIsRefusedByTheWorker)
{
    HashPool pool({1, 8, std::chrono::milliseconds(1)});
    occupy(pool);
    work(pool);
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    gate.set_value();
    while (refused == 0) std::this_thread::yield();
    EXPECT_EQ(done, 0);
    EXPECT_NE(refused_by, std::this_thread::get_id());
}

TEST_F(Crowd, WhatStillWaitsAtTheEndIsRefused)
{
    auto pool = std::make_unique<HashPool>(people::HashPoolSettings{1, 8, std::chrono::seconds(60)});
    occupy(*pool);
    work(*pool);
    std::thread ending([&] { pool.reset(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    gate.set_value();
    ending.join();
    EXPECT_EQ(done + refused, 1);
    EXPECT_EQ(refused, 1);
}

}  // namespace
}  // namespace hagukumi::test
