// Reading the steps of an expression back, for phrase.cpp and truths.cpp.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "rules/expression.hpp"

namespace hagukumi::rules {

/// Brackets that the reader keeps around an earlier step (expression.cpp, finish).
std::uint16_t inside(const Expression& expression, std::uint16_t at);
std::uint16_t root(const Expression& expression);
/// Without the `not`s before it, each of which denies once more.
std::uint16_t without_not(const Expression& expression, std::uint16_t at, bool& denied);
bool is_literal(const Expression& expression, std::uint16_t at, Type type);
/// 「Aの2割」「Aの2分の1」「1回につき1,000円」: the operand A, or the step itself where nothing needs
/// brackets.
std::optional<std::uint16_t> short_product(const Expression& expression, std::uint16_t at);
/// Whether a phrase needs brackets inside of another.
bool is_long(const Expression& expression, std::uint16_t at);
bool is_joined(Op op);
/// Whether all must hold, once a denial is drawn inside (「AでもBでもない」 of an `or`).
bool asks_all(Op op, bool denied);
/// The conditions that one `and` or `or` joins, with those inside of the same kind.
void conditions(const Expression& expression, std::uint16_t at, bool denied, bool all,
                std::vector<std::pair<std::uint16_t, bool>>& into);

}  // namespace hagukumi::rules
