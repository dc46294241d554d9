#include "rules/phrase.hpp"

#include <algorithm>

#include "rules/steps.hpp"

namespace hagukumi::rules {

namespace {

/// A choice or a sum longer than this becomes a list.  In bytes of Japanese: about 45 characters.
constexpr std::size_t longest_phrase = 135;

Text in_brackets(const Text& words)
{
    return say("（{}）", "({})", words);
}

Text numbered(std::string_view ja, std::string_view en, std::size_t number)
{
    return {"「" + std::string(ja) + std::to_string(number) + "」",
            std::string(en) + " " + std::to_string(number)};
}

/// 「Aと、Bとを比べて」
Text side_by_side(const std::vector<Text>& words)
{
    Text list = all_of(words);
    list.ja.clear();
    for (const Text& one : words) list.ja += one.ja + "と、";
    list.ja.resize(list.ja.size() - std::string_view("、").size());
    list.ja += "を比べて";
    return list;
}

}  // namespace

Text name_of_definition(const Parts& parts, std::size_t index)
{
    const Definition& definition = parts.definitions[index];
    if (!definition.name.ja.empty()) return in_quotes(definition.name);
    switch (definition.is.type) {
        case Type::date: return numbered("基準日", "reference day", index + 1);
        case Type::truth: return numbered("条件", "condition", index + 1);
        case Type::yen: return numbered("額", "sum", index + 1);
        case Type::rate: return numbered("割合", "rate", index + 1);
        case Type::months:
        case Type::days: return numbered("期間", "period", index + 1);
        case Type::choice: return numbered("区分", "class", index + 1);
        case Type::time: return numbered("時刻", "time", index + 1);
        case Type::weekday: return numbered("曜日", "weekday", index + 1);
        case Type::answer:
        case Type::number:
        case Type::units:
        case Type::mistake: break;
    }
    return numbered("数", "number", index + 1);
}

Text name_of_counter(const Parts& parts, std::size_t index)
{
    const Counter& counter = parts.counters[index];
    return counter.name.ja.empty() ? numbered("利用の記録", "record of uses", index + 1)
                                   : in_quotes(counter.name);
}

Measure measure_of_services(const Parts& parts, std::uint64_t services)
{
    std::optional<Measure> measure;
    for (std::size_t i = 0; i < parts.services.size(); ++i) {
        if ((services >> i & 1) == 0) continue;
        const Measure of_this = measure_of(parts.services[i].unit);
        if (measure && *measure != of_this) return Measure::nothing;
        measure = of_this;
    }
    return measure.value_or(Measure::nothing);
}

Measure measure_of_counter(const Parts& parts, const Counting& counting)
{
    switch (counting.counts) {
        case Counts::units: return measure_of_services(parts, counting.services);
        case Counts::uses: return Measure::visit;
        case Counts::public_yen:
        case Counts::parent_yen: return Measure::yen;
        case Counts::first_day:
        case Counts::last_day: break;
    }
    return Measure::nothing;
}

Paragraph Phrases::value(const Formula& formula) const
{
    if (formula.by != KeyedBy::nothing) return keyed(formula);
    const Expression& expression = formula.branches.front().expression;
    return block(expression, root(expression), formula.type == Type::units ? x_measure : Measure::nothing);
}

/// Values that hold from different dates on, each with its days.
Paragraph Phrases::keyed(const Formula& formula) const
{
    const bool is_truth = formula.type == Type::truth;
    Paragraph list;
    const Text key = words_of(formula.by);
    list.text = is_truth ? say("次に掲げる{}の区分に応じ、それぞれに定めるところに当てはまる",
                               "what stands below for {} holds", key)
                         : say("次に掲げる{}の区分に応じた{}", "these {1} by {0}", key,
                               amount_noun(formula.type, Measure::nothing));
    const auto& branches = formula.branches;
    const bool begins = branches.front().from == std::numeric_limits<std::int32_t>::min();
    if (!begins) {
        list.parts.push_back({say("{}より前：定めがない（判断できないため、認めない。）",
                                  "before {}: nothing is laid down, so it cannot be decided and is refused",
                                  day_in_words(branches.front().from))});
    }
    for (std::size_t i = 0; i < branches.size(); ++i) {
        const bool is_last = i + 1 == branches.size();
        Text days;
        if (i == 0 && begins) {
            days = is_last ? Text{"すべての日", "all days"}
                           : say("{}まで", "until {}", day_in_words(branches[1].from - 1));
        } else {
            days = is_last ? say("{}から", "from {}", day_in_words(branches[i].from))
                           : say("{}から{}まで", "from {} until {}", day_in_words(branches[i].from),
                                 day_in_words(branches[i + 1].from - 1));
        }
        const Expression& expression = branches[i].expression;
        Paragraph holds = is_truth ? truth_block(expression, root(expression), false)
                                   : block(expression, root(expression),
                                           formula.type == Type::units ? x_measure : Measure::nothing);
        holds.text = is_truth ? say("{}：{}こと", "{}: {}", days, holds.text)
                              : say("{}：{}", "{}: {}", days, holds.text);
        list.parts.push_back(std::move(holds));
    }
    return list;
}

// ---- values ----

Paragraph Phrases::block(const Expression& expression, Index at, Measure hint) const
{
    at = inside(expression, at);
    const Step& step = expression.steps[at];
    Text phrase = noun(expression, at, hint);
    const bool is_short = phrase.ja.size() <= longest_phrase;
    Paragraph list;
    if (step.op == Op::if_then_else &&
        (!is_short || expression.steps[inside(expression, step.c)].op == Op::if_then_else)) {
        list.text = say("次に掲げる場合の区分に応じた{}", "by case", amount_noun(step.type, hint));
        bool is_first = true;
        while (expression.steps[at].op == Op::if_then_else) {
            const Step& branch = expression.steps[at];
            Paragraph held = block(expression, branch.b, hint);
            const Text when = clause(expression, branch.a, false);
            held.text = is_first ? say("{}とき：{}", "if {}: {}", when, held.text)
                                 : say("上に掲げるときを除き、{}とき：{}", "else if {}: {}", when, held.text);
            list.parts.push_back(std::move(held));
            is_first = false;
            at = inside(expression, branch.c);
        }
        Paragraph rest = block(expression, at, hint);
        rest.text = say("それ以外のとき：{}", "otherwise: {}", rest.text);
        list.parts.push_back(std::move(rest));
        return list;
    }
    if (!is_short && (step.op == Op::min || step.op == Op::max || step.op == Op::add)) {
        std::vector<Index> operands;
        flatten(expression, at, step.op, operands);
        const bool is_pair = operands.size() == 2;
        const Measure inner = hint == Measure::nothing ? measure(expression, at) : hint;
        const Text what = amount_noun(step.type, inner);
        if (step.op == Op::add) {
            list.text = say("次に掲げる{0}を合計した{0}", "the sum of these {0}", what);
        } else if (step.type == Type::date) {
            list.text = step.op == Op::min
                            ? (is_pair ? Text{"次に掲げる日のうち早い方の日", "the earlier of these days"}
                                       : Text{"次に掲げる日のうち最も早い日", "the earliest of these days"})
                            : (is_pair ? Text{"次に掲げる日のうち遅い方の日", "the later of these days"}
                                       : Text{"次に掲げる日のうち最も遅い日", "the latest of these days"});
        } else {
            const bool is_max = step.op == Op::max;
            const Text which =
                is_max ? (is_pair ? Text{"多い方の", "larger"} : Text{"最も多い", "largest"})
                       : (is_pair ? Text{"少ない方の", "smaller"} : Text{"最も少ない", "smallest"});
            list.text = say("次に掲げるもののうち{}{}", "the {} of these {}", which, what);
        }
        for (const Index operand : operands) list.parts.push_back(block(expression, operand, inner));
        return list;
    }
    list.text = std::move(phrase);
    return list;
}

Text Phrases::noun(const Expression& expression, Index at, Measure hint) const
{
    at = inside(expression, at);
    const Step& step = expression.steps[at];
    const auto of = [&](Index operand) { return part(expression, operand, hint); };
    switch (step.op) {
        case Op::literal: return literal(step, hint);
        case Op::fact: return fact(step);
        case Op::definition: return name_of_definition(x_parts, step.word);
        case Op::counter: return name_of_counter(x_parts, step.word);
        case Op::answer: return say("{}の答え", "the answer to {}", in_quotes(x_parts.asked[step.word].ask));
        case Op::document_from:
            return say("{}の有効期間の初日", "the first day of the {}", x_parts.documents[step.word].second);
        case Op::document_until:
            return say("{}の有効期間の末日", "the last day of the {}", x_parts.documents[step.word].second);
        case Op::if_then_else: return choice(expression, at, hint);
        case Op::add:
            return say("{}に{}を加えた{}", "{} plus {}", of(step.a), of(step.b),
                       amount_noun(step.type, hint));
        case Op::subtract:
            return say("{}から{}を差し引いた{}", "{} less {}", of(step.a), of(step.b),
                       amount_noun(step.type, hint));
        case Op::negate:
            return say("0から{}を差し引いた{}", "0 less {}", of(step.a), amount_noun(step.type, hint));
        case Op::multiply: return product(expression, step);
        case Op::divide: return quotient(expression, step);
        case Op::min:
        case Op::max: return greatest(expression, at, hint);
        default: return function(expression, step);
    }
}

Text Phrases::part(const Expression& expression, Index at, Measure hint) const
{
    const Text words = noun(expression, at, hint);
    const Step& step = expression.steps[inside(expression, at)];
    const bool is_coupon =
        step.op == Op::multiply && (pays_by_coupon(expression, inside(expression, step.a)) ||
                                    pays_by_coupon(expression, inside(expression, step.b)));
    return is_long(expression, at) && !is_coupon ? in_brackets(words) : words;
}

Text Phrases::literal(const Step& step, Measure hint) const
{
    const std::int64_t number = step.literal.numerator;
    switch (step.type) {
        case Type::units: return count_in(step.literal, hint == Measure::nothing ? x_measure : hint);
        case Type::yen: return money_in_words(step.literal);
        case Type::rate: return rate_in_words(step.literal);
        case Type::date: return day_in_words(number);
        case Type::months: return months_in_words(number);
        case Type::days: return days_in_words(number);
        case Type::time: return time_in_words(number);
        case Type::weekday: return weekday_in_words(number);
        case Type::choice:
            return in_quotes(x_parts.household_classes[static_cast<std::size_t>(number)].second);
        case Type::answer:
            return in_quotes(x_parts.asked[step.word].options[static_cast<std::size_t>(number)]);
        case Type::truth: return clause({{step}, Type::truth}, 0, false);
        case Type::number:
        case Type::mistake: break;
    }
    return count_in(step.literal, hint);
}

Text Phrases::fact(const Step& step) const
{
    const Fact fact = static_cast<Fact>(step.word);
    const FactWords words = words_of(fact);
    switch (fact) {
        case Fact::facility_fee: return say(words.noun.ja, words.noun.en, one_of(x_measure));
        case Fact::units:
        case Fact::allotment_granted:
        case Fact::allotment_used:
        case Fact::allotment_left: return say(words.noun.ja, words.noun.en, sum_noun(x_measure));
        default: return say(words.noun.ja, words.noun.en, judged_day(x_place));
    }
}

/// 1 yen for each unit, where the units are yen.
bool Phrases::pays_by_coupon(const Expression& expression, Index each) const
{
    const Step& step = expression.steps[each];
    return x_measure == Measure::yen && step.op == Op::literal && step.type == Type::yen &&
           step.literal == Ratio{1, 1};
}

/// 「利用料金の2割」「1回につき1,000円」「AにBを乗じて得た額」
Text Phrases::product(const Expression& expression, const Step& step) const
{
    Index first = inside(expression, step.a);
    Index second = inside(expression, step.b);
    const auto is = [&](Index at, Type type) {
        return expression.steps[at].op == Op::literal && expression.steps[at].type == type;
    };
    const auto is_units = [&](Index at) {
        return expression.steps[at].op == Op::fact &&
               expression.steps[at].word == static_cast<std::uint16_t>(Fact::units);
    };
    const bool is_plain_number = is(first, Type::number) && !is(second, Type::number);
    if (is(second, Type::rate) || (is_units(first) && is(second, Type::yen)) || is_plain_number)
        std::swap(first, second);
    const Text a = part(expression, first, Measure::nothing);
    const Text b = part(expression, second, Measure::nothing);
    if (is(first, Type::rate) && !is(second, Type::rate)) return say("{1}の{0}", "{0} of {1}", a, b);
    if (is(first, Type::yen) && is_units(second)) {
        if (pays_by_coupon(expression, first))
            return say("{}で支払う額", "what the {} pays", x_parts.words.coupon);
        return say("{}につき{}", "{1} for each {0}", one_of(x_measure), a);
    }
    return say("{}に{}を乗じて得た{}", "{} times {}", a, b, amount_noun(step.type, x_measure));
}

Text Phrases::quotient(const Expression& expression, const Step& step) const
{
    const Text a = part(expression, step.a, Measure::nothing);
    const Step& divisor = expression.steps[inside(expression, step.b)];
    if (divisor.op == Op::literal && divisor.type == Type::number && divisor.literal.is_whole() &&
        divisor.literal.numerator >= 2) {
        const Text number = count_in(divisor.literal, Measure::nothing);
        return say("{}の{}分の1", "{} divided by {}", a, number);
    }
    return say("{}を{}で除して得た{}", "{} divided by {}", a, part(expression, step.b, Measure::nothing),
               amount_noun(step.type, x_measure));
}

/// 「A（0円に満たないときは、0円）」 of a fixed bound, else 「Aと、Bとを比べて多い方の額」.
Text Phrases::greatest(const Expression& expression, Index at, Measure hint) const
{
    const Step& step = expression.steps[at];
    const bool is_max = step.op == Op::max;
    const Measure inner = hint == Measure::nothing ? measure(expression, at) : hint;
    std::vector<Index> operands;
    flatten(expression, at, step.op, operands);
    if (operands.size() == 2 && step.type != Type::date) {
        const auto is_literal = [&](Index one) { return expression.steps[one].op == Op::literal; };
        if (is_literal(operands[0]) != is_literal(operands[1])) {
            const Text bound = noun(expression, is_literal(operands[0]) ? operands[0] : operands[1], inner);
            const Text other = noun(expression, is_literal(operands[0]) ? operands[1] : operands[0], inner);
            return is_max ? say("{}（{}に満たないときは、{}）", "{}, but at least {}", other, bound, bound)
                          : say("{}（{}を超えるときは、{}）", "{}, but at most {}", other, bound, bound);
        }
    }
    std::vector<Text> words;
    for (const Index operand : operands) words.push_back(part(expression, operand, inner));
    const bool is_pair = words.size() == 2;
    if (step.type == Type::date) {
        const Text which = is_max
                               ? (is_pair ? Text{"遅い方の日", "later"} : Text{"最も遅い日", "latest"})
                               : (is_pair ? Text{"早い方の日", "earlier"} : Text{"最も早い日", "earliest"});
        return say("{}{}", "the {1} of {0}", side_by_side(words), which);
    }
    const Text which = is_max ? (is_pair ? Text{"多い方の", "larger"} : Text{"最も多い", "largest"})
                              : (is_pair ? Text{"少ない方の", "smaller"} : Text{"最も少ない", "smallest"});
    return say("{}{}{}", "the {1} of {0}", side_by_side(words), which, amount_noun(step.type, inner));
}

Text Phrases::choice(const Expression& expression, Index at, Measure hint) const
{
    const Step& step = expression.steps[at];
    return say("{}ときは{}、それ以外のときは{}", "{1} if {0}, otherwise {2}",
               clause(expression, step.a, false), part(expression, step.b, hint),
               part(expression, step.c, hint));
}

Text Phrases::amount_noun(Type type, Measure hint) const
{
    switch (type) {
        case Type::yen: return {"額", "sums"};
        case Type::rate: return {"割合", "rates"};
        case Type::months:
        case Type::days: return {"期間", "periods"};
        case Type::date: return {"日", "days"};
        case Type::time: return {"時刻", "times"};
        case Type::choice: return {"世帯区分", "household classes"};
        case Type::units: return sum_noun(hint == Measure::nothing ? x_measure : hint);
        default: break;
    }
    return hint == Measure::day || hint == Measure::visit || hint == Measure::sheet || hint == Measure::hour
               ? sum_noun(hint)
               : Text{"数", "numbers"};
}

/// What the values of a step count, where one of its facts or counters says so.
Measure Phrases::measure(const Expression& expression, Index at) const
{
    const Step& step = expression.steps[inside(expression, at)];
    switch (step.op) {
        case Op::counter: return measure_of_counter(x_parts, x_parts.counters[step.word].counting);
        case Op::fact:
            switch (static_cast<Fact>(step.word)) {
                case Fact::units:
                case Fact::allotment_granted:
                case Fact::allotment_used:
                case Fact::allotment_left: return x_measure;
                case Fact::birth_children: return Measure::person;
                case Fact::child_birth_order: return Measure::birth_order;
                case Fact::hours_length: return Measure::hour;
                default: return Measure::nothing;
            }
        case Op::age_in_months: return Measure::month;
        case Op::weeks_pregnant: return Measure::week;
        case Op::children_under: return Measure::person;
        case Op::days_between: return Measure::day;
        case Op::hours_in: return Measure::hour;
        case Op::month: return Measure::month_of_year;
        case Op::fiscal_year:
        case Op::tax_year: return Measure::year;
        case Op::round_up:
        case Op::round_down:
        case Op::negate: return measure(expression, step.a);
        case Op::add:
        case Op::subtract:
        case Op::min:
        case Op::max: {
            const Measure first = measure(expression, step.a);
            return first != Measure::nothing ? first : measure(expression, step.b);
        }
        default: return Measure::nothing;
    }
}

void Phrases::flatten(const Expression& expression, Index at, Op op, std::vector<Index>& into) const
{
    at = inside(expression, at);
    const Step& step = expression.steps[at];
    if (step.op != op) {
        into.push_back(at);
        return;
    }
    flatten(expression, step.a, op, into);
    flatten(expression, step.b, op, into);
}

}  // namespace hagukumi::rules
