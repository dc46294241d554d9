#include "rules/least_use.hpp"

#include <algorithm>

namespace hagukumi::rules {

namespace {

constexpr int begins_minute = 10 * 60;

int minutes_of(Unit unit, Units units)
{
    const int each = unit == Unit::half_hour ? 30 : 60;
    return each * static_cast<int>(units.count);
}

}  // namespace

Units least_units(const Programme& programme, const Service& service)
{
    const Allotment& allotment = programme.allotment_of(service);
    if (allotment.notes.empty()) return service.least_per_use;
    return std::max(service.least_per_use, Units{allotment.notes.back()});
}

std::optional<Request> least_use(const Programme& programme, const Service& service, Date day)
{
    if (service.asks == Asks::amount) return std::nullopt;
    Request request;
    request.service = service.code;
    request.first_day = day;
    const Units units = least_units(programme, service);
    if (service.asks == Asks::hours) {
        request.from = begins_minute;
        request.until = begins_minute + minutes_of(service.unit, units);
    } else {
        request.units = units;
    }
    return request;
}

}  // namespace hagukumi::rules
