#include "people/hand_over.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/account.hpp"
#include "people/family_rows.hpp"
#include "people/family_writes.hpp"
#include "people/fold.hpp"
#include "people/manage_accounts.hpp"
#include "people/not_found.hpp"
#include "people/sharing.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

constexpr std::string_view kind = "people.hand_over";

const Guardian* find_guardian(const Family& family, const Id& id)
{
    const auto found = std::find_if(family.guardians.begin(), family.guardians.end(),
                                    [&](const Guardian& one) { return one.id == id; });
    return found == family.guardians.end() ? nullptr : &*found;
}

Result<void> check_named(const Family& family, const HandOver& command)
{
    const Guardian* const known = find_guardian(family, command.named.id);
    if (known == nullptr) return check_names(command.named.name, command.named.kana);
    if (known->ended_on)
        return fail(ErrorKind::conflict, "guardian_ended",
                    {"この保護者の権利は、すでに終わっています。ほかの方を選んでください。",
                     "This guardian acts no more. Please choose another one."});
    return {};
}

Result<void> check_ended(const Family& family, const HandOver& command)
{
    if (!command.ended) {
        const bool adds = find_guardian(family, command.named.id) == nullptr;
        return demand(
            adds || !command.accounts.empty(), "nothing_handed_over",
            "変わることがありません。終わる保護者かアカウント、または新しい保護者を入力してください。",
            "Nothing would change. Please choose a guardian or an account that ends, or enter a "
            "new guardian.");
    }
    TRY(demand(*command.ended != command.named.id, "same_guardian",
               "引き継ぐ方と、権利が終わる方が同じです。",
               "The guardian who takes over and the one who ends are the same."));
    if (find_guardian(family, *command.ended) == nullptr)
        return fail(ErrorKind::not_found, "guardian_not_found",
                    {"この保護者は見つかりません。", "There is no such guardian."});
    return {};
}

Result<void> check_accounts(store::Snapshot& snapshot, const HandOver& command)
{
    const auto members = members_of(snapshot, command.household);
    for (const Id& account : command.accounts) {
        if (std::none_of(members.begin(), members.end(),
                         [&](const Member& one) { return one.account == account; }))
            return no_account();
        if (load_account(snapshot, account)->guardian == command.named.id)
            return fail(ErrorKind::conflict, "account_of_named",
                        {"引き継ぐ方ご本人のアカウントは、終わりにできません。チェックを外してください。",
                         "This account is of the guardian who takes over. Please leave it out."});
    }
    return {};
}

audit::Digest content_of(const HandOver& command)
{
    audit::Digest content(kind);
    content.add(command.household).add(command.named.name).add(command.named.kana);
    if (command.named.name.empty()) content.add(command.named.id);  // else it was drawn for this request
    add(content, command.named.birth_date);
    content.add(command.ended.value_or(Id{}));
    for (const Id& account : command.accounts) content.add(account);
    content.add(command.reason);
    return content;
}

}  // namespace

Result<void> hand_over(store::Transaction& tx, const HandOver& command)
{
    return audit::once(tx, command, command.actor, kind, content_of(command), [&]() -> Result<void> {
        const Family family = TRY(load_family(tx, command.household, Reader::officer));
        TRY(check_named(family, command));
        TRY(check_ended(family, command));
        TRY(check_accounts(tx, command));

        const Guardian* const known = find_guardian(family, command.named.id);
        if (known == nullptr) insert_guardian(tx, command.household, command.named);
        const Guardian& named = known != nullptr ? *known : command.named;
        if (command.ended) tx.execute(sql::end_guardian, *command.ended, date_in_japan(command.at));
        tx.execute(sql::name_guardian, named.id, command.at);
        tx.execute(sql::set_sort_key, command.household,
                   search_key(named.kana.empty() ? named.name : named.kana));
        for (const Id& account : command.accounts) {
            must(tx.execute(sql::set_account_state, account, AccountState::disabled) == 1,
                 "a member of a family has an account");
            end_sessions(tx, account);
        }
        audit::record(tx, command.at, command.actor, kind, command.household,
                      boost::json::serialize(boost::json::object{
                          {"named", to_string(named.id)},
                          {"is_new", known == nullptr},
                          {"ended", command.ended ? boost::json::value(to_string(*command.ended)) : nullptr},
                          {"accounts", command.accounts.size()},
                          {"reason", command.reason}}));
        return {};
    });
}

}  // namespace hagukumi::people
