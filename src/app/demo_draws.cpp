#include "app/demo_draws.hpp"

#include "base/age.hpp"
#include "rules/booking/moments.hpp"

namespace hagukumi::app {

namespace {

Result<void> apply(store::Transaction& tx, booking::Programmes programmes, const rules::Service& service,
                   const rules::BookingRules& rules, const Id& facility, const DemoApplicant& applicant,
                   Date day, Instant at, Randomness& randomness)
{
    for (const ledger::Coupon& coupon : ledger::coupons_of(tx, applicant.household)) {
        const rules::Programme* const programme = ledger::find_programme(programmes, coupon.programme);
        if (programme == nullptr || programme->find_service(service.code) != &service ||
            programme->allotment_of(service).code != coupon.allotment)
            continue;
        booking::Book command;
        command.key = make_id(at, randomness);
        command.at = at;
        command.id = make_id(at, randomness);
        command.asker = {rules::BookedBy::parent, applicant.account, applicant.household, {}};
        command.wanted.coupon = coupon.id;
        command.wanted.facility = facility;
        command.wanted.request.service = service.code;
        command.wanted.request.first_day = day;
        for (int i = 1; i <= rules.hours->least_slots; ++i)
            command.wanted.request.boxes.push_back(rules.hours->opens + i * rules.hours->slot_minutes);
        // A family that the rules refuse does not apply.
        TRY(booking::book(tx, programmes, command));
        return {};
    }
    return {};
}

}  // namespace

Result<void> fill_draws(store::Database& database, MunicipalityCode code, booking::Programmes programmes,
                        const Id& facility, const std::vector<DemoApplicant>& applicants, Instant now,
                        Randomness& randomness)
{
    const auto run = [&](auto work) { return database.lane().run(code, work); };
    const Date yesterday = plus_days(date_in_japan(now), -1);
    for (const auto& programme : programmes) {
        for (const rules::Service& service : programme->services()) {
            const rules::BookingRules* const rules = programme->booking_of(service.code);
            if (rules == nullptr || !rules->lottery || !rules->hours) continue;
            const auto opens_at =
                rules::next_release(rules->release, programme->calendar(), start_of_day_in_japan(yesterday));
            const auto day = opens_at
                                 ? rules::last_day_released(rules->release, programme->calendar(), *opens_at)
                                 : std::nullopt;
            if (!day || *opens_at > now) continue;
            const auto tend = [&](Instant at) -> Result<void> {
                while (TRY(run([&](store::Transaction& tx) {
                           return booking::tend_draws(tx, programmes, at, randomness);
                       })) > 0) {
                }
                return {};
            };
            TRY(tend(*opens_at + -std::chrono::hours(1)));
            Instant at = *opens_at;
            for (const DemoApplicant& applicant : applicants) {
                at = at + std::chrono::minutes(3);
                TRY(run([&](store::Transaction& tx) {
                    return apply(tx, programmes, service, *rules, facility, applicant, *day, at, randomness);
                }));
            }
            TRY(tend(*opens_at + std::chrono::minutes(rules->lottery->collects_minutes)));
            TRY(tend(now));
        }
    }
    return {};
}

}  // namespace hagukumi::app
