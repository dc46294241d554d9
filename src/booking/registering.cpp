#include "booking/registering.hpp"

#include "audit/failed_attempts.hpp"
#include "booking/judge.hpp"
#include "booking/notices.hpp"
#include "booking/sql.hpp"

namespace hagukumi::booking {

Registration registration_in(const store::Row& row)
{
    Registration registration;
    registration.id = row.id(0);
    registration.programme = std::string(row.text(1));
    registration.facility = row.id(2);
    registration.household = row.id(3);
    registration.child = row.id(4);
    registration.account = row.id(5);
    registration.state = static_cast<RegistrationState>(row.integer(6));
    registration.interviewed_on = row.maybe_date(7);
    registration.valid_until = row.maybe_date(8);
    registration.coupon = row.maybe_id(9);
    registration.reason = std::string(row.text(10));
    registration.made_at = row.instant(11);
    registration.changed_at = row.instant(12);
    registration.same_as = row.maybe_id(13);
    registration.merged_into = row.maybe_id(14);
    registration.name_key = std::string(row.text(15));
    registration.kana_key = std::string(row.text(16));
    return registration;
}

tl::unexpected<Error> no_registration()
{
    return fail(ErrorKind::not_found, "registration_not_found",
                {"この登録は見つかりません。一覧からもう一度選んでください。",
                 "There is no such registration. Please choose again from the list."});
}

tl::unexpected<Error> answered_already()
{
    return fail(ErrorKind::conflict, "wrong_state",
                {"この登録には、すでに回答しています。一覧を確かめてください。",
                 "This registration was answered before. Please look at the list."});
}

Result<Registration> find_in_state(store::Snapshot& snapshot, const Id& facility, const Id& id,
                                   RegistrationState state)
{
    auto registration = find_registration(snapshot, id);
    if (!registration || registration->facility != facility) return no_registration();
    if (registration->state != state) return answered_already();
    return std::move(*registration);
}

void end_interview(store::Transaction& tx, Programmes programmes, const Registration& registration,
                   State state, Instant at)
{
    for (Booking& booking :
         bookings_of_household(tx, registration.household, Date(std::chrono::sys_days{}))) {
        if (booking.registration != registration.id || !has_seats(booking.state)) continue;
        const State before = booking.state;
        give_back(tx, booking);
        tx.execute(sql::set_state, booking.id, before, state, at, booking.message, Units{});
        offer_freed(tx, programmes, booking.place, booking.first_day, booking.last_day, at);
    }
}

void release_doubtful(store::Transaction& tx, const rules::Programme& programme, const Id& registration,
                      Instant at)
{
    std::vector<Registration> doubtful;
    tx.query(
        sql::doubtful_of, [&](const store::Row& row) { doubtful.push_back(registration_in(row)); },
        registration);
    for (const Registration& one : doubtful) {
        tx.execute(sql::set_same_as, one.id, std::optional<Id>());
        tell(tx, programme, one, notice_of("registration_received", one.id, at), at, "registration_received");
    }
}

Id notice_of(std::string_view what, const Id& registration, Instant at)
{
    return notice_id(audit::subject_of(audit::Digest(what).add(registration)), at);
}

std::string audit_detail(const Registration& registration)
{
    return R"({"programme":")" + registration.programme + R"(","facility":")" +
           to_string(registration.facility) + R"(","state":")" + std::string(name_of(registration.state)) +
           R"("})";
}

}  // namespace hagukumi::booking
