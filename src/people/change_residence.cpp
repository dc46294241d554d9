#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> change_residence(store::Transaction& tx, const ChangeResidence& command)
{
    audit::Digest content("people.change_residence");
    content.add(command.household).add(command.postal_code).add(command.address).add(command.phone);
    add(content, command.resident_from);
    add(content, command.resident_until);
    return audit::once(tx, command, command.actor, "people.change_residence", content, [&]() -> Result<void> {
        const Household before = TRY(household_of(tx, command.household));
        TRY(demand(!command.resident_from || !command.resident_until ||
                       *command.resident_from <= *command.resident_until,
                   "days_out_of_order", "住民登録の最初の日と最後の日を確かめてください。",
                   "Please check the first and the last day of residence."));
        tx.execute(sql::change_residence, command.household, command.resident_from, command.resident_until,
                   command.postal_code, command.address, command.phone);
        index_phone(tx, command.household, command.phone);
        // The record has no addresses: it says that they changed, and from which days to which.
        audit::record(tx, command.at, command.actor, "people.change_residence", command.household,
                      boost::json::serialize(boost::json::object{
                          {"resident_from_before", json_of(before.resident_from)},
                          {"resident_until_before", json_of(before.resident_until)},
                          {"resident_from", json_of(command.resident_from)},
                          {"resident_until", json_of(command.resident_until)},
                          {"address_changed",
                           before.address != command.address || before.postal_code != command.postal_code},
                          {"phone_changed", before.phone != command.phone}}));
        return {};
    });
}

}  // namespace hagukumi::people
