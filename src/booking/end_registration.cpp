// Two ways in which a facility ends a registration: before its approval and after it.
#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "audit/once.hpp"
#include "audit/record.hpp"
#include "booking/judge.hpp"
#include "booking/notices.hpp"
#include "booking/registering.hpp"
#include "booking/rows.hpp"
#include "booking/sql.hpp"

namespace hagukumi::booking {

namespace {

Result<void> must_say_why(const std::string& reason)
{
    if (reason.find_first_not_of(" \t\r\n") != std::string::npos) return {};
    return fail(ErrorKind::malformed, "message_missing",
                {"ご家族に伝える理由を入力してください。", "Please write a reason that the family is told."});
}

/// Everything that is open on a coupon: those without a seat first, so that no freed seat is offered to them.
std::vector<Booking> open_bookings_of(store::Snapshot& snapshot, const Id& household, const Id& coupon)
{
    auto all = bookings_of_household(snapshot, household, Date(std::chrono::sys_days{}));
    std::erase_if(all, [&](const Booking& one) {
        return one.coupon != coupon || !(has_seats(one.state) || one.state == State::waiting);
    });
    std::stable_partition(all.begin(), all.end(),
                          [](const Booking& one) { return one.state == State::waiting; });
    return all;
}

Result<void> cancel_all(store::Transaction& tx, Programmes programmes, const EndRegistration& command,
                        const std::vector<Booking>& open)
{
    const bool is_here =
        std::any_of(open.begin(), open.end(), [](const Booking& one) { return one.state == State::arrived; });
    if (is_here) {
        return fail(ErrorKind::conflict, "child_is_here",
                    {"お子さんが来所しています。利用の終わりを記録してから、登録を取り消してください。",
                     "The child is here. Please note the end of the visit first."});
    }
    for (const Booking& one : open) {
        Cancel cancelling;
        cancelling.key =
            audit::subject_of(audit::Digest("booking.end_registration").add(command.key).add(one.id));
        cancelling.at = command.at;
        cancelling.notice = notice_id(cancelling.key, command.at);
        cancelling.asker = {rules::BookedBy::staff, command.account, {}, command.facility};
        cancelling.booking = one.id;
        cancelling.message = command.reason;
        const auto outcome = TRY(cancel(tx, programmes, cancelling));
        must(outcome && std::holds_alternative<Booked>(*outcome), "staff can cancel what is open");
    }
    return {};
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
        TRY(cancel_all(tx, programmes, command, open_bookings_of(tx, registration.household, coupon)));
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
