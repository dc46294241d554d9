// Two ways in which a facility ends a registration: before its approval and after it.
#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "audit/once.hpp"
#include "audit/record.hpp"
#include "booking/cancel_many.hpp"
#include "booking/notices.hpp"
#include "booking/registering.hpp"
#include "booking/rows.hpp"
#include "booking/sql.hpp"

namespace hagukumi::booking {

namespace {

/// Everything that is open on a coupon.
Result<void> cancel_all(store::Transaction& tx, Programmes programmes, const EndRegistration& command,
                        const Id& household, const Id& coupon)
{
    auto open = bookings_of_household(tx, household, Date(std::chrono::sys_days{}));
    std::erase_if(open, [&](const Booking& one) { return one.coupon != coupon || !is_open(one.state); });
    const bool is_here =
        std::any_of(open.begin(), open.end(), [](const Booking& one) { return one.state == State::arrived; });
    if (is_here) {
        return fail(ErrorKind::conflict, "child_is_here",
                    {"お子さんが来所しています。利用の終わりを記録してから、登録を取り消してください。",
                     "The child is here. Please note the end of the visit first."});
    }
    return cancel_many(tx, programmes,
                       {"booking.end_registration", command.key, command.at, command.account, command.reason},
                       to_be_cancelled(std::move(open)));
}

/// The coupon ends, unless an officer has ended it before.
Result<void> end_coupon(store::Transaction& tx, Programmes programmes, const EndRegistration& command,
                        const Id& coupon)
{
    const auto found = ledger::find_coupon(tx, coupon);
    if (!found || found->state == ledger::CouponState::expired) return {};
    TRY(ledger::expire(tx, programmes,
                       {audit::subject_of(audit::Digest("booking.end_coupon").add(command.key)), command.at,
                        command.account, command.expiry, coupon, "施設による登録の取消"}));
    return {};
}

}  // namespace

Result<void> decline_registration(store::Transaction& tx, Programmes programmes,
                                  const DeclineRegistration& command)
{
    audit::Digest content("booking.decline_registration");
    content.add(command.registration).add(command.reason);
    return audit::once(
        tx, command, command.account, "booking.decline_registration", content, [&]() -> Result<void> {
            TRY(must_say_why(command.reason));
            Registration registration =
                TRY(find_in_state(tx, command.facility, command.registration, RegistrationState::applied));
            const rules::Programme* const programme =
                ledger::find_programme(programmes, registration.programme);
            if (programme == nullptr) return answered_already();
            registration.state = RegistrationState::declined;
            registration.reason = command.reason;
            tx.execute(sql::answer_registration, registration.id, registration.state, std::optional<Date>(),
                       std::optional<Date>(), std::optional<Id>(), registration.reason, command.at);
            end_interview(tx, programmes, registration, State::cancelled, command.at);
            release_doubtful(tx, *programme, registration.id, command.at);
            audit::record(tx, command.at, command.account, "booking.decline_registration", registration.id,
                          audit_detail(registration));
            tell(tx, *programme, registration, command.notice, command.at, "registration_declined");
            return {};
        });
}
Result<void> end_registration(store::Transaction& tx, Programmes programmes, const EndRegistration& command)
{
    constexpr std::string_view kind = "booking.end_registration";
    audit::Digest content(kind);
    content.add(command.registration).add(command.reason);
    return audit::once(tx, command, command.account, kind, content, [&]() -> Result<void> {
        TRY(must_say_why(command.reason));
        const Registration registration =
            TRY(find_in_state(tx, command.facility, command.registration, RegistrationState::approved));
        const rules::Programme* const programme = ledger::find_programme(programmes, registration.programme);
        if (programme == nullptr) return answered_already();
        const Id& coupon = *registration.coupon;
        TRY(cancel_all(tx, programmes, command, registration.household, coupon));
        TRY(end_coupon(tx, programmes, command, coupon));
        // Who was approved twice in one year has two registrations on one coupon: they end together.
        std::vector<Registration> ending;
        tx.query(
            sql::registration_of_coupon,
            [&](const store::Row& row) { ending.push_back(registration_in(row)); }, registration.household,
            coupon);
        for (Registration& one : ending) {
            one.state = RegistrationState::ended;
            one.reason = command.reason;
            must(tx.execute(sql::end_registration, one.id, one.reason, command.at) == 1,
                 "a registration is still approved in the transaction that read it");
            audit::record(tx, command.at, command.account, kind, one.id, audit_detail(one));
            const Id notice = one.id == registration.id ? command.notice
                                                        : notice_of("registration_ended", one.id, command.at);
            tell(tx, *programme, one, notice, command.at, "registration_ended");
            release_doubtful(tx, *programme, one.id, command.at);
        }
        return {};
    });
}

}  // namespace hagukumi::booking
