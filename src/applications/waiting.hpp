// What waits for the office, counted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "applications/application.hpp"

namespace hagukumi::applications {

struct Waiting {
    std::string programme, form;  ///< codes
    State state = State::sent;    ///< or returned
    std::int64_t count = 0;
    Instant oldest;             ///< when the oldest of them was sent
    std::int64_t late = 0;      ///< the day that the family was told is over
    std::int64_t proposed = 0;  ///< a decision waits for a second officer
};
/// By form and state, those forms only that something waits of.
std::vector<Waiting> count_waiting(store::Snapshot& snapshot, Date today);

}  // namespace hagukumi::applications
