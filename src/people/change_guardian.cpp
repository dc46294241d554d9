#include <algorithm>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_rows.hpp"
#include "people/family_writes.hpp"
#include "people/fold.hpp"
#include "people/not_found.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> change_guardian(store::Transaction& tx, const ChangeGuardian& command)
{
    audit::Digest content("people.change_guardian");
    content.add(command.household).add(command.guardian).add(command.name).add(command.kana);
    add(content, command.birth_date);
    return audit::once(tx, command, command.actor, "people.change_guardian", content, [&]() -> Result<void> {
        std::vector<Guardian> guardians;  // in the order of the family
        tx.query(
            sql::guardians_of, [&](const store::Row& row) { guardians.push_back(guardian_in(row)); },
            command.household);
        const auto found = std::find_if(guardians.begin(), guardians.end(),
                                        [&](const Guardian& one) { return one.id == command.guardian; });
        if (found == guardians.end()) return no_household();
        const Guardian before = *found;
        Guardian now = before;
        if (!command.name.empty()) now.name = command.name;
        if (!command.kana.empty()) now.kana = command.kana;
        if (command.birth_date) now.birth_date = command.birth_date;
        tx.execute(sql::change_guardian, now.id, now.name, now.kana, now.birth_date);
        index_words(tx, command.household, now.id, {now.name, now.kana});
        if (found == guardians.begin()) {
            tx.execute(sql::set_sort_key, command.household,
                       search_key(now.kana.empty() ? now.name : now.kana));
        }
        audit::record(tx, command.at, command.actor, "people.change_guardian", now.id,
                      boost::json::serialize(
                          boost::json::object{{"name_changed", now.name != before.name},
                                              {"kana_changed", now.kana != before.kana},
                                              {"birth_date_changed", now.birth_date != before.birth_date}}));
        return {};
    });
}

}  // namespace hagukumi::people
