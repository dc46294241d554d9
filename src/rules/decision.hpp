// A decision: the outcome, the units and the money, and every rule that was looked at.
//
// It holds numbers and dates only.  explain() turns it into sentences; the ledger stores it as the
// compact text of to_compact_json() (json.hpp), so that the reason outlives the programme.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/instant.hpp"
#include "base/quantity.hpp"
#include "rules/ratio.hpp"

namespace hagukumi::rules {

enum class Outcome {
    granted,
    partly,  ///< some of the days or units asked for; the programme says that this is possible
    refused,
};

enum class Verdict {
    met,
    against,  ///< this rule refuses
    cut,      ///< this rule takes days or units off; alone it does not refuse
    unknown,  ///< a fact is missing; this refuses
};

/// One rule, looked at.
struct RuleLook {
    std::uint16_t rule = 0;  ///< Programme::rule(index)
    Verdict verdict = Verdict::met;
    bool by_facility = false;       ///< the facility's narrower limit decided
    std::uint16_t fact = 0;         ///< for `unknown`: which fact is missing (fact_name(), vocabulary.hpp)
    std::uint16_t document = 0;     ///< of a missing document: which of the programme's
    std::optional<Date> first_day;  ///< of a window
    std::optional<Date> last_day;
    std::int64_t asked = 0;   ///< units asked of this rule
    std::int64_t left = 0;    ///< what the rule leaves before this use
    std::int64_t needed = 0;  ///< what would be needed
};

/// Notes of one value that a use takes.
struct NotesTaken {
    std::int64_t value = 0;  ///< in yen
    std::int64_t count = 0;
};

struct MoneyStep {
    std::uint16_t step = 0;  ///< which line of the price; see explain()
    Yen parent;              ///< the parent's share after this line, cut to whole yen for display
};

/// 月の合計での端数処理: the side that is rounded, over the month in which the use ends.
struct MonthSum {
    bool of_parent = true;  ///< the parent's side, else the municipality's
    Yen before;             ///< what the uses of the month that stand were charged
    Yen after;              ///< the same with this use
    Ratio exact_parent;     ///< of this use, before the rounding: what the next one adds up
};

struct Decision {
    Outcome outcome = Outcome::refused;
    std::optional<std::uint16_t> service;  ///< index into services(); empty: no such service
    std::uint16_t allotment = 0;           ///< index into allotments()

    Units asked;  ///< units asked for
    Units units;  ///< units that the use takes from the allotment; 0 when refused
    bool limited = true;
    Units left_before;
    Units left_after;

    Date first_day{};  ///< the days asked for
    Date last_day{};
    Date first_covered{};  ///< the days that are covered; equal to first_day … last_day when granted
    Date last_covered{};

    /// The time asked for, in minutes after midnight of first_day: 22:00 until 7:00 is 1320 and 1860.
    std::optional<int> from, until;

    bool priced = false;  ///< the programme states a price and the outcome is not a refusal
    Yen fee;              ///< of the covered units; parent + public_share
    Yen parent;
    Yen public_share;
    bool paid_afterwards = false;  ///< 償還払い: the parent pays the whole fee now and gets the rest back
    std::vector<MoneyStep> money;
    std::optional<MonthSum> month;  ///< where the file rounds the sum of a month
    std::vector<NotesTaken> notes;  ///< of an allotment of notes, largest first

    std::vector<RuleLook> rules;  ///< in the order of the file, then the built-in checks

    bool refused() const { return outcome == Outcome::refused; }
};

/// What one birth, child or registration is granted now.
struct Grant {
    std::uint16_t allotment = 0;  ///< index into allotments()
    Units units;
    bool limited = true;
};

struct Entitlement {
    bool refused = false;
    std::vector<Grant> grants;  ///< empty when refused; an allotment with no units is left out
    std::vector<RuleLook> rules;
};

/// A coupon in the list: may it be used on that day, and until when?
struct Outlook {
    bool usable_now = false;
    std::optional<Date> first_day;  ///< empty: no limit is known
    std::optional<Date> last_day;
    Units units_left;
    bool limited = true;
    std::optional<RuleLook> blocking;  ///< the first rule against, when not usable
};

}  // namespace hagukumi::rules
