// The ledger's books with months that are closed and paid.
#pragma once

#include "ledger/books.hpp"
#include "settlement/balance.hpp"
#include "settlement/transfer.hpp"

namespace hagukumi::test {

using settlement::Month;

constexpr Month month(int year, unsigned number)
{
    return std::chrono::year(year) / std::chrono::month(number);
}

class MonthEnd : public Books {
public:
    using Books::Books;

    void go_to(int year, unsigned in_month, unsigned day, int hour = 10)
    {
        now = start_of_day_in_japan(
                  {std::chrono::year(year), std::chrono::month(in_month), std::chrono::day(day)}) +
              std::chrono::hours(hour);
    }
    /// A use by a family that has units; gives the entry.
    Id use(const Family& family, const char* service, std::int64_t units)
    {
        return use_at(family, service, units, poster);
    }
    Id use_at(const Family& family, const char* service, std::int64_t units, const std::string& scanned)
    {
        const ledger::Redeem command = redeem_command(family, service, units, check_in(family, scanned));
        EXPECT_TRUE(is_used(redeem(command)));
        return command.id;
    }
    settlement::Draft draft(Month of, const Id& at) const
    {
        std::optional<settlement::Draft> drawn;
        database->read(nerima,
                       [&](store::Snapshot& snapshot) { drawn = settlement::draw_up(snapshot, at, of); });
        return *drawn;
    }
    settlement::Draft draft(Month of) const { return draft(of, facility); }

    settlement::ConfirmStatement confirm_command(Month of, const Id& at)
    {
        return {draw(), now, manager, draw(), at, of, draft(of, at).digest};
    }
    Result<std::string> confirm(const settlement::ConfirmStatement& command)
    {
        return run([&](store::Transaction& tx) { return settlement::confirm_statement(tx, command); });
    }
    Result<std::string> confirm(Month of) { return confirm(confirm_command(of, facility)); }

    settlement::Statement statement(Month of, const Id& at)
    {
        return read(
            [&](store::Snapshot& snapshot) { return settlement::find_statement(snapshot, at, of).value(); });
    }
    settlement::Statement statement(Month of) { return statement(of, facility); }

    Result<void> approve(const Id& statement, const Id& actor)
    {
        const settlement::ApproveStatement command{draw(), now, actor, draw(), statement};
        return run([&](store::Transaction& tx) { return settlement::approve_statement(tx, command); });
    }
    Result<void> approve(const Id& statement) { return approve(statement, officer); }
    Result<void> send_back(const Id& statement, const char* reason = "日数が違います")
    {
        const settlement::SendBackStatement command{draw(), now, officer, draw(), statement, reason};
        return run([&](store::Transaction& tx) { return settlement::send_back_statement(tx, command); });
    }

    void set_payer()
    {
        settlement::SetPayer command{draw(), now, officer, {}};
        command.payer.consignor_code = "1234567890";
        command.payer.account = {
            "9900",    "ミホンギンコウ", "101", "ホンテン", settlement::AccountKind::ordinary,
            "1234567", "ミホンシ"};
        const auto done = run([&](store::Transaction& tx) { return settlement::set_payer(tx, command); });
        EXPECT_TRUE(done) << done.error().message.en;
    }
    static settlement::BankAccount typed_account()
    {
        return {"9901",    "サンプルギンコウ",          "005", "エキマエ", settlement::AccountKind::ordinary,
                "7654321", "イ）サンゴケアジョサンイン"};
    }
    Result<std::string> propose_account(const Id& of, const settlement::BankAccount& account)
    {
        const settlement::ProposeAccount command{draw(), now, manager, of, account};
        return run([&](store::Transaction& tx) { return settlement::propose_account(tx, command); });
    }
    Result<void> decide_account(const Id& of, std::int64_t version, const Id& actor, bool approve = true)
    {
        const settlement::DecideAccount command{draw(), now, actor, of, version, approve};
        return run([&](store::Transaction& tx) { return settlement::decide_account(tx, command); });
    }
    void add_account(const Id& of)
    {
        EXPECT_TRUE(propose_account(of, typed_account()));
        EXPECT_TRUE(decide_account(of, 1, officer));
    }

    settlement::Payable payable(Month until)
    {
        return read([&](store::Snapshot& snapshot) { return settlement::payable(snapshot, until); });
    }
    settlement::MakeTransfer transfer_command(Month until)
    {
        return {draw(), now, officer, draw(), until, date_in_japan(now), payable(until).total};
    }
    Result<std::string> make_transfer(const settlement::MakeTransfer& command)
    {
        return run([&](store::Transaction& tx) { return settlement::make_transfer(tx, command); });
    }
    Result<void> move(const Id& transfer, settlement::MoveTransfer::To to, const Id& actor,
                      std::optional<Date> paid_on = {})
    {
        const settlement::MoveTransfer command{draw(), now, actor, draw(), transfer, to, paid_on};
        return run([&](store::Transaction& tx) { return settlement::move_transfer(tx, command); });
    }
    Result<std::string> take_file(const Id& transfer)
    {
        const settlement::TakeFile command{now, officer, transfer};
        return run([&](store::Transaction& tx) { return settlement::take_file(tx, command); });
    }
    settlement::Transfer transfer(const Id& id)
    {
        return read(
            [&](store::Snapshot& snapshot) { return settlement::find_transfer(snapshot, id).value(); });
    }

    std::vector<std::string> wrong_statements()
    {
        return read([](store::Snapshot& snapshot) { return settlement::wrong_statements(snapshot); });
    }
    bool may_change(const store::Statement& statement, const Id& id)
    {
        const auto done = run([&](store::Transaction& tx) -> Result<void> {
            tx.execute(statement, id);
            return {};
        });
        return done.has_value();
    }

    Id manager = draw(), second_officer = draw();
};

}  // namespace hagukumi::test
