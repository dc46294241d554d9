#include "rules/range.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hagukumi::rules {

namespace {

Ratio whole(std::int64_t number)
{
    return {number, 1};
}

Range exactly(Ratio value)
{
    return {{}, value, value};
}

bool is_one_value(const Range& range)
{
    return range.anchor.empty() && range.least && range.most && *range.least == *range.most;
}

const Ratio& lesser(const Ratio& a, const Ratio& b)
{
    return compare(b, a) < 0 ? b : a;
}
const Ratio& greater(const Ratio& a, const Ratio& b)
{
    return compare(b, a) > 0 ? b : a;
}

/// Both known, joined by `choose`.
template <class Choose>
std::optional<Ratio> of_both(const std::optional<Ratio>& a, const std::optional<Ratio>& b, Choose choose)
{
    return a && b ? std::optional<Ratio>(choose(*a, *b)) : std::nullopt;
}

/// What one of the two gives.
Range either(const Range& a, const Range& b)
{
    if (a.anchor != b.anchor) return {};
    return {a.anchor, of_both(a.least, b.least, lesser), of_both(a.most, b.most, greater)};
}

/// The lesser of two: not above either of them, even beside one of which nothing is known.
Range least_of(const Range& a, const Range& b)
{
    if (a.anchor != b.anchor) return {};
    Range range{a.anchor, of_both(a.least, b.least, lesser), of_both(a.most, b.most, lesser)};
    if (!range.most) range.most = a.most ? a.most : b.most;
    return range;
}

Range greatest_of(const Range& a, const Range& b)
{
    if (a.anchor != b.anchor) return {};
    Range range{a.anchor, of_both(a.least, b.least, greater), of_both(a.most, b.most, greater)};
    if (!range.least) range.least = a.least ? a.least : b.least;
    return range;
}

Range sum_of(const Range& a, const Range& b)
{
    const auto sum = [](const std::optional<Ratio>& x, const std::optional<Ratio>& y) {
        return x && y ? add(*x, *y) : std::nullopt;
    };
    return {{}, sum(a.least, b.least), sum(a.most, b.most)};
}

Range negated(const Range& a)
{
    const auto minus = [](const std::optional<Ratio>& x) {
        return x ? std::optional<Ratio>(Ratio{-x->numerator, x->denominator}) : std::nullopt;
    };
    return {{}, minus(a.most), minus(a.least)};
}

Range product_of(const Range& a, const Range& b)
{
    if (!a.least || !a.most || !b.least || !b.most) return {};
    std::vector<Ratio> corners;
    for (const Ratio& x : {*a.least, *a.most}) {
        for (const Ratio& y : {*b.least, *b.most}) {
            const auto corner = multiply(x, y);
            if (!corner) return {};
            corners.push_back(*corner);
        }
    }
    const auto below = [](const Ratio& x, const Ratio& y) { return compare(x, y) < 0; };
    const auto [least, most] = std::minmax_element(corners.begin(), corners.end(), below);
    return {{}, *least, *most};
}

/// A date moved by at least `least` and at most `most` days.
Range moved(const Range& date, std::int64_t least, std::int64_t most)
{
    const auto by = [](const std::optional<Ratio>& day, std::int64_t days) {
        return day ? add(*day, whole(days)) : std::nullopt;
    };
    return {date.anchor, by(date.least, least), by(date.most, most)};
}

std::string spelling(const Expression& expression, std::uint16_t index)
{
    const Step& step = expression.steps[index];
    const int op = static_cast<int>(step.op);
    switch (step.op) {
        case Op::literal: return fmt::format("{}/{}", step.literal.numerator, step.literal.denominator);
        case Op::fact:
        case Op::definition:
        case Op::known_fact:
        case Op::known_definition:
        case Op::counter:
        case Op::answer:
        case Op::document_valid:
        case Op::document_from:
        case Op::document_until: return fmt::format("{}#{}", op, step.word);
        case Op::if_then_else:
            return fmt::format("{}({},{},{})", op, spelling(expression, step.a), spelling(expression, step.b),
                               spelling(expression, step.c));
        case Op::op_not:
        case Op::negate:
        case Op::is_known: return fmt::format("{}({})", op, spelling(expression, step.a));
        default:
            // Of functions of one value the second operand is the first step: it means nothing, but it is
            // the same for the same expression.
            return fmt::format("{}({},{})", op, spelling(expression, step.a),
                               step.b < index ? spelling(expression, step.b) : std::string());
    }
}

std::uint16_t last_of(const Expression& expression)
{
    return static_cast<std::uint16_t>(expression.steps.size() - 1);
}

class RangeReader {
public:
    RangeReader(const Expression& expression, const Parts& parts) : x_expression(expression), x_parts(parts)
    {
    }

    Range at(std::uint16_t index) const
    {
        const Step& step = x_expression.steps[index];
        Range range = bounds(step);
        // A date of which nothing is known is what others are reckoned from.
        if (step.type == Type::date && !range.least && !range.most && range.anchor.empty())
            return {spelling(x_expression, index), whole(0), whole(0)};
        return range;
    }

private:
    Range bounds(const Step& step) const
    {
        switch (step.op) {
            case Op::literal: return exactly(step.literal);
            case Op::definition: return range_of(x_parts.definitions[step.word].is, x_parts);
            case Op::if_then_else: return either(at(step.b), at(step.c));
            case Op::min: return least_of(at(step.a), at(step.b));
            case Op::max: return greatest_of(at(step.a), at(step.b));
            case Op::add: return sum_of(at(step.a), at(step.b));
            case Op::subtract: return sum_of(at(step.a), negated(at(step.b)));
            case Op::negate: return negated(at(step.a));
            case Op::multiply: return product_of(at(step.a), at(step.b));
            default: return step.type == Type::date && step.op != Op::fact ? of_date(step) : Range{};
        }
    }

    /// The conventions move a date by months and days.  A month has 28 to 31 days, and n months are never
    /// more than three days off n times the mean; a convention adds or takes a day or two.
    Range of_date(const Step& step) const
    {
        const auto by_months = [&](std::int64_t sign, std::int64_t least_more, std::int64_t most_more) {
            const Range count = at(step.b);
            if (!is_one_value(count) || !count.least->is_whole()) return Range{};
            const std::int64_t days = sign * count.least->numerator * 30'437 / 1000;
            return moved(at(step.a), days - 5 + least_more, days + 5 + most_more);
        };
        const auto by_days = [&](std::int64_t least_more, std::int64_t most_more) {
            const Range count = at(step.b);
            if (!is_one_value(count) || !count.least->is_whole()) return Range{};
            return moved(at(step.a), count.least->numerator + least_more, count.least->numerator + most_more);
        };
        switch (step.op) {
            case Op::before_attained:
            case Op::before_day_of_attainment:
            case Op::through_corresponding_day:
            case Op::through_corresponding_day_or_next:
            case Op::period_after_event:
            case Op::from_first_whole_day:
            case Op::from_attainment_day:
            case Op::after_elapsed: return by_months(1, 0, 0);
            case Op::eom_of_attainment:
            case Op::eom_of_corresponding_month: return by_months(1, 0, 31);
            case Op::fiscal_year_end_after_attainment: return by_months(1, 0, 366);
            case Op::months_before: return by_months(-1, 0, 0);
            case Op::days_counting_first:
            case Op::from_nth_day: return by_days(-1, -1);
            case Op::days_after: return by_days(0, 0);
            case Op::after_elapsed_days: return by_days(0, 1);
            case Op::fiscal_year_end: return moved(at(step.a), 0, 366);
            case Op::fiscal_year_start: return moved(at(step.a), -366, 0);
            case Op::month_end: return moved(at(step.a), 0, 31);
            case Op::day_before: return moved(at(step.a), -1, -1);
            case Op::day_after: return moved(at(step.a), 1, 1);
            default: return {};
        }
    }

    const Expression& x_expression;
    const Parts& x_parts;
};

/// Splits a truth into conditions.
class ConditionReader {
public:
    ConditionReader(const Expression& expression, const Parts& parts, std::vector<Condition>& into)
        : x_expression(expression), x_parts(parts), x_into(into)
    {
    }

    void read(std::uint16_t index, bool wanted)
    {
        const Step& step = x_expression.steps[index];
        if (step.op == Op::op_not) return read(step.a, !wanted);
        if (step.op == (wanted ? Op::op_and : Op::op_or)) {
            read(step.a, wanted);
            read(step.b, wanted);
            return;
        }
        if (step.op == Op::definition) {
            const Formula& is = x_parts.definitions[step.word].is;
            if (is.by == KeyedBy::nothing) {
                const Expression& inner = is.branches.front().expression;
                return ConditionReader(inner, x_parts, x_into).read(last_of(inner), wanted);
            }
        }
        if (step.op >= Op::equal && step.op <= Op::greater_equal) return compared(step, wanted);
        if (step.op == Op::literal) {
            // `true` says nothing; `false` cannot be.
            if ((step.literal.numerator != 0) != wanted)
                x_into.push_back({"false", whole(1), whole(0), false, false, {}});
            return;
        }
        const Ratio value = whole(wanted ? 1 : 0);
        x_into.push_back({spelling(x_expression, index), value, value, false, false, {}});
    }

private:
    void compared(const Step& step, bool wanted)
    {
        const bool literal_first = x_expression.steps[step.a].op == Op::literal;
        const std::uint16_t subject = literal_first ? step.b : step.a;
        const Step& other = x_expression.steps[literal_first ? step.a : step.b];
        Op op = wanted ? step.op : opposite(step.op);
        if (literal_first) op = turned(op);
        Condition condition;
        // Two expressions compared are judged as a difference that is above, below or at zero.
        condition.subject = spelling(x_expression, subject);
        Ratio value = other.literal;
        if (other.op != Op::literal) {
            condition.subject += " - " + spelling(x_expression, step.b);
            value = whole(0);
        }
        switch (op) {
            case Op::equal: condition.least = condition.most = value; break;
            case Op::not_equal: condition.is_not = value; break;
            case Op::less:
            case Op::less_equal:
                condition.most = value;
                condition.without_most = op == Op::less;
                break;
            default:
                condition.least = value;
                condition.without_least = op == Op::greater;
                break;
        }
        x_into.push_back(std::move(condition));
    }

    static Op opposite(Op op)
    {
        switch (op) {
            case Op::equal: return Op::not_equal;
            case Op::not_equal: return Op::equal;
            case Op::less: return Op::greater_equal;
            case Op::less_equal: return Op::greater;
            case Op::greater: return Op::less_equal;
            default: return Op::less;
        }
    }

    /// With the sides changed.
    static Op turned(Op op)
    {
        switch (op) {
            case Op::less: return Op::greater;
            case Op::less_equal: return Op::greater_equal;
            case Op::greater: return Op::less;
            case Op::greater_equal: return Op::less_equal;
            default: return op;
        }
    }

    const Expression& x_expression;
    const Parts& x_parts;
    std::vector<Condition>& x_into;
};

/// Whether nothing lies within the bounds of both.
bool exclude(const Condition& a, const Condition& b)
{
    const auto is_empty = [](const Condition& low, const Condition& high) {
        if (!low.least || !high.most) return false;
        const int order = compare(*low.least, *high.most);
        return order > 0 || (order == 0 && (low.without_least || high.without_most));
    };
    const auto is_only = [](const Condition& one, const std::optional<Ratio>& value) {
        return value && one.least && one.most && *one.least == *value && *one.most == *value;
    };
    return is_empty(a, b) || is_empty(b, a) || is_only(a, b.is_not) || is_only(b, a.is_not);
}

}  // namespace

Range range_of(const Expression& expression, const Parts& parts)
{
    return RangeReader(expression, parts).at(last_of(expression));
}

Range range_of(const Formula& formula, const Parts& parts)
{
    if (!formula.present()) return {};
    Range range = range_of(formula.branches.front().expression, parts);
    for (const Branch& branch : formula.branches) range = either(range, range_of(branch.expression, parts));
    return range;
}

bool is_always_below(const Range& a, const Range& b)
{
    return a.anchor == b.anchor && a.most && b.least && compare(*a.most, *b.least) < 0;
}

std::string spelling_of(const Expression& expression)
{
    return spelling(expression, last_of(expression));
}

std::string spelling_of(const Formula& formula)
{
    std::string all = fmt::format("{}:", static_cast<int>(formula.by));
    for (const Branch& branch : formula.branches)
        all += fmt::format("{}={};", branch.from, spelling_of(branch.expression));
    return all;
}

std::string spelling_of(Fact fact)
{
    return fmt::format("{}#{}", static_cast<int>(Op::fact), static_cast<int>(fact));
}

std::vector<Condition> conditions_of(const Formula& truth, const Parts& parts)
{
    std::vector<Condition> conditions;
    if (!truth.present() || truth.by != KeyedBy::nothing) return conditions;
    const Expression& expression = truth.branches.front().expression;
    ConditionReader(expression, parts, conditions).read(last_of(expression), true);
    return conditions;
}

bool contradict(const std::vector<Condition>& conditions)
{
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        for (std::size_t j = i; j < conditions.size(); ++j) {
            if (conditions[i].subject == conditions[j].subject && exclude(conditions[i], conditions[j]))
                return true;
        }
    }
    return false;
}

}  // namespace hagukumi::rules
