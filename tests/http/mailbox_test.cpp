#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "http/exchange.hpp"

namespace hagukumi::http {
namespace {

class Numbered final : public Exchange {
public:
    explicit Numbered(int given) : number(given) {}
    const Request& request() const override { return x_request; }
    void respond(Result<Response>) override {}
    void begin_stream(const Response&) override {}
    bool send(std::string_view) override { return false; }
    void end_stream() override {}

    const int number;

private:
    Request x_request;
};

TEST(Mailbox, KeepsTheOrderAndWakesOnceForMany)
{
    int woken = 0;
    Mailbox mailbox([&] { ++woken; });
    for (int i = 0; i < 100; ++i) mailbox.put(std::make_shared<Numbered>(i));
    mailbox.put(Mailbox::Task([] {}));
    EXPECT_EQ(woken, 1);
    Mailbox::Letters letters;
    mailbox.take(letters);
    ASSERT_EQ(letters.answered.size(), 100u);
    EXPECT_EQ(letters.tasks.size(), 1u);
    for (int i = 0; i < 100; ++i)
        EXPECT_EQ(static_cast<Numbered&>(*letters.answered[static_cast<std::size_t>(i)]).number, i);
    mailbox.put(std::make_shared<Numbered>(0));
    EXPECT_EQ(woken, 2);
}

TEST(Mailbox, LosesNothingAmongThreads)
{
    std::atomic<int> woken = 0;
    Mailbox mailbox([&] { ++woken; });
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int k = 0; k < 1000; ++k) mailbox.put(std::make_shared<Numbered>(k));
        });
    std::size_t taken = 0;
    Mailbox::Letters letters;
    while (taken < 4000) {
        mailbox.take(letters);
        taken += letters.answered.size();
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(taken, 4000u);
    EXPECT_GE(woken, 1);
}

TEST(Mailbox, DropsWhatComesAfterTheEnd)
{
    int woken = 0;
    Mailbox mailbox([&] { ++woken; });
    const auto exchange = std::make_shared<Numbered>(1);
    mailbox.put(exchange);
    mailbox.close();
    mailbox.put(exchange);
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(exchange.use_count(), 1);
}

}  // namespace
}  // namespace hagukumi::http
