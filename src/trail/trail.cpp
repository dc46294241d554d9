#include "trail/trail.hpp"

#include <array>

#include "ledger/coupon.hpp"
#include "trail/sql.hpp"

namespace hagukumi::trail {

namespace {

constexpr std::array<std::string_view, 17> names{
    "household",   "guardian",   "birth",   "child",        "account",  "coupon",          "use",
    "application", "document",   "booking", "registration", "facility", "facility_change", "statement",
    "transfer",    "code_batch", "news"};
constexpr int most_uses = 1000;  ///< of one family that are looked for

std::string name_from(store::Snapshot& snapshot, const store::Statement& statement, const Id& id)
{
    return snapshot
        .find(
            statement, [](const store::Row& row) { return std::string(row.text(0)); }, id)
        .value_or("");
}

}  // namespace

std::string_view name_of(Kind kind)
{
    return names.at(static_cast<std::size_t>(kind) - 1);
}

std::optional<Subject> subject_of(store::Snapshot& snapshot, const Id& object)
{
    auto found = snapshot.find(
        sql::subject_of,
        [](const store::Row& row) {
            Subject subject;
            subject.kind = static_cast<Kind>(row.integer(0));
            subject.name = row.text(1);
            subject.household = row.maybe_id(2);
            subject.facility = row.maybe_id(3);
            subject.application = row.maybe_id(4);
            return subject;
        },
        object);
    if (!found || !found->name.empty()) return found;
    if (found->household) found->name = name_from(snapshot, sql::name_of_family, *found->household);
    else if (found->facility) found->name = name_from(snapshot, sql::name_of_facility, *found->facility);
    return found;
}

std::set<Id> records_of_family(store::Snapshot& snapshot, const Id& household)
{
    std::set<Id> ids{household};
    snapshot.query(
        sql::records_of_family, [&](const store::Row& row) { ids.insert(row.id(0)); }, household);
    for (const ledger::Entry& entry : ledger::history_of_household(snapshot, household, Id{}, most_uses))
        ids.insert(entry.id);
    return ids;
}

}  // namespace hagukumi::trail
