// A check of a booking in one sentence.
#include "rules/booking/book.hpp"
#include "rules/booking/moments.hpp"
#include "rules/catalogue.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

class BookingTold {
public:
    BookingTold(const Programme& programme, const BookingLook& look, std::string_view service,
                std::optional<Language> also)
        : x_look(look), x_is_met(look.verdict == Verdict::met), x_also(also)
    {
        x_rules = programme.booking_of(service);
        if (const Service* const found = programme.find_service(service)) x_service = found->name;
        else x_service = service == interview_code ? Sentence::the_interview : Sentence::this_service;
    }

    Text told() const
    {
        switch (x_look.check) {
            case BookingCheck::request_well_formed:
                return either(Sentence::booking_well_formed, Sentence::booking_not_well_formed);
            case BookingCheck::bookable:
                return says(x_is_met ? Sentence::bookable : Sentence::not_bookable, {{"service", x_service}});
            case BookingCheck::released: return released();
            case BookingCheck::book_deadline: return deadline(Sentence::deed_of_booking);
            case BookingCheck::change_deadline: return deadline(Sentence::deed_of_changing);
            case BookingCheck::cancel_deadline: return deadline(Sentence::deed_of_cancelling);
            case BookingCheck::within_hours: return within_hours();
            case BookingCheck::contiguous: return either(Sentence::contiguous, Sentence::not_contiguous);
            case BookingCheck::least_per_booking: return length(Sentence::length_too_short, x_look.needed);
            case BookingCheck::most_per_booking: return length(Sentence::length_too_long, x_look.left);
            case BookingCheck::days_at_once:
                return either(Sentence::days_fine, Sentence::too_many_days_at_once,
                              {{"most", days(x_look.left)}});
            case BookingCheck::registered: return registered();
            case BookingCheck::held_limit: return held_limit();
            case BookingCheck::not_overlapping:
                return either(Sentence::not_overlapping, Sentence::overlapping, {{"day", x_look.day}});
            case BookingCheck::not_suspended:
                return either(Sentence::not_suspended, Sentence::suspended, {{"last_day", x_look.day}});
            case BookingCheck::seats_free: return seats_free();
            case BookingCheck::count: break;
        }
        throw BugFound("a check of a booking has a sentence");
    }

private:
    Text says(Sentence sentence, Places places = {}) const
    {
        return in_languages(x_also,
                            [&](Language language) { return rules::told(language, sentence, places); });
    }

    Text either(Sentence met, Sentence against, Places places = {}) const
    {
        return x_is_met ? says(met) : says(against, places);
    }

    static Amount days(std::int64_t count) { return {count, Unit::day}; }

    Text deadline(Sentence deed) const
    {
        if (!x_look.moment)
            return says(x_is_met ? Sentence::deed_possible : Sentence::deed_not_here, {{"deed", deed}});
        return says(x_is_met ? Sentence::deed_possible_until : Sentence::deed_was_until,
                    {{"deed", deed}, {"until", *x_look.moment}});
    }

    Text released() const
    {
        if (x_look.verdict == Verdict::unknown || !x_look.moment) return says(Sentence::release_unknown);
        if (x_is_met) return says(Sentence::released);
        if (!x_look.day) return says(Sentence::released_from, {{"from", *x_look.moment}});
        return says(Sentence::released_from_and_now_until,
                    {{"from", *x_look.moment}, {"last_day", x_look.day}});
    }

    Text within_hours() const
    {
        if (x_is_met || x_rules == nullptr || !x_rules->hours) return says(Sentence::within_hours);
        return says(Sentence::outside_hours, {{"service", x_service},
                                              {"from", time_of_day(x_rules->hours->opens)},
                                              {"until", time_of_day(x_rules->hours->closes)}});
    }

    /// Boxes are told as hours, or as minutes where they make no whole hour.
    Text length(Sentence against, std::int64_t boxes) const
    {
        if (x_is_met) return says(Sentence::length_fine);
        const std::int64_t minutes =
            boxes * (x_rules != nullptr && x_rules->hours ? x_rules->hours->slot_minutes : 60);
        const Spoken length = minutes % 60 == 0
                                  ? Spoken(Amount{minutes / 60, Unit::hour})
                                  : Spoken(says(Sentence::minutes, {{"n", std::to_string(minutes)}}));
        return says(against, {{"service", x_service}, {"length", length}});
    }

    Text registered() const
    {
        if (!x_look.day) return says(Sentence::not_registered_yet);
        return says(x_is_met ? Sentence::registered_until : Sentence::registered_only_until,
                    {{"last_day", x_look.day}});
    }

    Text held_limit() const
    {
        const Named most{"most", days(x_look.needed)};
        if (x_is_met) return says(Sentence::may_hold, {most});
        if (x_look.left == 0) return says(Sentence::all_held, {most});
        return says(Sentence::more_than_may_be_held,
                    {most, {"left", days(x_look.left)}, {"asked", days(x_look.asked)}});
    }

    Text seats_free() const
    {
        if (x_is_met) return says(Sentence::seats_left, {{"left", std::to_string(x_look.left)}});
        return says(x_look.verdict == Verdict::unknown ? Sentence::no_seats_offered : Sentence::seats_taken);
    }

    const BookingLook& x_look;
    bool x_is_met;
    std::optional<Language> x_also;
    const BookingRules* x_rules = nullptr;
    Spoken x_service;
};

}  // namespace

Text sentence_of(const Programme& programme, const BookingLook& look, std::string_view service,
                 std::optional<Language> also)
{
    return BookingTold(programme, look, service, also).told();
}

}  // namespace hagukumi::rules
