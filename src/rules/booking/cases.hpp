// Worked cases of booking, beside the rules that they show; for the rules room.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/booking/book.hpp"
#include "rules/booking/draw.hpp"
#include "rules/node.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::rules {

struct BookingExpectation {
    std::string outcome;  ///< "booked", "awaiting_answer", "in_draw", "allowed", "refused"
    std::optional<std::vector<std::string>> against;
    std::vector<std::string> says;
    std::optional<Instant> change_until, cancel_until;
    std::optional<std::int64_t> units, fee;
    std::optional<bool> may_wait;
    std::optional<std::string> priority;  ///< the family's group; empty: none
    std::vector<std::string> order;       ///< of a draw
};

struct BookingCase {
    enum class Deed : std::uint8_t { book, change, cancel, draw };

    std::string name;
    int line = 0;
    std::vector<std::string> shows;
    Deed deed = Deed::book;
    BookingFacts facts;
    Facts family;  ///< what priority groups look at
    BookingRequest request;
    HeldBooking given_up;
    std::string seed;
    std::vector<DrawEntry> entries;
    BookingExpectation expected;
};

/// Reads `cases:` of one entry of `booking:`; `root` is the whole file.
void read_booking_cases(const Node& node, const Node& root, const BookingRules& rules, Parts& parts,
                        Mistakes& mistakes);

CaseResult run_booking_case(const Programme& programme, const BookingCase& one);

}  // namespace hagukumi::rules
