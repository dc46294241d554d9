// The small typed, total language of programme files: reading and checking.
//
// An expression is read once into a flat list of steps with types, and is then only evaluated
// (evaluate.hpp).  There are no loops and no recursion: a definition may use those above it only,
// and the work of an expression, definitions included, is bounded when it is read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rules/node.hpp"
#include "rules/ratio.hpp"
#include "rules/vocabulary.hpp"

namespace hagukumi::rules {

struct Step {
    Op op = Op::literal;
    Type type = Type::mistake;
    std::uint16_t a = 0;  ///< operands: indexes of earlier steps
    std::uint16_t b = 0;
    std::uint16_t c = 0;
    std::uint16_t word = 0;  ///< the fact or the definition
    Ratio literal;           ///< dates as days since the epoch, months and days as counts
};

struct Expression {
    std::vector<Step> steps;  ///< the last one is the result
    Type type = Type::mistake;
    bool whole = true;          ///< of yen: cannot have fractions
    bool by_day = false;        ///< may differ between the days of one use
    bool counts_uses = false;   ///< names a counter
    bool of_whole_use = false;  ///< names the hours or the bill of a use, which a unit of it has not
    std::uint32_t work = 0;
};

/// What a value is looked up by.
enum class KeyedBy : std::uint8_t { nothing, birth, application, issue, first_day, day };

struct Branch {
    std::int64_t from = 0;  ///< days since the epoch
    Expression expression;
};

/// An expression, or values that hold from different dates on.
struct Formula {
    KeyedBy by = KeyedBy::nothing;
    std::vector<Branch> branches;  ///< in the order of their dates; empty: not written
    Type type = Type::mistake;
    bool whole = true;
    bool by_day = false;
    bool counts_uses = false;
    bool of_whole_use = false;
    std::uint32_t work = 0;

    bool present() const { return !branches.empty(); }
};

struct DefinitionName {
    std::string code;
    Type type;
    bool whole;
    bool by_day;
    std::uint32_t work;
};

struct CounterName {
    std::string code;
    Type type;
    bool by_day;
};

/// A question above in the same form, as `answers.<code>`.
struct AnswerName {
    std::string code;
    Type type = Type::mistake;         ///< mistake: only whether it was answered can be asked
    std::vector<std::string> options;  ///< of Type::answer
    std::uint16_t number = 0;          ///< among the questions of all forms
};

/// What an expression may name beside the vocabulary.
struct Names {
    std::vector<DefinitionName> definitions;
    std::vector<std::string> household_classes;
    std::vector<CounterName> counters;
    std::vector<std::string>
        counters_below;  ///< the file's, before they are read: definitions may not use them
    std::vector<AnswerName> answers;
    std::vector<std::string> documents;
    bool has_calendar = false;
    bool share_is_whole = true;  ///< of `share` in a price's step
    bool fee_is_whole = true;
    std::uint64_t* facts_named = nullptr;  ///< bit n: Fact n; every formula that is read adds its own
};

/// Reads an expression or keyed values.  With mistakes the result has no branches.
Formula read_formula(const Node& node, Type wanted, Place place, const Names& names, Mistakes& mistakes);

}  // namespace hagukumi::rules
