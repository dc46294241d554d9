// What a statement reads and changes, as far as its own text says: for an engine that is far away and sends
// many together.  Pure text; where it does not understand a statement it says "may be".
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hagukumi::store {

/// Of a change: its table, and which of that table's rows and columns it is about.
struct ChangeShape {
    enum class Kind { insert, update, remove };
    /// `column = $number`, joined by AND with all else: no row with another value is meant.
    struct Pin {
        std::string_view column;
        std::size_t parameter;
    };
    Kind kind = Kind::insert;
    std::string_view table;
    std::vector<std::string_view> assigned;  ///< columns that an UPDATE sets
    std::vector<Pin> pins;                   ///< never on a column that it sets; without the municipality, $1
    /// It sets each column to a parameter or a constant, and its rows are found by the pins alone: who sets
    /// the same rows again makes the first time undone.
    bool replaces = false;
};

/// Views into the text.  Throws BugFound when it is no INSERT, UPDATE or DELETE.
ChangeShape shape_of_change(std::string_view change);

/// How a change can alter the answer to a question of the same municipality.
struct Influence {
    bool is_possible = false;
    /// It is possible only where all of these are equal: a parameter of the question, and one of the change.
    std::vector<std::pair<std::size_t, std::size_t>> where_equal;
};
Influence influence_of(const ChangeShape& change, std::string_view question);

/// Whether one of two changes reads or changes the table that the other one changes, so that their order
/// counts.
bool are_in_each_others_way(std::string_view change, std::string_view other);

/// The statement that does at once what this one does for each of many parameters: $2, $3… are arrays then,
/// of the types that are named ("bytea[]").  An answer has one more column, the last: for which of them,
/// from 1. Nothing when that can't be told from its text, or when it has no parameter but the municipality.
std::optional<std::string> for_many(std::string_view statement, std::span<const std::string_view> types);

}  // namespace hagukumi::store
