#include "rules/steps.hpp"

namespace hagukumi::rules {

std::uint16_t inside(const Expression& expression, std::uint16_t at)
{
    while ((expression.steps[at].op == Op::max || expression.steps[at].op == Op::min) &&
           expression.steps[at].a == expression.steps[at].b)
        at = expression.steps[at].a;
    return at;
}

std::uint16_t root(const Expression& expression)
{
    return inside(expression, static_cast<std::uint16_t>(expression.steps.size() - 1));
}

std::uint16_t without_not(const Expression& expression, std::uint16_t at, bool& denied)
{
    at = inside(expression, at);
    while (expression.steps[at].op == Op::op_not) {
        denied = !denied;
        at = inside(expression, expression.steps[at].a);
    }
    return at;
}

bool is_literal(const Expression& expression, std::uint16_t at, Type type)
{
    const Step& step = expression.steps[inside(expression, at)];
    return step.op == Op::literal && step.type == type;
}

std::optional<std::uint16_t> short_product(const Expression& expression, std::uint16_t at)
{
    const Step& step = expression.steps[at];
    if (step.op == Op::multiply) {
        const bool first = is_literal(expression, step.a, Type::rate);
        const bool second = is_literal(expression, step.b, Type::rate);
        if (first != second) return inside(expression, first ? step.b : step.a);
    }
    if (step.op == Op::divide && is_literal(expression, step.b, Type::number))
        return inside(expression, step.a);
    return std::nullopt;
}

bool is_long(const Expression& expression, std::uint16_t at)
{
    at = inside(expression, at);
    if (const auto operand = short_product(expression, at)) return is_long(expression, *operand);
    switch (expression.steps[at].op) {
        case Op::add:
        case Op::subtract:
        case Op::multiply:
        case Op::divide:
        case Op::negate:
        case Op::min:
        case Op::max:
        case Op::if_then_else: return true;
        default: return false;
    }
}

bool is_joined(Op op)
{
    return op == Op::op_and || op == Op::op_or;
}

bool asks_all(Op op, bool denied)
{
    return (op == Op::op_and) != denied;
}

void conditions(const Expression& expression, std::uint16_t at, bool denied, bool all,
                std::vector<std::pair<std::uint16_t, bool>>& into)
{
    const std::uint16_t bare = without_not(expression, at, denied);
    const Step& step = expression.steps[bare];
    if (is_joined(step.op) && asks_all(step.op, denied) == all) {
        conditions(expression, step.a, denied, all, into);
        conditions(expression, step.b, denied, all, into);
    } else {
        into.emplace_back(bare, denied);
    }
}

}  // namespace hagukumi::rules
