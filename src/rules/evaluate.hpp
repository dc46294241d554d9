// Evaluating an expression: total, exact, without allocation.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/expression.hpp"
#include "rules/facts.hpp"
#include "rules/programme.hpp"

namespace hagukumi::rules {

struct Parts;

/// A value, or why there is none.
struct Value {
    enum class State : std::uint8_t {
        known,
        missing,   ///< `fact` is not known
        overflow,  ///< a number, sum or date beyond all sense, or a division by zero
    };

    State state = State::known;
    Fact fact = Fact::none;
    Ratio ratio;                 ///< dates as days since the epoch, truths as 0 and 1
    std::uint16_t document = 0;  ///< of a missing document: which of the programme's

    bool is_known() const { return state == State::known; }
    bool is_true() const { return is_known() && ratio.numerator != 0; }
    std::int64_t whole() const { return ratio.numerator; }
};

/// A day of the use that was priced already, and what the municipality and the parent pay of it.
struct PricedDay {
    std::int64_t day = 0;
    Ratio public_share, parent;
};

/// What was answered in a form: a day, a number, the place of a choice, 1 for a tick; or nothing.
struct AnswerValues {
    std::uint16_t first = 0;  ///< the number of the form's first question among those of all forms
    std::vector<std::optional<std::int64_t>> values;
};

/// Everything that an expression can see.
struct Scene {
    const Parts& parts;
    const Facts& facts;
    const OfferFacts* offer = nullptr;
    const AllotmentFacts* allotment = nullptr;
    const Service* service = nullptr;
    const Request* request = nullptr;
    const AnswerValues* answers = nullptr;
    /// In a price that is worked out unit by unit: the days of this use that were priced before.
    const std::vector<PricedDay>* priced_days = nullptr;
    std::int64_t today = 0;
    std::int64_t day = 0;
    std::int64_t first_day = 0;
    std::int64_t units = 0;
    Ratio fee{};
    Ratio share{};
};

Value evaluate(const Formula& formula, const Scene& scene);

/// Days since the epoch of a fact that may be missing or senseless.
std::optional<std::int64_t> days_of(const std::optional<Date>& date);

}  // namespace hagukumi::rules
