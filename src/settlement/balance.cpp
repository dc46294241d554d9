#include "settlement/balance.hpp"

#include <fmt/format.h>

#include "settlement/rows.hpp"
#include "settlement/sql.hpp"
#include "settlement/transfer.hpp"

namespace hagukumi::settlement {

namespace {

std::vector<Statement> all_statements(store::Snapshot& snapshot)
{
    std::vector<Statement> statements;
    snapshot.query(sql::all_statements,
                   [&](const store::Row& row) { statements.push_back(statement_in(row)); });
    return statements;
}

void look_at_sums(store::Snapshot& snapshot, std::vector<std::string>& wrong)
{
    for (const Statement& statement : all_statements(snapshot)) {
        const Draft lines = read_lines(snapshot, statement);
        const Money said = statement.total, found = lines.sums.total();
        if (said != found) {
            wrong.push_back(fmt::format(
                "statement {}: says fee {} = {} + {}, but its lines in the ledger are {} = {} + {}",
                hagukumi::to_string(statement.id), said.fee.amount, said.parent.amount,
                said.public_share.amount, found.fee.amount, found.parent.amount, found.public_share.amount));
        }
        if (lines.digest != statement.digest) {
            wrong.push_back(fmt::format("statement {}: its lines are no longer those that were confirmed",
                                        hagukumi::to_string(statement.id)));
        }
    }
}

/// All that a facility earned is in its statements or open: nothing twice, nothing nowhere.
void look_at_facilities(store::Snapshot& snapshot, std::vector<std::string>& wrong)
{
    struct Earned {
        Id facility;
        std::int64_t entries;
        Yen public_share;
    };
    std::vector<Earned> earned;
    snapshot.query(sql::earned, [&](const store::Row& row) {
        earned.push_back({row.id(0), row.integer(1), row.yen(2)});
    });
    for (const Earned& of_facility : earned) {
        const Id& facility = of_facility.facility;
        Yen found;
        for (const Statement& statement : statements_of(snapshot, facility)) {
            if (statement.state != StatementState::sent_back) found = found + statement.total.public_share;
        }
        constexpr Month end_of_time = std::chrono::year(9999) / std::chrono::December;
        const Draft open = draw_up(snapshot, facility, end_of_time);
        found = found + open.sums.total().public_share;
        const auto settled = snapshot.find(
            sql::settled, [](const store::Row& row) { return row.integer(0); }, facility);
        const std::int64_t entries = settled.value_or(0) + static_cast<std::int64_t>(open.lines.size());
        if (found != of_facility.public_share || entries != of_facility.entries) {
            wrong.push_back(
                fmt::format("facility {}: {} entries and {} yen in the ledger, but {} entries and {} yen in "
                            "statements and open",
                            hagukumi::to_string(facility), of_facility.entries,
                            of_facility.public_share.amount, entries, found.amount));
        }
    }
}

void look_at_transfers(store::Snapshot& snapshot, std::vector<std::string>& wrong)
{
    snapshot.query(sql::wrong_payments, [&](const store::Row& row) {
        wrong.push_back(fmt::format("transfer {}: pays facility {} {} yen, but its statements are {} yen",
                                    hagukumi::to_string(row.id(0)), hagukumi::to_string(row.id(1)),
                                    row.integer(2), row.integer(3)));
    });
    for (std::string& one : ledger::wrong_repayments(snapshot)) wrong.push_back(std::move(one));
    for (const Transfer& transfer : list_transfers(snapshot)) {
        if (!has_recorded_file(snapshot, transfer)) {
            wrong.push_back(fmt::format("transfer {}: its file is no longer the one that was recorded",
                                        hagukumi::to_string(transfer.id)));
        }
    }
}

}  // namespace

std::vector<std::string> wrong_statements(store::Snapshot& snapshot)
{
    std::vector<std::string> wrong;
    look_at_sums(snapshot, wrong);
    look_at_facilities(snapshot, wrong);
    look_at_transfers(snapshot, wrong);
    return wrong;
}

}  // namespace hagukumi::settlement
