#include <algorithm>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/sql.hpp"
#include "people/stated_facts.hpp"

namespace hagukumi::people {

namespace {

/// Sets or forgets each, and says what stood there and what stands there now.
boost::json::object write(store::Transaction& tx, const StateFacts& command)
{
    boost::json::object changes;
    const std::vector<rules::StatedFact> before = stated_facts(tx, command.household);
    for (const auto& [key, value] : command.facts) {
        const std::string& fact = key;
        const auto known = std::find_if(before.begin(), before.end(),
                                        [&](const rules::StatedFact& one) { return one.key == fact; });
        const std::string was = known == before.end() ? std::string() : known->value;
        if (was == value) continue;
        if (value.empty()) tx.execute(sql::forget_stated_fact, command.household, key);
        else tx.execute(sql::state_fact, command.household, key, value, command.at);
        changes[key] = boost::json::object{{"before", was}, {"now", value}};
    }
    return changes;
}

}  // namespace

std::vector<rules::StatedFact> stated_facts(store::Snapshot& snapshot, const Id& household)
{
    std::vector<rules::StatedFact> facts;
    snapshot.query(
        sql::stated_facts_of,
        [&](const store::Row& row) {
            facts.push_back({std::string(row.text(0)), std::string(row.text(1))});
        },
        household);
    return facts;
}

void load_stated_facts(store::Snapshot& snapshot, const Id& household, rules::Facts& into)
{
    for (const rules::StatedFact& fact : stated_facts(snapshot, household)) {
        const bool is_laid = rules::lay_over(into, fact);
        must(is_laid, "a fact that was stated can be laid over the others");
    }
}

Result<void> state_facts(store::Transaction& tx, const StateFacts& command)
{
    audit::Digest content("people.state_facts");
    content.add(command.household);
    for (const auto& [key, value] : command.facts) content.add(key).add(value);
    return audit::once(tx, command, command.actor, "people.state_facts", content, [&]() -> Result<void> {
        TRY(household_of(tx, command.household));
        rules::Facts tried;
        for (const rules::StatedFact& fact : command.facts) {
            TRY(demand(fact.value.empty() || rules::lay_over(tried, fact), "wrong_fact",
                       "入力をご確認ください。日付は2027-03-31のように、金額は円の数字だけで入力します。",
                       "Please check what was entered: a date such as 2027-03-31, a sum in digits."));
        }
        const boost::json::object changes = write(tx, command);
        if (!changes.empty()) {
            audit::record(tx, command.at, command.actor, "people.state_facts", command.household,
                          boost::json::serialize(changes));
        }
        return {};
    });
}

}  // namespace hagukumi::people
