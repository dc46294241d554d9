// A change of rules on the uses of the past (U-04).
#include "ledger/rehearse.hpp"

#include "ledger/books.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {
namespace {

/// The small programme with one text in place of another.
std::shared_ptr<const rules::Programme> changed(std::string_view from, std::string_view to)
{
    std::string text = small_programme;
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    rules::ReadResult read = rules::read_programme("131202-small.yaml", text);
    for (const rules::Mistake& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake, "en");
    return read.programme;
}

Date day(int year, unsigned month, unsigned number)
{
    return {std::chrono::year(year), std::chrono::month(month), std::chrono::day(number)};
}

struct Rehearsal : testing::Test {
    Books books;
    Books::Family family = books.add_family();

    Rehearsal()
    {
        books.grant(family);
        use("stay", 2);
        books.pass(std::chrono::hours(72));
        use("stay", 5);
        use("visit", 1);
    }
    Id use(const char* service, std::int64_t units)
    {
        const auto command =
            books.redeem_command(family, service, units, books.check_in(family, books.poster));
        EXPECT_TRUE(is_used(books.redeem(command)));
        return command.id;
    }
    ledger::Rehearsal by(const std::shared_ptr<const rules::Programme>& after)
    {
        ledger::Rehearse wanted;
        wanted.before = &books.programme();
        wanted.after = after.get();
        wanted.first_day = day(2026, 7, 1);
        wanted.last_day = day(2026, 7, 31);
        return books.read([&](store::Snapshot& snapshot) { return ledger::rehearse(snapshot, wanted); });
    }
};

TEST_F(Rehearsal, U_04_TheSameRulesChangeNothing)
{
    const auto found = by(changed("ja: 見本事業", "ja: 見本の事業"));
    EXPECT_EQ(found.uses, 3);
    EXPECT_EQ(found.families, 1);
    EXPECT_EQ(found.different_uses, 0);
    EXPECT_EQ(found.families_touched, 0);
    EXPECT_EQ(found.not_as_recorded, 0);
    EXPECT_EQ(found.before.parent, Yen{42000});
    EXPECT_EQ(found.after.parent, Yen{42000});
}

TEST_F(Rehearsal, U_04_APriceIsFollowedToTheYenAndByMonth)
{
    const auto found = by(changed("20% * fee", "10% * fee"));
    EXPECT_EQ(found.different_uses, 2);  // the visit has no price
    EXPECT_EQ(found.after.parent, Yen{21000});
    EXPECT_EQ(found.after.public_share.amount - found.before.public_share.amount, 21000);
    EXPECT_EQ(found.by_rule.at("units_and_price"), 2);
    EXPECT_EQ(found.by_month.at("2026-07").second.parent, Yen{21000});
}

TEST_F(Rehearsal, U_04_ASmallerAllotmentIsUsedUpEarlier)
{
    const auto found = by(changed("10 else 7", "10 else 6"));
    EXPECT_EQ(found.coupons_granted_otherwise, 1);
    ASSERT_EQ(found.different_uses, 1);
    EXPECT_EQ(found.differences[0].after.outcome, rules::Outcome::refused);
    EXPECT_EQ(found.by_rule.at("units_left"), 1);
    EXPECT_EQ(found.families_touched, 1);
}

TEST_F(Rehearsal, U_04_ARefusedUseLeavesItsUnitsForTheNext)
{
    // By the changed rule the first stay is too short; then six of seven days are free for the second.
    const auto found = by(changed("least_per_use: 2", "least_per_use: 3"));
    ASSERT_EQ(found.different_uses, 1);
    EXPECT_EQ(found.differences[0].rules, std::vector<std::string>{"least_per_use"});
    EXPECT_EQ(found.after.units, Units{6});
    EXPECT_EQ(found.before.units, Units{8});
}

TEST_F(Rehearsal, U_04_VoidedUsesCountOnNeitherSideAndAdjustmentsOnBoth)
{
    const Id use = this->use("visit", 1);
    ASSERT_TRUE(books.void_use(use));
    ASSERT_TRUE(books.adjust(books.coupon(family, "stay").id, 1));
    books.pass(std::chrono::hours(1));
    this->use("visit", 2);
    const auto found = by(changed("20% * fee", "30% * fee"));
    EXPECT_EQ(found.uses, 4);
    EXPECT_EQ(found.not_as_recorded, 0);
}

TEST_F(Rehearsal, U_04_UsesOutsideTheDaysAreGoneThroughButNotCounted)
{
    books.pass(std::chrono::hours(24 * 30));
    use("visit", 1);
    EXPECT_EQ(by(changed("20% * fee", "30% * fee")).uses, 3);
}

}  // namespace
}  // namespace hagukumi::test
