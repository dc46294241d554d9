// Units that bookings set aside: still left, and out of reach for everything else.
#include "ledger/books.hpp"

namespace hagukumi::test {
namespace {

struct SetAside : testing::Test {
    Books books;
    Books::Family family = books.add_family();
    Id coupon;

    SetAside()
    {
        books.grant(family);
        coupon = books.coupon(family, "visit").id;
    }
    Result<void> set_aside(std::int64_t units)
    {
        return books.run(
            [&](store::Transaction& tx) { return ledger::set_units_aside(tx, coupon, Units{units}); });
    }
    bool uses(std::int64_t units, std::int64_t of_booking = 0)
    {
        ledger::Redeem use =
            books.redeem_command(family, "visit", units, books.check_in(family, books.poster));
        use.use.set_aside = Units{of_booking};
        return is_used(books.redeem(use));
    }
};

TEST_F(SetAside, U_14_O_10_ReservedUnitsAreLeftAndNoOtherUseTakesThem)
{
    ASSERT_TRUE(set_aside(3));
    EXPECT_EQ(books.coupon(family, "visit").left, Units{5});
    EXPECT_EQ(books.coupon(family, "visit").reserved, Units{3});
    EXPECT_FALSE(uses(3)) << "2 of 5 are free";
    EXPECT_TRUE(uses(2));
    EXPECT_EQ(set_aside(1).error().code, "units_not_left");
}

TEST_F(SetAside, U_14_TheUseOfABookingTurnsItsUnitsIntoUsedOnes)
{
    ASSERT_TRUE(set_aside(3));
    ASSERT_TRUE(uses(3, 3));
    EXPECT_EQ(books.coupon(family, "visit").reserved, Units{0});
    EXPECT_EQ(books.coupon(family, "visit").left, Units{2});
    EXPECT_TRUE(books.wrong_balances().empty());
}

TEST_F(SetAside, U_14_WhatIsFreedCanBeUsedAgain)
{
    ASSERT_TRUE(set_aside(5));
    EXPECT_FALSE(uses(1));
    const auto freed = books.run([&](store::Transaction& tx) -> Result<void> {
        ledger::free_units(tx, coupon, Units{5});
        return {};
    });
    ASSERT_TRUE(freed);
    EXPECT_TRUE(uses(5));
}

TEST_F(SetAside, AnAdjustmentAndTheExpiryLeaveThemAlone)
{
    ASSERT_TRUE(set_aside(4));
    EXPECT_EQ(books.adjust(coupon, -2).error().code, "below_zero");
    EXPECT_TRUE(books.adjust(coupon, -1));
    EXPECT_EQ(books.expire(coupon).error().code, "units_reserved");
}

TEST_F(SetAside, ThePlanThatIsProposedCountsOnlyWhatIsFree)
{
    ASSERT_TRUE(set_aside(4));
    const auto use = books.redeem_command(family, "visit", 2, books.check_in(family, books.poster));
    const auto seen =
        books.read([&](store::Snapshot& s) { return ledger::preview_use(s, books.programmes, use.use); });
    ASSERT_TRUE(seen);
    EXPECT_TRUE(seen->decision.refused());
    EXPECT_EQ(seen->decision.left_before, Units{1});
}

}  // namespace
}  // namespace hagukumi::test
