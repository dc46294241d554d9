// 出産の登録 by the parents themselves: a child that is there already, or the birth that was expected.
#include <algorithm>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "base/age.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/fold.hpp"
#include "people/not_found.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

constexpr std::size_t most_at_once = 9, most_in_all = 20;
constexpr int grown_up_months = 18 * 12;
// A birth is reported where it may be that of the due date: as for 利用者登録.
constexpr std::int64_t days_early = 16 * 7, days_late = 4 * 7;

/// The expected birth as it is stored, or the new one as it will be.
Result<Birth> birth_in(store::Snapshot& snapshot, const ReportBirth& command)
{
    if (!command.is_expected) {
        Birth birth;
        birth.id = command.birth;
        birth.mother = command.gave_birth;
        birth.due_date = command.due_date;
        birth.born_on = command.born_on;
        birth.children = static_cast<int>(command.children.size());
        return birth;
    }
    Id household;
    const Birth birth = TRY(birth_of(snapshot, command.birth, &household));
    if (household != command.household) return no_birth();
    if (birth.born_on || birth.lost_on)
        return fail(ErrorKind::conflict, "birth_recorded_already",
                    {"この出産はすでに登録されています。画面を開き直して確かめてください。",
                     "This birth is recorded already. Please open the page again."});
    return birth;
}

/// Whether a birth on `born_on` may be the one that was due then.
bool fits(Date born_on, const std::optional<Date>& due_date)
{
    if (!due_date) return true;
    if (!due_date->ok()) return false;
    const std::int64_t late = days_since_epoch(born_on) - days_since_epoch(*due_date);
    return late >= -days_early && late <= days_late;
}

Result<void> check(const ReportBirth& command, const Birth& birth, const Family& family)
{
    const Date today = date_in_japan(command.at);
    TRY(demand(command.born_on.ok() && command.born_on <= today, "birth_in_future",
               "出産日が未来の日付です。確かめてください。",
               "The date of birth lies in the future. Please check it."));
    TRY(demand(age_in_months(command.born_on, today) < grown_up_months, "child_grown_up",
               "18歳になるまでのお子さんを登録できます。",
               "Children can be entered until they are 18 years old."));
    TRY(demand(!command.children.empty() && command.children.size() <= most_at_once &&
                   family.children.size() + command.children.size() <= most_in_all,
               "children_count", "お子さんは一度に9人まで、全部で20人まで登録できます。",
               "Up to 9 children can be entered at once, and 20 in all."));
    TRY(demand(fits(command.born_on, birth.due_date), "birth_and_due_date",
               "出産日と出産予定日が離れすぎています。確かめてください。",
               "The date of birth and the due date lie too far apart. Please check them."));
    for (const Child& child : command.children) {
        TRY(check_names(child.name, child.kana));
        TRY(demand(child.nickname.size() <= 200, "wrong_name", "呼び名は短くしてください。",
                   "Please choose a shorter nickname."));
        // A second tap on another phone must not make two children of one.
        const std::string key = search_key(child.name);
        if (std::any_of(family.children.begin(), family.children.end(), [&](const Child& other) {
                return other.born_on == command.born_on && search_key(other.name) == key;
            }))
            return fail(ErrorKind::conflict, "child_known",
                        {"同じお名前と生年月日のお子さんが、すでに登録されています。",
                         "A child with this name and date of birth is there already."});
    }
    return {};
}

}  // namespace

Result<void> report_birth(store::Transaction& tx, const ReportBirth& command)
{
    audit::Digest content("people.report_birth");
    content.add(command.birth).add(std::int64_t{command.is_expected}).add(command.born_on);
    add(content, command.due_date);
    for (const Child& child : command.children) content.add(child.name).add(child.kana).add(child.nickname);
    return audit::once(tx, command, command.account, "people.report_birth", content, [&]() -> Result<void> {
        const Family family = TRY(load_family(tx, command.household, Reader::officer));
        const Birth birth = TRY(birth_in(tx, command));
        TRY(check(command, birth, family));
        if (command.is_expected) {
            tx.execute(sql::record_birth, birth.id, command.born_on,
                       static_cast<std::int64_t>(command.children.size()), birth.discharged_on);
        } else {
            insert_birth(tx, command.household, birth);
            if (birth.mother) tx.execute(sql::mark_mother, *birth.mother);
        }
        tx.execute(sql::mark_entered, birth.id, command.account);
        for (Child child : command.children) {
            child.birth = birth.id;
            child.born_on = command.born_on;
            insert_child(tx, command.household, child);
        }
        audit::record(tx, command.at, command.account, "people.report_birth", birth.id,
                      boost::json::serialize(boost::json::object{{"due_date", json_of(birth.due_date)},
                                                                 {"born_on", to_string(command.born_on)},
                                                                 {"children", command.children.size()}}));
        return {};
    });
}

Result<void> confirm_birth(store::Transaction& tx, const ConfirmBirth& command)
{
    const auto content = audit::Digest("people.confirm_birth").add(command.birth);
    return audit::once(tx, command, command.actor, "people.confirm_birth", content, [&]() -> Result<void> {
        Id household;
        TRY(birth_of(tx, command.birth, &household));
        if (household != command.household) return no_birth();
        tx.execute(sql::mark_confirmed, command.birth);
        audit::record(tx, command.at, command.actor, "people.confirm_birth", command.birth, "{}");
        return {};
    });
}

Result<void> name_child(store::Transaction& tx, const NameChild& command)
{
    const auto content = audit::Digest("people.name_child").add(command.child).add(command.nickname);
    return audit::once(tx, command, command.account, "people.name_child", content, [&]() -> Result<void> {
        TRY(check_names(command.nickname.empty() ? "-" : command.nickname, ""));
        if (tx.execute(sql::set_nickname, command.child, command.household, command.nickname) != 1)
            return no_child();
        audit::record(tx, command.at, command.account, "people.name_child", command.child, "{}");
        return {};
    });
}

std::vector<Id> unconfirmed_births(store::Snapshot& snapshot, const Id& household)
{
    std::vector<Id> found;
    snapshot.query(
        sql::unconfirmed_births, [&](const store::Row& row) { found.push_back(row.id(0)); }, household);
    return found;
}

}  // namespace hagukumi::people
