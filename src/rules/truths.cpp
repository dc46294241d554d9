// Truths in words: what must hold, denied or not, one by one or joined.
#include <algorithm>

#include "rules/phrase.hpp"
#include "rules/steps.hpp"

namespace hagukumi::rules {

namespace {

Op denial_of(Op op)
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

}  // namespace

Paragraph Phrases::condition(const Formula& formula) const
{
    if (formula.by != KeyedBy::nothing) return keyed(formula);
    const Expression& expression = formula.branches.front().expression;
    return truth_block(expression, root(expression), false);
}

Paragraph Phrases::truth_block(const Expression& expression, Index at, bool denied) const
{
    at = without_not(expression, at, denied);
    const Step& step = expression.steps[at];
    Paragraph list;
    if (is_joined(step.op)) {
        const bool all = asks_all(step.op, denied);
        list.text = all ? Text{"次のいずれにも当てはまる", "all of these hold"}
                        : Text{"次のいずれかに当てはまる", "at least one of these holds"};
        std::vector<std::pair<Index, bool>> joined;
        conditions(expression, at, denied, all, joined);
        for (const auto& [one, is_denied] : joined) {
            Paragraph held = truth_block(expression, one, is_denied);
            held.text = say("{}こと", "{}", held.text);
            list.parts.push_back(std::move(held));
        }
        return list;
    }
    if (step.op == Op::if_then_else) {
        list.text = {"次に掲げる場合の区分に応じ、それぞれに定めるところに当てはまる",
                     "what stands below for the case holds"};
        Paragraph yes = truth_block(expression, step.b, denied);
        yes.text = say("{}とき：{}こと", "if {}: {}", clause(expression, step.a, false), yes.text);
        Paragraph no = truth_block(expression, step.c, denied);
        no.text = say("それ以外のとき：{}こと", "otherwise: {}", no.text);
        list.parts = {std::move(yes), std::move(no)};
        return list;
    }
    list.text = clause(expression, at, denied);
    return list;
}

Text Phrases::clause(const Expression& expression, Index at, bool denied) const
{
    at = without_not(expression, at, denied);
    const Step& step = expression.steps[at];
    const auto either = [&](const Text& holds, const Text& fails) { return denied ? fails : holds; };
    const auto known = [&](const Text& what) {
        return either(say("{}が分かっている", "{} is known", what),
                      say("{}が分かっていない", "{} is not known", what));
    };
    switch (step.op) {
        case Op::literal:
            return (step.literal.numerator != 0) != denied ? Text{"常に当てはまる", "it is any case"}
                                                           : Text{"決して当てはまらない", "it is no case"};
        case Op::fact: {
            const FactWords words = words_of(static_cast<Fact>(step.word));
            const Text& said = denied ? words.fails : words.holds;
            return say(said.ja, said.en, judged_day(x_place));
        }
        case Op::known_fact: {
            const FactWords words = words_of(static_cast<Fact>(step.word));
            const Text& said = denied ? words.is_unknown : words.is_known;
            return say(said.ja, said.en, judged_day(x_place));
        }
        case Op::definition: {
            const Text name = name_of_definition(x_parts, step.word);
            return either(say("{}に当てはまる", "{} holds", name),
                          say("{}に当てはまらない", "{} does not hold", name));
        }
        case Op::known_definition: return known(name_of_definition(x_parts, step.word));
        case Op::is_known: {
            const Step& of = expression.steps[inside(expression, step.a)];
            if (of.op == Op::counter && !is_sum(x_parts.counters[of.word].counting.counts)) {
                const Text name = name_of_counter(x_parts, of.word);
                return either(say("{}がある", "there is {}", name), say("{}がない", "there is no {}", name));
            }
            if (of.op == Op::document_valid) {
                const Text& name = x_parts.documents[of.word].second;
                return either(say("{}が確認されている", "the {} was seen", name),
                              say("{}が確認されていない", "the {} was not seen", name));
            }
            if (of.op == Op::answer) {
                const Text question = in_quotes(x_parts.asked[of.word].ask);
                return either(say("{}に答えている", "{} is answered", question),
                              say("{}に答えていない", "{} is not answered", question));
            }
            return known(noun(expression, step.a, Measure::nothing));
        }
        case Op::answer: {
            const Text question = in_quotes(x_parts.asked[step.word].ask);
            return either(say("{}に同意している", "{} is agreed to", question),
                          say("{}に同意していない", "{} is not agreed to", question));
        }
        case Op::document_valid: {
            const Text& name = x_parts.documents[step.word].second;
            return either(
                say("{}の有効期間に{}が入っている", "the {} is valid on {}", name, judged_day(x_place)),
                say("{}の有効期間に{}が入っていない", "the {} is not valid on {}", name,
                    judged_day(x_place)));
        }
        case Op::open_day: {
            const Text day = part(expression, step.a, Measure::nothing);
            return either(say("{}が開庁日である", "{} is an open day", day),
                          say("{}が開庁日でない", "{} is not an open day", day));
        }
        case Op::holiday: {
            const Text day = part(expression, step.a, Measure::nothing);
            return either(say("{}が祝日である", "{} is a holiday", day),
                          say("{}が祝日でない", "{} is not a holiday", day));
        }
        case Op::resident_on: {
            const Text day = part(expression, step.a, Measure::nothing);
            return either(say("{}に住民登録がある", "the family is registered as residents on {}", day),
                          say("{}に住民登録がない", "the family is not registered as residents on {}", day));
        }
        case Op::if_then_else: {
            const Text words = say("{0}ときは{1}こと、それ以外のときは{2}こと", "if {0}, {1}, otherwise {2}",
                                   clause(expression, step.a, false), clause(expression, step.b, false),
                                   clause(expression, step.c, false));
            return either(say("（{}）に当てはまる", "({})", words),
                          say("（{}）に当てはまらない", "not ({})", words));
        }
        case Op::op_and:
        case Op::op_or: return joined(expression, at, denied);
        case Op::equal:
        case Op::not_equal:
        case Op::less:
        case Op::less_equal:
        case Op::greater:
        case Op::greater_equal: return comparison(expression, step, denied);
        default: break;
    }
    throw BugFound("every operation that gives a truth has its words");
}

/// 「Aであり、かつ、Bである」「Aであり、又はBである」; another kind inside stands in brackets.
Text Phrases::joined(const Expression& expression, Index at, bool denied) const
{
    const bool all = asks_all(expression.steps[at].op, denied);
    std::vector<std::pair<Index, bool>> parts;
    conditions(expression, at, denied, all, parts);
    Text words;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto& [one, is_denied] = parts[i];
        Text said = clause(expression, one, is_denied);
        const bool is_last = i + 1 == parts.size();
        if (is_joined(expression.steps[one].op)) {
            said = {"（" + said.ja + (is_last ? "こと）に当てはまる" : "こと）に当てはまり"),
                    "(" + said.en + ")"};
        } else if (!is_last) {
            said.ja = continuing(said.ja);
        }
        if (i > 0) {
            words.ja += all ? "、かつ、" : "、又は";
            words.en += all ? " and " : " or ";
        }
        words.ja += said.ja;
        words.en += said.en;
    }
    return words;
}

Text Phrases::comparison(const Expression& expression, const Step& step, bool denied) const
{
    const Op op = denied ? denial_of(step.op) : step.op;
    Measure counted = measure(expression, step.a);
    if (counted == Measure::nothing) counted = measure(expression, step.b);
    const auto side = [&](Index at) {
        const Step& of = expression.steps[inside(expression, at)];
        if (of.op != Op::month) return part(expression, at, counted);
        return say("{}の月", "the month of {}", part(expression, of.a, Measure::nothing));
    };
    const Text left = side(step.a);
    const Text right = side(step.b);
    const Type type = expression.steps[inside(expression, step.a)].type;
    const bool is_time = type == Type::date || type == Type::time || is_ordinal(counted);
    const Text is = right.ja.find("が") == std::string::npos ? Text{"が", ""} : Text{"が、", ""};
    const auto tell = [&](std::string_view ja, std::string_view en) {
        return say("{0}{2}{1}" + std::string(ja), "{0} is " + std::string(en) + " {1}", left, right, is);
    };
    const bool is_kind =
        type == Type::choice || type == Type::answer || type == Type::weekday || is_ordinal(counted);
    switch (op) {
        case Op::equal:
            if (is_kind) return say("{}が{}である", "{} is {}", left, right);
            return is_time ? say("{}が{}と同じである", "{} is the same as {}", left, right)
                           : say("{}が{}に等しい", "{} is {}", left, right);
        case Op::not_equal:
            if (is_kind) return say("{}が{}でない", "{} is not {}", left, right);
            return is_time ? say("{}が{}と同じでない", "{} is not the same as {}", left, right)
                           : say("{}が{}に等しくない", "{} is not {}", left, right);
        case Op::less:
            if (is_ordinal(counted)) return tell("より前である", "earlier than");
            return is_time ? tell("より前である", "before") : tell("未満である", "less than");
        case Op::less_equal:
            if (is_ordinal(counted)) return say("{0}が{1}以前である", "{0} is {1} or earlier", left, right);
            return is_time ? tell("以前である", "on or before") : tell("以下である", "at most");
        case Op::greater:
            if (is_ordinal(counted)) return tell("より後である", "later than");
            return is_time ? tell("より後である", "after")
                           : say("{0}{2}{1}を超える", "{0} is more than {1}", left, right, is);
        default:
            if (is_ordinal(counted)) return say("{0}が{1}以降である", "{0} is {1} or later", left, right);
            return is_time ? tell("以後である", "on or after") : tell("以上である", "at least");
    }
}

}  // namespace hagukumi::rules
