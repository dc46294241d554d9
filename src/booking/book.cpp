#include "booking/book.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "booking/draw.hpp"
#include "booking/judge.hpp"
#include "booking/notices.hpp"
#include "booking/rows.hpp"
#include "booking/sql.hpp"
#include "ledger/keep.hpp"

namespace hagukumi::booking {

namespace {

constexpr std::string_view kind = "book";

audit::Fingerprint fingerprint_of(const Book& command)
{
    const Wanted& wanted = command.wanted;
    audit::Digest content(kind);
    content.add(wanted.coupon.value_or(Id{})).add(wanted.registration.value_or(Id{})).add(wanted.facility);
    content.add(wanted.request.service);
    for (const auto& [question, answer] : wanted.answers) content.add(question).add(answer);
    content.add(wanted.request.first_day ? days_since_epoch(*wanted.request.first_day) : std::int64_t{-1});
    content.add(wanted.request.last_day ? days_since_epoch(*wanted.request.last_day) : std::int64_t{-1});
    for (const int box : wanted.request.boxes) content.add(std::int64_t{box});
    content.add(std::int64_t{command.wait}).add(std::int64_t{command.arrived});
    return content.finish();
}

}  // namespace

void record_refusal(store::Transaction& tx, const Book& command, const LoadedBooking& loaded)
{
    std::string against;
    for (const rules::BookingLook& look : loaded.judged.booking.looks) {
        if (look.verdict == rules::Verdict::met) continue;
        if (!against.empty()) against += ' ';
        against += code_of(look.check);
    }
    const bool by_use = loaded.judged.use && loaded.judged.use->refused();
    audit::record(tx, command.at, command.asker.account, "booking.refused", loaded.holder,
                  boost::json::serialize(boost::json::object{{"programme", loaded.place.programme},
                                                             {"service", loaded.place.service},
                                                             {"against", against},
                                                             {"use_refused", by_use}}));
}

Result<void> must_not_overtake(store::Snapshot& snapshot, const Asker& asker, const LoadedBooking& loaded)
{
    if (asker.by == rules::BookedBy::staff || loaded.rules == nullptr || !loaded.rules->lottery) return {};
    const auto draw =
        draw_of_day(snapshot, *loaded.judged.programme, loaded.place, loaded.judged.booking.last_day);
    if (!draw || draw->ended_at) return {};
    return fail(ErrorKind::unavailable, "draw_running",
                {"いま抽選を行っています。1分ほど待ってから、もう一度お試しください。",
                 "The lots are being drawn. Please try again in a minute."});
}

namespace {

Booking booking_of(const Book& command, const LoadedBooking& loaded)
{
    const rules::BookingDecision& decision = loaded.judged.booking;
    Booking booking;
    booking.id = command.id;
    booking.place = loaded.place;
    booking.household = loaded.household;
    booking.holder = loaded.holder;
    booking.coupon = command.wanted.coupon;
    booking.registration = command.wanted.registration;
    booking.account = command.asker.account;
    booking.first_day = decision.first_day;
    booking.last_day = decision.last_day;
    booking.from_minute = decision.from;
    booking.until_minute = decision.until;
    booking.boxes = command.wanted.request.boxes;
    booking.age_group = loaded.age_group;
    booking.units = loaded.units;
    booking.priority = static_cast<int>(loaded.priority);
    booking.made_at = booking.changed_at = command.at;
    return booking;
}

void add_booking(store::Transaction& tx, const Booking& booking)
{
    tx.execute(sql::add_booking, booking.id, booking.place.programme, booking.place.service,
               booking.place.facility, booking.household, booking.holder, booking.coupon,
               booking.registration, booking.account, booking.state, booking.first_day, booking.last_day,
               booking.from_minute, booking.until_minute, boxes_to_text(booking.boxes), booking.age_group,
               booking.units, booking.reserved, booking.answers, booking.priority, booking.made_at,
               booking.line_number, booking.draw, booking.arrived_at);
}

tl::unexpected<Error> draw_not_ready()
{
    return fail(ErrorKind::unavailable, "draw_not_ready",
                {"抽選の準備をしています。1分ほど待ってから、もう一度お試しください。",
                 "The draw is being prepared. Please try again in a minute."});
}

/// One application or place in line for one time: more would be more lots.
Result<void> must_stand_once(store::Snapshot& snapshot, const LoadedBooking& loaded)
{
    const rules::BookingDecision& decision = loaded.judged.booking;
    const Place& place = loaded.place;
    const bool stands = snapshot
                            .find(
                                sql::stands_in_line, [](const store::Row&) { return true; }, place.facility,
                                place.programme, place.service, loaded.holder, decision.first_day,
                                decision.last_day, decision.from, decision.until)
                            .has_value();
    if (!stands) return {};
    return fail(ErrorKind::conflict, "already_in_line",
                {"この時間には、すでに申し込んでいます。予約の一覧で確かめられます。",
                 "You have applied for this time already. The list of bookings shows it."});
}

std::int64_t next_in_line(store::Snapshot& snapshot, const Booking& booking)
{
    return *snapshot.find(
        sql::next_in_line, [](const store::Row& row) { return row.integer(0); }, booking.place.facility,
        booking.place.programme, booking.place.service, booking.first_day);
}

State state_of(const Book& command, const rules::BookingDecision& decision)
{
    if (command.asker.by == rules::BookedBy::staff) return command.arrived ? State::arrived : State::booked;
    return decision.outcome == rules::BookingOutcome::awaiting_answer ? State::requested : State::booked;
}

}  // namespace

Recorded<std::variant<Booked, Judged>> book(store::Transaction& tx, Programmes programmes,
                                            const Book& command)
{
    using Outcome = std::variant<Booked, Judged>;
    const audit::Fingerprint fingerprint = fingerprint_of(command);
    if (const audit::Done done =
            TRY(audit::find_done(tx, command.key, command.asker.account, kind, fingerprint))) {
        const std::optional<Id> booking = parse_id(*done);
        must(booking.has_value(), "the answer that is kept of a booking is its id");
        return Result<Outcome>(Booked{*booking, true});
    }
    if (command.arrived && command.wanted.request.first_day > date_in_japan(command.at)) {
        return fail(
            ErrorKind::malformed, "arrived_ahead",
            {"来所済みにできるのは、きょうからの利用です。先の日の予約は、来所済みの印を外して"
             "登録してください。",
             "Only a use that begins today can be entered as arrived. Please book a day to come without "
             "that mark."});
    }
    LoadedBooking loaded = TRY(load_booking(tx, programmes, command.asker, command.wanted, command.at));
    const bool use_refused = loaded.judged.use && loaded.judged.use->refused();
    const bool waits = command.wait && loaded.judged.booking.may_wait && !use_refused;
    if (loaded.judged.refused() && !waits) {
        record_refusal(tx, command, loaded);
        return Result<Outcome>(std::move(loaded.judged));
    }

    std::string answers = TRY(check_answers(*loaded.rules, command.wanted.answers));
    const Booked done = TRY(write_booking(tx, command, loaded, std::move(answers), waits));
    audit::remember(tx, command.key, command.asker.account, kind, fingerprint, command.at,
                    to_string(done.booking));
    return Result<Outcome>(done);
}

Result<Booked> write_booking(store::Transaction& tx, const Book& command, const LoadedBooking& loaded,
                             std::string answers, bool waits)
{
    const rules::Programme& programme = *loaded.judged.programme;
    const bool draws = !waits && loaded.judged.booking.outcome == rules::BookingOutcome::in_draw;
    Booking booking = booking_of(command, loaded);
    booking.answers = std::move(answers);
    booking.state = waits || draws ? State::waiting : state_of(command, loaded.judged.booking);
    if (booking.state == State::arrived) booking.arrived_at = command.at;
    if (draws) {
        const auto draw = draw_of_day(tx, programme, loaded.place, booking.last_day);
        if (!draw) return draw_not_ready();
        booking.draw = draw->id;
    } else {
        TRY(must_not_overtake(tx, command.asker, loaded));
    }
    if (booking.state == State::waiting) TRY(must_stand_once(tx, loaded));
    if (waits) booking.line_number = next_in_line(tx, booking);

    // From here on the booking stands or the whole transaction falls.
    if (has_seats(booking.state)) {
        if (loaded.rules->reserves_units && booking.coupon) {
            booking.reserved = booking.units;
            TRY(ledger::set_units_aside(tx, *booking.coupon, booking.reserved));
        }
        add_booking(tx, booking);
        must(take_seats(tx, loaded, booking.id),
             "a seat that the rules found free is free in the same transaction");
    } else {
        add_booking(tx, booking);
    }
    audit::record(tx, command.at, command.asker.account,
                  draws   ? "booking.apply"
                  : waits ? "booking.wait"
                          : "booking.book",
                  booking.id, audit_detail(booking));
    tell(tx, programme, booking, booking.id, command.at,
         draws                               ? "booking_in_draw"
         : waits                             ? "booking_waiting"
         : booking.state == State::requested ? "booking_requested"
                                             : "booking_made");
    return Booked{booking.id, false};
}

}  // namespace hagukumi::booking
