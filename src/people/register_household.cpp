#include <algorithm>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/fold.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

audit::Digest content_of(const RegisterHousehold& command)
{
    const Household& home = command.household;
    audit::Digest content("people.register_household");
    content.add(home.id)
        .add(home.household_class)
        .add(home.class_otherwise)
        .add(home.postal_code)
        .add(home.address);
    content.add(home.phone).add(std::int64_t{home.address_protection});
    for (const auto& day : {home.class_from, home.class_until, home.resident_from, home.resident_until})
        add(content, day);
    content.add(static_cast<std::int64_t>(command.guardians.size()));
    for (const Guardian& guardian : command.guardians) {
        content.add(guardian.id).add(guardian.name).add(guardian.kana).add(std::int64_t{guardian.is_mother});
        add(content, guardian.birth_date);
    }
    content.add(static_cast<std::int64_t>(command.births.size()));
    for (const Birth& birth : command.births) add(content, birth);
    for (const Child& child : command.children) add(content, child);
    return content;
}

/// Everything that is named belongs to this family.
Result<void> check(const RegisterHousehold& command)
{
    TRY(demand(!command.guardians.empty(), "guardian_missing", "保護者を1人以上入力してください。",
               "Please enter at least one guardian."));
    TRY(demand(is_code(command.household.household_class) && is_code(command.household.class_otherwise),
               "household_class_form", "世帯区分が正しくありません。",
               "The household class is not a code of the programme."));
    const auto is_guardian = [&](const Id& id) {
        return std::any_of(command.guardians.begin(), command.guardians.end(),
                           [&](const Guardian& g) { return g.id == id; });
    };
    for (const Birth& birth : command.births) {
        TRY(demand(birth.due_date || birth.born_on || birth.lost_on, "birth_without_date",
                   "出産予定日、出産日、流産・死産の日のどれかを入力してください。",
                   "Please enter the due date, the date of birth or the day of the loss."));
        TRY(demand(birth.children >= 1 && birth.children <= 9, "children_count",
                   "お子さんの人数は1人から9人までです。", "The number of children is 1 to 9."));
        TRY(demand(!birth.mother || is_guardian(*birth.mother), "mother_unknown",
                   "母親がこの世帯の保護者にいません。",
                   "The mother is not among the guardians of this household."));
    }
    for (const Child& child : command.children) {
        const bool belongs =
            !child.birth || std::any_of(command.births.begin(), command.births.end(),
                                        [&](const Birth& birth) { return birth.id == *child.birth; });
        TRY(demand(belongs, "birth_unknown", "お子さんの出産の記録がこの世帯にありません。",
                   "The child's birth is not among the births of this household."));
    }
    return {};
}

}  // namespace

Result<Id> register_household(store::Transaction& tx, const RegisterHousehold& command)
{
    const Household& home = command.household;
    const Result<void> done = audit::once(
        tx, command, command.actor, "people.register_household", content_of(command), [&]() -> Result<void> {
            TRY(check(command));
            const auto mother = std::find_if(command.guardians.begin(), command.guardians.end(),
                                             [](const Guardian& guardian) { return guardian.is_mother; });
            const Guardian& first = mother == command.guardians.end() ? command.guardians.front() : *mother;
            const std::string sort_key = search_key(first.kana.empty() ? first.name : first.kana);
            tx.execute(sql::add_household, home.id, home.household_class, home.class_from, home.class_until,
                       home.class_otherwise, home.resident_from, home.resident_until, home.postal_code,
                       home.address, home.phone, home.address_protection, sort_key, command.at);
            index_phone(tx, home.id, home.phone);
            for (const Guardian& guardian : command.guardians) insert_guardian(tx, home.id, guardian);
            for (const Birth& birth : command.births) insert_birth(tx, home.id, birth);
            for (const Child& child : command.children) insert_child(tx, home.id, child);
            audit::record(tx, command.at, command.actor, "people.register_household", home.id,
                          boost::json::serialize(boost::json::object{{"guardians", command.guardians.size()},
                                                                     {"births", command.births.size()},
                                                                     {"children", command.children.size()}}));
            return {};
        });
    if (!done) return tl::unexpected(done.error());
    return home.id;
}

}  // namespace hagukumi::people
