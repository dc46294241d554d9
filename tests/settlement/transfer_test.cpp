// Paying: accounts by two persons, one line a facility, and a file that nobody gets before it is approved.
#include "settlement/month_end.hpp"

namespace hagukumi::test {
namespace {

using To = settlement::MoveTransfer::To;
constexpr Month july = month(2026, 7), august = month(2026, 8);

/// Two days of a stay at the first facility, confirmed and approved: 48,000 yen.
struct Due : MonthEnd {
    Due()
    {
        set_payer();
        family = add_family();
        grant(family);
        used = use(family, "stay", 2);
        go_to(2026, 8, 1);
        EXPECT_TRUE(confirm(july));
        EXPECT_TRUE(approve(statement(july).id));
    }
    Family family;
    Id used;
};

TEST(Account, IsProposedByOneAndApprovedByAnother)
{
    MonthEnd books;
    ASSERT_TRUE(books.propose_account(books.facility, MonthEnd::typed_account()));
    const auto newest = [&] {
        return books.read(
            [&](store::Snapshot& snapshot) { return settlement::newest_account(snapshot, books.facility); });
    };
    const auto paid_to = [&] {
        return books.read([&](store::Snapshot& snapshot) {
            return settlement::approved_account(snapshot, books.facility);
        });
    };
    EXPECT_EQ(newest()->account.holder, "ｲ)ｻﾝｺﾞｹｱｼﾞﾖｻﾝｲﾝ");
    EXPECT_FALSE(paid_to());
    EXPECT_EQ(books.decide_account(books.facility, 1, books.manager).error().code, "same_person");
    EXPECT_EQ(books.decide_account(books.facility, 2, books.officer).error().code, "account_not_found");
    ASSERT_TRUE(books.decide_account(books.facility, 1, books.officer));
    EXPECT_EQ(books.decide_account(books.facility, 1, books.officer).error().code, "account_decided");
    EXPECT_EQ(books.propose_account(books.facility, MonthEnd::typed_account()).error().code,
              "account_unchanged");

    settlement::BankAccount other = MonthEnd::typed_account();
    other.number = "1111111";
    ASSERT_TRUE(books.propose_account(books.facility, other));
    EXPECT_EQ(paid_to()->account.number, "7654321") << "a proposal pays nobody";
    ASSERT_TRUE(books.decide_account(books.facility, 2, books.officer, false));
    EXPECT_EQ(paid_to()->account.number, "7654321");
    ASSERT_TRUE(books.propose_account(books.facility, other));
    ASSERT_TRUE(books.decide_account(books.facility, 3, books.officer));
    EXPECT_EQ(paid_to()->account.number, "1111111");
}

TEST(Transfer, PaysWhatIsApprovedAndSaysWhoIsLeftOut)
{
    Due books;
    settlement::Payable due = books.payable(july);
    ASSERT_EQ(due.left_out.size(), 1u);
    EXPECT_EQ(due.left_out[0].why, settlement::Payable::LeftOut::Why::no_account);
    EXPECT_EQ(due.left_out[0].amount, Yen{48000});
    EXPECT_EQ(books.make_transfer(books.transfer_command(july)).error().code, "nothing_to_pay");
    books.add_account(books.facility);
    due = books.payable(july);
    EXPECT_EQ(due.total, Yen{48000});
    EXPECT_TRUE(due.left_out.empty());
    EXPECT_TRUE(books.payable(month(2026, 6)).lines.empty());
    auto command = books.transfer_command(july);
    command.total = Yen{47999};
    EXPECT_EQ(books.make_transfer(command).error().code, "transfer_changed");
    command = books.transfer_command(july);
    command.pay_on = {std::chrono::year(2026), std::chrono::month(7), std::chrono::day(31)};
    EXPECT_EQ(books.make_transfer(command).error().code, "pay_on_past");
    ASSERT_TRUE(books.make_transfer(books.transfer_command(july)));
    EXPECT_TRUE(books.payable(july).lines.empty()) << "nothing is paid twice";
}

TEST(Transfer, NobodyGetsTheFileBeforeASecondPersonApprovedIt)
{
    Due books;
    books.add_account(books.facility);
    const auto command = books.transfer_command(july);
    ASSERT_TRUE(books.make_transfer(command));
    EXPECT_EQ(books.take_file(command.id).error().code, "transfer_not_approved");
    EXPECT_EQ(books.move(command.id, To::approved, books.officer).error().code, "same_person");
    EXPECT_EQ(books.move(command.id, To::paid, books.officer, date_in_japan(books.now)).error().code,
              "transfer_moved");
    ASSERT_TRUE(books.move(command.id, To::approved, books.second_officer));
    const std::string file = books.take_file(command.id).value();
    EXPECT_EQ(file.size(), 4u * 122u);
    EXPECT_EQ(file.substr(122 + 80, 10), "0000048000");
    EXPECT_EQ(file.substr(122 + 91, 20), "00000000010000202608") << "facility A1, paid in August 2026";
}

TEST(Transfer, PaymentIsRecordedOnceAndReachesTheStatements)
{
    Due books;
    books.add_account(books.facility);
    const auto command = books.transfer_command(july);
    ASSERT_TRUE(books.make_transfer(command));
    ASSERT_TRUE(books.move(command.id, To::approved, books.second_officer));
    EXPECT_EQ(books.move(command.id, To::paid, books.officer).error().code, "paid_on_missing");
    const Date tomorrow = date_of_days(days_since_epoch(date_in_japan(books.now)) + 1);
    EXPECT_EQ(books.move(command.id, To::paid, books.officer, tomorrow).error().code, "paid_on_future");
    ASSERT_TRUE(books.move(command.id, To::paid, books.officer, date_in_japan(books.now)));
    EXPECT_EQ(books.statement(july).state, settlement::StatementState::paid);
    EXPECT_EQ(books.statement(july).paid_on, date_in_japan(books.now));
    EXPECT_EQ(books.move(command.id, To::withdrawn, books.officer).error().code, "transfer_moved");
    EXPECT_TRUE(books.wrong_statements().empty());
}

TEST(Transfer, OneThatTheBankRefusedIsWithdrawnAndItsStatementsAreDueAgain)
{
    Due books;
    books.add_account(books.facility);
    const auto command = books.transfer_command(july);
    ASSERT_TRUE(books.make_transfer(command));
    ASSERT_TRUE(books.move(command.id, To::approved, books.second_officer));
    ASSERT_TRUE(books.move(command.id, To::withdrawn, books.officer));
    EXPECT_EQ(books.take_file(command.id).error().code, "transfer_not_approved");
    EXPECT_EQ(books.payable(july).total, Yen{48000});
    EXPECT_TRUE(books.wrong_statements().empty());
}

TEST(Transfer, WhatNetsToNothingOrLessWaitsForTheNext)
{
    Due books;
    books.add_account(books.facility);
    ASSERT_TRUE(books.make_transfer(books.transfer_command(july)));
    ASSERT_TRUE(books.void_use(books.used));
    books.go_to(2026, 9, 1);
    ASSERT_TRUE(books.confirm(august));
    ASSERT_TRUE(books.approve(books.statement(august).id));
    const settlement::Payable due = books.payable(august);
    ASSERT_EQ(due.left_out.size(), 1u);
    EXPECT_EQ(due.left_out[0].why, settlement::Payable::LeftOut::Why::nothing_due);
    EXPECT_EQ(due.left_out[0].amount, Yen{-48000});
    books.use(books.family, "stay", 3);
    books.go_to(2026, 10, 1);
    ASSERT_TRUE(books.confirm(month(2026, 9)));
    ASSERT_TRUE(books.approve(books.statement(month(2026, 9)).id));
    EXPECT_EQ(books.payable(month(2026, 9)).total, Yen{24000}) << "72,000 less 48,000";
}

TEST(Transfer, AChangedAccountDoesNotReachATransferThatWasMade)
{
    Due books;
    books.add_account(books.facility);
    const auto command = books.transfer_command(july);
    ASSERT_TRUE(books.make_transfer(command));
    ASSERT_TRUE(books.move(command.id, To::approved, books.second_officer));
    settlement::BankAccount other = MonthEnd::typed_account();
    other.number = "1111111";
    ASSERT_TRUE(books.propose_account(books.facility, other));
    ASSERT_TRUE(books.decide_account(books.facility, 2, books.officer));
    EXPECT_EQ(books.take_file(command.id).value().substr(122 + 43, 7), "7654321");
}

constexpr store::Statement change_a_payment{
    "test.change_a_payment",
    "UPDATE transfer_line SET amount_yen = amount_yen + 1 WHERE municipality = $1 AND transfer = $2"};
constexpr store::Statement change_an_account{
    "test.change_an_account",
    "UPDATE bank_account SET number = '0000001' WHERE municipality = $1 AND facility = $2"};

TEST(Verify, APaymentThatIsNotThatOfTheStatementsIsFound)
{
    Due books;
    books.add_account(books.facility);
    const auto command = books.transfer_command(july);
    ASSERT_TRUE(books.make_transfer(command));
    ASSERT_TRUE(books.wrong_statements().empty());
    ASSERT_TRUE(books.may_change(change_a_payment, command.id));
    EXPECT_EQ(books.wrong_statements().size(), 2u) << "the sum and the file";
}

TEST(Verify, AnAccountThatWasChangedBehindTheFileIsFound)
{
    Due books;
    books.add_account(books.facility);
    const auto command = books.transfer_command(july);
    ASSERT_TRUE(books.make_transfer(command));
    ASSERT_TRUE(books.may_change(change_an_account, books.facility));
    EXPECT_EQ(books.wrong_statements().size(), 1u);
}

}  // namespace
}  // namespace hagukumi::test
