// Decisions on bookings: pure and total, with the moment of the request as an argument.
//
// They look at the booking's own rules only: whether the coupon pays for the days of use is decide()'s
// answer, and a booking needs both (U-14).  All reasons against are listed, not only the first.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "rules/booking/terms.hpp"
#include "rules/decision.hpp"
#include "rules/facts.hpp"
#include "rules/programme.hpp"

namespace hagukumi::rules {

/// What is looked at, in this order.
enum class BookingCheck : std::uint8_t {
    request_well_formed,
    bookable,           ///< the programme has rules of booking for the service
    released,           ///< the day is open for booking already
    book_deadline,      ///< and is so still, and its hours have not begun
    within_hours,       ///< the boxes lie in the hours of the service
    contiguous,         ///< and follow one another
    least_per_booking,  ///< there are enough of them
    most_per_booking,   ///< and not too many
    days_at_once,       ///< no more days than one booking may have
    registered,         ///< the interview at this facility was, and its approval holds on the day
    held_limit,         ///< the holder has not booked too many days already
    not_overlapping,    ///< and none at the same time; whole days at two facilities may share the day between
    not_suspended,      ///< and has not been suspended after no-shows
    seats_free,         ///< a seat is left in every box
    change_deadline,    ///< the booking that is given up may still be changed
    cancel_deadline,    ///< or cancelled
    count,
};
std::string_view code_of(BookingCheck check);  ///< "held_limit"

/// One check, looked at.
struct BookingLook {
    BookingCheck check = BookingCheck::request_well_formed;
    Verdict verdict = Verdict::met;
    std::optional<Instant> moment;  ///< of a release or a deadline
    std::optional<Date> day;        ///< until which an approval holds, or a suspension lasts
    std::int64_t asked = 0, left = 0, needed = 0;
};

/// What is asked for.
struct BookingRequest {
    std::string service;
    std::optional<Date> first_day;
    std::optional<Date> last_day;  ///< empty: first_day
    std::vector<int> boxes;        ///< where the service has hours: when each begins, in minutes
};

/// A booking that the holder has: neither ended nor cancelled.
struct HeldBooking {
    Id facility;
    Date first_day{}, last_day{};
    int from = 0, until = 24 * 60;
    bool counts = true;  ///< among the days that may be held; an interview is none of these
};

/// Who asks: staff books for who telephones or stands at the desk, at any time, and neither horizon,
/// deadlines nor suspension bind it (G-03).  What protects others does: the seats, the limit, the interview.
enum class BookedBy : std::uint8_t { parent, staff };

struct BookingFacts {
    Instant at;
    BookedBy by = BookedBy::parent;
    Id facility;
    std::optional<Deadlines> facility_deadlines;  ///< its own, where the programme lets it set them
    std::vector<HeldBooking> held;                ///< without the one that is changed
    std::vector<Date> no_shows;                   ///< the days of use that were missed
    std::optional<Date> registered_until;         ///< 面談: the last day of the approval at this facility
    std::optional<std::int64_t> seats_left;  ///< in the box with the fewest; empty: seats are not offered
};

enum class BookingOutcome : std::uint8_t {
    refused,
    booked,
    awaiting_answer,  ///< the facility accepts or declines
    in_draw,          ///< stands in line until the lot is drawn
};
std::string_view code_of(BookingOutcome outcome);  ///< "awaiting_answer"

struct BookingDecision {
    BookingOutcome outcome = BookingOutcome::refused;
    bool may_wait = false;  ///< refused, but the holder may stand on the waiting list
    Date first_day{}, last_day{};
    int from = 0, until = 24 * 60;        ///< of each day
    std::optional<Instant> change_until;  ///< strictly before; empty: not possible
    std::optional<Instant> cancel_until;
    std::vector<BookingLook> looks;

    bool refused() const { return outcome == BookingOutcome::refused; }
};

/// May this be booked?
BookingDecision book(const Programme& programme, const BookingFacts& facts, const BookingRequest& request);

/// May the booking `given_up` become this one, in one step?  Both deadlines count: that for changing the one,
/// that for booking the other (G-21).
BookingDecision change_booking(const Programme& programme, const BookingFacts& facts,
                               const HeldBooking& given_up, const BookingRequest& request);

struct Cancellation {
    bool allowed = false;
    std::optional<Instant> until;  ///< strictly before
    Units units;                   ///< what it costs now
    Yen fee;
    BookingLook look;
};

/// May it be cancelled, and at which cost?  The use begins at `from` (minutes after midnight) of `first_day`.
Cancellation may_cancel(const Programme& programme, const BookingFacts& facts, std::string_view service,
                        Date first_day, int from);

/// The last day of a suspension that the missed days bring, or nothing.
std::optional<Date> suspended_until(const NoShows& rule, std::vector<Date> no_shows);

/// The age group that a child of `born_on` belongs to on `day`: an index into `groups`.
std::size_t age_group_of(const std::vector<AgeGroup>& groups, Date born_on, Date day);

/// Which priority group the family belongs to: an index into the rules' `priorities`, or their number for
/// none.
std::size_t priority_of(const Programme& programme, const BookingRules& rules, const Facts& facts);

/// One sentence for a person: what, until when or how much, and what to do next; in Japanese, English and
/// `also`.
Text sentence_of(const Programme& programme, const BookingLook& look, std::string_view service = {},
                 std::optional<Language> also = {});

}  // namespace hagukumi::rules
