// Who waits for the disk while the lane goes on: in the order of the commits, and nobody after a failure.
#include "store/late_sync.hpp"

#include <gtest/gtest.h>

#include <future>

#include "store/transaction.hpp"

namespace hagukumi::test {
namespace {

using store::LateSync;

TEST(LateSync, AnswersInTheOrderOfTheCommitsAndNoneBeforeItsSync)
{
    std::atomic<int> syncs{0};
    std::promise<void> may_end;
    const std::shared_future<void> ends = may_end.get_future().share();
    LateSync late([&](std::string&) {
        if (++syncs == 1) ends.wait();
        return true;
    });
    std::vector<int> answered;
    EXPECT_TRUE(late.is_idle());
    for (int i = 0; i < 4; ++i) {
        late.expect();
        late.hand_over(
            [&answered, i](bool durable, const std::string&) { answered.push_back(durable ? i : -1); });
    }
    EXPECT_FALSE(late.is_idle());
    EXPECT_TRUE(answered.empty());
    std::thread reader([&] { late.wait(); });
    may_end.set_value();
    reader.join();
    late.stop();
    EXPECT_EQ(answered, (std::vector{0, 1, 2, 3}));
    EXPECT_TRUE(late.is_idle());
    EXPECT_LE(syncs, 4);
    late.wait();  // nothing is under way
}

TEST(LateSync, AfterAFailureNothingIsDurableAnyMore)
{
    std::atomic<int> syncs{0};
    LateSync late([&](std::string& what) {
        what = "the disk";
        return ++syncs != 2;
    });
    std::vector<std::string> told;
    const auto hand_over = [&] {
        std::promise<void> done;
        late.expect();
        late.hand_over([&](bool durable, const std::string& what) {
            told.push_back(durable ? "durable" : what);
            done.set_value();
        });
        done.get_future().wait();
    };
    hand_over();
    late.wait();
    hand_over();
    EXPECT_THROW(late.wait(), store::Failure);
    hand_over();
    EXPECT_EQ(told, (std::vector<std::string>{"durable", "the disk", "the disk"}));
    EXPECT_EQ(syncs, 2) << "a sync that comes back well now would prove nothing";
}

}  // namespace
}  // namespace hagukumi::test
