// The grammar of expressions, from the loosest operator to the tightest.
#include <algorithm>

#include "rules/expression_reader.hpp"

namespace hagukumi::rules {

namespace {

constexpr int deepest = 40;

}  // namespace

std::uint16_t ExpressionReader::expression(int depth)
{
    if (depth > deepest) {
        mistake(
            x_token.offset, {"かっこが40重を超えている", "brackets more than 40 deep"},
            {"もっと浅い式", "a flatter expression"},
            {"一部に `definitions` で名前を付けてください", "give parts of it a name under `definitions`"});
        throw CannotGoOn{};
    }
    if (!is_word("if")) return disjunction(depth);
    next();
    const std::size_t condition_offset = x_token.offset;
    const auto condition = expression(depth + 1);
    need_type(condition, Type::truth, condition_offset, {"（条件として）", " as a condition"});
    need_word("then");
    const auto yes = expression(depth + 1);
    need_word("else");
    const std::size_t no_offset = x_token.offset;
    const auto no = expression(depth + 1);
    unify(yes, no, no_offset, {"`else` のあとに", "after `else`"});
    const auto step = push(Op::if_then_else, type_of(yes), condition, yes, no);
    x_whole[step] = whole(yes) && whole(no);
    return step;
}

void ExpressionReader::unify(std::uint16_t first, std::uint16_t second, std::size_t offset, const Text& where)
{
    Type& a = x_result.steps[first].type;
    Type& b = x_result.steps[second].type;
    if (a == b || a == Type::mistake || b == Type::mistake) return;
    if (a == Type::number && b == Type::units) {
        a = Type::units;
        return;
    }
    if (a == Type::units && b == Type::number) {
        b = Type::units;
        return;
    }
    mistake(offset, told("{}{}がある", "{1} {0}", where, name_of(b)),
            told("もう一方と同じ{}", "{}, as on the other side", name_of(a)),
            {"両側を同じ種類の値にしてください", "make both sides the same kind of value"});
    a = b = Type::mistake;
}

std::uint16_t ExpressionReader::disjunction(int depth)
{
    return joined(depth, "or", Op::op_or, [&] { return conjunction(depth); });
}

std::uint16_t ExpressionReader::conjunction(int depth)
{
    return joined(depth, "and", Op::op_and, [&] { return negation(depth); });
}

std::uint16_t ExpressionReader::negation(int depth)
{
    int nots = 0;
    while (take_word("not")) {
        if (++nots > deepest) {
            mistake(x_token.offset, {"`not` が多すぎる", "many `not`"}, {"一つ", "one"},
                    {"二つずつ消してください", "remove them in pairs"});
            throw CannotGoOn{};
        }
    }
    const std::size_t offset = x_token.offset;
    auto step = comparison(depth);
    if (nots > 0) need_type(step, Type::truth, offset, {"（`not` のあと）", " after `not`"});
    if (nots % 2 == 1) step = push(Op::op_not, Type::truth, step);
    return step;
}

std::uint16_t ExpressionReader::comparison(int depth)
{
    const auto left = sum(depth);
    if (take_word("is")) {
        const bool negated = take_word("not");
        if (type_of(left) == Type::weekday) return weekday(left, negated);
        return type_of(left) == Type::answer ? option(left, negated) : household_class(left, negated);
    }
    static constexpr std::pair<std::string_view, Op> signs[] = {
        {"=", Op::equal},       {"!=", Op::not_equal}, {"<", Op::less},
        {"<=", Op::less_equal}, {">", Op::greater},    {">=", Op::greater_equal}};
    for (const auto& [sign, op] : signs) {
        if (!is_sign(sign)) continue;
        const std::size_t sign_offset = x_token.offset;
        next();
        const std::size_t offset = x_token.offset;
        const auto right = sum(depth);
        unify(left, right, offset, told("`{}` のあとに", "after `{}`", sign));
        if (type_of(left) == Type::weekday) {
            mistake(sign_offset, same(backquoted(sign)), {"`is` か `is not`", "`is` or `is not`"},
                    {"`weekday(day) is sunday` のように書いてください", "write `weekday(day) is sunday`"});
        } else if (type_of(left) == Type::choice) {
            mistake(sign_offset, same(backquoted(sign)), {"`is` か `is not`", "`is` or `is not`"},
                    {"`household.class is …` と書いてください", "write `household.class is …`"});
        } else if (type_of(left) == Type::answer) {
            mistake(sign_offset, same(backquoted(sign)), {"`is` か `is not`", "`is` or `is not`"},
                    {"`is` のあとに答えを一つ書いてください", "name one of the answers after `is`"});
        } else if (type_of(left) != Type::mistake && !is_ordered(type_of(left))) {
            mistake(sign_offset, {"条件どうしの大小を比べている", "a comparison of truths"},
                    {"数、額、日付、期間", "numbers, sums, dates or periods"},
                    {"`and`、`or`、`not` を使ってください", "use `and`, `or` and `not`"});
        }
        return push(op, Type::truth, left, right);
    }
    return left;
}

std::uint16_t ExpressionReader::weekday(std::uint16_t left, bool negated)
{
    const Token token = x_token;
    const auto words = all_weekdays();
    const auto found =
        token.kind == Token::Kind::name ? std::find(words.begin(), words.end(), token.text) : words.end();
    if (found == words.end()) {
        const std::vector<std::string_view> all(words.begin(), words.end());
        mistake(token.offset, shown(token), list_of(all),
                suggest(token.text, all, {"`is` のあとに曜日を書いてください", "name a weekday after `is`"}));
        throw CannotGoOn{};
    }
    next();
    const auto literal = push_literal(Type::weekday, {found - words.begin() + 1, 1});
    return push(negated ? Op::not_equal : Op::equal, Type::truth, left, literal);
}

std::uint16_t ExpressionReader::option(std::uint16_t left, bool negated)
{
    const Token token = x_token;
    const Step& asked = x_result.steps[left];
    const auto question = std::find_if(x_names.answers.begin(), x_names.answers.end(),
                                       [&](const AnswerName& answer) { return answer.number == asked.word; });
    if (asked.op != Op::answer || question == x_names.answers.end()) {
        mistake(token.offset,
                {"`is` の前に、いくつかの質問の答え", "an answer out of several questions before `is`"},
                {"一つの質問", "one question"},
                {"質問ごとに比べてください", "compare each question by itself"});
        throw CannotGoOn{};
    }
    const std::vector<std::string_view> options(question->options.begin(), question->options.end());
    const auto found = token.kind == Token::Kind::name ? std::find(options.begin(), options.end(), token.text)
                                                       : options.end();
    if (found == options.end()) {
        mistake(token.offset, shown(token), list_of(options),
                suggest(token.text, options, {"答えを一つ書いてください", "name one of the answers"}));
        throw CannotGoOn{};
    }
    const std::uint16_t number = asked.word;
    next();
    const auto literal = push_literal(Type::answer, {found - options.begin(), 1});
    x_result.steps[literal].word = number;
    return push(negated ? Op::not_equal : Op::equal, Type::truth, left, literal);
}

std::uint16_t ExpressionReader::household_class(std::uint16_t left, bool negated)
{
    const Token token = x_token;
    if (token.kind != Token::Kind::name) {
        mistake(token.offset, shown(token), {"`household_classes` のどれか", "one of `household_classes`"},
                {"`is` のあとに世帯区分を書いてください", "name the class after `is`"});
        throw CannotGoOn{};
    }
    next();
    need_type(left, Type::choice, token.offset, {"（`is` の前）", " before `is`"});
    const auto found =
        std::find(x_names.household_classes.begin(), x_names.household_classes.end(), token.text);
    if (found == x_names.household_classes.end()) {
        const std::vector<std::string_view> classes(x_names.household_classes.begin(),
                                                    x_names.household_classes.end());
        mistake(token.offset, same(backquoted(token.text)),
                classes.empty() ? Text{"なし（`household_classes` が書かれていません）",
                                       "nothing, as `household_classes` is not written"}
                                : list_of(classes),
                suggest(token.text, classes,
                        {"`household_classes` に加えてください", "add it to `household_classes`"}));
    }
    const auto literal = push_literal(Type::choice, {found - x_names.household_classes.begin(), 1});
    return push(negated ? Op::not_equal : Op::equal, Type::truth, left, literal);
}

std::uint16_t ExpressionReader::sum(int depth)
{
    auto left = product(depth);
    while (is_sign("+") || is_sign("-")) {
        const bool plus = is_sign("+");
        const std::size_t sign_offset = x_token.offset;
        next();
        const std::size_t offset = x_token.offset;
        const auto right = product(depth);
        left = add(left, right, plus, sign_offset, offset);
    }
    return left;
}

std::uint16_t ExpressionReader::add(std::uint16_t left, std::uint16_t right, bool plus,
                                    std::size_t sign_offset, std::size_t offset)
{
    const Type a = type_of(left);
    const Type b = type_of(right);
    const std::string sign = plus ? "+" : "-";
    if (a == Type::date || b == Type::date) {
        if (a == Type::date && b == Type::date) {
            mistake(sign_offset, told("日付 {} 日付になっている", "a date {} a date", sign),
                    {"age_in_months、weeks_pregnant、または比較",
                     "age_in_months, weeks_pregnant, or a comparison"},
                    {"何を数えるのか書いてください", "say what is to be counted"});
        } else {
            mistake(sign_offset,
                    told("日付 {} {}になっている", "a date {} {}", sign, name_of(a == Type::date ? b : a)),
                    told("名前のある数え方: {}", "a named convention: {}", conventions),
                    {"日付と期間だけでは、期間の終わり方が決まりません。before_attained(birth.born_on, 4 "
                     "months) のように数え方を選んでください",
                     "a date and a period do not say how the period ends; name the convention, as in "
                     "before_attained(birth.born_on, 4 months)"});
        }
        return push(Op::add, Type::mistake, left, right);
    }
    unify(left, right, offset, told("`{}` のあとに", "after `{}`", sign));
    if (type_of(left) != Type::mistake && !is_numeric(type_of(left)) && type_of(left) != Type::months &&
        type_of(left) != Type::days) {
        mistake(sign_offset, told("`{1}` の前に{0}がある", "{} before `{}`", name_of(type_of(left)), sign),
                {"数、額、期間", "numbers, sums or periods"},
                {"条件には `and`、`or` を使ってください", "use `and`, `or` for truths"});
        return push(Op::add, Type::mistake, left, right);
    }
    const auto step = push(plus ? Op::add : Op::subtract, type_of(left), left, right);
    x_whole[step] = whole(left) && whole(right);
    return step;
}

std::uint16_t ExpressionReader::product(int depth)
{
    auto left = unary(depth);
    while (is_sign("*") || is_sign("/")) {
        const bool times = is_sign("*");
        const std::size_t offset = x_token.offset;
        next();
        const auto right = unary(depth);
        const Type type = times ? type_of_product(type_of(left), type_of(right))
                                : type_of_quotient(type_of(left), type_of(right));
        if (type == Type::mistake && type_of(left) != Type::mistake && type_of(right) != Type::mistake) {
            mistake(offset,
                    told("{} {} {}になっている", "{} {} {}", name_of(type_of(left)), times ? "*" : "/",
                         name_of(type_of(right))),
                    times ? Text{"数 × 量、割合 × 円、円 × 単位の数",
                                 "number * any amount, rate * yen, yen * units"}
                          : Text{"量 ÷ 数、円 ÷ 円", "an amount / a number, yen / yen"},
                    {"docs/programme-files.md の型の表をご覧ください",
                     "see the table of types in docs/programme-files.md"});
        }
        const Step& divisor = x_result.steps[right];
        if (!times && divisor.op == Op::literal && divisor.literal.numerator == 0) {
            mistake(offset, {"0で割っている", "a division by zero"}, {"0でない数", "a number other than 0"},
                    {"割る数を直してください", "correct the divisor"});
        }
        const bool is_whole = times && whole(left) && whole(right) && type_of(left) != Type::rate &&
                              type_of(right) != Type::rate;
        left = push(times ? Op::multiply : Op::divide, type, left, right);
        x_whole[left] = is_whole;
    }
    return left;
}

Type ExpressionReader::type_of_product(Type a, Type b)
{
    if (a == Type::number) std::swap(a, b);
    if (b == Type::number && is_numeric(a)) return a;
    if (a == Type::rate) std::swap(a, b);
    if (b == Type::rate && (a == Type::yen || a == Type::rate)) return a;
    if (b == Type::units) std::swap(a, b);
    if (a == Type::units && b == Type::yen) return Type::yen;
    return Type::mistake;
}

Type ExpressionReader::type_of_quotient(Type a, Type b)
{
    if (b == Type::number && is_numeric(a)) return a == Type::units ? Type::number : a;
    if (a == b && is_numeric(a)) return Type::number;
    if (a == Type::yen && b == Type::units) return Type::yen;
    return Type::mistake;
}

std::uint16_t ExpressionReader::unary(int depth)
{
    if (!is_sign("-")) return primary(depth);
    const std::size_t offset = x_token.offset;
    next();
    if (is_sign("-")) {
        mistake(x_token.offset, {"`--` がある", "`--`"}, {"マイナス一つ", "one minus"},
                {"二つとも消してください", "remove both"});
        throw CannotGoOn{};
    }
    const auto operand = primary(depth);
    if (type_of(operand) != Type::mistake && !is_numeric(type_of(operand))) {
        mistake(offset, told("{}の前に `-` がある", "`-` before {}", name_of(type_of(operand))),
                {"数と額", "numbers and sums"}, {"マイナスを消してください", "remove the minus"});
    }
    const auto step = push(Op::negate, type_of(operand), operand);
    x_whole[step] = whole(operand);
    return step;
}

std::uint16_t ExpressionReader::primary(int depth)
{
    switch (x_token.kind) {
        case Token::Kind::number: return number();
        case Token::Kind::date: return date();
        case Token::Kind::time: return time();
        case Token::Kind::name: return name(depth);
        case Token::Kind::sign:
            if (take_sign("(")) {
                const auto inner = expression(depth + 1);
                need_sign(")");
                return inner;
            }
            break;
        case Token::Kind::end: break;
    }
    mistake(x_token.offset, shown(x_token),
            {"数、日付、事実、関数、`(` のどれか", "a number, a date, a fact, a function or `(`"},
            {"足りない値を書いてください", "write the missing value"});
    throw CannotGoOn{};
}

}  // namespace hagukumi::rules
