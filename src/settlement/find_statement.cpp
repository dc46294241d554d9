// Reading statements that were confirmed.
#include <algorithm>

#include "settlement/rows.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

audit::Hash hash_in(const store::Row& row, int column)
{
    audit::Hash hash{};
    const store::Bytes bytes = row.bytes(column);
    must(bytes.size() == hash.size(), "a hash has 32 bytes");
    std::copy(bytes.begin(), bytes.end(), hash.begin());
    return hash;
}

Statement statement_in(const store::Row& row)
{
    Statement statement;
    statement.id = row.id(0);
    statement.facility = row.id(1);
    statement.month = month_of(row.date(2));
    statement.state = static_cast<StatementState>(row.integer(3));
    statement.uses = row.integer(4);
    statement.total = {row.yen(5), row.yen(6), row.yen(7)};
    statement.newest_entry = row.id(8);
    statement.digest = hash_in(row, 9);
    statement.confirmed_at = row.instant(10);
    statement.confirmed_by = row.id(11);
    statement.decided_at = row.maybe_instant(12);
    statement.decided_by = row.maybe_id(13);
    statement.reason = std::string(row.text(14));
    statement.transfer = row.maybe_id(15);
    statement.paid_on = row.maybe_date(16);
    return statement;
}

std::optional<Statement> find_statement(store::Snapshot& snapshot, const Id& id)
{
    return snapshot.find(sql::find_statement, statement_in, id);
}

std::optional<Statement> find_statement(store::Snapshot& snapshot, const Id& facility, Month month)
{
    return snapshot.find(sql::statement_of_month, statement_in, facility, first_day_of(month));
}

std::optional<Statement> newest_statement(store::Snapshot& snapshot, const Id& facility)
{
    return snapshot.find(sql::newest_statement, statement_in, facility);
}

std::vector<Statement> statements_of(store::Snapshot& snapshot, Month month)
{
    std::vector<Statement> statements;
    snapshot.query(
        sql::statements_of_month, [&](const store::Row& row) { statements.push_back(statement_in(row)); },
        first_day_of(month));
    return statements;
}

std::vector<Statement> statements_of(store::Snapshot& snapshot, const Id& facility)
{
    std::vector<Statement> statements;
    snapshot.query(
        sql::statements_of_facility, [&](const store::Row& row) { statements.push_back(statement_in(row)); },
        facility);
    return statements;
}

}  // namespace hagukumi::settlement
