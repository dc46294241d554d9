// Statements: what a facility is paid for a month, and that it is what the ledger says, to the yen.
#include <rapidcheck.h>

#include "audit/verify.hpp"
#include "messages/outbox.hpp"
#include "people/manage_accounts.hpp"
#include "settlement/month_end.hpp"

namespace hagukumi::test {
namespace {

constexpr Month july = month(2026, 7), august = month(2026, 8), september = month(2026, 9);

// The programme's stay costs 30,000 yen a day, of which the parent pays a fifth.
constexpr settlement::Money two_days{Yen{60000}, Yen{12000}, Yen{48000}};

TEST(Statement, O_13_ShowsTheSumsOfTheLedger)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    const Id use = books.use(family, "stay", 2);
    books.use(family, "visit", 3);
    const settlement::Draft draft = books.draft(july);
    ASSERT_EQ(draft.lines.size(), 2u);
    EXPECT_EQ(draft.lines[0].entry, use);
    EXPECT_EQ(draft.lines[0].units, Units{2});
    EXPECT_EQ(draft.lines[0].programme, "131202-small");
    EXPECT_EQ(draft.lines[0].money, two_days);
    EXPECT_FALSE(draft.lines[1].is_priced) << "a programme that states no price counts uses, not yen";
    EXPECT_EQ(draft.sums, (settlement::Sums{2, two_days, {}}));
    EXPECT_TRUE(books.draft(july, books.other_facility).lines.empty());
}

/// The parent pays a seventh, and the sum of a month is rounded.
std::string rounded_by_month()
{
    std::string text = small_programme;
    const auto replace = [&](const std::string& old, const std::string& by) {
        text.replace(text.find(old), old.size(), by);
    };
    replace("20% * fee", "fee / 7");
    replace("level: use", "level: month, counting: this_service, of: birth, at: each_facility");
    return text;
}

// 60,000 / 7 = 8,571.43 yen; 210,000 / 7 = 30,000 yen.
TEST(Statement, O_13_TheRoundedSumOfAMonthIsWhatItsUsesAddUpTo)
{
    MonthEnd books(rounded_by_month());
    const auto family = books.add_family();
    books.grant(family);
    const auto parents = [&] { return books.draft(july).sums.total().parent; };
    const Id first = books.use(family, "stay", 2);
    EXPECT_EQ(parents(), Yen{8571});
    books.pass(std::chrono::minutes(11));
    books.use(family, "stay", 2);
    EXPECT_EQ(parents(), Yen{17142});
    const Id third = books.use(family, "stay", 3);
    EXPECT_EQ(parents(), Yen{30000});

    // A correction is decided with the month as it then stands: 180,000 / 7 = 25,714.29 yen.
    const auto corrected = books.correct(books.correct_command(third, 2));
    ASSERT_TRUE(is_corrected(corrected));
    EXPECT_EQ(parents(), Yen{25714});

    // A void gives back what its use was charged; the next use settles the yen that is left over.
    ASSERT_TRUE(books.void_use(first));
    EXPECT_EQ(parents(), Yen{17143}) << "of 17,142.86";
    books.pass(std::chrono::minutes(11));
    books.use(family, "stay", 2);
    EXPECT_EQ(parents(), Yen{25714});

    books.go_to(2026, 8, 1);
    ASSERT_TRUE(books.confirm(july));
    EXPECT_EQ(books.statement(july).total.parent, Yen{25714});
    EXPECT_TRUE(books.wrong_statements().empty());
    EXPECT_TRUE(books.wrong_balances().empty());
}

TEST(Statement, AStayBelongsToTheMonthOfItsLastDay)
{
    MonthEnd books;
    books.go_to(2026, 7, 31);
    const auto family = books.add_family();
    books.grant(family);
    books.use(family, "stay", 2);
    EXPECT_TRUE(books.draft(july).lines.empty());
    EXPECT_EQ(books.draft(july).later.size(), 1u);
    books.use(family, "visit", 1);
    books.go_to(2026, 8, 1);
    ASSERT_TRUE(books.confirm(july));
    EXPECT_EQ(books.draft(august).sums.total(), two_days) << "what was left for later is not forgotten";
    books.go_to(2026, 9, 1);
    ASSERT_TRUE(books.confirm(august));
    EXPECT_TRUE(books.wrong_statements().empty());
}

TEST(Confirm, AMonthIsConfirmedOnceItIsOver)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    books.use(family, "stay", 2);
    books.go_to(2026, 7, 31, 23);
    EXPECT_EQ(books.confirm(july).error().code, "month_not_over");
    books.go_to(2026, 8, 1, 0);
    ASSERT_TRUE(books.confirm(july));
    EXPECT_EQ(books.confirm(july).error().code, "statement_closed");
    EXPECT_EQ(books.statement(july).state, settlement::StatementState::confirmed);
    EXPECT_EQ(books.statement(july).total, two_days);
}

TEST(Confirm, TheSameKeyIsTheSameAnswer)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    books.use(family, "stay", 2);
    books.go_to(2026, 8, 1);
    const auto command = books.confirm_command(july, books.facility);
    const std::string answer = books.confirm(command).value();
    auto again = command;
    again.id = books.draw();
    EXPECT_EQ(books.confirm(again).value(), answer);
    again.month = august;
    EXPECT_EQ(books.confirm(again).error().code, "key_reused");
}

TEST(Confirm, WhoConfirmsSaysWhatWasSeen)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    const Id use = books.use(family, "stay", 2);
    books.go_to(2026, 8, 1);
    const auto command = books.confirm_command(july, books.facility);
    ASSERT_TRUE(books.void_use(use));
    EXPECT_EQ(books.confirm(command).error().code, "statement_changed");
    ASSERT_TRUE(books.confirm(july));
    EXPECT_EQ(books.statement(july).total, settlement::Money{});
    EXPECT_EQ(books.statement(july).uses, 0);
}

TEST(Confirm, MonthsAreConfirmedOneAfterTheOther)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    books.use(family, "visit", 1);
    books.go_to(2026, 8, 5);
    books.use(family, "visit", 1);
    books.go_to(2026, 9, 1);
    EXPECT_EQ(books.confirm(august).error().code, "earlier_month_open");
    ASSERT_TRUE(books.confirm(july));
    ASSERT_TRUE(books.confirm(august));
    EXPECT_EQ(books.confirm(september).error().code, "month_not_over");
    books.go_to(2026, 10, 1);
    EXPECT_EQ(books.confirm(september).error().code, "statement_empty");
}

TEST(Statement, X_10_ACorrectionAfterTheClosingIsAnAdjustmentOfTheNext)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    const Id use = books.use(family, "stay", 2);
    books.use(family, "stay", 3);
    books.go_to(2026, 8, 1);
    ASSERT_TRUE(books.confirm(july));
    const settlement::Statement before = books.statement(july);
    ASSERT_TRUE(books.approve(before.id));
    ASSERT_TRUE(books.void_use(use));
    books.use(family, "stay", 2);
    EXPECT_EQ(books.statement(july).total, before.total) << "what was closed is not rewritten";
    const settlement::Draft draft = books.draft(august);
    EXPECT_EQ(draft.sums.of_month, two_days);
    EXPECT_EQ(draft.sums.adjustments, (settlement::Money{Yen{-60000}, Yen{-12000}, Yen{-48000}}));
    EXPECT_EQ(draft.sums.uses, 1);
    books.go_to(2026, 9, 1);
    ASSERT_TRUE(books.confirm(august));
    EXPECT_EQ(books.statement(august).total, settlement::Money{});
    EXPECT_TRUE(books.wrong_statements().empty());
}

TEST(Statement, X_10_ANumberCorrectedAfterTheClosingIsTheDifferenceInTheNext)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    const Id use = books.use(family, "stay", 3);
    books.go_to(2026, 8, 1);
    ASSERT_TRUE(books.confirm(july));
    ASSERT_TRUE(is_corrected(books.correct(books.correct_command(use, 2))));
    const settlement::Draft draft = books.draft(august);
    ASSERT_EQ(draft.lines.size(), 2u) << "what it was is taken back, and what it is takes its place";
    EXPECT_EQ(draft.lines[1].corrects, use);
    EXPECT_EQ(draft.sums.uses, 0);
    EXPECT_EQ(draft.sums.of_month, settlement::Money{});
    EXPECT_EQ(draft.sums.adjustments, (settlement::Money{Yen{-30000}, Yen{-6000}, Yen{-24000}}));
}

TEST(Statement, ANumberCorrectedBeforeTheClosingCountsOnceAsItIs)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    const Id use = books.use(family, "stay", 3);
    ASSERT_TRUE(is_corrected(books.correct(books.correct_command(use, 2))));
    const settlement::Draft draft = books.draft(july);
    EXPECT_EQ(draft.sums, (settlement::Sums{1, two_days, {}}));
    EXPECT_TRUE(draft.lines[0].cancels_out && draft.lines[1].cancels_out);
    EXPECT_FALSE(draft.lines[2].cancels_out);
}

TEST(Approve, TwoPersonsCloseAStatement)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    books.use(family, "stay", 2);
    books.go_to(2026, 8, 1);
    ASSERT_TRUE(books.confirm(july));
    const Id statement = books.statement(july).id;
    EXPECT_EQ(books.approve(statement, books.manager).error().code, "same_person");
    EXPECT_EQ(books.approve(books.draw()).error().code, "statement_not_found");
    ASSERT_TRUE(books.approve(statement));
    EXPECT_EQ(books.statement(july).state, settlement::StatementState::approved);
    EXPECT_EQ(books.approve(statement, books.second_officer).error().code, "statement_decided");
    EXPECT_EQ(books.send_back(statement).error().code, "statement_decided")
        << "what was approved is never reopened";
}

constexpr store::Statement approve_oneself{"test.approve_oneself",
                                           "UPDATE statement SET state = 2, decided_at = 1, decided_by = "
                                           "confirmed_by WHERE municipality = $1 AND id = $2"};

TEST(Approve, TheTableItselfWantsTwoPersons)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    books.use(family, "stay", 2);
    books.go_to(2026, 8, 1);
    ASSERT_TRUE(books.confirm(july));
    EXPECT_FALSE(books.may_change(approve_oneself, books.statement(july).id));
}

TEST(SendBack, TheLinesAreFreeAndTheFacilityConfirmsAnew)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    const Id use = books.use(family, "stay", 2);
    books.use(family, "visit", 1);
    books.go_to(2026, 8, 1);
    ASSERT_TRUE(books.confirm(july));
    const Id first = books.statement(july).id;
    EXPECT_EQ(books.send_back(first, " ").error().code, "reason_missing");
    ASSERT_TRUE(books.send_back(first));
    ASSERT_TRUE(books.void_use(use));
    ASSERT_TRUE(books.confirm(july));
    EXPECT_NE(books.statement(july).id, first);
    EXPECT_EQ(books.statement(july).total, settlement::Money{});
    EXPECT_EQ(books.statement(july).uses, 1);
    EXPECT_TRUE(books.wrong_statements().empty());
}

TEST(SendBack, ALaterStatementBeganWhereThisOneEnded)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    books.use(family, "visit", 1);
    books.go_to(2026, 8, 5);
    books.use(family, "visit", 1);
    books.go_to(2026, 9, 1);
    ASSERT_TRUE(books.confirm(july));
    ASSERT_TRUE(books.confirm(august));
    EXPECT_EQ(books.send_back(books.statement(july).id).error().code, "not_the_newest");
    ASSERT_TRUE(books.send_back(books.statement(august).id));
    ASSERT_TRUE(books.send_back(books.statement(july).id));
    EXPECT_EQ(books.draft(july).lines.size(), 1u);
    EXPECT_TRUE(books.wrong_statements().empty());
}

TEST(Notices, TheFacilitysManagersAreToldWhatTheOfficeDecided)
{
    MonthEnd books;
    const auto add_manager = [&](const Id& facility, const char* name) {
        people::CreateAccount command;
        command.key = books.draw();
        command.at = books.now;
        command.actor = books.officer;
        command.id = books.draw();
        command.role = people::Role::facility_manager;
        command.staff_name = name;
        command.password_hash = "x";
        command.totp_secret = "12345678901234567890";
        command.facility = facility;
        command.display_name = name;
        const auto made =
            books.run([&](store::Transaction& tx) { return people::create_account(tx, command); });
        EXPECT_TRUE(made) << made.error().message.en;
        return command.id;
    };
    const Id first = add_manager(books.facility, "first"), second = add_manager(books.facility, "second");
    add_manager(books.other_facility, "other");
    const auto family = books.add_family();
    books.grant(family);
    books.use(family, "stay", 2);
    books.go_to(2026, 8, 1);
    ASSERT_TRUE(books.confirm(july));
    ASSERT_TRUE(books.approve(books.statement(july).id));
    std::vector<Id> told;
    for (const messages::Waiting& row : books.read(
             [&](store::Snapshot& snapshot) { return messages::find_untold(snapshot, books.now, 100); })) {
        if (row.message_template != "statement_approved") continue;
        told.push_back(row.recipient);
        EXPECT_NE(messages::render(row.message_template, row.params).body.ja.find("48,000円"),
                  std::string::npos);
    }
    EXPECT_EQ(told.size(), 2u);
    EXPECT_NE(std::find(told.begin(), told.end(), first), told.end());
    EXPECT_NE(std::find(told.begin(), told.end(), second), told.end());
}

// ── the alarm, broken on purpose ──

constexpr store::Statement raise_a_fee{"test.raise_a_fee",
                                       "UPDATE entry SET fee_yen = fee_yen + 1, public_yen = public_yen + 1 "
                                       "WHERE municipality = $1 AND id = $2"};
constexpr store::Statement raise_a_statement{"test.raise_a_statement",
                                             "UPDATE statement SET fee_yen = fee_yen + 1, public_yen = "
                                             "public_yen + 1 WHERE municipality = $1 AND id = $2"};
constexpr store::Statement lose_a_line{"test.lose_a_line",
                                       "DELETE FROM statement_line WHERE municipality = $1 AND entry = $2"};

TEST(Verify, EveryYenThatIsNotTheLedgersIsFound)
{
    for (const bool of_ledger : {true, false}) {
        MonthEnd books;
        const auto family = books.add_family();
        books.grant(family);
        const Id use = books.use(family, "stay", 2);
        books.go_to(2026, 8, 1);
        ASSERT_TRUE(books.confirm(july));
        ASSERT_TRUE(books.wrong_statements().empty());
        ASSERT_TRUE(of_ledger ? books.may_change(raise_a_fee, use)
                              : books.may_change(raise_a_statement, books.statement(july).id));
        EXPECT_FALSE(books.wrong_statements().empty());
    }
}

TEST(Verify, AUseThatNobodyPaysForIsFound)
{
    MonthEnd books;
    const auto family = books.add_family();
    books.grant(family);
    const Id use = books.use(family, "visit", 1);
    books.go_to(2026, 8, 1);
    ASSERT_TRUE(books.confirm(july));
    ASSERT_TRUE(books.may_change(lose_a_line, use));
    EXPECT_EQ(books.wrong_statements().size(), 2u) << "neither the digest nor the number of entries is right";
}

/// Whatever is used, voided, closed and sent back in whatever order: no yen is paid twice and none is lost.
TEST(Books, U_13_AnyMixOfUsesCorrectionsAndClosingsKeepsStatementsEqualToTheLedger)
{
    const bool holds = rc::check("statements and open entries are the whole ledger", [] {
        MonthEnd books;
        books.set_payer();
        books.add_account(books.facility);
        std::vector<Id> uses;
        std::optional<Books::Family> family;
        Month next = july;
        std::optional<Month> closed;
        const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
            rc::gen::pair(rc::gen::inRange(0, 9), rc::gen::inRange(0, 28)));
        for (const auto& [deed, number] : steps) {
            books.pass(std::chrono::hours(number));
            if (deed <= 2) {
                if (!family || books.coupon(*family, "stay").left < Units{3}) {
                    family = books.add_family();
                    books.grant(*family);
                }
                uses.push_back(books.use(*family, "stay", 2 + number % 2));
            } else if (deed == 3 && !uses.empty()) {
                const auto place = static_cast<std::size_t>(number) % uses.size();
                RC_ASSERT(books.void_use(uses[place]).has_value());
                uses.erase(uses.begin() + static_cast<std::ptrdiff_t>(place));
            } else if (deed == 8 && !uses.empty()) {
                const auto command = books.correct_command(
                    uses[static_cast<std::size_t>(number) % uses.size()], 2 + number / 2 % 2);
                if (is_corrected(books.correct(command)))
                    uses[static_cast<std::size_t>(number) % uses.size()] = command.ids[1];
            } else if (deed == 4) {
                books.go_to(static_cast<int>((next + std::chrono::months(1)).year()),
                            static_cast<unsigned>((next + std::chrono::months(1)).month()), 1);
                const bool is_empty = books.draft(next).lines.empty();
                RC_ASSERT(books.confirm(next).has_value() == !is_empty);
                if (!is_empty) closed = next;
                next += std::chrono::months(1);
            } else if (deed == 5 && closed) {
                const settlement::Statement statement = books.statement(*closed);
                if (statement.state == settlement::StatementState::confirmed)
                    RC_ASSERT(books.approve(statement.id).has_value());
            } else if (deed == 6 && closed) {
                const settlement::Payable due = books.payable(*closed);
                const auto command = books.transfer_command(*closed);
                const bool is_made = books.make_transfer(command).has_value();
                RC_ASSERT(is_made == !due.lines.empty());
                if (!is_made) continue;
                using To = settlement::MoveTransfer::To;
                const To to = number % 2 == 0 ? To::approved : To::withdrawn;
                RC_ASSERT(books.move(command.id, to, books.second_officer).has_value());
                if (number % 4 == 0)
                    RC_ASSERT(books.move(command.id, To::paid, books.officer, date_in_japan(books.now))
                                  .has_value());
            } else if (deed == 7 && closed && number % 3 == 0) {
                const settlement::Statement statement = books.statement(*closed);
                if (statement.state != settlement::StatementState::confirmed) continue;
                RC_ASSERT(books.send_back(statement.id).has_value());
                // The month is open again; what came before it stays closed.
                next = *closed;
                closed.reset();
            }
        }
        RC_ASSERT(books.wrong_statements().empty());
        RC_ASSERT(books.wrong_balances().empty());
        const auto verdict =
            books.read([](store::Snapshot& snapshot) { return audit::verify(snapshot, {}); });
        RC_ASSERT(verdict.finding == audit::Finding::intact);
    });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace hagukumi::test
