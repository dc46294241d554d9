#include "settlement/month_end.hpp"

namespace hagukumi::test {

void MonthEnd::go_to(int year, unsigned in_month, unsigned day, int hour)
{
    now = start_of_day_in_japan(
              {std::chrono::year(year), std::chrono::month(in_month), std::chrono::day(day)}) +
          std::chrono::hours(hour);
}

Id MonthEnd::use(const Family& family, const char* service, std::int64_t units)
{
    return use_at(family, service, units, poster);
}

Id MonthEnd::use_at(const Family& family, const char* service, std::int64_t units, const std::string& scanned)
{
    const ledger::Redeem command = redeem_command(family, service, units, check_in(family, scanned));
    EXPECT_TRUE(is_used(redeem(command)));
    return command.id;
}

settlement::Draft MonthEnd::draft(Month of, const Id& at) const
{
    std::optional<settlement::Draft> drawn;
    database->read(nerima, [&](store::Snapshot& snapshot) { drawn = settlement::draw_up(snapshot, at, of); });
    return *drawn;
}

settlement::ConfirmStatement MonthEnd::confirm_command(Month of, const Id& at)
{
    return {draw(), now, manager, draw(), at, of, draft(of, at).digest};
}

Result<std::string> MonthEnd::confirm(const settlement::ConfirmStatement& command)
{
    return run([&](store::Transaction& tx) { return settlement::confirm_statement(tx, command); });
}

settlement::Statement MonthEnd::statement(Month of, const Id& at)
{
    return read(
        [&](store::Snapshot& snapshot) { return settlement::find_statement(snapshot, at, of).value(); });
}

Result<void> MonthEnd::approve(const Id& statement, const Id& actor)
{
    const settlement::ApproveStatement command{draw(), now, actor, draw(), statement};
    return run([&](store::Transaction& tx) { return settlement::approve_statement(tx, command); });
}

Result<void> MonthEnd::send_back(const Id& statement, const char* reason)
{
    const settlement::SendBackStatement command{draw(), now, officer, draw(), statement, reason};
    return run([&](store::Transaction& tx) { return settlement::send_back_statement(tx, command); });
}

void MonthEnd::set_payer()
{
    settlement::SetPayer command{draw(), now, officer, {}};
    command.payer.consignor_code = "1234567890";
    command.payer.account = {
        "9900",    "ミホンギンコウ", "101", "ホンテン", settlement::AccountKind::ordinary,
        "1234567", "ミホンシ"};
    const auto done = run([&](store::Transaction& tx) { return settlement::set_payer(tx, command); });
    EXPECT_TRUE(done) << done.error().message.en;
}

settlement::BankAccount MonthEnd::typed_account()
{
    return {"9901",    "サンプルギンコウ",          "005", "エキマエ", settlement::AccountKind::ordinary,
            "7654321", "イ）サンゴケアジョサンイン"};
}

Result<std::string> MonthEnd::propose_account(const Id& of, const settlement::BankAccount& account)
{
    const settlement::ProposeAccount command{draw(), now, manager, of, account};
    return run([&](store::Transaction& tx) { return settlement::propose_account(tx, command); });
}

Result<void> MonthEnd::decide_account(const Id& of, std::int64_t version, const Id& actor, bool approve)
{
    const settlement::DecideAccount command{draw(), now, actor, of, version, approve};
    return run([&](store::Transaction& tx) { return settlement::decide_account(tx, command); });
}

void MonthEnd::add_account(const Id& of)
{
    EXPECT_TRUE(propose_account(of, typed_account()));
    EXPECT_TRUE(decide_account(of, 1, officer));
}

settlement::Payable MonthEnd::payable(Month until)
{
    return read([&](store::Snapshot& snapshot) { return settlement::payable(snapshot, until); });
}

settlement::MakeTransfer MonthEnd::transfer_command(Month until)
{
    return {draw(), now, officer, draw(), until, date_in_japan(now), payable(until).total};
}

Result<std::string> MonthEnd::make_transfer(const settlement::MakeTransfer& command)
{
    return run([&](store::Transaction& tx) { return settlement::make_transfer(tx, command); });
}

Result<void> MonthEnd::move(const Id& transfer, settlement::MoveTransfer::To to, const Id& actor,
                            std::optional<Date> paid_on)
{
    const settlement::MoveTransfer command{draw(), now, actor, draw(), transfer, to, paid_on};
    return run([&](store::Transaction& tx) { return settlement::move_transfer(tx, command); });
}

Result<std::string> MonthEnd::take_file(const Id& transfer)
{
    const settlement::TakeFile command{now, officer, transfer};
    return run([&](store::Transaction& tx) { return settlement::take_file(tx, command); });
}

settlement::Transfer MonthEnd::transfer(const Id& id)
{
    return read([&](store::Snapshot& snapshot) { return settlement::find_transfer(snapshot, id).value(); });
}

std::vector<std::string> MonthEnd::wrong_statements()
{
    return read([](store::Snapshot& snapshot) { return settlement::wrong_statements(snapshot); });
}

bool MonthEnd::may_change(const store::Statement& statement, const Id& id)
{
    const auto done = run([&](store::Transaction& tx) -> Result<void> {
        tx.execute(statement, id);
        return {};
    });
    return done.has_value();
}

}  // namespace hagukumi::test
