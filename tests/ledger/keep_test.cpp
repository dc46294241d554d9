// Granting, voiding, adjusting, expiring; and the books against a simple model under any sequence of deeds.
#include <rapidcheck.h>

#include "audit/record.hpp"
#include "audit/verify.hpp"
#include "ledger/books.hpp"
#include "ledger/revoke/revoke_grant.hpp"
#include "people/family_commands.hpp"
#include "store/statement.hpp"

namespace hagukumi::test {
namespace {

TEST(Grant, O_15_UnitsBelongToTheBirthAndAreIssuedOnce)
{
    Books books;
    const auto family = books.add_family();
    EXPECT_EQ(books.grant(family).coupons.size(), 2u);
    EXPECT_TRUE(books.grant(family).coupons.empty()) << "the rules give nothing new";
    EXPECT_EQ(books.coupon(family, "stay").granted, Units{7});
}

TEST(Grant, TheSameKeyIsTheSameAnswer)
{
    Books books;
    const auto family = books.add_family();
    const ledger::Grant command = books.grant_command(family);
    const auto grant = [&] {
        const auto outcome =
            books.run([&](store::Transaction& tx) { return ledger::grant(tx, books.programme(), command); });
        return std::get<ledger::Granted>(outcome.value().value()).answer;
    };
    EXPECT_EQ(grant(), grant());
}

TEST(Grant, O_11_1_X_03_TwinsLearntAtBirthAddTheDifference)
{
    Books books;
    const auto family = books.add_family(1, Books::Born::not_yet);
    books.grant(family);
    EXPECT_EQ(books.coupon(family, "stay").granted, Units{7});
    ASSERT_TRUE(books.adjust(books.coupon(family, "stay").id, -7, "転入前の自治体での利用"));
    people::RecordBirth twins;
    twins.key = books.draw();
    twins.at = books.now;
    twins.actor = books.officer;
    twins.birth = family.birth;
    twins.born_on = family.born_on;
    for (int i = 0; i < 2; ++i) {
        people::Child child;
        child.id = books.draw();
        child.name = "見本 子";
        child.kana = "ミホン コ";
        twins.children.push_back(child);
    }
    const auto recorded = books.run([&](store::Transaction& tx) { return people::record_birth(tx, twins); });
    ASSERT_TRUE(recorded) << recorded.error().message.en;
    EXPECT_EQ(books.grant(family).coupons.size(), 1u);
    EXPECT_EQ(books.coupon(family, "stay").left, Units{3});
    EXPECT_TRUE(books.wrong_balances().empty());
}

TEST(Grant, X_05_ADueDateThatMovesLaterChangesNothingThatWasDecided)
{
    Books books;
    const Books::Family family = books.add_family(1, Books::Born::not_yet);
    books.grant(family);
    const ledger::Coupon before = books.coupon(family, "stay");
    const std::string decided = books.history(before.id).front().decision;
    people::StateBirth moved;
    moved.key = books.draw();
    moved.at = books.now;
    moved.actor = books.officer;
    moved.household = family.household;
    moved.birth.id = family.birth;
    moved.birth.due_date = date_of_days(days_since_epoch(family.born_on) + 20);
    const auto stated = books.run([&](store::Transaction& tx) { return people::state_birth(tx, moved); });
    ASSERT_TRUE(stated) << stated.error().message.en;
    EXPECT_TRUE(books.grant(family).coupons.empty()) << "the same birth gives nothing twice";
    EXPECT_EQ(books.coupon(family, "stay").left, before.left);
    EXPECT_EQ(books.history(before.id).front().decision, decided);
    const auto read = books.read([&](store::Snapshot& snapshot) {
        return people::load_family(snapshot, family.household, people::Reader::officer).value();
    });
    EXPECT_EQ(read.births.front().due_date, moved.birth.due_date);
    const auto recorded = books.read(
        [](store::Snapshot& snapshot) { return audit::entries_before(snapshot, 0, 1).front().detail; });
    EXPECT_NE(recorded.find(to_string(family.born_on)), std::string::npos)
        << "the date of before stays known";
    EXPECT_NE(recorded.find(to_string(*moved.birth.due_date)), std::string::npos);
}

TEST(Void, GivesTheUnitsBackOnceAndKeepsBothEntries)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const ledger::Redeem use = books.redeem_command(family, "visit", 2, books.check_in(family, books.poster));
    ASSERT_TRUE(is_used(books.redeem(use)));
    EXPECT_TRUE(books.coupon(family, "visit").first_used_on);
    EXPECT_EQ(books.void_use(use.id, " ").error().code, "reason_missing");
    ASSERT_TRUE(books.void_use(use.id));
    EXPECT_EQ(books.coupon(family, "visit").left, Units{5});
    EXPECT_FALSE(books.coupon(family, "visit").first_used_on)
        << "a use that was voided was no first use (M-20)";
    EXPECT_EQ(books.void_use(use.id).error().code, "already_voided");
    const auto history = books.history(books.coupon(family, "visit").id);
    ASSERT_EQ(history.size(), 3u);
    EXPECT_EQ(history[0].voids, use.id);
    EXPECT_EQ(history[1].voided_by, history[0].id);
    EXPECT_EQ(books.announced.back().kind, "void");
}

TEST(Void, M_24_2_WhatComesBackAfterTheEndStaysExpired)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const ledger::Redeem use = books.redeem_command(family, "visit", 2, books.check_in(family, books.poster));
    ASSERT_TRUE(is_used(books.redeem(use)));
    const Id coupon = books.coupon(family, "visit").id;
    ASSERT_TRUE(books.expire(coupon));
    ASSERT_TRUE(books.void_use(use.id));
    EXPECT_EQ(books.coupon(family, "visit").left, Units{0});
    EXPECT_EQ(books.coupon(family, "visit").expired, Units{5});
    EXPECT_TRUE(books.wrong_balances().empty());
}

TEST(Adjust, NeverBelowZeroAndSaysWhatIsLeft)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Id coupon = books.coupon(family, "visit").id;
    ASSERT_TRUE(books.adjust(coupon, -4));
    const auto refused = books.adjust(coupon, -2);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "below_zero");
    EXPECT_NE(refused.error().message.ja.find("残りは1"), std::string::npos);
    EXPECT_EQ(books.adjust(coupon, 0).error().code, "nothing_changes");
    EXPECT_EQ(books.adjust(books.draw(), 1).error().kind, ErrorKind::not_found);
    EXPECT_EQ(books.coupon(family, "visit").left, Units{1});
}

TEST(Adjust, WhatAnOfficerEndedComesBackWithTheUnitsThatAreAdded)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const ledger::Redeem first =
        books.redeem_command(family, "visit", 1, books.check_in(family, books.poster));
    ASSERT_TRUE(is_used(books.redeem(first)));
    const Id coupon = books.coupon(family, "visit").id;
    ASSERT_TRUE(books.expire(coupon));
    EXPECT_EQ(books.adjust(coupon, -1).error().code, "coupon_expired");

    ASSERT_TRUE(books.adjust(coupon, 4, "転入により戻す"));
    const ledger::Coupon back = books.coupon(family, "visit");
    EXPECT_EQ(back.state, ledger::CouponState::active);
    EXPECT_EQ(back.left, Units{4});
    EXPECT_EQ(back.expired, Units{4}) << "the entry of its end stays";
    EXPECT_EQ(books.history(coupon).size(), 4U);
    books.pass(std::chrono::hours(1));
    const ledger::Redeem again =
        books.redeem_command(family, "visit", 4, books.check_in(family, books.poster));
    EXPECT_TRUE(is_used(books.redeem(again)));
    EXPECT_TRUE(books.wrong_balances().empty());
}

TEST(Adjust, WhatWasRevokedIsGrantedAnewAndNotBroughtBack)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Id coupon = books.coupon(family, "visit").id;
    ASSERT_TRUE(books.run([&](store::Transaction& tx) {
        return ledger::revoke_grant(tx, books.programme(),
                                    {books.now, books.officer, books.draw(), coupon, "別の世帯へ"});
    }));
    EXPECT_EQ(books.adjust(coupon, 5).error().code, "coupon_expired");
}

TEST(Grant, WhatWasEndedIsNotSilentlyGrantedToNobody)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    for (const char* allotment : {"visit", "stay"})
        ASSERT_TRUE(books.expire(books.coupon(family, allotment).id));
    const ledger::Grant command = books.grant_command(family);
    const auto again =
        books.run([&](store::Transaction& tx) { return ledger::grant(tx, books.programme(), command); });
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, "coupon_ended_before");
}

TEST(Grant, WhatHasNoLimitAndWasEndedIsIssuedAnew)
{
    std::string text = small_programme;
    const std::string limit = "units: 5, more_than_left: refuse";
    text.replace(text.find(limit), limit.size(), "units: unlimited");
    Books books(text);
    const auto family = books.add_family();
    books.grant(family);
    ASSERT_TRUE(books.expire(books.coupon(family, "visit").id));
    EXPECT_EQ(books.grant(family).coupons.size(), 1U) << "there is nothing to give twice";
}

TEST(Expire, M_22_WhatIsLeftCanBeUsedNoMore)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Id check_in = books.check_in(family, books.poster);
    const ledger::Redeem use = books.redeem_command(family, "visit", 1, check_in);
    ASSERT_TRUE(books.expire(books.coupon(family, "visit").id));
    EXPECT_EQ(books.coupon(family, "visit").expired, Units{5});
    EXPECT_EQ(books.redeem(use).error().code, "coupon_ended");
    EXPECT_EQ(books.expire(books.coupon(family, "visit").id).error().code, "coupon_expired");
}

constexpr store::Statement take_too_much{"test.take_too_much",
                                         "UPDATE coupon SET used_units = used_units + 100, units_left = "
                                         "units_left - 100 WHERE municipality = $1 AND id = $2"};
constexpr store::Statement forget_the_balance{
    "test.forget_the_balance",
    "UPDATE coupon SET units_left = units_left + 1 WHERE municipality = $1 AND id = $2"};
constexpr store::Statement change_an_entry{
    "test.change_an_entry",
    "UPDATE entry SET left_after = left_after + 1 WHERE municipality = $1 AND coupon = $2"};

TEST(Books, TheTableItselfHoldsTheBalanceAboveZero)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Id coupon = books.coupon(family, "visit").id;
    for (const store::Statement& wrong : {take_too_much, forget_the_balance}) {
        const auto done = books.run([&](store::Transaction& tx) -> Result<void> {
            tx.execute(wrong, coupon);
            return {};
        });
        EXPECT_FALSE(done) << wrong.name;
    }
    EXPECT_EQ(books.coupon(family, "visit").left, Units{5});
}

TEST(Books, TheLaneRefusesABatchInWhichTheNewestEntryLies)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Id coupon = books.coupon(family, "visit").id;
    const auto done = books.run([&](store::Transaction& tx) -> Result<void> {
        tx.execute(change_an_entry, coupon);
        tx.touch(coupon);
        return {};
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().kind, ErrorKind::bug);
}

/// What the ledger must do, in the fewest words: numbers without a database.
struct Model {
    std::int64_t left = 0, used = 0, expired = 0;
    bool is_expired = false;
    struct Use {
        Id id;
        std::int64_t units;
        bool is_voided = false;
    };
    std::vector<Use> uses;
    int entries = 1;
};

TEST(Books, AnySequenceOfDeedsAgreesWithTheModel)
{
    const bool holds = rc::check("the ledger and a simple model agree", [] {
        Books books;
        const auto family = books.add_family();
        books.grant(family);
        const Id coupon = books.coupon(family, "visit").id;
        Model model;
        model.left = 5;
        const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
            rc::gen::pair(rc::gen::inRange(0, 5), rc::gen::inRange(-3, 7)));
        for (const auto& [deed, number] : steps) {
            if (deed <= 1) {
                books.pass(std::chrono::minutes(1));
                const ledger::Redeem use =
                    books.redeem_command(family, "visit", number, books.check_in(family, books.poster));
                const bool expected = !model.is_expired && number >= 1 && number <= model.left;
                RC_ASSERT(is_used(books.redeem(use)) == expected);
                if (!expected) continue;
                model.left -= number;
                model.used += number;
                model.uses.push_back({use.id, number});
            } else if (deed == 2 && !model.uses.empty()) {
                Model::Use& use = model.uses[static_cast<std::size_t>(number + 3) % model.uses.size()];
                RC_ASSERT(books.void_use(use.id).has_value() == !use.is_voided);
                if (use.is_voided) continue;
                use.is_voided = true;
                model.used -= use.units;
                (model.is_expired ? model.expired : model.left) += use.units;
            } else if (deed == 3) {
                // What had been ended comes back with what is added.
                const bool expected =
                    number != 0 && (model.is_expired ? number > 0 : model.left + number >= 0);
                RC_ASSERT(books.adjust(coupon, number).has_value() == expected);
                if (!expected) continue;
                model.is_expired = false;
                model.left += number;
            } else if (deed == 4 && number == 6) {
                RC_ASSERT(books.expire(coupon).has_value() == !model.is_expired);
                if (model.is_expired) continue;
                model.is_expired = true;
                model.expired += model.left;
                model.left = 0;
            } else {
                continue;
            }
            ++model.entries;
            const ledger::Coupon now = books.coupon(family, "visit");
            RC_ASSERT(now.left.count == model.left);
            RC_ASSERT(now.used.count == model.used);
            RC_ASSERT(now.expired.count == model.expired);
        }
        RC_ASSERT(books.history(coupon).size() == static_cast<std::size_t>(model.entries));
        RC_ASSERT(books.wrong_balances().empty());
        const auto verdict = books.read([](store::Snapshot& snapshot) { return audit::verify(snapshot); });
        RC_ASSERT(verdict.finding == audit::Finding::intact);
    });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace hagukumi::test
