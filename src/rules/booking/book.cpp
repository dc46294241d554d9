#include "rules/booking/book.hpp"

#include <algorithm>

#include "base/age.hpp"
#include "rules/booking/moments.hpp"
#include "rules/evaluate.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

constexpr int whole_day = 24 * 60;

const Deadlines& deadlines_of(const BookingRules& rules, const BookingFacts& facts)
{
    const bool its_own = rules.facility_sets_deadlines && facts.facility_deadlines;
    return its_own ? *facts.facility_deadlines : rules.deadlines;
}

/// Whether `at` is before the deadline for `day`.  A deadline that cannot be worked out refuses.
BookingLook before_deadline(BookingCheck check, const std::optional<Deadline>& deadline,
                            const Calendar* calendar, Date day, int from, const BookingFacts& facts)
{
    BookingLook look;
    look.check = check;
    if (facts.by == BookedBy::staff) return look;
    if (deadline) look.moment = closes_at(*deadline, calendar, day, from);
    if (!deadline) {
        look.verdict = Verdict::against;
    } else if (!look.moment) {
        look.verdict = Verdict::unknown;
    } else if (facts.at >= *look.moment) {
        look.verdict = Verdict::against;
    }
    return look;
}

/// Looks at one request, check by check.
class Booking {
public:
    Booking(const Programme& programme, const BookingFacts& facts, const BookingRequest& request)
        : x_parts(programme.parts()), x_facts(facts), x_request(request)
    {
        x_rules = programme.booking_of(request.service);
    }

    BookingDecision decide()
    {
        look_at_request();
        const bool is_sound = x_decision.looks.back().verdict == Verdict::met;
        look(BookingCheck::bookable, x_rules != nullptr);
        if (x_rules == nullptr || !is_sound) return finish();
        look_at_moments();
        look_at_boxes();
        look_at_holder();
        look_at_seats();
        return finish();
    }

private:
    BookingLook& look(BookingCheck check, bool holds)
    {
        BookingLook one;
        one.check = check;
        one.verdict = holds ? Verdict::met : Verdict::against;
        x_decision.looks.push_back(one);
        return x_decision.looks.back();
    }

    void look_at_request()
    {
        const auto& first = x_request.first_day;
        const Date last = x_request.last_day.value_or(first.value_or(Date{}));
        bool holds = first && is_in_range(*first) && is_in_range(last) && *first <= last;
        std::vector<int> boxes = x_request.boxes;
        std::sort(boxes.begin(), boxes.end());
        holds = holds && std::adjacent_find(boxes.begin(), boxes.end()) == boxes.end();
        if (x_rules != nullptr) holds = holds && x_rules->hours.has_value() == !boxes.empty();
        // Hours are booked a day at a time; where only one day goes, that is said instead.
        if (x_rules != nullptr && x_rules->hours && x_rules->most_days > 1) holds = holds && *first == last;
        if (holds) {
            x_decision.first_day = *first;
            x_decision.last_day = last;
            x_boxes = std::move(boxes);
            if (!x_boxes.empty()) x_decision.from = x_boxes.front();
        }
        look(BookingCheck::request_well_formed, holds);
    }

    void look_at_moments()
    {
        const Calendar* const calendar = x_parts.calendar.get();
        BookingLook& released = look(BookingCheck::released, true);
        if (x_facts.by == BookedBy::parent) {
            released.moment = released_at(x_rules->release, calendar, x_decision.last_day);
            released.day = last_day_released(x_rules->release, calendar, x_facts.at);
            if (!released.moment) {
                released.verdict = Verdict::unknown;
            } else if (x_facts.at < *released.moment) {
                released.verdict = Verdict::against;
            }
        }
        const Deadlines& deadlines = deadlines_of(*x_rules, x_facts);
        x_decision.looks.push_back(
            before_the_first_box(before_deadline(BookingCheck::book_deadline, deadlines.book, calendar,
                                                 x_decision.first_day, x_decision.from, x_facts)));
        const auto until = [&](const std::optional<Deadline>& deadline) {
            return deadline ? closes_at(*deadline, calendar, x_decision.first_day, x_decision.from)
                            : std::nullopt;
        };
        x_decision.change_until = until(deadlines.change);
        x_decision.cancel_until = until(deadlines.cancel);

        const std::int64_t days =
            days_since_epoch(x_decision.last_day) - days_since_epoch(x_decision.first_day) + 1;
        BookingLook& at_once = look(BookingCheck::days_at_once, days <= x_rules->most_days);
        at_once.asked = days;
        at_once.left = x_rules->most_days;
    }

    /// However late the deadline, no hours are booked that have begun.  (A day without hours lasts to its
    /// end.)
    BookingLook before_the_first_box(BookingLook deadline) const
    {
        if (x_boxes.empty() || !deadline.moment) return deadline;
        const Instant begins =
            start_of_day_in_japan(x_decision.first_day) + std::chrono::minutes(x_decision.from);
        if (begins >= *deadline.moment) return deadline;
        deadline.moment = begins;
        if (x_facts.at >= begins) deadline.verdict = Verdict::against;
        return deadline;
    }

    void look_at_boxes()
    {
        if (!x_rules->hours) return;
        const BookingHours& hours = *x_rules->hours;
        bool within = true, follow = true;
        for (std::size_t i = 0; i < x_boxes.size(); ++i) {
            const int begins = x_boxes[i];
            within &= begins >= hours.opens && begins + hours.slot_minutes <= hours.closes &&
                      (begins - hours.opens) % hours.slot_minutes == 0;
            follow &= i == 0 || x_boxes[i - 1] + hours.slot_minutes == begins;
        }
        x_decision.until = x_boxes.back() + hours.slot_minutes;
        look(BookingCheck::within_hours, within);
        look(BookingCheck::contiguous, follow || hours.gaps);
        const auto count = static_cast<std::int64_t>(x_boxes.size());
        BookingLook& least = look(BookingCheck::least_per_booking, count >= hours.least_slots);
        least.asked = count;
        least.needed = hours.least_slots;
        BookingLook& most = look(BookingCheck::most_per_booking, count <= hours.most_slots);
        most.asked = count;
        most.left = hours.most_slots;
    }

    void look_at_holder()
    {
        if (x_rules->interview) {
            BookingLook& registered =
                look(BookingCheck::registered, x_facts.registered_until.has_value() &&
                                                   x_decision.last_day <= *x_facts.registered_until);
            registered.day = x_facts.registered_until;
        }
        if (x_rules->holding) {
            const Holding& holding = *x_rules->holding;
            std::int64_t held = 0;
            for (const HeldBooking& booking : x_facts.held) {
                if (!booking.counts || (holding.each_facility && booking.facility != x_facts.facility))
                    continue;
                held += days_since_epoch(booking.last_day) - days_since_epoch(booking.first_day) + 1;
            }
            const std::int64_t asked =
                days_since_epoch(x_decision.last_day) - days_since_epoch(x_decision.first_day) + 1;
            BookingLook& limit = look(BookingCheck::held_limit, held + asked <= holding.days);
            limit.asked = asked;
            limit.needed = holding.days;
            limit.left = std::max<std::int64_t>(0, holding.days - held);
        }
        const auto meets = [&](const HeldBooking& booking) {
            return booking.first_day <= x_decision.last_day && x_decision.first_day <= booking.last_day &&
                   booking.from < x_decision.until && x_decision.from < booking.until &&
                   !shares_a_day(booking);
        };
        const auto other = std::find_if(x_facts.held.begin(), x_facts.held.end(), meets);
        BookingLook& alone = look(BookingCheck::not_overlapping, other == x_facts.held.end());
        if (other != x_facts.held.end()) alone.day = other->first_day;
        if (x_rules->no_shows && x_facts.by == BookedBy::parent) {
            const auto until = suspended_until(*x_rules->no_shows, x_facts.no_shows);
            BookingLook& free =
                look(BookingCheck::not_suspended, !until || date_in_japan(x_facts.at) > *until);
            free.day = until;
            free.asked = static_cast<std::int64_t>(x_facts.no_shows.size());
        }
    }

    /// 退所の日に別の施設へ: a stay of several days ends on the day on which whole days elsewhere begin, or
    /// begins when they end.  Each facility counts that day by itself.
    bool shares_a_day(const HeldBooking& booking) const
    {
        const auto is_whole = [](int from, int until) { return from == 0 && until == whole_day; };
        const bool is_stay =
            booking.first_day < booking.last_day || x_decision.first_day < x_decision.last_day;
        return is_stay && booking.facility != x_facts.facility && is_whole(booking.from, booking.until) &&
               is_whole(x_decision.from, x_decision.until) &&
               (booking.last_day == x_decision.first_day || x_decision.last_day == booking.first_day);
    }

    void look_at_seats()
    {
        if (x_rules->seat_of == SeatOf::nothing || collects()) return;
        BookingLook& seats = look(BookingCheck::seats_free, x_facts.seats_left.value_or(0) > 0);
        seats.left = x_facts.seats_left.value_or(0);
        seats.asked = 1;
        if (!x_facts.seats_left) seats.verdict = Verdict::unknown;
    }

    /// Whether applications for the day are collected for a draw.
    bool collects() const
    {
        return x_facts.by == BookedBy::parent &&
               collects_until(*x_rules, x_parts.calendar.get(), x_decision.last_day, x_facts.at).has_value();
    }

    BookingDecision finish()
    {
        const auto refuses = [](const BookingLook& one) { return one.verdict != Verdict::met; };
        const auto against = std::count_if(x_decision.looks.begin(), x_decision.looks.end(), refuses);
        if (against == 0) {
            x_decision.outcome = collects()               ? BookingOutcome::in_draw
                                 : x_rules->by_acceptance ? BookingOutcome::awaiting_answer
                                                          : BookingOutcome::booked;
        }
        // Who lacks nothing but a seat may wait for one.
        const BookingLook& last = x_decision.looks.back();
        x_decision.may_wait = against == 1 && x_rules != nullptr && x_rules->waiting_list &&
                              last.check == BookingCheck::seats_free && last.verdict == Verdict::against;
        return std::move(x_decision);
    }

    const Parts& x_parts;
    const BookingFacts& x_facts;
    const BookingRequest& x_request;
    const BookingRules* x_rules = nullptr;
    std::vector<int> x_boxes;  ///< in their order
    BookingDecision x_decision;
};

}  // namespace

std::string_view code_of(BookingCheck check)
{
    static constexpr std::string_view codes[] = {
        "request_well_formed", "bookable",   "released",          "book_deadline",
        "within_hours",        "contiguous", "least_per_booking", "most_per_booking",
        "days_at_once",        "registered", "held_limit",        "not_overlapping",
        "not_suspended",       "seats_free", "change_deadline",   "cancel_deadline"};
    static_assert(std::size(codes) == static_cast<std::size_t>(BookingCheck::count));
    return codes[static_cast<std::size_t>(check)];
}

std::string_view code_of(BookingOutcome outcome)
{
    switch (outcome) {
        case BookingOutcome::refused: return "refused";
        case BookingOutcome::booked: return "booked";
        case BookingOutcome::awaiting_answer: return "awaiting_answer";
        case BookingOutcome::in_draw: break;
    }
    return "in_draw";
}

BookingDecision book(const Programme& programme, const BookingFacts& facts, const BookingRequest& request)
{
    return Booking(programme, facts, request).decide();
}

BookingDecision change_booking(const Programme& programme, const BookingFacts& facts,
                               const HeldBooking& given_up, const BookingRequest& request)
{
    BookingDecision decision = book(programme, facts, request);
    const BookingRules* const rules = programme.booking_of(request.service);
    if (rules == nullptr) return decision;
    const BookingLook look =
        before_deadline(BookingCheck::change_deadline, deadlines_of(*rules, facts).change,
                        programme.parts().calendar.get(), given_up.first_day, given_up.from, facts);
    if (look.verdict != Verdict::met) {
        decision.outcome = BookingOutcome::refused;
        decision.may_wait = false;
    }
    decision.looks.push_back(look);
    return decision;
}

Cancellation may_cancel(const Programme& programme, const BookingFacts& facts, std::string_view service,
                        Date first_day, int from)
{
    Cancellation answer;
    answer.look.check = BookingCheck::cancel_deadline;
    const BookingRules* const rules = programme.booking_of(service);
    if (rules == nullptr) {
        answer.look.check = BookingCheck::bookable;
        answer.look.verdict = Verdict::against;
        return answer;
    }
    const Calendar* const calendar = programme.parts().calendar.get();
    answer.look = before_deadline(BookingCheck::cancel_deadline, deadlines_of(*rules, facts).cancel, calendar,
                                  first_day, from, facts);
    answer.until = answer.look.moment;
    answer.allowed = answer.look.verdict == Verdict::met;
    for (const CancellationCost& cost : rules->cancelling) {
        const auto begins = closes_at(cost.from, calendar, first_day, from);
        if (!begins || facts.at < *begins) continue;
        answer.units = cost.units;
        answer.fee = cost.fee;
    }
    return answer;
}

std::optional<Date> suspended_until(const NoShows& rule, std::vector<Date> no_shows)
{
    std::sort(no_shows.begin(), no_shows.end());
    const auto count = static_cast<std::size_t>(rule.count);
    std::optional<Date> until;
    for (std::size_t last = count - 1; last < no_shows.size(); ++last) {
        const std::int64_t apart =
            days_since_epoch(no_shows[last]) - days_since_epoch(no_shows[last - (count - 1)]);
        if (apart < rule.within_days) until = plus_days(no_shows[last], rule.suspended_days);
    }
    return until;
}

std::size_t age_group_of(const std::vector<AgeGroup>& groups, Date born_on, Date day)
{
    const int months = age_in_months(born_on, day);
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups[i].until_months == 0 || months < groups[i].until_months) return i;
    }
    return 0;
}

std::size_t priority_of(const Programme& programme, const BookingRules& rules, const Facts& facts)
{
    const std::int64_t today = days_since_epoch(date_in_japan(facts.at));
    const Scene scene{
        .parts = programme.parts(), .facts = facts, .today = today, .day = today, .first_day = today};
    for (std::size_t i = 0; i < rules.priorities.size(); ++i) {
        if (evaluate(rules.priorities[i].when, scene).is_true()) return i;
    }
    return rules.priorities.size();
}

}  // namespace hagukumi::rules
