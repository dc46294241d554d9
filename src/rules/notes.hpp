// 額面: notes of several values that pay a bill, whole, without change.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "rules/decision.hpp"
#include "rules/evaluate.hpp"

namespace hagukumi::rules {

/// A bundle is a handful of sheets; more than this of one value is a slip of the hand.
constexpr std::int64_t most_notes = 1000;

/// The largest sum of whole notes that is not above `bill`, and of these the one with the largest notes.
/// `left` holds the notes, largest first.  Values with a count of 0 are not in the answer.
std::vector<NotesTaken> best_notes(const std::vector<NotesTaken>& left, std::int64_t bill);
std::int64_t sum_of(const std::vector<NotesTaken>& notes);

/// The notes that the earlier uses have left: these are gone through in the order of their days, each
/// paying with the best notes of its time.  A use that was taken back is as if it had not been.
/// Nothing when a count is not known, with the reason in `why`.
std::optional<std::vector<NotesTaken>> notes_left(const Scene& scene, Value& why);

}  // namespace hagukumi::rules
