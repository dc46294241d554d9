// Fields that rules of booking and their worked cases share; for the rules room.
#pragma once

#include "rules/booking/terms.hpp"
#include "rules/schema.hpp"

namespace hagukumi::rules {

class BookingFields {
public:
    explicit BookingFields(Mistakes& mistakes) : x_mistakes(mistakes) {}

    /// `{ days_before: 1, counted_in: open_days, until: 17:00 }` or `{ hours_before: 24 }`
    Deadline deadline(const Node& node) const;

    /// `2026-07-08 9:00`, in Japan
    std::optional<Instant> moment(const Node& node) const;

private:
    Deadline before_the_use(const MapReader& map) const;

    Mistakes& x_mistakes;
};

}  // namespace hagukumi::rules
