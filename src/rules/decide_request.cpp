// The first steps of a decision: what is asked for, and whether facility and coupon allow it at all.
#include <algorithm>

#include "base/age.hpp"
#include "rules/deciding.hpp"

namespace hagukumi::rules {

bool Deciding::understand()
{
    const std::int64_t first = days_of(x_request.first_day).value_or(x_scene.today);
    x_decision.first_day = x_decision.last_day = date_of_days(first);
    x_scene.day = x_scene.first_day = first;

    const auto& services = x_parts.services;
    const auto found = std::find_if(services.begin(), services.end(), [this](const Service& service) {
        return service.code == x_request.service;
    });
    if (found == services.end()) {
        look(BuiltIn::service_known, Verdict::against);
        return false;
    }
    x_index = static_cast<std::uint16_t>(found - services.begin());
    x_service = &*found;
    x_scene.service = x_service;
    x_scene.request = &x_request;
    x_decision.service = x_index;
    x_decision.allotment = found->allotment;

    if (x_request.first_day && !days_of(x_request.first_day)) return malformed();
    const std::int64_t units = x_request.units ? x_request.units->count : 0;
    if (x_request.units && (units < 1 || units > most_units)) return malformed(units);
    switch (found->asks) {
        case Asks::number:
        case Asks::amount:
            if (!x_request.units) return malformed();
            x_asked = units;
            x_days = 1;
            break;
        case Asks::hours:
            if (!understand_hours()) return malformed(units);
            x_days = 1;
            break;
        case Asks::number_of_days:
        case Asks::dates:
            if (x_request.last_day) {
                const auto last = days_of(x_request.last_day);
                if (!last || *last < first || *last - first >= longest_stay) return malformed();
                x_days = *last - first + 1;  // nights + 1
                if (x_request.units && units != units_of_days()) return malformed(units);
            } else {
                const auto days = days_for(*x_service, units);
                if (!x_request.units || !days || *days > longest_stay) return malformed(units);
                x_days = *days;
            }
            x_asked = units_of_days();
            if (x_asked == 0) return malformed();  // a stay without a night
            break;
    }
    x_decision.asked = {x_asked};
    if (x_service->asks == Asks::hours) {
        x_decision.from = x_scene.request->from;
        x_decision.until = x_scene.request->until;
    }
    x_decision.last_day = date_of_days(first + x_days - 1);
    x_scene.units = x_asked;
    return true;
}

bool Deciding::understand_hours()
{
    const std::int64_t units = x_request.units ? x_request.units->count : 0;
    if (!x_request.from && !x_request.until) {
        x_asked = units;
        return units > 0;
    }
    constexpr int a_day = 24 * 60;
    if (!x_request.from || !x_request.until || *x_request.from < 0 || *x_request.from >= a_day) return false;
    if (x_service->ends_next_day && *x_request.until >= 0 && *x_request.until <= *x_request.from) {
        x_over_midnight = x_request;
        *x_over_midnight.until += a_day;
        x_scene.request = &x_over_midnight;
    }
    const int until = *x_scene.request->until;
    const int minutes = until - *x_request.from;
    if (minutes <= 0 || minutes > a_day || (until > a_day && !x_service->ends_next_day)) return false;
    const int each = x_service->unit == Unit::half_hour ? 30 : 60;
    if (minutes % each != 0 && !x_parts.service_parts[x_index].begun_unit_counts) return false;
    x_asked = (minutes + each - 1) / each;
    return !x_request.units || units == x_asked;
}

std::int64_t Deciding::units_of_days() const
{
    std::int64_t counted = 0;
    for (std::int64_t i = 0; i < x_days; ++i) {
        if (is_counted_day(i)) ++counted;
    }
    return counted * x_service->units_per_day;
}

bool Deciding::is_counted_day(std::int64_t i) const
{
    if (!is_taken(i)) return false;
    return !x_service->nights_only || (i + 1 < x_days && is_taken(i + 1));
}

bool Deciding::malformed(std::int64_t asked)
{
    look(BuiltIn::request_well_formed, Verdict::against).asked = asked;
    return false;
}

const OfferFacts* Deciding::offer_on(std::int64_t day) const
{
    for (const OfferFacts& offer : x_facts.facility->offers) {
        if (offer.service != x_service->code) continue;
        const auto from = days_of(offer.first_day);
        const auto until = days_of(offer.last_day);
        if ((!from || *from <= day) && (!until || day <= *until)) return &offer;
    }
    return nullptr;
}

// A new fee ends the offer before it: a stay may lie in several, as long as no day is left out.
const OfferFacts* Deciding::offer_that_ends_within(std::int64_t first, std::int64_t last) const
{
    for (const OfferFacts* offer = offer_on(first); offer != nullptr;) {
        const auto until = days_of(offer->last_day);
        if (!until || last <= *until) return nullptr;
        const OfferFacts* const next = offer_on(*until + 1);
        if (next == nullptr) return offer;
        offer = next;
    }
    return nullptr;
}

void Deciding::look_at_facility()
{
    if (!x_facts.facility) {
        look(BuiltIn::service_offered, Verdict::unknown).fact = static_cast<std::uint16_t>(Fact::facility);
        return;
    }
    const FacilityFacts& facility = *x_facts.facility;
    const std::int64_t first = x_scene.first_day;
    const std::int64_t last = first + x_days - 1;
    x_scene.offer = offer_on(first);
    const OfferFacts* const ends_within = offer_that_ends_within(first, last);
    if (!x_scene.offer || ends_within) {
        RuleLook& not_offered = look(BuiltIn::service_offered, Verdict::against);
        const OfferFacts* other = ends_within;  // offers the service, but not on all of these days
        for (const OfferFacts& offer : facility.offers) {
            if (!x_scene.offer && offer.service == x_service->code) other = &offer;
        }
        if (other) {
            not_offered.first_day = other->first_day;
            not_offered.last_day = other->last_day;
        }
    }
    for (const Date closed : facility.closed_on) {
        if (!closed.ok()) continue;
        const std::int64_t day = days_since_epoch(closed);
        if (first <= day && day <= last) {
            look(BuiltIn::facility_open, Verdict::against).first_day = closed;
            break;
        }
    }
}

void Deciding::look_at_coupon()
{
    const Allotment& allotment = x_parts.allotments[x_service->allotment];
    for (const AllotmentFacts& held : x_facts.allotments) {
        if (held.code == allotment.code) {
            x_scene.allotment = &held;
            break;
        }
    }
    x_decision.limited = allotment.limited;
    if (!x_scene.allotment) {
        look(BuiltIn::coupon_held, Verdict::against);
        return;
    }
    x_notes = !allotment.notes.empty();
    if (allotment.limited) {
        x_left = std::clamp<std::int64_t>(x_scene.allotment->left.count, 0, most_units);
        x_decision.left_before = {x_left};
    }
    if (allotment.holder == Holder::registration && x_facts.facility &&
        x_scene.allotment->facility != x_facts.facility->id) {
        look(BuiltIn::bound_facility, Verdict::against);
    }
}

}  // namespace hagukumi::rules
