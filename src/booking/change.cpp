#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "booking/judge.hpp"
#include "booking/notices.hpp"
#include "booking/rows.hpp"
#include "booking/sql.hpp"
#include "ledger/keep.hpp"

namespace hagukumi::booking {

namespace {

constexpr std::string_view kind = "change_booking";

audit::Fingerprint fingerprint_of(const Change& command)
{
    audit::Digest content(kind);
    content.add(command.booking);
    content.add(command.request.first_day ? days_since_epoch(*command.request.first_day) : std::int64_t{-1});
    content.add(command.request.last_day ? days_since_epoch(*command.request.last_day) : std::int64_t{-1});
    for (const int box : command.request.boxes) content.add(std::int64_t{box});
    return content.finish();
}

}  // namespace

Recorded<std::variant<Booked, Judged>> change(store::Transaction& tx, Programmes programmes,
                                              const Change& command)
{
    using Outcome = std::variant<Booked, Judged>;
    const audit::Fingerprint fingerprint = fingerprint_of(command);
    if (TRY(audit::find_done(tx, command.key, command.asker.account, kind, fingerprint)))
        return Result<Outcome>(Booked{command.booking, true});

    Booking booking = TRY(find_own(tx, command.asker, command.booking));
    if (booking.state != State::booked && booking.state != State::requested) return booking_ended();
    Wanted wanted{booking.coupon, booking.registration, booking.place.facility, command.request, {}};
    wanted.request.service = booking.place.service;
    LoadedBooking loaded = TRY(load_booking(tx, programmes, command.asker, wanted, command.at, &booking));
    if (loaded.judged.refused()) {
        audit::record(tx, command.at, command.asker.account, "booking.change_refused", booking.id,
                      audit_detail(booking));
        return Result<Outcome>(std::move(loaded.judged));
    }

    if (loaded.judged.booking.outcome == rules::BookingOutcome::in_draw) {
        return fail(ErrorKind::conflict, "draw_collects",
                    {"この日は、いま抽選の申込みを受け付けています。変更ではなく、新しく申し込んでください。",
                     "Applications for a draw are taken for this day at present. Please apply for it instead "
                     "of changing a booking."});
    }

    TRY(must_not_overtake(tx, command.asker, loaded));

    // From here on the old seats are given up for the new ones, or the whole transaction falls.
    const Place place = booking.place;
    const Date first_freed = booking.first_day, last_freed = booking.last_day;
    give_back(tx, booking);
    const rules::BookingDecision& decision = loaded.judged.booking;
    booking.reserved = {};
    if (loaded.rules->reserves_units && booking.coupon) {
        booking.reserved = loaded.units;
        TRY(ledger::set_units_aside(tx, *booking.coupon, booking.reserved));
    }
    booking.units = loaded.units;
    booking.first_day = decision.first_day;
    booking.last_day = decision.last_day;
    booking.from_minute = decision.from;
    booking.until_minute = decision.until;
    booking.boxes = wanted.request.boxes;
    booking.age_group = loaded.age_group;
    const bool asks_again = decision.outcome == rules::BookingOutcome::awaiting_answer &&
                            command.asker.by == rules::BookedBy::parent;
    booking.state = asks_again ? State::requested : State::booked;
    tx.execute(sql::change_booking, booking.id, booking.state, booking.first_day, booking.last_day,
               booking.from_minute, booking.until_minute, boxes_to_text(booking.boxes), booking.age_group,
               booking.units, booking.reserved, command.at);
    // The seats are counted anew: those that were given back just now are free again.
    loaded = TRY(load_booking(tx, programmes, command.asker, wanted, command.at, &booking));
    must(take_seats(tx, loaded, booking.id),
         "the seats of a change are free once the old ones are given back");
    audit::record(tx, command.at, command.asker.account, "booking.change", booking.id, audit_detail(booking));
    tell(tx, *loaded.judged.programme, booking, command.notice, command.at, "booking_changed");
    offer_freed(tx, programmes, place, first_freed, last_freed, command.at);
    audit::remember(tx, command.key, command.asker.account, kind, fingerprint, command.at,
                    to_string(booking.id));
    return Result<Outcome>(Booked{booking.id, false});
}

}  // namespace hagukumi::booking
