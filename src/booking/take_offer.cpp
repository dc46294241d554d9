#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "booking/judge.hpp"
#include "booking/notices.hpp"
#include "booking/sql.hpp"
#include "ledger/keep.hpp"

namespace hagukumi::booking {

Result<Booked> take_offer(store::Transaction& tx, Programmes programmes, const TakeOffer& command)
{
    constexpr std::string_view kind = "take_offer";
    const audit::Fingerprint fingerprint = audit::Digest(kind).add(command.booking).finish();
    if (TRY(audit::find_done(tx, command.key, command.asker.account, kind, fingerprint)))
        return Booked{command.booking, true};

    Booking booking = TRY(find_own(tx, command.asker, command.booking));
    const bool is_open = booking.state == State::offered && command.at < *booking.offered_until;
    const rules::Programme* const programme = ledger::find_programme(programmes, booking.place.programme);
    const rules::BookingRules* const rules =
        programme != nullptr ? programme->booking_of(booking.place.service) : nullptr;
    if (!is_open || rules == nullptr) {
        return fail(
            ErrorKind::conflict, "offer_ended",
            {"ご案内の時間が過ぎたため、この席は確保されていません。キャンセル待ちの状況は一覧で確かめられま"
             "す。",
             "The time of the offer has passed, so the seat is not kept any more. The list shows where "
             "you stand."});
    }
    if (rules->reserves_units && booking.coupon) {
        booking.reserved = booking.units;
        TRY(ledger::set_units_aside(tx, *booking.coupon, booking.reserved));
    }
    booking.state = rules->by_acceptance ? State::requested : State::booked;
    must(tx.execute(sql::set_state, booking.id, State::offered, booking.state, command.at, booking.message,
                    booking.reserved) == 1,
         "an offer is still open in the transaction that read it");
    audit::record(tx, command.at, command.asker.account, "booking.take_offer", booking.id,
                  audit_detail(booking));
    tell(tx, *programme, booking, command.notice, command.at,
         booking.state == State::requested ? "booking_requested" : "booking_made");
    audit::remember(tx, command.key, command.asker.account, kind, fingerprint, command.at,
                    to_string(booking.id));
    return Booked{booking.id, false};
}

}  // namespace hagukumi::booking
