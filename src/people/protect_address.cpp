#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/not_found.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> protect_address(store::Transaction& tx, const ProtectAddress& command)
{
    const auto content =
        audit::Digest("people.protect_address").add(command.household).add(std::int64_t{command.protect});
    return audit::once(tx, command, command.actor, "people.protect_address", content, [&]() -> Result<void> {
        if (tx.execute(sql::protect_address, command.household, command.protect) != 1) return no_household();
        audit::record(tx, command.at, command.actor, "people.protect_address", command.household,
                      command.protect ? R"({"protected":true})" : R"({"protected":false})");
        return {};
    });
}

}  // namespace hagukumi::people
