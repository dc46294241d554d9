#include "booking/desk.hpp"

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "booking/judge.hpp"
#include "booking/notices.hpp"
#include "booking/rows.hpp"
#include "booking/sql.hpp"
#include "ledger/keep.hpp"

namespace hagukumi::booking {

namespace {

tl::unexpected<Error> wrong_state(const char* ja, const char* en)
{
    return fail(ErrorKind::conflict, "wrong_state", {ja, en});
}

enum class Keeps { seats, nothing };

/// What all deeds of a desk share.  `allowed` (Booking -> bool) looks at the state that was read.
struct Deed {
    const char* kind;
    State after;
    Keeps keeps;
    const char* told;  ///< which message; empty: the family knows
    const char* not_now_ja;
    const char* not_now_en;
};

template <class Allowed>
Result<void> act(store::Transaction& tx, Programmes programmes, const DeskCommand& command, const Deed& deed,
                 std::string_view message, Allowed allowed)
{
    audit::Digest content(deed.kind);
    content.add(command.booking).add(message);
    return audit::once(tx, command, command.account, deed.kind, content, [&]() -> Result<void> {
        const Asker staff{rules::BookedBy::staff, command.account, {}, command.facility};
        Booking booking = TRY(find_own(tx, staff, command.booking));
        const rules::Programme* const programme = ledger::find_programme(programmes, booking.place.programme);
        if (programme == nullptr || !allowed(booking)) return wrong_state(deed.not_now_ja, deed.not_now_en);
        const State before = booking.state;
        if (deed.keeps == Keeps::nothing) {
            give_back(tx, booking);
            booking.reserved = {};
        }
        booking.state = deed.after;
        booking.message = std::string(message);
        must(tx.execute(sql::set_state, booking.id, before, booking.state, command.at, booking.message,
                        booking.reserved) == 1,
             "a booking is still in the state that was read in the same transaction");
        if (deed.after == State::arrived) tx.execute(sql::set_arrival, booking.id, command.at);
        if (deed.after == State::fulfilled) tx.execute(sql::set_leaving, booking.id, command.at);
        audit::record(tx, command.at, command.account, deed.kind, booking.id, audit_detail(booking));
        if (*deed.told != '\0') {
            tell(tx, *programme, booking, command.notice, command.at, deed.told);
        } else {
            tx.announce({tx.municipality(), booking.place.facility, command.notice, "booking", {}});
        }
        if (deed.keeps == Keeps::nothing)
            offer_freed(tx, programmes, booking.place, booking.first_day, booking.last_day, command.at);
        return {};
    });
}

}  // namespace

Result<void> accept(store::Transaction& tx, Programmes programmes, const DeskCommand& command)
{
    static constexpr Deed deed{"booking.accept",
                               State::booked,
                               Keeps::seats,
                               "booking_made",
                               "回答を待っている予約ではありません。一覧を確かめてください。",
                               "This booking does not wait for an answer. Please look at the list."};
    return act(tx, programmes, command, deed, "",
               [](const Booking& booking) { return booking.state == State::requested; });
}

Result<void> decline(store::Transaction& tx, Programmes programmes, const DeskCommand& command,
                     const std::string& message)
{
    static constexpr Deed deed{"booking.decline",
                               State::declined,
                               Keeps::nothing,
                               "booking_declined",
                               "回答を待っている予約ではありません。一覧を確かめてください。",
                               "This booking does not wait for an answer. Please look at the list."};
    if (message.find_first_not_of(" \t\r\n") == std::string::npos) {
        return fail(
            ErrorKind::malformed, "message_missing",
            {"ご家族に伝える理由を入力してください。", "Please write a reason that the family is told."});
    }
    return act(tx, programmes, command, deed, message,
               [](const Booking& booking) { return booking.state == State::requested; });
}

Result<void> arrive(store::Transaction& tx, Programmes programmes, const DeskCommand& command)
{
    static constexpr Deed deed{"booking.arrive",
                               State::arrived,
                               Keeps::seats,
                               "",
                               "来所を記録できるのは、予約の日の、受付済みの予約です。",
                               "An arrival is noted on the day of an accepted booking."};
    const Date today = date_in_japan(command.at);
    return act(tx, programmes, command, deed, "", [&](const Booking& booking) {
        return booking.state == State::booked && booking.first_day <= today && today <= booking.last_day;
    });
}

Result<void> fulfil(store::Transaction& tx, Programmes programmes, const DeskCommand& command)
{
    static constexpr Deed deed{"booking.fulfil",
                               State::fulfilled,
                               Keeps::nothing,
                               "",
                               "利用を終えられるのは、来所した予約だけです。",
                               "Only a booking of who has arrived can be finished."};
    const Date today = date_in_japan(command.at);
    return act(tx, programmes, command, deed, "", [&](const Booking& booking) {
        const bool was_used = booking.state == State::fulfilled && booking.arrived_at && !booking.left_at;
        return booking.state == State::arrived || (was_used && today <= booking.last_day);
    });
}

Result<void> miss(store::Transaction& tx, Programmes programmes, const DeskCommand& command)
{
    static constexpr Deed deed{"booking.miss",
                               State::no_show,
                               Keeps::nothing,
                               "booking_missed",
                               "利用がなかったことを記録できるのは、予約の日からです。",
                               "A day can be noted as missed from that day on."};
    const Date today = date_in_japan(command.at);
    return act(tx, programmes, command, deed, "", [&](const Booking& booking) {
        return booking.state == State::booked && booking.first_day <= today;
    });
}

void reopen_after_void(store::Transaction& tx, Programmes programmes, const Id& use_entry, const Id& account,
                       Instant at)
{
    std::optional<Booking> booking = tx.find(sql::booking_of_use, booking_in, use_entry);
    if (!booking) return;
    const Asker staff{rules::BookedBy::staff, account, {}, booking->place.facility};
    // What it still has is counted anew with everything else.
    give_back(tx, *booking);
    // With the booking as given up: at the desk of another facility than the coupon's it is judged the same.
    const auto loaded = load_booking(tx, programmes, staff, wanted_again(*booking), at, &*booking);
    const bool stands = loaded && !loaded->judged.refused();
    booking->reserved = {};
    if (stands && loaded->rules->reserves_units && booking->coupon) {
        booking->reserved = booking->units;
        must(ledger::set_units_aside(tx, *booking->coupon, booking->reserved).has_value(),
             "units that the rules found left are left");
    }
    booking->state = stands ? State::booked : State::cancelled;
    booking->message = stands ? "" : "利用の記録が取り消されたため、予約も取り消されました。";
    tx.execute(sql::reopen, booking->id, booking->state, booking->reserved, booking->message, at);
    if (stands) {
        must(take_seats(tx, *loaded, booking->id),
             "a seat that the rules found free is free in the same transaction");
    }
    audit::record(tx, at, account, "booking.reopen", booking->id, audit_detail(*booking));
    if (!stands) offer_freed(tx, programmes, booking->place, booking->first_day, booking->last_day, at);
    tx.announce({tx.municipality(), booking->place.facility, notice_id(booking->id, at), "booking", {}});
}

void follow_correction(store::Transaction& tx, const Id& before, const Id& after)
{
    tx.execute(sql::follow_use, before, after);
}

void fulfil_by_use(store::Transaction& tx, const Id& booking_id, const Id& use_entry, Instant at)
{
    // The units are the ledger's, who took them with the use; the day is free for the family's next booking.
    // The seats are not: the child sits there until the desk says that it left, or the last day is over.
    tx.execute(sql::drop_held_days, booking_id);
    tx.execute(sql::set_use, booking_id, use_entry, at);
}

}  // namespace hagukumi::booking
