// What a list says of a service before anybody asks for a certain use.
#include "rules/decide.hpp"
#include "rules/least_use.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

Outlook outlook(const Programme& programme, const Facts& facts, const Service& service, Date day)
{
    Request request;
    request.service = service.code;
    request.first_day = day;
    request.units = least_units(programme, service);
    const Allotment& allotment = programme.allotment_of(service);

    Decision decision;
    if (facts.facility) {
        decision = decide(programme, facts, request);
    } else {
        // Judged as if at a facility that takes everybody, so that a coupon is called unusable only
        // for reasons of its own.
        Facts anywhere = facts;
        FacilityFacts& facility = anywhere.facility.emplace();
        facility.accepts_corrected_age = true;
        facility.accepts_loss = true;
        facility.offers.push_back({service.code, Yen{0}, std::nullopt, std::nullopt, std::nullopt});
        for (const AllotmentFacts& held : facts.allotments) {
            if (held.code == allotment.code && held.facility) facility.id = *held.facility;
        }
        decision = decide(programme, anywhere, request);
    }

    Outlook outlook;
    outlook.usable_now = true;
    outlook.units_left = decision.left_before;
    outlook.limited = decision.limited;
    for (const RuleLook& look : decision.rules) {
        if (!programme.parts().built_in_of(look.rule)) {
            if (look.first_day && (!outlook.first_day || *outlook.first_day < *look.first_day)) {
                outlook.first_day = look.first_day;
            }
            if (look.last_day && (!outlook.last_day || *look.last_day < *outlook.last_day)) {
                outlook.last_day = look.last_day;
            }
        }
        // A list does not know the hours of a use yet; nobody is refused for that.
        const bool asks_hours =
            look.verdict == Verdict::unknown && (look.fact == static_cast<std::uint16_t>(Fact::hours_from) ||
                                                 look.fact == static_cast<std::uint16_t>(Fact::hours_until));
        const bool refuses =
            !asks_hours && (look.verdict == Verdict::against || look.verdict == Verdict::unknown);
        if (refuses) outlook.usable_now = false;
        if (refuses && !outlook.blocking) outlook.blocking = look;
    }
    return outlook;
}

}  // namespace hagukumi::rules
