#include "settlement/today/today.hpp"

#include "base/age.hpp"
#include "base/first_id.hpp"
#include "settlement/today/sql.hpp"

namespace hagukumi::settlement {

namespace {

std::optional<Month> month_in(const store::Row& row, int column)
{
    const auto day = row.maybe_date(column);
    return day ? std::optional(month_of(*day)) : std::nullopt;
}

}  // namespace

ToDecide count_to_decide(store::Snapshot& snapshot)
{
    ToDecide found;
    snapshot.query(sql::statements_to_approve, [&](const store::Row& row) {
        found.statements = row.integer(0);
        found.oldest_statement = month_in(row, 1);
    });
    snapshot.query(sql::accounts_to_decide, [&](const store::Row& row) { found.accounts = row.integer(0); });
    snapshot.query(sql::objections_to_answer, [&](const store::Row& row) {
        found.objections = row.integer(0);
        found.oldest_objection = month_in(row, 1);
    });
    return found;
}

std::int64_t count_uses(store::Snapshot& snapshot, Date day)
{
    const Instant begins = start_of_day_in_japan(day), ends = start_of_day_in_japan(day_after(day));
    return snapshot
        .find(
            sql::count_uses, [](const store::Row& row) { return row.integer(0); }, first_id_since(begins),
            id_behind(ends), begins, ends)
        .value_or(0);
}

std::vector<UseOfDay> uses_of_day(store::Snapshot& snapshot, Date day, const Id& before, int limit)
{
    const Instant begins = start_of_day_in_japan(day), ends = start_of_day_in_japan(day_after(day));
    std::vector<UseOfDay> uses;
    snapshot.query(
        sql::uses_of_day,
        [&](const store::Row& row) {
            uses.push_back({row.id(0), row.id(1)});
        },
        first_id_since(begins), before == Id{} ? id_behind(ends) : before, begins, ends, limit);
    return uses;
}

}  // namespace hagukumi::settlement
