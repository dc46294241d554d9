// Booking, changing and cancelling: what parents do, and staff for a caller.
//
//  1. The look ahead and the deed decide by the same functions on the same facts; only the deed writes.
//  2. The same key and content: the booking that was made, whatever the calendar says now.
//  3. A refusal changes nothing; the record keeps that it was asked for.
//  4. No seat is sold twice, nobody holds more than the limit, no coupon promises more than is left: the
//     rules say so, the statements say so, the tables say so.
#pragma once

#include <variant>

#include "booking/booking.hpp"
#include "rules/decide.hpp"

namespace hagukumi::booking {

using ledger::Programmes;

/// Who asks: a parent for the own household, or staff at their facility.
struct Asker {
    rules::BookedBy by = rules::BookedBy::parent;
    Id account;
    Id household;  ///< of a parent
    Id facility;   ///< of staff
};

/// What is asked for.  A service is booked on a coupon, an interview on a registration.
struct Wanted {
    std::optional<Id> coupon, registration;
    Id facility;
    rules::BookingRequest request;
    std::vector<std::pair<std::string, std::string>> answers;  ///< by question
};

/// What the rules say: of booking, and for the days of use (U-14).
struct Judged {
    const rules::Programme* programme = nullptr;
    rules::BookingDecision booking;
    rules::Facts facts;
    std::optional<rules::Decision> use;  ///< empty for an interview and where the bill is not known before

    bool refused() const { return booking.refused() || (use && use->refused()); }
};

/// The look ahead.  Errors: `coupon_not_found`, `registration_not_found`, `facility_not_found`.
Result<Judged> preview_booking(store::Snapshot& snapshot, Programmes programmes, const Asker& asker,
                               const Wanted& wanted, Instant at);

struct Book {
    Id key;
    Instant at;
    Id id;  ///< of the new booking, and of what is told about it
    Asker asker;
    Wanted wanted;
    bool wait = false;     ///< when no seat is left: stand on the waiting list
    bool arrived = false;  ///< by staff: a walk-in, already there
};

/// The answers as the JSON that a booking keeps.  Errors: `answer_missing`, `wrong_answer` (malformed).
Result<std::string> check_answers(const rules::BookingRules& rules,
                                  const std::vector<std::pair<std::string, std::string>>& answers);

struct Booked {
    Id booking;
    bool is_replay = false;
};

/// 予約.  Errors: those of preview_booking and check_answers; `key_reused`; `already_in_line` (conflict) for
/// a second application or place in line at one time; `arrived_ahead` (malformed); `draw_not_ready` and
/// `draw_running` (unavailable).
Recorded<std::variant<Booked, Judged>> book(store::Transaction& tx, Programmes programmes,
                                            const Book& command);

/// Several days in one go, each a booking of its own: all of them or none.  No more days than one booking may
/// have (`days_at_once`).
struct BookDays {
    Book book;               ///< its day is each of `days` in turn; wait and arrived are not for several
    std::vector<Date> days;  ///< two or more, none twice
    std::vector<Id> ids;     ///< of the new bookings, one for each day
};
struct BookedDays {
    std::vector<Id> bookings;
    bool is_replay = false;
};
/// What the rules say of one of the days.
struct JudgedDay {
    Date day{};
    Judged judged;
};
/// The days in their order, or (nothing is booked then) what is said of each.  Errors: those of book();
/// `wrong_days` (malformed).
Recorded<std::variant<BookedDays, std::vector<JudgedDay>>> book_days(store::Transaction& tx,
                                                                     Programmes programmes,
                                                                     const BookDays& command);

/// 変更 in one step: the old seats are given up only with the new ones in hand (G-21).
struct Change {
    Id key;
    Instant at;
    Id notice;  ///< the id of what is told
    Asker asker;
    Id booking;
    rules::BookingRequest request;  ///< its service is the booking's
};
/// Errors: `booking_not_found`, `booking_ended` (conflict), `key_reused`.
Recorded<std::variant<Booked, Judged>> change(store::Transaction& tx, Programmes programmes,
                                              const Change& command);

/// 取消, until the deadline by a parent, at any time by staff with a message.
struct Cancel {
    Id key;
    Instant at;
    Id notice;
    Id cost_entry;  ///< the id of the ledger's entry, where cancelling costs units
    Asker asker;
    Id booking;
    std::string message;  ///< of staff
};

struct TooLate {
    const rules::Programme* programme = nullptr;
    rules::Cancellation answer;
    std::string service;
};

/// Errors: `booking_not_found`, `booking_ended` (conflict), `key_reused`.
Recorded<std::variant<Booked, TooLate>> cancel(store::Transaction& tx, Programmes programmes,
                                               const Cancel& command);

/// What may_cancel() says of a booking now.
rules::Cancellation cancellation_of(store::Snapshot& snapshot, const rules::Programme& programme,
                                    const Booking& booking, rules::BookedBy by, Instant at);

/// Until when it may be changed: strictly before; empty: not possible.
std::optional<Instant> change_until(store::Snapshot& snapshot, const rules::Programme& programme,
                                    const Booking& booking);

/// A parent says yes to an offered seat.  Errors: `booking_not_found`, `offer_ended` (conflict).
struct TakeOffer {
    Id key;
    Instant at;
    Id notice;
    Asker asker;
    Id booking;
};
Result<Booked> take_offer(store::Transaction& tx, Programmes programmes, const TakeOffer& command);

}  // namespace hagukumi::booking
