#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> change_household_class(store::Transaction& tx, const ChangeHouseholdClass& command)
{
    audit::Digest content("people.change_household_class");
    content.add(command.household).add(command.household_class).add(command.class_from);
    add(content, command.class_until);
    return audit::once(
        tx, command, command.actor, "people.change_household_class", content, [&]() -> Result<void> {
            const Household before = TRY(household_of(tx, command.household));
            TRY(demand(is_code(command.household_class), "household_class_form",
                       "世帯区分が正しくありません。",
                       "The household class is not a code of the programme."));
            TRY(demand(!command.class_until || command.class_from <= *command.class_until,
                       "days_out_of_order", "世帯区分の最初の日と最後の日を確かめてください。",
                       "Please check the first and the last day of the class."));
            // Until the new class begins, the one that holds on the day before goes on (O-14.1).
            const std::string otherwise =
                class_on(before, date_of_days(days_since_epoch(command.class_from) - 1));
            tx.execute(sql::change_household_class, command.household, command.household_class,
                       command.class_from, command.class_until, otherwise);
            audit::record(
                tx, command.at, command.actor, "people.change_household_class", command.household,
                boost::json::serialize(boost::json::object{{"before", otherwise},
                                                           {"class", command.household_class},
                                                           {"from", to_string(command.class_from)},
                                                           {"until", json_of(command.class_until)}}));
            return {};
        });
}

}  // namespace hagukumi::people
