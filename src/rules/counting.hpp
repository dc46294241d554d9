// Adding up earlier uses: for caps (at_most) and for counters (the first N uses).
//
// What is added up is said in full in the file: which services, what of each use, over which time and
// whose.  The use that is being decided is not among the earlier ones; in a price that is worked out day
// by day, the days of this use that were priced before are added (Scene::priced_days).
#pragma once

#include <cstdint>
#include <string>

#include "rules/evaluate.hpp"

namespace hagukumi::rules {

/// Over which time.
enum class Per : std::uint8_t {
    use,
    day,
    week_from_monday,
    week_from_sunday,
    month,
    calendar_year,
    fiscal_year,
    life,
};

/// Whose uses.
enum class Whose : std::uint8_t {
    holder,  ///< not written: of the one to whom the allotment of the service belongs
    birth,
    child,
    household,
    guardian,  ///< 保護者1人につき: of the one who uses it now
};

/// What of each use; of the days the first of all uses, or the last.
enum class Counts : std::uint8_t { units, uses, public_yen, parent_yen, first_day, last_day };

inline bool is_sum(Counts counts)
{
    return counts != Counts::first_day && counts != Counts::last_day;
}

inline bool is_yen(Counts counts)
{
    return counts == Counts::public_yen || counts == Counts::parent_yen;
}

/// A stay over the end of a month: all of it where it begins, or each day where it lies.
enum class CountedBy : std::uint8_t { first_day, each_day };

struct Counting {
    std::uint64_t services = 0;  ///< bit n: services[n]
    Per per = Per::use;
    Whose whose = Whose::holder;
    Counts counts = Counts::units;
    CountedBy by = CountedBy::first_day;
    Formula from;  ///< only days from this one on; may be missing
    Formula until;
};

/// A name for such a sum, in expressions: `relief_uses`.
struct Counter {
    std::string code;
    Text name;  ///< for people; may be empty
    std::string source;
    Counting counting;
};

/// First and last day, both included.
struct Span {
    std::int64_t first = 0;
    std::int64_t last = 0;

    bool contains(std::int64_t day) const { return first <= day && day <= last; }
};

/// The day, month or fiscal year of `day`, or all time.
Span span_of(Per per, std::int64_t day);

/// The same, cut to `from` and `until`, or why these are not known.
Value span_of(const Counting& counting, const Scene& scene, std::int64_t day, Span& span);

/// Whether an earlier use is of a counted service and belongs to the one whose uses are counted.
bool is_earlier_use(Whose whose, std::uint64_t services, const Scene& scene, const PastUse& use);

/// What the earlier uses of these services within the span add up to.
std::int64_t earlier_uses(const Counting& counting, std::uint64_t services, const Scene& scene,
                          const Span& span);

/// What a counter says in an expression.  A day is missing when there was no such use.
Value count(const Counting& counting, const Scene& scene);

}  // namespace hagukumi::rules
