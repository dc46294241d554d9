// What an expression can give, whatever the facts are: for the checker's warnings, never for a decision.
//
// The bounds are safe: a value never lies outside of them.  They are not always narrow: an empty bound means
// that nothing is known on that side.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rules/parts.hpp"

namespace hagukumi::rules {

/// From `least` to `most`, both included.  A date is counted in days from its anchor, which is the spelling
/// of what it is reckoned from (`birth.born_on`); without an anchor from the epoch.  Dates of different
/// anchors cannot be compared.
struct Range {
    std::string anchor;
    std::optional<Ratio> least;
    std::optional<Ratio> most;
};

/// Of all values that hold from some date on.
Range range_of(const Formula& formula, const Parts& parts);

/// Of one of them.
Range range_of(const Expression& expression, const Parts& parts);

/// Whether every value of `a` is below every value of `b`.
bool is_always_below(const Range& a, const Range& b);

/// The same for expressions that are the same: a spelling of the checked steps, without spaces and brackets.
std::string spelling_of(const Expression& expression);
std::string spelling_of(const Formula& formula);
std::string spelling_of(Fact fact);

/// One condition that must hold: `subject` (a spelling) lies within bounds, or is not a value.
struct Condition {
    std::string subject;
    std::optional<Ratio> least, most;
    bool without_least = false;  ///< more than `least`, not equal
    bool without_most = false;
    std::optional<Ratio> is_not;
};

/// The conditions that a truth is made of, as far as they are joined by `and`; definitions are looked into.
/// Those joined by `or` are one condition, named by its spelling.  Empty for what changes with a date.
std::vector<Condition> conditions_of(const Formula& truth, const Parts& parts);

/// Whether no facts can satisfy all of them.
bool contradict(const std::vector<Condition>& conditions);

}  // namespace hagukumi::rules
