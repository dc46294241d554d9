#include "audit/once.hpp"
#include "audit/record.hpp"
#include "booking/notices.hpp"
#include "booking/registering.hpp"
#include "booking/sql.hpp"

namespace hagukumi::booking {

namespace {

/// The facility's own registration, while it is a question whose child it is.
Result<Registration> find_doubtful(store::Snapshot& snapshot, const Id& facility, const Id& id)
{
    auto registration = find_registration(snapshot, id);
    if (!registration || registration->facility != facility) return no_registration();
    if (registration->state != RegistrationState::applied || !registration->same_as)
        return answered_already();
    return std::move(*registration);
}

}  // namespace

Result<void> tell_apart(store::Transaction& tx, Programmes programmes, const TellApart& command)
{
    const bool is_same = command.same == SameChild::yes;
    audit::Digest content("booking.tell_apart");
    content.add(command.registration).add(std::int64_t{is_same});
    return audit::once(tx, command, command.account, "booking.tell_apart", content, [&]() -> Result<void> {
        Registration registration = TRY(find_doubtful(tx, command.facility, command.registration));
        const rules::Programme* const programme = ledger::find_programme(programmes, registration.programme);
        const Id stands = *registration.same_as;
        if (is_same) {
            must(tx.execute(sql::merge_registration, registration.id, stands, command.at) == 1,
                 "a registration still waits in the transaction that read it");
            tx.execute(sql::follow_merged, registration.id, stands);
        } else {
            tx.execute(sql::set_same_as, registration.id, std::optional<Id>());
        }
        audit::record(tx, command.at, command.account,
                      is_same ? "booking.merge_registration" : "booking.tell_apart", registration.id,
                      R"({"stands":")" + to_string(stands) + R"("})");
        if (programme != nullptr) {
            tell(tx, *programme, registration, command.notice, command.at,
                 is_same ? "registration_merged" : "registration_received");
        }
        return {};
    });
}

}  // namespace hagukumi::booking
