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

    void go_to(int year, unsigned in_month, unsigned day, int hour = 10);
    /// A use by a family that has units; gives the entry.
    Id use(const Family& family, const char* service, std::int64_t units);
    Id use_at(const Family& family, const char* service, std::int64_t units, const std::string& scanned);
    settlement::Draft draft(Month of, const Id& at) const;
    settlement::Draft draft(Month of) const { return draft(of, facility); }

    settlement::ConfirmStatement confirm_command(Month of, const Id& at);
    Result<std::string> confirm(const settlement::ConfirmStatement& command);
    Result<std::string> confirm(Month of) { return confirm(confirm_command(of, facility)); }

    settlement::Statement statement(Month of, const Id& at);
    settlement::Statement statement(Month of) { return statement(of, facility); }

    Result<void> approve(const Id& statement, const Id& actor);
    Result<void> approve(const Id& statement) { return approve(statement, officer); }
    Result<void> send_back(const Id& statement, const char* reason = "日数が違います");

    void set_payer();
    static settlement::BankAccount typed_account();
    Result<std::string> propose_account(const Id& of, const settlement::BankAccount& account);
    Result<void> decide_account(const Id& of, std::int64_t version, const Id& actor, bool approve = true);
    void add_account(const Id& of);

    settlement::Payable payable(Month until);
    settlement::MakeTransfer transfer_command(Month until);
    Result<std::string> make_transfer(const settlement::MakeTransfer& command);
    Result<void> move(const Id& transfer, settlement::MoveTransfer::To to, const Id& actor,
                      std::optional<Date> paid_on = {});
    Result<std::string> take_file(const Id& transfer);
    settlement::Transfer transfer(const Id& id);

    std::vector<std::string> wrong_statements();
    bool may_change(const store::Statement& statement, const Id& id);

    Id manager = draw(), second_officer = draw();
};

}  // namespace hagukumi::test
