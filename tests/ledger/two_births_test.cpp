// A loss and a later birth of the same mother: two allotments, each by itself and with its own end (C-11,
//
#include "ledger/books.hpp"
#include "people/family_commands.hpp"

namespace hagukumi::test {
namespace {

Date on(int year, unsigned month, unsigned day)
{
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
}

/// Loss in March, birth in December.
struct TwoBirths : testing::Test {
    Books books;
    Books::Family lost = books.add_family(1, Books::Born::not_yet);
    Books::Family born = lost;

    TwoBirths()
    {
        const people::RecordLoss loss{books.draw(), books.now, books.officer, lost.birth, on(2026, 3, 10)};
        EXPECT_TRUE(books.run([&](store::Transaction& tx) { return people::record_loss(tx, loss); }));
        books.grant(lost);
        born.birth = books.draw();
        const people::RecordPregnancy pregnancy{books.draw(), books.now, books.officer,  lost.household,
                                                born.birth,   {},        on(2026, 12, 8)};
        EXPECT_TRUE(
            books.run([&](store::Transaction& tx) { return people::record_pregnancy(tx, pregnancy); }));
        books.grant(born);
    }
    ledger::Coupon stays(const Id& birth)
    {
        return books.read([&](store::Snapshot& snapshot) {
            for (ledger::Coupon& one : ledger::coupons_of(snapshot, lost.household))
                if (one.allotment == "stay" && one.birth == birth) return one;
            throw std::runtime_error("no such coupon");
        });
    }
};

TEST_F(TwoBirths, C_11_X_04_EachHasAnAllotmentOfItsOwn)
{
    EXPECT_EQ(stays(lost.birth).left, Units{7});
    EXPECT_EQ(stays(born.birth).left, Units{7});
    ledger::Redeem use = books.redeem_command(lost, "stay", 3, books.check_in(lost, books.poster));
    use.use.coupon = stays(lost.birth).id;
    ASSERT_TRUE(is_used(books.redeem(use)));
    EXPECT_EQ(stays(lost.birth).left, Units{4}) << "of the loss";
    EXPECT_EQ(stays(born.birth).left, Units{7}) << "nothing is added to the later birth's, nor taken from it";
}

TEST_F(TwoBirths, C_11_X_04_EachEndsByItself)
{
    books.now = start_of_day_in_japan(on(2027, 3, 11)) + std::chrono::hours(10);  // a year after the loss
    people::RecordBirth recorded;
    recorded.key = books.draw();
    recorded.at = books.now;
    recorded.actor = books.officer;
    recorded.birth = born.birth;
    recorded.born_on = on(2026, 12, 1);
    recorded.children.emplace_back().id = books.draw();
    ASSERT_TRUE(books.run([&](store::Transaction& tx) { return people::record_birth(tx, recorded); }));
    const auto use = [&](const Id& birth) {
        auto command = books.redeem_command(lost, "stay", 2, books.check_in(lost, books.poster));
        command.use.coupon = stays(birth).id;
        return books.redeem(command);
    };
    EXPECT_TRUE(is_refused(use(lost.birth)));
    EXPECT_TRUE(is_used(use(born.birth)));
    EXPECT_EQ(stays(lost.birth).left, Units{7});
    EXPECT_TRUE(books.wrong_balances().empty());
}

}  // namespace
}  // namespace hagukumi::test
