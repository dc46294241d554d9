#include <boost/json.hpp>

#include <algorithm>
#include <span>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "imports/user_numbers.hpp"
#include "ledger/keep.hpp"
#include "people/alike/alike.hpp"
#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"
#include "rules/decide.hpp"
#include "rules/explain.hpp"

namespace hagukumi::imports {

namespace {

constexpr std::string_view kind = "imports.user_numbers";
constexpr std::size_t ids_of_a_family = 6;  ///< household, mother, birth, account; the keys of both commands

/// As the rules would see the family once it is written.
rules::Facts facts_of(const NumberedFamily& family, Instant at)
{
    const Date today = date_in_japan(at);
    rules::Facts facts;
    facts.at = at;
    facts.application_on = today;
    facts.birth = people::birth_facts(family.birth);
    facts.household = people::household_facts(family.household, &family.birth, today);
    facts.guardian.born_on = family.mother.birth_date;
    return facts;
}

std::string content_of(const NumberedFamily& family)
{
    const auto day = [](const std::optional<Date>& date) { return date ? to_string(*date) : std::string(); };
    std::string content;
    for (const std::string& part :
         {family.user_number, family.mother.name, family.mother.kana, day(family.mother.birth_date),
          day(family.birth.due_date), day(family.birth.born_on), family.household.postal_code,
          family.household.address, family.household.phone})
        content += part + "\n";
    return content;
}

/// Writes one family; gives how many coupons it got.
Result<std::size_t> write(store::Transaction& tx, const ImportUserNumbers& command,
                          const NumberedFamily& family, const std::string& pin_hash, std::span<const Id> ids)
{
    people::RegisterHousehold home;
    home.key = ids[4];
    home.at = command.at;
    home.actor = command.actor;
    home.household = family.household;
    home.household.id = ids[0];
    home.guardians = {family.mother};
    home.guardians.front().id = ids[1];
    home.births = {family.birth};
    home.births.front().id = ids[2];
    home.births.front().mother = ids[1];
    TRY(people::register_household(tx, home));
    people::CreateAccount account;
    account.key = ids[5];
    account.at = command.at;
    account.actor = command.actor;
    account.id = ids[3];
    account.user_number = family.user_number;
    account.pin_hash = pin_hash;
    account.household = ids[0];
    account.guardian = ids[1];
    account.display_name = family.mother.name;
    TRY(people::create_account(tx, account));
    if (command.programme == nullptr) return std::size_t{0};
    ledger::Grant grant;
    grant.key = ids[ids_of_a_family];
    grant.at = command.at;
    grant.actor = command.actor;
    grant.household = ids[0];
    grant.birth = ids[2];
    grant.reason = "利用者番号の取込";
    grant.ids.assign(ids.begin() + ids_of_a_family + 1, ids.end());
    auto outcome = TRY(ledger::grant(tx, *command.programme, grant));
    if (!outcome) return tl::unexpected(std::move(outcome).error());
    const auto* const granted = std::get_if<ledger::Granted>(&*outcome);
    must(granted != nullptr, "what the rules grant was looked at in this transaction");
    return granted->coupons.size();
}

}  // namespace

std::size_t ids_to_import(const rules::Programme* programme)
{
    return ids_of_a_family + (programme != nullptr ? 1 + 2 * programme->allotments().size() : 0);
}

void look_over(store::Snapshot& snapshot, const rules::Programme* programme, Instant at, NumberList& list)
{
    for (const NumberedFamily& family : list.families) {
        const auto account = people::find_account(snapshot, family.user_number);
        if (account && account->user_number == family.user_number)
            list.mistakes.push_back(
                {family.line,
                 "利用者番号",
                 {"この利用者番号は、すでに使われています。", "This user number is in use already."}});
        auto alike = family.mother.birth_date ? people::households_with_guardian(snapshot, family.mother.kana,
                                                                                 *family.mother.birth_date)
                                              : std::vector<Id>();
        if (!alike.empty()) list.alike.emplace(family.line, std::move(alike));
        if (programme == nullptr) continue;
        const rules::Facts facts = facts_of(family, at);
        const rules::Entitlement entitlement = rules::entitle(*programme, facts);
        if (entitlement.refused || entitlement.grants.empty())
            list.mistakes.push_back(
                {family.line, "", rules::explain(*programme, facts, entitlement, Language::ja).summary});
    }
    std::stable_sort(list.mistakes.begin(), list.mistakes.end(),
                     [](const RowMistake& a, const RowMistake& b) { return a.line < b.line; });
}

Result<Outcome> import_user_numbers(store::Transaction& tx, const ImportUserNumbers& command)
{
    audit::Digest digest(kind);
    digest.add(command.programme != nullptr ? command.programme->code() : std::string());
    for (const NumberedFamily& family : command.list.families) digest.add(content_of(family));
    const audit::Fingerprint fingerprint = digest.finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint)))
        return Outcome(Imported{std::move(*done)});

    NumberList list = command.list;
    look_over(tx, command.programme, command.at, list);
    if (!list.mistakes.empty() || list.families.empty()) return Outcome(std::move(list));

    // From here on every row of it stands, or none does.
    const std::size_t each = ids_to_import(command.programme);
    must(command.pin_hashes.size() == list.families.size() &&
             command.ids.size() == each * list.families.size(),
         "each family has its PIN's hash and its ids");
    std::size_t coupons = 0;
    for (std::size_t i = 0; i < list.families.size(); ++i)
        coupons += TRY(write(tx, command, list.families[i], command.pin_hashes[i],
                             std::span(command.ids).subspan(i * each, each)));
    Imported imported{boost::json::serialize(
        boost::json::object{{"families", list.families.size()}, {"coupons", coupons}})};
    audit::record(tx, command.at, command.actor, kind, command.key, imported.answer);
    audit::remember(tx, command.key, command.actor, kind, fingerprint, command.at, imported.answer);
    return Outcome(std::move(imported));
}

}  // namespace hagukumi::imports
