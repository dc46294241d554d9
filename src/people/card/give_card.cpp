#include "people/card/give_card.hpp"

#include <array>

#include "audit/record.hpp"
#include "people/card/sql.hpp"
#include "people/family.hpp"
#include "people/join.hpp"
#include "people/password.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

Result<Guardian> find_guardian(store::Snapshot& snapshot, const Id& household, const Id& guardian)
{
    const Family family = TRY(load_family(snapshot, household, Reader::officer));
    for (const Guardian& one : family.guardians)
        if (one.id == guardian && !one.ended_on) return one;
    return fail(ErrorKind::not_found, "guardian_not_found",
                {"この保護者は見つかりません。", "There is no such guardian."});
}

}  // namespace

std::optional<Account> account_of_guardian(store::Snapshot& snapshot, const Id& household, const Id& guardian)
{
    const auto found = snapshot.find(
        sql::account_of_guardian, [](const store::Row& row) { return row.id(0); }, household, guardian);
    return found ? load_account(snapshot, *found) : std::nullopt;
}

Secret draw_pin(Randomness& randomness)
{
    for (;;) {
        std::array<std::uint8_t, 6> random{};
        randomness.fill(random.data(), random.size());
        std::string digits;
        for (const std::uint8_t byte : random)
            if (byte < 250) digits += static_cast<char>('0' + byte % 10);  // the rest would favour 0 to 5
        if (digits.size() == random.size() && check_pin(Secret(digits))) return Secret(std::move(digits));
    }
}

Result<std::string> give_card(store::Transaction& tx, const GiveCard& command)
{
    const Guardian guardian = TRY(find_guardian(tx, command.household, command.guardian));
    const auto known = account_of_guardian(tx, command.household, command.guardian);
    if (known && known->state != AccountState::active)
        return fail(ErrorKind::conflict, "account_disabled",
                    {"この方の利用は止められています。先に担当の方に確かめてください。",
                     "This person's account was stopped. Please ask whoever stopped it first."});
    if (!known) {
        CreateAccount made;
        made.key = command.key;
        made.at = command.at;
        made.actor = command.actor;
        made.id = command.account;
        made.user_number = draw_user_number(tx, command.account);
        made.pin_hash = command.pin_hash;
        made.household = command.household;
        made.guardian = command.guardian;
        made.display_name = guardian.name;
        TRY(create_account(tx, made));
        return made.user_number;
    }
    std::string number = known->user_number;
    if (number.empty()) {
        number = draw_user_number(tx, known->id);
        tx.execute(sql::set_user_number, known->id, number);
        tx.execute(sql::add_word, number, command.household, known->id);
        audit::record(tx, command.at, command.actor, "people.give_number", known->id, "{}");
    }
    ResetAccount reset;
    reset.key = command.key;
    reset.at = command.at;
    reset.actor = command.actor;
    reset.account = known->id;
    reset.pin_hash = command.pin_hash;
    TRY(reset_account(tx, reset));
    return number;
}

}  // namespace hagukumi::people
