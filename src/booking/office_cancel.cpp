#include "booking/office_cancel.hpp"

#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "audit/once.hpp"

namespace hagukumi::booking {

std::optional<LoadedBooking> load_again(store::Snapshot& snapshot, Programmes programmes,
                                        const Booking& booking, Instant at)
{
    if (!booking.coupon) return std::nullopt;
    const Asker desk{rules::BookedBy::staff, booking.account, {}, booking.place.facility};
    auto loaded = load_booking(snapshot, programmes, desk, wanted_again(booking), at, &booking);
    if (!loaded || loaded->rules == nullptr) return std::nullopt;
    return std::move(*loaded);
}

std::vector<Booking> open_bookings(store::Snapshot& snapshot, const Id& household, Date since)
{
    std::vector<Booking> bookings = bookings_of_household(snapshot, household, since);
    std::erase_if(bookings, [](const Booking& one) {
        const bool is_open = has_seats(one.state) || one.state == State::waiting;
        return !is_open || one.state == State::arrived;
    });
    std::stable_partition(bookings.begin(), bookings.end(),
                          [](const Booking& one) { return one.state == State::waiting; });
    return bookings;
}

Result<void> check_message(const OfficeCancel& command, const std::vector<Booking>& bookings)
{
    if (bookings.empty() || command.message.find_first_not_of(" \t\r\n") != std::string::npos) return {};
    return fail(ErrorKind::malformed, "message_missing",
                {"ご家族に伝える理由を入力してください。", "Please write a reason that the family is told."});
}

void cancel_all(store::Transaction& tx, Programmes programmes, const OfficeCancel& command,
                const std::vector<Booking>& bookings)
{
    for (const Booking& one : bookings) {
        Cancel cancelling;
        cancelling.key = audit::subject_of(audit::Digest(command.kind).add(command.key).add(one.id));
        cancelling.at = command.at;
        cancelling.notice = notice_id(cancelling.key, command.at);
        cancelling.asker = {rules::BookedBy::staff, command.actor, {}, one.place.facility};
        cancelling.booking = one.id;
        cancelling.message = command.message;
        const auto outcome = cancel(tx, programmes, cancelling);
        must(outcome && *outcome && std::holds_alternative<Booked>(**outcome),
             "what is open can be cancelled by the office");
    }
}

}  // namespace hagukumi::booking
