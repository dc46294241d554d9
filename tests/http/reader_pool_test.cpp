// Questions that wait for a reader: how many, how long, and in whose turn.
#include "http/reader_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>

namespace hagukumi::http {
namespace {

using namespace std::chrono_literals;

constexpr MunicipalityCode big{131202}, small{202029};

/// One reader, who is held until release().
struct OneReader : testing::Test {
    std::atomic<bool> is_held = true;
    std::vector<std::string> answered;  ///< by the one reader
    std::unique_ptr<ReaderPool> pool;

    void open(ReaderLimits limits)
    {
        pool = std::make_unique<ReaderPool>(1, limits);
        EXPECT_TRUE(pool->submit(big, [this] {
            while (is_held) std::this_thread::yield();
        }));
        while (pool->waiting() != 0) std::this_thread::yield();  // the reader has it
    }
    bool ask(MunicipalityCode municipality, const char* name)
    {
        return pool->submit(municipality, [this, name] { answered.push_back(name); });
    }
    void release()
    {
        is_held = false;
        pool.reset();
    }
};

TEST_F(OneReader, RefusesWhatDoesNotFitAndFinishesWhatItTook)
{
    open({.waiting = 2});
    EXPECT_TRUE(ask(big, "1"));
    EXPECT_TRUE(ask(small, "2"));
    EXPECT_FALSE(ask(small, "3"));
    EXPECT_EQ(pool->waiting(), 2u);
    release();
    EXPECT_EQ(answered, (std::vector<std::string>{"1", "2"}));
}

TEST_F(OneReader, TheRushOnOneMunicipalityKeepsNoOtherWaiting)
{
    open({.waiting = 100});
    for (const char* name : {"big 1", "big 2", "big 3"}) EXPECT_TRUE(ask(big, name));
    for (const char* name : {"small 1", "small 2"}) EXPECT_TRUE(ask(small, name));
    release();
    EXPECT_EQ(answered, (std::vector<std::string>{"big 1", "small 1", "big 2", "small 2", "big 3"}));
}

TEST_F(OneReader, WhoComesWhenManyHaveWaitedForLongIsToldAtOnce)
{
    open({.waiting = 100, .patient = 2, .patience = 20ms});
    EXPECT_TRUE(ask(big, "1"));
    std::this_thread::sleep_for(30ms);
    EXPECT_TRUE(ask(big, "2")) << "a question that takes long is no rush";
    EXPECT_FALSE(ask(big, "3"));
    EXPECT_TRUE(ask(small, "4")) << "it is no rush on this one";
    release();
    EXPECT_EQ(answered, (std::vector<std::string>{"1", "4", "2"}));
}

TEST_F(OneReader, ManyWhoCameJustNowAllWait)
{
    open({.waiting = 100, .patient = 2, .patience = 10s});
    for (const char* name : {"1", "2", "3", "4"}) EXPECT_TRUE(ask(big, name));
    release();
    EXPECT_EQ(answered.size(), 4u);
}

}  // namespace
}  // namespace hagukumi::http
