// Stories of using coupons, with the numbers of the requirements that they show.
#include <boost/json/parse.hpp>
#include <future>
#include <set>

#include "audit/record.hpp"
#include "facilities/facility_commands.hpp"
#include "ledger/books.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {
namespace {

using namespace std::chrono_literals;

TEST(Use, O_13_TakesUnitsTellsThePriceAndIsInBothHistories)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Id check_in = books.check_in(family, books.poster);
    const ledger::Redeem command = books.redeem_command(family, "stay", 2, check_in);
    const auto outcome = books.redeem(command);
    ASSERT_TRUE(is_used(outcome));
    const auto answer = boost::json::parse(to_json(std::get<ledger::Used>(**outcome).answer)).at("use");
    EXPECT_EQ(answer.at("fee_yen").as_int64(), 60000);
    EXPECT_EQ(answer.at("parent_yen").as_int64(), 12000);
    EXPECT_EQ(answer.at("public_yen").as_int64(), 48000);
    EXPECT_EQ(answer.at("left_after").as_int64(), 5);
    EXPECT_EQ(books.coupon(family, "stay").left, Units{5});
    EXPECT_EQ(books.coupon(family, "visit").left, Units{5}) << "the other allotment is untouched (O-05)";

    const auto history = books.history(books.coupon(family, "stay").id);
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].id, command.id);
    EXPECT_EQ(history[0].units, Units{-2});
    const auto at_facility = books.read([&](store::Snapshot& snapshot) {
        return ledger::entries_of_facility_on(snapshot, books.facility, date_in_japan(books.now));
    });
    ASSERT_EQ(at_facility.size(), 1u);
    EXPECT_EQ(at_facility[0].id, command.id);
    ASSERT_EQ(books.announced.size(), 1u);
    EXPECT_EQ(books.announced[0].event, command.id);
    EXPECT_EQ(books.announced[0].subject, books.facility);
    EXPECT_TRUE(books.wrong_balances().empty());
}

// A new fee ended the offer before it, and with it every stay that lay over the day of the change.
TEST(Use, X_07_AStayOverANewFeeOfTheFacilityIsUsed)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Date tenth{std::chrono::year(2026), std::chrono::month(7), std::chrono::day(10)};
    ASSERT_TRUE(books.run([&](store::Transaction& tx) {
        return facilities::change_offer(tx, {books.draw(),
                                             books.now,
                                             books.officer,
                                             books.facility,
                                             {"131202-small", "stay", tenth, {}, Yen{33000}, {}}});
    }));
    const auto outcome =
        books.redeem(books.redeem_command(family, "stay", 4, books.check_in(family, books.poster)));
    ASSERT_TRUE(is_used(outcome)) << "8 to 11 July";
    const auto answer = boost::json::parse(to_json(std::get<ledger::Used>(**outcome).answer)).at("use");
    EXPECT_EQ(answer.at("fee_yen").as_int64(), 4 * 30000);
}

TEST(Use, N_16_X_12_TheSameKeyIsOneUseWithTheSameBytes)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const ledger::Redeem command =
        books.redeem_command(family, "visit", 1, books.check_in(family, books.poster));
    const auto first = books.redeem(command);
    books.pass(60min);  // the network came back after an hour; the check-in is long over
    ledger::Redeem again = command;
    again.id = books.draw();
    again.use.at = books.now;
    const auto second = books.redeem(again);
    ASSERT_TRUE(is_used(first));
    ASSERT_TRUE(is_used(second));
    EXPECT_EQ(to_json(std::get<ledger::Used>(**first).answer),
              to_json(std::get<ledger::Used>(**second).answer));
    EXPECT_TRUE(std::get<ledger::Used>(**second).is_replay);
    EXPECT_EQ(books.coupon(family, "visit").left, Units{4});

    again.use.request.units = Units{2};
    const auto other = books.redeem(again);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, "key_reused");
}

TEST(Use, X_11_TwoPhonesAndOneUnitAreOneUse)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    ASSERT_TRUE(books.adjust(books.coupon(family, "visit").id, -4));
    const Id check_in = books.check_in(family, books.poster);
    std::vector<std::future<bool>> phones;
    std::vector<ledger::Redeem> commands;
    for (int i = 0; i < 16; ++i) commands.push_back(books.redeem_command(family, "visit", 1, check_in));
    for (const ledger::Redeem& command : commands) {
        phones.push_back(
            std::async(std::launch::async, [&books, &command] { return is_used(books.redeem(command)); }));
    }
    int used = 0;
    for (auto& phone : phones) used += phone.get();
    EXPECT_EQ(used, 1);
    EXPECT_EQ(books.coupon(family, "visit").left, Units{0});
    EXPECT_TRUE(books.wrong_balances().empty());
}

TEST(Use, M_23_N_14_WhatIsRefusedIsNotInTheHistoryButInTheRecord)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Id check_in = books.check_in(family, books.poster);
    const auto outcome = books.redeem(books.redeem_command(family, "stay", 1, check_in));
    ASSERT_TRUE(is_refused(outcome));
    EXPECT_TRUE(std::get<ledger::Preview>(**outcome).decision.refused());
    EXPECT_EQ(books.history(books.coupon(family, "stay").id).size(), 1u);
    EXPECT_TRUE(books.announced.empty());
    const auto record =
        books.read([](store::Snapshot& snapshot) { return audit::entries_before(snapshot, 0, 1); });
    EXPECT_EQ(record.front().action, "ledger.redeem_refused");
}

TEST(Use, N_14_2_MoreThanIsLeftIsRefusedAndTheKeyStaysFree)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    ledger::Redeem command = books.redeem_command(family, "visit", 6, books.check_in(family, books.poster));
    EXPECT_TRUE(is_refused(books.redeem(command)));
    command.use.request.units = Units{5};
    EXPECT_TRUE(is_used(books.redeem(command)));
}

TEST(Use, ACapCountsTheUsesOfTheFamilysOtherCoupons)
{
    Books books;
    const std::string capped =
        std::string(small_programme) +
        "  - { rule: two_a_month, source: T-5, for: all, at_most: 2, per: month, "
        "counting: all, counts: uses, beyond: refuse, refused: { ja: 月に二回, en: Two a month } }\n";
    const auto read = rules::read_programme("131202-small.yaml", capped);
    for (const auto& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake, "en");
    books.programmes.front() = read.programme;
    const auto family = books.add_family();
    books.grant(family);
    const Id check_in = books.check_in(family, books.poster);
    EXPECT_TRUE(is_used(books.redeem(books.redeem_command(family, "stay", 2, check_in))));
    const auto visit = books.redeem_command(family, "visit", 1, check_in);
    EXPECT_TRUE(is_used(books.redeem(visit)));
    EXPECT_TRUE(is_refused(books.redeem(books.redeem_command(family, "visit", 1, check_in))));
    EXPECT_TRUE(books.void_use(visit.id));
    EXPECT_TRUE(is_used(books.redeem(books.redeem_command(family, "visit", 1, check_in))));

    const auto another = books.add_family();
    books.grant(another);
    EXPECT_TRUE(is_used(
        books.redeem(books.redeem_command(another, "visit", 1, books.check_in(another, books.poster)))));
}

TEST(Use, NotesPayABillWholeAndTheEntryKeepsWhich)
{
    Books books;
    const auto read = rules::read_programme("131202-small.yaml", R"(
programme: 131202-small
municipality: { code: "131202", name: { ja: 見本市, en: Sample } }
name: { ja: 見本事業, en: Sample programme }
document: { name: { ja: 見本, en: Sample }, date: 2026-04-01 }
contact: { name: { ja: 担当, en: Office } }
words: { coupon: { ja: 応援券, en: voucher } }
allotments:
  visit: { source: T-1, name: { ja: 応援券, en: Vouchers }, holder: birth, unit: yen, notes: [{ value: 1000, count: 3 }, { value: 500, count: 1 }], more_than_left: use_what_is_left }
services:
  visit: { source: T-1, name: { ja: 支払い, en: Pay }, allotment: visit, unit: yen, asks: amount, least_per_use: 500, design: 1, price: { source: T-1, fee: amount, steps: [{ label: { ja: 残り, en: Rest }, parent_pays: fee - 1 yen * units }] } }
application_rules: []
use_rules: []
)");
    for (const auto& mistake : read.mistakes) ADD_FAILURE() << rules::to_string(mistake, "en");
    books.programmes.front() = read.programme;
    const auto family = books.add_family();
    books.grant(family);
    EXPECT_EQ(books.coupon(family, "visit").left, Units{3500});
    const Id check_in = books.check_in(family, books.poster);
    EXPECT_TRUE(is_used(books.redeem(books.redeem_command(family, "visit", 1700, check_in))));
    const auto entry = books.history(books.coupon(family, "visit").id).front();
    EXPECT_EQ(entry.units, Units{-1500});
    EXPECT_EQ(entry.fee, Yen{1700});
    EXPECT_EQ(entry.parent, Yen{200});
    EXPECT_EQ(entry.public_share, Yen{1500});
    EXPECT_NE(entry.decision.find(R"("notes":{"1000":1,"500":1})"), std::string::npos) << entry.decision;
    // The 500 yen note is spent, so 1,700 yen are now paid with one note less.
    EXPECT_TRUE(is_used(books.redeem(books.redeem_command(family, "visit", 1700, check_in))));
    EXPECT_EQ(books.coupon(family, "visit").left, Units{1000});
    EXPECT_TRUE(books.wrong_balances().empty());
}

TEST(Use, N_12_1_AnExpiredCheckInSpendsNothing)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Id check_in = books.check_in(family, books.poster);
    books.pass(15min);
    const auto late = books.redeem(books.redeem_command(family, "visit", 1, check_in));
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, "check_in_expired");
    EXPECT_EQ(books.coupon(family, "visit").left, Units{5});
}

TEST(Use, M_14_2_AFacilityThatDoesNotOfferItRefuses)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    EXPECT_TRUE(is_refused(
        books.redeem(books.redeem_command(family, "stay", 2, books.check_in(family, books.other_poster)))));
    EXPECT_TRUE(is_used(
        books.redeem(books.redeem_command(family, "visit", 1, books.check_in(family, books.other_poster)))));
}

TEST(Use, X_13_AnotherFamilysCheckInOrCouponIsNotThere)
{
    Books books;
    const auto family = books.add_family();
    const auto stranger = books.add_family();
    books.grant(family);
    books.grant(stranger);
    ledger::Redeem command = books.redeem_command(stranger, "visit", 1, books.check_in(family, books.poster));
    const auto foreign_check_in = books.redeem(command);
    ASSERT_FALSE(foreign_check_in);
    EXPECT_EQ(foreign_check_in.error().kind, ErrorKind::not_found);
    command.use.check_in = books.check_in(stranger, books.poster);
    command.use.coupon = books.coupon(family, "visit").id;
    const auto foreign_coupon = books.redeem(command);
    ASSERT_FALSE(foreign_coupon);
    EXPECT_EQ(foreign_coupon.error().code, "coupon_not_found");
    EXPECT_EQ(books.coupon(family, "visit").left, Units{5});
}

TEST(Use, TheSameUseAtOnceIsAskedAboutOnce)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Id check_in = books.check_in(family, books.poster);
    ledger::Redeem command = books.redeem_command(family, "visit", 1, check_in);
    command.again = false;
    EXPECT_TRUE(is_used(books.redeem(command)));
    books.pass(5min);
    command.key = books.draw();
    command.id = books.draw();
    command.use.at = books.now;
    const auto asked = books.redeem(command);
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code, "used_just_now");
    command.again = true;
    EXPECT_TRUE(is_used(books.redeem(command)));
    EXPECT_EQ(books.coupon(family, "visit").left, Units{3});
}

TEST(Use, AnotherServiceOfTheSameAllotmentIsNotAskedAbout)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Id check_in = books.check_in(family, books.poster);
    ledger::Redeem command = books.redeem_command(family, "visit", 1, check_in);
    command.again = false;
    EXPECT_TRUE(is_used(books.redeem(command)));
    command.key = books.draw();
    command.id = books.draw();
    command.use.request.service = "day";
    EXPECT_TRUE(is_used(books.redeem(command)));
    EXPECT_EQ(books.coupon(family, "visit").left, Units{3});
}

TEST(Use, N_16_OneKeyTappedTwiceAtTheSameMomentIsOneUse)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const ledger::Redeem command =
        books.redeem_command(family, "visit", 1, books.check_in(family, books.poster));
    std::vector<ledger::Redeem> taps(16, command);
    std::vector<std::future<ledger::Used>> answers;
    for (ledger::Redeem& tap : taps) {
        tap.id = books.draw();
        answers.push_back(std::async(std::launch::async, [&books, &tap] {
            return std::get<ledger::Used>(books.redeem(tap).value().value());
        }));
    }
    int new_uses = 0;
    std::set<std::string> told;
    for (auto& answer : answers) {
        const ledger::Used used = answer.get();
        new_uses += used.is_replay ? 0 : 1;
        told.insert(to_json(used.answer));
    }
    EXPECT_EQ(new_uses, 1);
    EXPECT_EQ(told.size(), 1u) << "every tap is told the same";
    EXPECT_EQ(books.coupon(family, "visit").left, Units{4});
    EXPECT_EQ(books.history(books.coupon(family, "visit").id).size(), 2u);
}

TEST(Use, AStayOverAClosedDayIsRefusedAndOneBesideItIsNot)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const Id check_in = books.check_in(family, books.poster);
    facilities::CloseDay closed;
    closed.key = books.draw();
    closed.at = books.now;
    closed.actor = books.officer;
    closed.facility = books.facility;
    closed.day = date_of_days(days_since_epoch(date_in_japan(books.now)) + 2);
    ASSERT_TRUE(books.run([&](store::Transaction& tx) { return facilities::close_day(tx, closed); }));
    EXPECT_TRUE(is_refused(books.redeem(books.redeem_command(family, "stay", 3, check_in))));
    EXPECT_EQ(books.coupon(family, "stay").left, Units{7});
    EXPECT_TRUE(is_used(books.redeem(books.redeem_command(family, "stay", 2, check_in))));
}

TEST(Use, ThePreviewSaysWhatTheDeedDoesAndWritesNothing)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    const ledger::Redeem command =
        books.redeem_command(family, "stay", 3, books.check_in(family, books.poster));
    const auto preview = books.read([&](store::Snapshot& snapshot) {
        return ledger::preview_use(snapshot, books.programmes, command.use);
    });
    ASSERT_TRUE(preview);
    EXPECT_EQ(preview->decision.units, Units{3});
    EXPECT_EQ(preview->decision.parent, Yen{18000});
    EXPECT_EQ(books.coupon(family, "stay").left, Units{7});
    ASSERT_TRUE(is_used(books.redeem(command)));
    EXPECT_EQ(books.history(books.coupon(family, "stay").id)[0].parent, Yen{18000});
}

TEST(Use, ADeskThatLostItsConnectionIsToldWhatItMissed)
{
    Books books;
    const auto family = books.add_family();
    books.grant(family);
    std::vector<Id> uses;
    for (int i = 0; i < 4; ++i) {
        const ledger::Redeem command =
            books.redeem_command(family, "visit", 1, books.check_in(family, books.poster));
        ASSERT_TRUE(is_used(books.redeem(command)));
        uses.push_back(command.id);
    }
    const auto missed = books.read([&](store::Snapshot& snapshot) {
        return ledger::entries_of_facility_since(snapshot, books.facility, uses[1], 100);
    });
    ASSERT_EQ(missed.size(), 2u);
    EXPECT_EQ(missed[0].id, uses[2]);
    EXPECT_EQ(missed[1].id, uses[3]);
}

}  // namespace
}  // namespace hagukumi::test
