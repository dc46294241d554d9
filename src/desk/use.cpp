#include "desk/use.hpp"

#include <algorithm>

#include "booking/desk.hpp"
#include "desk/waiting.hpp"
#include "facilities/check_in.hpp"

namespace hagukumi::desk {

namespace {

bool is_booked_anywhere(Programmes programmes, std::string_view service)
{
    return std::any_of(programmes.begin(), programmes.end(),
                       [&](const auto& programme) { return programme->booking_of(service) != nullptr; });
}

/// The booking that this use is of (O-10); what it set aside is free for the use.
Result<std::optional<booking::Booking>> find_its_booking(store::Snapshot& snapshot, Programmes programmes,
                                                         ledger::UseRequest& use)
{
    if (!is_booked_anywhere(programmes, use.request.service)) return std::optional<booking::Booking>();
    const auto check_in = TRY(facilities::find_check_in(snapshot, use.check_in, use.account, use.at));
    const auto coupon = ledger::find_coupon(snapshot, use.coupon);
    const rules::Programme* const programme =
        coupon ? ledger::find_programme(programmes, coupon->programme) : nullptr;
    const rules::BookingRules* const rules =
        programme != nullptr ? programme->booking_of(use.request.service) : nullptr;
    if (rules == nullptr || coupon->household != use.household) return std::optional<booking::Booking>();
    auto found = booking::find_to_use(snapshot, use.coupon, check_in.facility, use.request.service,
                                      use.request.first_day.value_or(date_in_japan(use.at)));
    if (!found && rules->needed_for_use) {
        return fail(ErrorKind::conflict, "booking_needed",
                    {"この利用には、施設が受け付けた予約が必要です。「予約」からこの施設の予約を入力し、"
                     "施設が受け付けたあとで、もう一度お試しください。",
                     "This use needs a booking that the facility has accepted. Please enter one for this "
                     "facility under Bookings, and try again once the facility has accepted it."});
    }
    if (found) use.set_aside = found->reserved;
    return found;
}

}  // namespace

Result<ledger::Preview> preview(store::Snapshot& snapshot, Programmes programmes, ledger::UseRequest use)
{
    TRY(find_its_booking(snapshot, programmes, use));
    return ledger::preview_use(snapshot, programmes, use);
}

Recorded<std::variant<ledger::Used, ledger::Preview>> use(store::Transaction& tx, Programmes programmes,
                                                          ledger::Redeem command)
{
    ledger::ask_redeem_ahead(tx, command);
    ask_waiting_ahead(tx, command);
    if (auto waits = TRY(wait_for_desk(tx, programmes, command)))
        return Result<std::variant<ledger::Used, ledger::Preview>>(tl::unexpected(std::move(*waits)));
    return use_now(tx, programmes, std::move(command));
}

Recorded<std::variant<ledger::Used, ledger::Preview>> use_now(store::Transaction& tx, Programmes programmes,
                                                              ledger::Redeem command)
{
    using Outcome = std::variant<ledger::Used, ledger::Preview>;
    std::optional<booking::Booking> its_booking;
    const bool is_repetition =
        is_booked_anywhere(programmes, command.use.request.service) &&
        TRY(ledger::find_use_by_key(tx, programmes, command.key, command.use.account)).has_value();
    if (!is_repetition) its_booking = TRY(find_its_booking(tx, programmes, command.use));
    Result<Outcome> outcome = TRY(ledger::redeem(tx, programmes, command));
    if (!outcome || !its_booking) return outcome;
    const auto* used = std::get_if<ledger::Used>(&*outcome);
    if (used != nullptr && !used->is_replay)
        booking::fulfil_by_use(tx, its_booking->id, command.id, command.entered_at.value_or(command.use.at));
    return outcome;
}

}  // namespace hagukumi::desk
