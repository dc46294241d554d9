// The lane: what is answered is durable, one broken command harms no other, and nothing waits without bound.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <mutex>
#include <set>
#include <thread>

#include "scratch.hpp"
#include "statements.hpp"

namespace hagukumi::test {
namespace {

using store::Transaction;

struct Lane : testing::Test {
    Scratch scratch;
    store::Options options;
    std::vector<std::string> incidents;

    Lane()
    {
        options.database = scratch.file("lane.sqlite");
        options.on_incident = [this](const std::string&, const std::string& what) {
            incidents.push_back(what);
        };
    }
};

/// Keeps the lane busy until it is let go, so that what is submitted meanwhile becomes one batch.
class Held {
public:
    explicit Held(store::Database& database)
    {
        std::promise<void> begun;
        auto has_begun = begun.get_future();
        database.lane().submit(
            nerima,
            [begun = std::move(begun),
             may_go = x_let_go.get_future().share()](Transaction&) mutable -> Result<int> {
                begun.set_value();
                may_go.wait();
                return 0;
            },
            [](Result<int>) {});
        has_begun.wait();
    }
    ~Held() { let_go(); }
    void let_go()
    {
        if (!std::exchange(x_gone, true)) x_let_go.set_value();
    }

private:
    std::promise<void> x_let_go;
    bool x_gone = false;
};

using Answers = std::vector<std::future<Result<int>>>;

template <class Work>
void send(store::Database& database, Answers& answers, Work work, MunicipalityCode municipality = nerima)
{
    auto promise = std::make_shared<std::promise<Result<int>>>();
    answers.push_back(promise->get_future());
    database.lane().submit(municipality, std::move(work),
                           [promise](Result<int> answer) { promise->set_value(std::move(answer)); });
}

TEST_F(Lane, ARushOnOneMunicipalityKeepsNoOtherWaiting)
{
    options.batch = 8;
    auto database = open(options);
    Held held(*database);
    std::mutex mutex;  // in PostgreSQL the two may have lanes of their own
    std::vector<std::string> order;
    std::promise<void> all_done;
    const auto send_one = [&](MunicipalityCode municipality, const std::string& name) {
        database->lane().submit(
            municipality, [](Transaction&) -> Result<int> { return 1; },
            [&, name](Result<int>) {
                const std::lock_guard lock(mutex);
                order.push_back(name);
                if (order.size() == 41) all_done.set_value();
            });
    };
    for (int number = 0; number < 40; ++number) send_one(nerima, std::to_string(number));
    send_one(meguro, "the other");
    held.let_go();
    all_done.get_future().wait();
    const auto other = std::find(order.begin(), order.end(), "the other");
    EXPECT_LT(other - order.begin(), 8) << "of forty that came before it";
    order.erase(other);
    for (int number = 0; number < 40; ++number)
        EXPECT_EQ(order[static_cast<std::size_t>(number)], std::to_string(number));
}

TEST_F(Lane, AnAnswerMeansThatTheRowIsThere)
{
    auto database = open(options);
    const auto answer = database->lane().run(nerima, [](Transaction& tx) -> Result<int> {
        write_command(tx, number_id(7));
        return 42;
    });
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(*answer, 42);
    database->read(nerima, [](store::Snapshot& snapshot) { EXPECT_EQ(commands_in(snapshot), 1); });
}

TEST_F(Lane, AnErrorLeavesNothingBehind)
{
    auto database = open(options);
    const auto answer = database->lane().run(nerima, [](Transaction& tx) -> Result<int> {
        write_command(tx, number_id(7));
        return fail(ErrorKind::conflict, "changed_meanwhile", {"", ""});
    });
    ASSERT_FALSE(answer.has_value());
    EXPECT_EQ(answer.error().code, "changed_meanwhile");
    database->read(nerima, [](store::Snapshot& snapshot) { EXPECT_EQ(commands_in(snapshot), 0); });
}

TEST_F(Lane, WaitingCommandsShareOneCommit)
{
    auto database = open(options);
    Held held(*database);
    Answers answers;
    for (std::uint64_t i = 0; i < 100; ++i)
        send(*database, answers, [i](Transaction& tx) -> Result<int> {
            write_command(tx, number_id(i));
            return static_cast<int>(i);
        });
    held.let_go();
    for (std::size_t i = 0; i < 100; ++i) EXPECT_EQ(*answers[i].get(), static_cast<int>(i));
    EXPECT_EQ(database->counters().commands, 101U);
    // Held, then 50, 32 and 18: what waits goes in halves where batches become durable beside each other.
    EXPECT_LE(database->counters().batches, 4U);
    EXPECT_EQ(database->counters().repeated_batches, 0U);
}

TEST_F(Lane, OneBrokenCommandFailsAloneAndTheOthersStand)
{
    auto database = open(options);
    Held held(*database);
    Answers answers;
    const auto writes = [](std::uint64_t i) {
        return [i](Transaction& tx) -> Result<int> {
            write_command(tx, number_id(i));
            return 1;
        };
    };
    send(*database, answers, writes(1));
    send(*database, answers, [](Transaction& tx) -> Result<int> {  // an Error after writing
        write_command(tx, number_id(2));
        return fail(ErrorKind::conflict, "changed_meanwhile", {"", ""});
    });
    send(*database, answers, [](Transaction& tx) -> Result<int> {  // a bug after writing
        write_command(tx, number_id(3));
        must(false, "two and two are five");
        return 1;
    });
    send(*database, answers, writes(1));  // the key is taken: a constraint fails
    send(*database, answers, [](Transaction&) -> Result<int> { throw std::runtime_error("before writing"); });
    send(*database, answers, writes(6));
    held.let_go();

    EXPECT_TRUE(answers[0].get().has_value());
    EXPECT_EQ(answers[1].get().error().kind, ErrorKind::conflict);
    for (const std::size_t broken : {2, 3, 4}) {
        const auto answer = answers[broken].get();
        ASSERT_FALSE(answer.has_value());
        EXPECT_EQ(answer.error().kind, ErrorKind::bug);
        EXPECT_FALSE(answer.error().incident.empty());
        EXPECT_NE(answer.error().message.en.find(answer.error().incident), std::string::npos);
    }
    EXPECT_TRUE(answers[5].get().has_value());
    EXPECT_EQ(database->counters().repeated_batches, 1U);
    database->stop();
    ASSERT_FALSE(incidents.empty());
    EXPECT_NE(incidents.front().find("two and two are five"), std::string::npos);

    database->read(nerima, [](store::Snapshot& snapshot) {
        std::vector<Id> found;
        snapshot.query(all_commands, [&](const store::Row& row) { found.push_back(row.id(0)); });
        EXPECT_EQ(found, (std::vector{number_id(1), number_id(6)}));
    });
}

TEST_F(Lane, AnErrorBeforeWritingDoesNotRepeatTheBatch)
{
    auto database = open(options);
    const auto answer = database->lane().run(nerima, [](Transaction&) -> Result<int> {
        return fail(ErrorKind::not_found, "nothing_here", {"", ""});
    });
    EXPECT_EQ(answer.error().code, "nothing_here");
    EXPECT_EQ(database->counters().repeated_batches, 0U);
}

TEST_F(Lane, ABatchServesSeveralMunicipalitiesWithoutMixingThem)
{
    auto database = open(options);
    Held held(*database);
    Answers answers;
    for (std::uint64_t i = 0; i < 20; ++i)
        send(
            *database, answers,
            [i](Transaction& tx) -> Result<int> {
                write_command(tx, number_id(i));
                return static_cast<int>(commands_in(tx));
            },
            i % 4 == 0 ? meguro : nerima);
    held.let_go();
    for (auto& answer : answers) ASSERT_TRUE(answer.get().has_value());
    database->read(nerima, [](store::Snapshot& snapshot) { EXPECT_EQ(commands_in(snapshot), 15); });
    database->read(meguro, [](store::Snapshot& snapshot) { EXPECT_EQ(commands_in(snapshot), 5); });
}

TEST_F(Lane, WhatDoesNotFitIsRefusedAtOnce)
{
    options.waiting = 4;
    auto database = open(options);
    Held held(*database);
    Answers answers;
    for (std::uint64_t i = 0; i < 5; ++i)
        send(*database, answers, [](Transaction&) -> Result<int> { return 1; });
    ASSERT_EQ(answers[4].wait_for(std::chrono::seconds(0)), std::future_status::ready);
    const auto refused = answers[4].get();
    EXPECT_EQ(refused.error().kind, ErrorKind::unavailable);
    EXPECT_GT(refused.error().retry_after_seconds, 0);
    EXPECT_EQ(database->counters().waiting, 4U);
    held.let_go();
    for (std::size_t i = 0; i < 4; ++i) EXPECT_TRUE(answers[i].get().has_value());
}

TEST_F(Lane, StopFinishesWhatWasAcceptedAndTakesNoMore)
{
    auto database = open(options);
    auto held = std::make_unique<Held>(*database);
    Answers answers;
    for (std::uint64_t i = 0; i < 1000; ++i)
        send(*database, answers, [i](Transaction& tx) -> Result<int> {
            write_command(tx, number_id(i));
            return 1;
        });
    std::thread stopping([&] { database->stop(); });
    held->let_go();
    stopping.join();
    for (auto& answer : answers) EXPECT_TRUE(answer.get().has_value());
    const auto late = database->lane().run(nerima, [](Transaction&) -> Result<int> { return 1; });
    EXPECT_EQ(late.error().kind, ErrorKind::unavailable);
}

TEST_F(Lane, AnnouncementsArePassedOnAfterTheCommitAndOnlyOnce)
{
    std::vector<std::string> heard;
    options.on_committed = [&](std::span<const store::Announcement> all) {
        for (const auto& one : all) heard.push_back(one.kind);
    };
    auto database = open(options);
    {
        Held held(*database);
        Answers answers;
        const auto announces = [](std::uint64_t i, const char* kind, bool stays) {
            return [=](Transaction& tx) -> Result<int> {
                write_command(tx, number_id(i));
                tx.announce({tx.municipality(), number_id(1), number_id(i), kind, "{}"});
                if (!stays) return fail(ErrorKind::conflict, "no", {"", ""});
                return 1;
            };
        };
        send(*database, answers, announces(1, "use", true));
        send(*database, answers, announces(2, "refused", false));
        send(*database, answers, announces(3, "void", true));
        held.let_go();
        for (auto& answer : answers) answer.wait();
    }
    database->stop();
    EXPECT_EQ(heard, (std::vector<std::string>{"use", "void"}));
}

/// "The head is never 13", to hear the alarm.
class NeverThirteen final : public store::Invariant {
public:
    const char* sentence() const override { return "the head is never 13"; }
    void check(Transaction& batch) override
    {
        touched += batch.touched().size();
        ++checks;
        const auto seq = batch.find(find_head, [](const store::Row& row) { return row.integer(0); });
        must(seq != 13, sentence());
    }
    std::atomic<std::size_t> checks{0}, touched{0};
};

TEST_F(Lane, AnInvariantStopsTheCommandThatBreaksItAndNoOther)
{
    auto invariant = std::make_shared<NeverThirteen>();
    options.invariants = {invariant};
    auto database = open(options);
    const auto sets = [](std::int64_t seq) {
        return [seq](Transaction& tx) -> Result<int> {
            tx.execute(set_head, seq, number_id(1));
            tx.touch(number_id(1));
            return 1;
        };
    };
    {
        Held held(*database);
        Answers answers;
        send(*database, answers, sets(12));
        send(*database, answers, sets(12), meguro);
        held.let_go();
        for (auto& answer : answers) EXPECT_TRUE(answer.get().has_value());
    }
    EXPECT_EQ(invariant->checks, 2U);  // once a municipality
    EXPECT_EQ(invariant->touched, 2U);
    Held held(*database);
    Answers answers;
    send(*database, answers, sets(11), meguro);
    send(*database, answers, sets(13));
    held.let_go();
    EXPECT_TRUE(answers[0].get().has_value());
    EXPECT_EQ(answers[1].get().error().kind, ErrorKind::bug);
    database->read(nerima, [](store::Snapshot& snapshot) {
        EXPECT_EQ(snapshot.find(find_head, [](const store::Row& row) { return row.integer(0); }), 12);
    });
}

TEST_F(Lane, WhatWasAskedAheadIsAnsweredAsItIsWhenItIsAsked)
{
    auto database = open(options);
    const auto head = [](Transaction& tx) {
        return tx.find(find_head, [](const store::Row& row) { return row.integer(0); });
    };
    const auto answer_of = [](Transaction& tx, std::uint64_t key) {
        return tx.find(
            find_command, [](const store::Row& row) { return std::string(row.text(4)); }, number_id(key));
    };
    const auto done = database->lane().run(nerima, [&](Transaction& tx) -> Result<int> {
        write_command(tx, number_id(1), "one");
        write_command(tx, number_id(2), "two");
        tx.ask_ahead(find_head);
        tx.ask_ahead(find_command, number_id(2));
        tx.ask_ahead(find_command, number_id(1));
        EXPECT_EQ(answer_of(tx, 1), "one");
        EXPECT_EQ(answer_of(tx, 2), "two");
        EXPECT_EQ(answer_of(tx, 2), "two") << "asked once ahead, asked twice";
        EXPECT_EQ(head(tx), std::nullopt);
        tx.ask_ahead(find_head);
        tx.execute(set_head, 7, number_id(1));
        EXPECT_EQ(head(tx), 7) << "changed meanwhile";
        tx.ask_ahead(find_head);
        tx.write(raise_head);
        EXPECT_EQ(head(tx), 8) << "changed meanwhile, and nobody waited for it";
        tx.ask_ahead(find_head);
        tx.change(raise_head);
        EXPECT_EQ(head(tx), 9) << "changed meanwhile, and nobody asked how many rows";
        tx.ask_ahead(find_head);
        tx.ask_ahead(find_head);
        EXPECT_EQ(head(tx), 9) << "asked twice ahead";
        return 1;
    });
    EXPECT_TRUE(done);
    EXPECT_TRUE(incidents.empty());
    const auto again = database->lane().run(nerima, [&](Transaction& tx) -> Result<int> {
        EXPECT_EQ(head(tx), 9);
        return 1;
    });
    EXPECT_TRUE(again);
}

TEST_F(Lane, AChangeMayFindNoRowAtAll)
{
    auto database = open(options);
    const auto done = database->lane().run(nerima, [](Transaction& tx) -> Result<int> {
        tx.change(raise_head);
        return 1;
    });
    EXPECT_TRUE(done);
    EXPECT_TRUE(incidents.empty());
}

TEST_F(Lane, WhatACommandChangesTheNextOfItsBatchAsksAnew)
{
    auto database = open(options);
    ASSERT_TRUE(database->lane().run(nerima, [](Transaction& tx) -> Result<int> {
        tx.execute(set_head, 0, number_id(1));
        return 1;
    }));
    std::vector<std::int64_t> seen, expected;
    std::promise<void> all_done;
    for (std::int64_t number = 0; number < 50; ++number) {
        expected.push_back(number);
        const auto ask_and_raise = [](Transaction& tx) -> Result<std::int64_t> {
            const auto found = tx.find(find_head, [](const store::Row& row) { return row.integer(0); });
            tx.write(raise_head);
            return found.value_or(-1);
        };
        database->lane().submit(nerima, ask_and_raise, [&](Result<std::int64_t> answer) {
            seen.push_back(answer.value_or(-2));  // one at a time
            if (seen.size() == 50) all_done.set_value();
        });
    }
    all_done.get_future().wait();
    EXPECT_EQ(seen, expected);
}

TEST_F(Lane, ManyThreadsCountToTheirSum)
{
    auto database = open(options);
    ASSERT_TRUE(database->lane().run(nerima, [](Transaction& tx) -> Result<int> {
        tx.execute(set_head, 0, number_id(1));
        return 1;
    }));
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 100; ++i)
                ASSERT_TRUE(database->lane().run(
                    nerima, [](Transaction& tx) -> Result<std::int64_t> { return tx.execute(raise_head); }));
        });
    std::atomic<bool> ended{false};
    std::thread reader([&] {
        std::int64_t last = 0;
        while (!ended) {
            database->read(nerima, [&](store::Snapshot& snapshot) {
                const auto seq =
                    *snapshot.find(find_head, [](const store::Row& row) { return row.integer(0); });
                EXPECT_GE(seq, last);
                last = seq;
            });
        }
    });
    for (auto& thread : threads) thread.join();
    ended = true;
    reader.join();
    database->read(nerima, [](store::Snapshot& snapshot) {
        EXPECT_EQ(snapshot.find(find_head, [](const store::Row& row) { return row.integer(0); }), 800);
    });
}

}  // namespace
}  // namespace hagukumi::test
