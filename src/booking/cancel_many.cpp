#include "booking/cancel_many.hpp"

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

std::vector<Booking> to_be_cancelled(std::vector<Booking> bookings)
{
    std::erase_if(bookings,
                  [](const Booking& one) { return !is_open(one.state) || one.state == State::arrived; });
    std::stable_partition(bookings.begin(), bookings.end(),
                          [](const Booking& one) { return one.state == State::waiting; });
    return bookings;
}

Result<void> must_say_why(std::string_view message)
{
    if (message.find_first_not_of(" \t\r\n") != std::string_view::npos) return {};
    return fail(ErrorKind::malformed, "message_missing",
                {"ご家族に伝える理由を入力してください。", "Please write a reason that the family is told."});
}

Result<void> cancel_many(store::Transaction& tx, Programmes programmes, const CancelMany& command,
                         const std::vector<Booking>& bookings)
{
    for (const Booking& one : bookings) {
        Cancel cancelling;
        cancelling.key = audit::subject_of(audit::Digest(command.kind).add(command.key).add(one.id));
        cancelling.at = command.at;
        cancelling.notice = notice_id(cancelling.key, command.at);
        cancelling.asker = {rules::BookedBy::staff, command.account, {}, one.place.facility};
        cancelling.booking = one.id;
        cancelling.message = command.message;
        const auto outcome = TRY(cancel(tx, programmes, cancelling));
        must(outcome && std::holds_alternative<Booked>(*outcome), "staff can cancel what is open");
    }
    return {};
}

}  // namespace hagukumi::booking
