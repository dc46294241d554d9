#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_commands.hpp"
#include "people/family_rows.hpp"
#include "people/family_writes.hpp"
#include "people/not_found.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

Result<void> record_enrolment(store::Transaction& tx, const RecordEnrolment& command)
{
    audit::Digest content("people.record_enrolment");
    content.add(command.child);
    add(content, command.enrolled_on);
    return audit::once(tx, command, command.actor, "people.record_enrolment", content, [&]() -> Result<void> {
        const auto before = tx.find(sql::load_child, child_in, command.child);
        if (!before) return no_child();
        tx.execute(sql::record_enrolment, command.child, command.enrolled_on);
        audit::record(
            tx, command.at, command.actor, "people.record_enrolment", command.child,
            boost::json::serialize(boost::json::object{{"before", json_of(before->enrolled_on)},
                                                       {"enrolled_on", json_of(command.enrolled_on)}}));
        return {};
    });
}

}  // namespace hagukumi::people
