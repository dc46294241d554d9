// Misuse: a use for which money is claimed back, with a record, and nothing moved (M-28).
#include "settlement/misuse/misuse.hpp"

#include "settlement/month_end.hpp"

namespace hagukumi::test {
namespace {

using settlement::MisuseState;

constexpr Month july = month(2026, 7);

struct Misuses : testing::Test {
    MonthEnd books;
    const Books::Family family = books.add_family();
    Id use;

    Misuses()
    {
        books.grant(family);
        use = books.use(family, "stay", 2);
    }
    settlement::MarkMisuse mark_command(std::int64_t yen = 48'000)
    {
        return {books.draw(), books.now, books.officer, books.draw(), use, Yen{yen}, "本人以外が使った"};
    }
    /// Empty, or the code of the error.
    std::string mark(const settlement::MarkMisuse& command)
    {
        const auto done =
            books.run([&](store::Transaction& tx) { return settlement::mark_misuse(tx, command); });
        return done ? "" : done.error().code;
    }
    std::string close(const Id& misuse, MisuseState state, const char* why = "納付を確認")
    {
        const settlement::CloseMisuse command{books.draw(), books.now, books.officer, misuse, state, why};
        const auto done =
            books.run([&](store::Transaction& tx) { return settlement::close_misuse(tx, command); });
        return done ? "" : done.error().code;
    }
    std::vector<settlement::Misuse> all()
    {
        return books.read(
            [&](store::Snapshot& snapshot) { return settlement::misuses_of(snapshot, family.household); });
    }
    settlement::MisuseSum sum(Month of)
    {
        return settlement::sum_of(books.read(
            [&](store::Snapshot& snapshot) { return settlement::misused_between(snapshot, of, of); }));
    }
};

TEST_F(Misuses, M_28_AUseIsMarkedWithASumAndNothingElseMoves)
{
    const auto before = books.draft(july).digest;
    const auto command = mark_command();
    EXPECT_EQ(mark(command), "");
    EXPECT_EQ(mark(command), "") << "sent twice is once";
    EXPECT_EQ(mark(mark_command()), "misuse_marked");
    ASSERT_EQ(all().size(), 1U);
    EXPECT_EQ(all()[0].yen.amount, 48'000);
    EXPECT_EQ(all()[0].state, MisuseState::claimed);
    EXPECT_EQ(books.coupon(family, "stay").used.count, 2);
    EXPECT_EQ(books.draft(july).digest, before) << "the facility is paid as before";
    EXPECT_EQ(sum(july).uses, 1);
    EXPECT_EQ(sum(july).claimed.amount, 48'000);
    EXPECT_EQ(sum(month(2026, 8)).uses, 0);
}

TEST_F(Misuses, M_28_WhatWasRepaidIsCountedAndWhatWasWithdrawnMayBeMarkedAnew)
{
    ASSERT_EQ(mark(mark_command()), "");
    EXPECT_EQ(close(all()[0].id, MisuseState::withdrawn, "本人の利用と確認"), "");
    EXPECT_EQ(sum(july).uses, 0);
    EXPECT_EQ(close(all()[0].id, MisuseState::repaid), "misuse_closed");
    books.pass(std::chrono::seconds(1));
    ASSERT_EQ(mark(mark_command(12'000)), "");
    ASSERT_EQ(all().size(), 2U) << "the first stays on record";
    EXPECT_EQ(close(all()[1].id, MisuseState::repaid), "");
    EXPECT_EQ(sum(july).repaid.amount, 12'000);
    EXPECT_EQ(all()[1].closed_why, "納付を確認");
    EXPECT_EQ(mark(mark_command()), "misuse_marked") << "what came back is not claimed twice";
}

TEST_F(Misuses, M_28_EachObstacleHasItsName)
{
    // Two days of 30,000 yen.
    EXPECT_EQ(mark(mark_command(0)), "misuse_sum");
    EXPECT_EQ(mark(mark_command(60'001)), "misuse_sum");
    auto command = mark_command(60'000);
    command.reason = " ";
    EXPECT_EQ(mark(command), "reason_missing");
    command = mark_command();
    command.use = books.draw();
    EXPECT_EQ(mark(command), "use_not_found");
    EXPECT_EQ(close(books.draw(), MisuseState::repaid), "misuse_not_found");
    ASSERT_EQ(mark(mark_command(60'000)), "");
    ASSERT_TRUE(books.void_use(use));
    EXPECT_EQ(sum(july).uses, 1) << "the claim stands until somebody closes it";
    EXPECT_EQ(close(all()[0].id, MisuseState::withdrawn, "取り消した利用のため"), "");
    EXPECT_EQ(sum(july).uses, 0);
    EXPECT_EQ(mark(mark_command()), "already_voided");
}

}  // namespace
}  // namespace hagukumi::test
