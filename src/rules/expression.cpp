#include "rules/expression.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "base/age.hpp"
#include "base/era.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::size_t longest_text = 2000;
constexpr std::size_t most_steps = 500;
constexpr std::uint32_t most_work = 2000;
constexpr int deepest = 40;

constexpr std::string_view conventions =
    "before_attained, before_day_of_attainment, through_corresponding_day, period_after_event, "
    "eom_of_attainment, eom_of_corresponding_month, fiscal_year_end_after_attainment, days_counting_first, "
    "days_after; first days: from_first_whole_day, from_attainment_day, after_elapsed, from_nth_day, "
    "months_before, pregnancy_week";

struct Token {
    enum class Kind { end, number, date, time, name, sign };

    Kind kind = Kind::end;
    std::string_view text;
    std::size_t offset = 0;
};

/// Thrown inside the reader of one expression and caught there: the rest cannot be understood.
struct CannotGoOn {};

bool is_numeric(Type type)
{
    return type == Type::number || type == Type::units || type == Type::yen || type == Type::rate;
}

bool is_ordered(Type type)
{
    return is_numeric(type) || type == Type::date || type == Type::months || type == Type::days ||
           type == Type::time;
}

class Reader {
public:
    Reader(const Node& node, Place place, const Names& names, Mistakes& mistakes)
        : x_node(node), x_text(node.text), x_place(place), x_names(names), x_mistakes(mistakes)
    {
    }

    /// The expression, or nothing with a mistake told.
    std::optional<Expression> read(Type wanted)
    {
        const std::size_t before = x_mistakes.size();
        try {
            if (x_text.size() > longest_text) {
                mistake(0, told("式が{}バイトある", "an expression of {} bytes", x_text.size()),
                        {"2000まで", "at most 2000"},
                        {"一部に `definitions` で名前を付けてください",
                         "give parts of it a name under `definitions`"});
                throw CannotGoOn{};
            }
            next();
            const std::uint16_t result = expression(0);
            if (x_token.kind != Token::Kind::end) {
                mistake(x_token.offset, same(quoted(x_token.text)),
                        {"演算子、または式の終わり", "an operator, or the end"},
                        x_token.kind == Token::Kind::name && suggests_operator(x_token.text).empty()
                            ? Text{"二つの条件は `and` か `or` でつないでください",
                                   "join two conditions with `and` or `or`"}
                            : Text{"docs/programme-files.md の演算子をご覧ください",
                                   "see the operators in docs/programme-files.md"});
                throw CannotGoOn{};
            }
            finish(result, wanted);
        } catch (const CannotGoOn&) {
        }
        if (x_mistakes.size() != before) return std::nullopt;
        return std::move(x_result);
    }

private:
    // ---- where and what ----

    void mistake(std::size_t offset, Text found, Text allowed, Text what_to_do)
    {
        int line = x_node.line;
        int column = x_node.column + (x_node.quoted ? 1 : 0);
        if (x_text.find('\n') == std::string_view::npos && line != 0) {
            for (std::size_t i = 0; i < offset && i < x_text.size(); ++i) {
                if ((static_cast<unsigned char>(x_text[i]) & 0xC0U) != 0x80U) ++column;
            }
        }
        x_mistakes.add(line, column, std::move(found), std::move(allowed), std::move(what_to_do));
    }

    static Text shown(const Token& token)
    {
        return token.kind == Token::Kind::end ? Text{"式の終わり", "the end"} : same(quoted(token.text));
    }

    static std::string_view suggests_operator(std::string_view text)
    {
        for (const std::string_view word : {"and", "or", "not", "if", "then", "else", "is"}) {
            if (text == word) return word;
        }
        return {};
    }

    // ---- tokens ----

    void next()
    {
        const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
        const auto is_letter = [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
        };
        while (x_at < x_text.size() && (x_text[x_at] == ' ' || x_text[x_at] == '\n' || x_text[x_at] == '\t'))
            ++x_at;
        const std::size_t begin = x_at;
        const auto token = [&](Token::Kind kind) {
            x_token = {kind, x_text.substr(begin, x_at - begin), begin};
        };
        if (x_at == x_text.size()) return token(Token::Kind::end);
        const char c = x_text[x_at];
        if (is_digit(c)) {
            while (x_at < x_text.size() && (is_digit(x_text[x_at]) || x_text[x_at] == '.')) ++x_at;
            if (x_at - begin == 4 && x_at < x_text.size() && x_text[x_at] == '-' &&
                x_at + 1 < x_text.size() && is_digit(x_text[x_at + 1])) {
                while (x_at < x_text.size() && (is_digit(x_text[x_at]) || x_text[x_at] == '-')) ++x_at;
                return token(Token::Kind::date);
            }
            if (x_at + 1 < x_text.size() && x_text[x_at] == ':' && is_digit(x_text[x_at + 1])) {
                ++x_at;
                while (x_at < x_text.size() && is_digit(x_text[x_at])) ++x_at;
                return token(Token::Kind::time);
            }
            if (x_at < x_text.size() && x_text[x_at] == ',' && x_at + 1 < x_text.size() &&
                is_digit(x_text[x_at + 1])) {
                mistake(begin, {"カンマの入った数がある", "a number with a comma"},
                        {"数字だけ", "digits only"},
                        {"1,000ではなく1000と書いてください", "write 1000, not 1,000"});
                throw CannotGoOn{};
            }
            return token(Token::Kind::number);
        }
        if (is_letter(c)) {
            while (x_at < x_text.size() &&
                   (is_letter(x_text[x_at]) || is_digit(x_text[x_at]) || x_text[x_at] == '.'))
                ++x_at;
            return token(Token::Kind::name);
        }
        for (const std::string_view sign :
             {"<=", ">=", "!=", "==", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")", ","}) {
            if (x_text.substr(x_at, sign.size()) == sign) {
                x_at += sign.size();
                if (sign == "==") {
                    mistake(begin, {"`==` がある", "`==`"}, {"`=`", "`=`"},
                            {"等号は一つにしてください", "write one equals sign"});
                    throw CannotGoOn{};
                }
                return token(Token::Kind::sign);
            }
        }
        std::size_t length = 1;
        while (x_at + length < x_text.size() &&
               (static_cast<unsigned char>(x_text[x_at + length]) & 0xC0U) == 0x80U)
            ++length;
        mistake(
            begin, same(quoted(x_text.substr(begin, length))),
            {"半角の名前、数、+ - * / % ( ) , = < >", "half-width names, numbers and + - * / % ( ) , = < >"},
            {"記号と数字は半角で書いてください。読む人への言葉は `refused` と `met` に書きます",
             "write signs and digits in half width; words for people belong into `refused` and `met`"});
        throw CannotGoOn{};
    }

    bool is_sign(std::string_view sign) const
    {
        return x_token.kind == Token::Kind::sign && x_token.text == sign;
    }
    bool is_word(std::string_view word) const
    {
        return x_token.kind == Token::Kind::name && x_token.text == word;
    }

    bool take_sign(std::string_view sign)
    {
        if (!is_sign(sign)) return false;
        next();
        return true;
    }
    bool take_word(std::string_view word)
    {
        if (!is_word(word)) return false;
        next();
        return true;
    }
    void need_word(std::string_view word)
    {
        if (take_word(word)) return;
        mistake(x_token.offset, shown(x_token), same(quoted(word)),
                {"`if … then … else …` をすべて書いてください", "write `if … then … else …` in full"});
        throw CannotGoOn{};
    }
    void need_sign(std::string_view sign)
    {
        if (take_sign(sign)) return;
        mistake(
            x_token.offset, shown(x_token), same(quoted(sign)),
            {"かっこを閉じるか、カンマで区切ってください", "close the bracket, or separate with a comma"});
        throw CannotGoOn{};
    }

    // ---- steps ----

    std::uint16_t push(Step step)
    {
        if (x_result.steps.size() >= most_steps) {
            mistake(0, {"式が500段を超えている", "an expression of more than 500 steps"},
                    {"もっと短い式", "a shorter one"},
                    {"一部に `definitions` で名前を付けてください",
                     "give parts of it a name under `definitions`"});
            throw CannotGoOn{};
        }
        x_result.steps.push_back(step);
        x_whole.push_back(true);
        x_result.work += 1;
        return static_cast<std::uint16_t>(x_result.steps.size() - 1);
    }

    std::uint16_t push(Op op, Type type, std::uint16_t a, std::uint16_t b = 0, std::uint16_t c = 0)
    {
        Step step;
        step.op = op;
        step.type = type;
        step.a = a;
        step.b = b;
        step.c = c;
        return push(step);
    }

    std::uint16_t push_literal(Type type, Ratio value)
    {
        Step step;
        step.type = type;
        step.literal = value;
        const auto index = push(step);
        x_whole[index] = value.is_whole();
        return index;
    }

    Type type_of(std::uint16_t step) const { return x_result.steps[step].type; }
    bool whole(std::uint16_t step) const { return x_whole[step]; }

    void need_type(std::uint16_t step, Type wanted, std::size_t offset, const Text& where)
    {
        Type& type = x_result.steps[step].type;
        if (type == Type::mistake || wanted == Type::mistake || type == wanted) return;
        if (type == Type::number && wanted == Type::units) {
            const Step& literal = x_result.steps[step];
            if (literal.op == Op::literal && !literal.literal.is_whole()) {
                mistake(offset, {"小数がある", "a number with a fraction"}, {"整数", "whole units"},
                        {"整数で書いてください", "write a whole number"});
            }
            type = Type::units;
            return;
        }
        if (wanted == Type::date && (type == Type::months || type == Type::days)) {
            mistake(offset, told("{}{}", "{}{}", name_of(type), where),
                    told("数え方に名前のある日付: {}", "a date by a named convention: {}", conventions),
                    {"どの日から数え、どう終わるかを、before_attained(birth.born_on, 4 months) "
                     "のように書いてください",
                     "say from which day the period runs and how it ends, as in "
                     "before_attained(birth.born_on, 4 months)"});
        } else if (wanted == Type::yen && (type == Type::number || type == Type::rate)) {
            mistake(
                offset, told("{}{}", "{}{}", name_of(type), where), {"円の額", "a sum in yen"},
                type == Type::rate
                    ? Text{"20% * fee のように、何の割合かを書いてください", "say of what, as in 20% * fee"}
                    : Text{"1000 yen のように単位を書いてください", "write the unit, as in 1000 yen"});
        } else {
            mistake(offset, told("{}{}", "{}{}", name_of(type), where), name_of(wanted),
                    told("{}になる式を書いてください", "write an expression that gives {}", name_of(wanted)));
        }
        type = Type::mistake;
    }

    // ---- grammar, from the loosest to the tightest ----

    std::uint16_t expression(int depth)
    {
        if (depth > deepest) {
            mistake(x_token.offset, {"かっこが40重を超えている", "brackets more than 40 deep"},
                    {"もっと浅い式", "a flatter expression"},
                    {"一部に `definitions` で名前を付けてください",
                     "give parts of it a name under `definitions`"});
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

    /// Makes two steps the same type, or tells that they are not.
    void unify(std::uint16_t first, std::uint16_t second, std::size_t offset, const Text& where)
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

    std::uint16_t disjunction(int depth)
    {
        return joined(depth, "or", Op::op_or, [&] { return conjunction(depth); });
    }
    std::uint16_t conjunction(int depth)
    {
        return joined(depth, "and", Op::op_and, [&] { return negation(depth); });
    }

    template <class Part>
    std::uint16_t joined(int, std::string_view word, Op op, Part part)
    {
        std::size_t offset = x_token.offset;
        auto left = part();
        while (is_word(word)) {
            need_type(left, Type::truth, offset, told("（`{}` の前）", " before `{}`", word));
            next();
            offset = x_token.offset;
            const auto right = part();
            need_type(right, Type::truth, offset, told("（`{}` のあと）", " after `{}`", word));
            left = push(op, Type::truth, left, right);
        }
        return left;
    }

    std::uint16_t negation(int depth)
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

    std::uint16_t comparison(int depth)
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
                mistake(
                    sign_offset, same(quoted(sign)), {"`is` か `is not`", "`is` or `is not`"},
                    {"`weekday(day) is sunday` のように書いてください", "write `weekday(day) is sunday`"});
            } else if (type_of(left) == Type::choice) {
                mistake(sign_offset, same(quoted(sign)), {"`is` か `is not`", "`is` or `is not`"},
                        {"`household.class is …` と書いてください", "write `household.class is …`"});
            } else if (type_of(left) == Type::answer) {
                mistake(sign_offset, same(quoted(sign)), {"`is` か `is not`", "`is` or `is not`"},
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

    std::uint16_t weekday(std::uint16_t left, bool negated)
    {
        const Token token = x_token;
        const auto words = all_weekdays();
        const auto found =
            token.kind == Token::Kind::name ? std::find(words.begin(), words.end(), token.text) : words.end();
        if (found == words.end()) {
            const std::vector<std::string_view> all(words.begin(), words.end());
            mistake(
                token.offset, shown(token), list_of(all),
                suggest(token.text, all, {"`is` のあとに曜日を書いてください", "name a weekday after `is`"}));
            throw CannotGoOn{};
        }
        next();
        const auto literal = push_literal(Type::weekday, {found - words.begin() + 1, 1});
        return push(negated ? Op::not_equal : Op::equal, Type::truth, left, literal);
    }

    /// One of the answers that the question before `is` has.
    std::uint16_t option(std::uint16_t left, bool negated)
    {
        const Token token = x_token;
        const Step& asked = x_result.steps[left];
        const auto question =
            std::find_if(x_names.answers.begin(), x_names.answers.end(),
                         [&](const AnswerName& answer) { return answer.number == asked.word; });
        if (asked.op != Op::answer || question == x_names.answers.end()) {
            mistake(token.offset,
                    {"`is` の前に、いくつかの質問の答え", "an answer out of several questions before `is`"},
                    {"一つの質問", "one question"},
                    {"質問ごとに比べてください", "compare each question by itself"});
            throw CannotGoOn{};
        }
        const std::vector<std::string_view> options(question->options.begin(), question->options.end());
        const auto found = token.kind == Token::Kind::name
                               ? std::find(options.begin(), options.end(), token.text)
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

    std::uint16_t household_class(std::uint16_t left, bool negated)
    {
        const Token token = x_token;
        if (token.kind != Token::Kind::name) {
            mistake(token.offset, shown(token),
                    {"`household_classes` のどれか", "one of `household_classes`"},
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
            mistake(token.offset, same(quoted(token.text)),
                    classes.empty() ? Text{"なし（`household_classes` が書かれていません）",
                                           "nothing, as `household_classes` is not written"}
                                    : list_of(classes),
                    suggest(token.text, classes,
                            {"`household_classes` に加えてください", "add it to `household_classes`"}));
        }
        const auto literal = push_literal(Type::choice, {found - x_names.household_classes.begin(), 1});
        return push(negated ? Op::not_equal : Op::equal, Type::truth, left, literal);
    }

    std::uint16_t sum(int depth)
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

    std::uint16_t add(std::uint16_t left, std::uint16_t right, bool plus, std::size_t sign_offset,
                      std::size_t offset)
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
                mistake(
                    sign_offset,
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
            mistake(sign_offset,
                    told("`{1}` の前に{0}がある", "{} before `{}`", name_of(type_of(left)), sign),
                    {"数、額、期間", "numbers, sums or periods"},
                    {"条件には `and`、`or` を使ってください", "use `and`, `or` for truths"});
            return push(Op::add, Type::mistake, left, right);
        }
        const auto step = push(plus ? Op::add : Op::subtract, type_of(left), left, right);
        x_whole[step] = whole(left) && whole(right);
        return step;
    }

    std::uint16_t product(int depth)
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
            const bool is_whole = times && whole(left) && whole(right) && type_of(left) != Type::rate &&
                                  type_of(right) != Type::rate;
            left = push(times ? Op::multiply : Op::divide, type, left, right);
            x_whole[left] = is_whole;
        }
        return left;
    }

    static Type type_of_product(Type a, Type b)
    {
        if (a == Type::number) std::swap(a, b);
        if (b == Type::number && is_numeric(a)) return a;
        if (a == Type::rate) std::swap(a, b);
        if (b == Type::rate && (a == Type::yen || a == Type::rate)) return a;
        if (b == Type::units) std::swap(a, b);
        if (a == Type::units && b == Type::yen) return Type::yen;
        return Type::mistake;
    }

    static Type type_of_quotient(Type a, Type b)
    {
        if (b == Type::number && is_numeric(a)) return a == Type::units ? Type::number : a;
        if (a == b && is_numeric(a)) return Type::number;
        if (a == Type::yen && b == Type::units) return Type::yen;
        return Type::mistake;
    }

    std::uint16_t unary(int depth)
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

    std::uint16_t primary(int depth)
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

    std::uint16_t number()
    {
        const Token token = x_token;
        const auto value = ratio_of(token.text);
        if (!value) {
            mistake(token.offset, same(quoted(token.text)),
                    {"7や2.5のような、12桁までの数", "a number such as 7 or 2.5, of at most 12 digits"},
                    {"もっと小さい数にしてください", "write a smaller number"});
            throw CannotGoOn{};
        }
        next();
        if (take_sign("%")) {
            const auto rate = divide(*value, {100, 1});
            return push_literal(Type::rate, rate.value_or(Ratio{}));
        }
        const auto period = [&](Type type, std::int64_t count_of_each) {
            next();
            const auto count = multiply(*value, {count_of_each, 1});
            const std::int64_t most = type == Type::months ? 1200 : 36500;
            if (!count || !count->is_whole() || count->numerator > most) {
                mistake(token.offset, same(quoted(token.text)),
                        {"100年までの整数", "a whole number, at most 100 years"},
                        {"整数で書いてください", "write a whole number"});
                throw CannotGoOn{};
            }
            return push_literal(type, *count);
        };
        if (is_word("yen")) {
            next();
            return push_literal(Type::yen, *value);
        }
        if (is_word("month") || is_word("months")) return period(Type::months, 1);
        if (is_word("year") || is_word("years")) return period(Type::months, 12);
        if (is_word("day") || is_word("days")) return period(Type::days, 1);
        if (is_word("week") || is_word("weeks")) return period(Type::days, 7);
        return push_literal(Type::number, *value);
    }

    static std::optional<Ratio> ratio_of(std::string_view text)
    {
        const std::size_t point = text.find('.');
        const std::string_view whole_part = text.substr(0, point);
        const std::string_view fraction = point == std::string_view::npos ? "" : text.substr(point + 1);
        if (whole_part.size() + fraction.size() > 12 || fraction.find('.') != std::string_view::npos ||
            (point != std::string_view::npos && fraction.empty())) {
            return std::nullopt;
        }
        const std::string digits = std::string(whole_part) + std::string(fraction);
        std::int64_t numerator = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), numerator);
        std::int64_t denominator = 1;
        for (std::size_t i = 0; i < fraction.size(); ++i) denominator *= 10;
        return divide({numerator, 1}, {denominator, 1});
    }

    std::uint16_t date()
    {
        const auto date = parse_iso_date(x_token.text);
        if (!date || !is_in_range(*date)) {
            mistake(x_token.offset, same(quoted(x_token.text)),
                    {"実在する日付（2026-04-01 のように）", "a day that exists, as in 2026-04-01"},
                    {"年、月、日を書いてください", "write the year, month and day"});
            throw CannotGoOn{};
        }
        next();
        return push_literal(Type::date, {days_since_epoch(*date), 1});
    }

    std::uint16_t time()
    {
        const auto minutes = parse_time_of_day(x_token.text);
        if (!minutes) {
            mistake(x_token.offset, same(quoted(x_token.text)),
                    {"0:00から24:00までの時刻（8:30 のように）", "a time from 0:00 to 24:00, as in 8:30"},
                    {"時と、2桁の分を書いてください", "write hours and two digits of minutes"});
            throw CannotGoOn{};
        }
        next();
        return push_literal(Type::time, {*minutes, 1});
    }

    std::uint16_t name(int depth)
    {
        const Token token = x_token;
        if (!suggests_operator(token.text).empty()) {
            mistake(token.offset, same(quoted(token.text)),
                    {"数、日付、事実、関数、`(` のどれか", "a number, a date, a fact, a function or `(`"},
                    {"足りない値を書いてください", "write the missing value"});
            throw CannotGoOn{};
        }
        next();
        if (token.text == "true" || token.text == "false") {
            return push_literal(Type::truth, {token.text == "true" ? 1 : 0, 1});
        }
        if (is_sign("(")) return call(token, depth);
        return fact_or_definition(token, false);
    }

    std::uint16_t fact_or_definition(const Token& token, bool only_whether_known)
    {
        for (std::size_t i = 0; i < x_names.definitions.size(); ++i) {
            const DefinitionName& definition = x_names.definitions[i];
            if (definition.code != token.text) continue;
            Step step;
            step.op = only_whether_known ? Op::known_definition : Op::definition;
            step.type = only_whether_known ? Type::truth : definition.type;
            step.word = static_cast<std::uint16_t>(i);
            x_result.by_day |= definition.by_day;
            x_result.work += definition.work;
            const auto index = push(step);
            x_whole[index] = definition.whole;
            return index;
        }
        if (const auto answer = answer_to(token, only_whether_known)) return *answer;
        if (const auto special = counter_or_document(token))
            return only_whether_known ? push(Op::is_known, Type::truth, *special) : *special;
        for (const FactInfo& fact : all_facts()) {
            if (fact.word.empty() || fact.word != token.text) continue;
            if ((fact.places & static_cast<unsigned>(x_place)) == 0) {
                mistake(token.offset, same(quoted(token.text)), places_of(fact),
                        {"ここでは分かりません。別の事実を使ってください",
                         "it is not known here; use another fact"});
            }
            Step step;
            step.op = only_whether_known ? Op::known_fact : Op::fact;
            step.type = only_whether_known ? Type::truth : fact.type;
            step.word = static_cast<std::uint16_t>(fact.fact);
            x_result.by_day |= fact.by_day;
            const auto index = push(step);
            if (fact.fact == Fact::hours_length) x_whole[index] = false;
            if (fact.fact == Fact::fee) x_whole[index] = x_names.fee_is_whole;
            if (fact.fact == Fact::share) x_whole[index] = x_names.share_is_whole;
            return index;
        }
        if (const auto& below = x_names.counters_below;
            x_names.counters.empty() && std::find(below.begin(), below.end(), token.text) != below.end()) {
            mistake(token.offset, same(quoted(token.text)),
                    {"use_rules と料金の中だけ", "it in use_rules and in a price only"},
                    {"集計（`counters`）です。規則か料金の式に直接書いてください",
                     "it is a counter; write it in the rule or in the price itself"});
            Step step;
            step.op = Op::literal;
            return push(step);
        }
        std::vector<std::string_view> words;
        for (const FactInfo& fact : all_facts()) {
            if (!fact.word.empty() && (fact.places & static_cast<unsigned>(x_place)) != 0)
                words.push_back(fact.word);
        }
        for (const DefinitionName& definition : x_names.definitions) words.push_back(definition.code);
        for (const CounterName& counter : x_names.counters) words.push_back(counter.code);
        mistake(token.offset, same(quoted(token.text)),
                told("事実、または上にある定義: {}", "a fact or a definition above: {}", list_of(words)),
                suggest(token.text, words,
                        {"docs/programme-files.md の事実の表をご覧ください",
                         "see the facts in docs/programme-files.md"}));
        Step step;
        step.op = Op::literal;
        return push(step);
    }

    /// `answers.<code>`, of a question above in the same form.
    std::optional<std::uint16_t> answer_to(const Token& token, bool only_whether_known)
    {
        constexpr std::string_view prefix = "answers.";
        if (token.text.substr(0, prefix.size()) != prefix) return std::nullopt;
        const std::string_view code = token.text.substr(prefix.size());
        const auto found = std::find_if(x_names.answers.begin(), x_names.answers.end(),
                                        [&](const AnswerName& answer) { return answer.code == code; });
        if (x_place != Place::form || found == x_names.answers.end()) {
            std::vector<std::string_view> all;
            for (const AnswerName& answer : x_names.answers) all.push_back(answer.code);
            mistake(
                token.offset, same(quoted(token.text)),
                x_place != Place::form
                    ? Text{"書式の条件と確かめの中だけ", "it in the conditions and checks of a form only"}
                : all.empty() ? Text{"何もない（上に質問がないため）", "nothing, as no question stands above"}
                              : told("上の質問：{}", "a question above: {}", list_of(all)),
                suggest(code, all, {"上でたずねるか、事実を使ってください", "ask it above, or use a fact"}));
            throw CannotGoOn{};
        }
        Step step;
        step.op = Op::answer;
        step.type = found->type;
        step.word = found->number;
        const auto answer = push(step);
        if (only_whether_known) return push(Op::is_known, Type::truth, answer);
        if (found->type == Type::mistake) {
            mistake(token.offset, told("{}が値として使われている", "{} as a value", quoted(token.text)),
                    same("`known(" + std::string(token.text) + ")`"),
                    {"答えたかどうかをたずねてください", "ask whether it was answered"});
            throw CannotGoOn{};
        }
        return answer;
    }

    /// A counter, or `documents.<code>.valid`, `.valid_from`, `.valid_until`.
    std::optional<std::uint16_t> counter_or_document(const Token& token)
    {
        for (std::size_t i = 0; i < x_names.counters.size(); ++i) {
            const CounterName& counter = x_names.counters[i];
            if (counter.code != token.text) continue;
            if (x_place == Place::definition || x_place == Place::application || x_place == Place::form) {
                mistake(token.offset, same(quoted(token.text)),
                        {"use_rules と料金の中だけ", "it in use_rules and in a price only"},
                        {"これまでの利用は、ここでは分かりません。別の事実を使ってください",
                         "what was used is not known here; use another fact"});
            }
            Step step;
            step.op = Op::counter;
            step.type = counter.type;
            step.word = static_cast<std::uint16_t>(i);
            x_result.by_day |= counter.by_day;
            x_result.counts_uses = true;
            x_result.work += 50;  // goes through all earlier uses
            return push(step);
        }
        constexpr std::string_view prefix = "documents.";
        if (token.text.substr(0, prefix.size()) != prefix) return std::nullopt;
        const std::string_view rest = token.text.substr(prefix.size());
        const std::size_t dot = rest.find('.');
        const std::string_view code = rest.substr(0, dot);
        const std::string_view part = dot == std::string_view::npos ? "" : rest.substr(dot + 1);
        const auto found = std::find(x_names.documents.begin(), x_names.documents.end(), code);
        if (found == x_names.documents.end()) {
            const std::vector<std::string_view> all(x_names.documents.begin(), x_names.documents.end());
            mistake(token.offset, told("証明書類{}が書かれている", "the document {}", quoted(code)),
                    all.empty() ? Text{"なし（`documents` が書かれていません）",
                                       "nothing, as `documents` is not written"}
                                : list_of(all),
                    suggest(code, all, {"`documents` に加えてください", "add it to `documents`"}));
            throw CannotGoOn{};
        }
        static const std::vector<std::string_view> parts{"valid", "valid_from", "valid_until"};
        const auto which = std::find(parts.begin(), parts.end(), part);
        if (which == parts.end()) {
            mistake(
                token.offset, same(quoted(token.text)),
                told("`documents.{}.` と、{}", "`documents.{}.` and {}", code, list_of(parts)),
                suggest(part, parts,
                        {"証明書類の何をたずねるのか書いてください", "say what of the document is asked"}));
            throw CannotGoOn{};
        }
        Step step;
        step.op = which == parts.begin()       ? Op::document_valid
                  : which == parts.begin() + 1 ? Op::document_from
                                               : Op::document_until;
        step.type = which == parts.begin() ? Type::truth : Type::date;
        step.word = static_cast<std::uint16_t>(found - x_names.documents.begin());
        x_result.by_day |= which == parts.begin();
        return push(step);
    }

    static Text places_of(const FactInfo& fact)
    {
        if ((fact.places & static_cast<unsigned>(Place::use)) != 0)
            return {"use_rules と料金の中だけ", "it in use_rules and in a price only"};
        return {"料金の `parent_pays` の中だけ", "it in `parent_pays` of a price only"};
    }

    std::uint16_t call(const Token& token, int depth)
    {
        next();
        if (token.text == "known") {
            const Token argument = x_token;
            if (argument.kind != Token::Kind::name) {
                mistake(argument.offset, same(quoted(argument.text)), {"事実の名前", "the name of a fact"},
                        {"known(birth.born_on) のように書いてください", "write known(birth.born_on)"});
                throw CannotGoOn{};
            }
            next();
            const auto step = fact_or_definition(argument, true);
            need_sign(")");
            return step;
        }
        if (token.text == "min" || token.text == "max" || token.text == "earlier" || token.text == "later") {
            return least_or_greatest(token, depth);
        }
        const auto functions = all_functions();
        const auto found = std::find_if(functions.begin(), functions.end(),
                                        [&](const FunctionInfo& info) { return info.word == token.text; });
        if (found == functions.end()) {
            std::vector<std::string_view> words{"known", "min", "max", "earlier", "later"};
            for (const FunctionInfo& info : functions) words.push_back(info.word);
            mistake(token.offset, same(quoted(token.text)),
                    told("関数: {}", "a function: {}", list_of(words)),
                    token.text == "holiday" || token.text == "is_holiday"
                        ? Text{"祝日だけを見る関数はありません。手引きの「期間」の例のように書いてください",
                               "there is none for holidays alone; write it as the guide shows under Windows"}
                        : suggest(token.text, words,
                                  {"docs/programme-files.md の関数の表をご覧ください",
                                   "see the functions in docs/programme-files.md"}));
            throw CannotGoOn{};
        }
        if (!x_names.has_calendar && token.text.substr(0, 4) == "open") {
            mistake(token.offset, told("暦がないのに{}がある", "{} without a calendar", quoted(token.text)),
                    {"`calendar:` が書かれているときだけ", "it where `calendar:` is written"},
                    {"ファイルの初めに `calendar: japan` を加えてください",
                     "add `calendar: japan` to the head of the file"});
        }
        return call(*found, token, depth);
    }

    std::uint16_t call(const FunctionInfo& function, const Token& token, int depth)
    {
        const Text of = told("（{} の中）", " in {}", function.word);
        const std::size_t first_offset = x_token.offset;
        const auto first = expression(depth + 1);
        need_type(first, function.first, first_offset, of);
        std::uint16_t second = 0;
        Op op = function.op;
        if (function.second != Type::mistake) {
            if (is_sign(")")) {
                mistake(x_token.offset, told("{}の値が一つしかない", "{} with one value", quoted(token.text)),
                        told("二つの値: {}", "two values: {}", arguments_of(function)),
                        told("{}を加えてください", "add {}", name_of(function.second)));
                throw CannotGoOn{};
            }
            need_sign(",");
            const std::size_t second_offset = x_token.offset;
            second = expression(depth + 1);
            if (op == Op::after_elapsed && type_of(second) == Type::days) {
                op = Op::after_elapsed_days;
            } else {
                need_type(second, function.second, second_offset, of);
            }
        }
        if (is_sign(",")) {
            mistake(x_token.offset, {"値が一つ多い", "one value more"}, arguments_of(function),
                    {"消してください", "remove it"});
            throw CannotGoOn{};
        }
        need_sign(")");
        // Counting open days looks at one day after the other.
        if (op == Op::open_days_after || op == Op::open_days_before) x_result.work += 50;
        if (op == Op::children_under) x_result.work += 20;
        const auto step = push(op, function.result, first, second);
        if (op == Op::hours_in) x_whole[step] = false;
        if (op == Op::hours_in && x_place != Place::use && x_place != Place::price_fee &&
            x_place != Place::price_step) {
            mistake(token.offset, same(quoted(token.text)),
                    {"use_rules と料金の中だけ", "it in use_rules and in a price only"},
                    {"利用の時刻は、ここでは分かりません。別の事実を使ってください",
                     "the hours of a use are not known here; use another fact"});
        }
        return step;
    }

    static Text arguments_of(const FunctionInfo& function)
    {
        if (function.second == Type::mistake)
            return told("{}({})", "{}({})", function.word, name_of(function.first));
        return told("{}({}, {})", "{}({}, {})", function.word, name_of(function.first),
                    name_of(function.second));
    }

    std::uint16_t least_or_greatest(const Token& token, int depth)
    {
        const bool least = token.text == "min" || token.text == "earlier";
        const bool dates = token.text == "earlier" || token.text == "later";
        std::size_t offset = x_token.offset;
        auto result = expression(depth + 1);
        if (dates) need_type(result, Type::date, offset, told("（{} の中）", " in {}", token.text));
        if (!is_sign(",")) {
            mistake(x_token.offset, told("{}の値が一つしかない", "{} of one value", quoted(token.text)),
                    {"二つ以上", "two or more"}, {"ほかの値を加えてください", "add the others"});
        }
        while (take_sign(",")) {
            offset = x_token.offset;
            const auto next_one = expression(depth + 1);
            unify(result, next_one, offset, told("{} の中に", "in {}", token.text));
            if (type_of(result) != Type::mistake && !is_ordered(type_of(result))) {
                mistake(offset, told("{1} の中に{0}がある", "{} in {}", name_of(type_of(result)), token.text),
                        {"数、額、日付、期間", "numbers, sums, dates or periods"},
                        {"条件には `and`、`or` を使ってください", "use `and`, `or` for truths"});
            }
            const bool is_whole = whole(result) && whole(next_one);
            result = push(least ? Op::min : Op::max, type_of(result), result, next_one);
            x_whole[result] = is_whole;
        }
        need_sign(")");
        return result;
    }

    // ---- the end ----

    void finish(std::uint16_t result, Type wanted)
    {
        need_type(result, wanted, 0, {});
        // The result is the last step by construction, save for brackets around an earlier one.
        if (result + 1U != x_result.steps.size()) {
            const bool is_whole = whole(result);
            const Type type = type_of(result);
            result = push(Op::max, type, result, result);
            x_whole[result] = is_whole;
        }
        x_result.type = type_of(result);
        x_result.whole = whole(result);
        if (x_result.work > most_work) {
            mistake(0, told("式の計算が{}段になる", "an expression that needs {} steps", x_result.work),
                    {"2000まで", "at most 2000"},
                    {"互いに使い合う定義を減らしてください", "use fewer definitions that use each other"});
        }
    }

    const Node& x_node;
    std::string_view x_text;
    Place x_place;
    const Names& x_names;
    Mistakes& x_mistakes;
    Token x_token;
    std::size_t x_at = 0;
    Expression x_result;
    std::vector<bool> x_whole;
};

std::optional<Expression> read_scalar(const Node& node, Type wanted, Place place, const Names& names,
                                      Mistakes& mistakes)
{
    if (node.kind != Node::Kind::scalar) {
        Text hint{"1行の文字で書いてください", "write it on one line of text"};
        if (node.kind == Node::Kind::none) hint = {"値を書いてください", "write the value"};
        mistakes.add(node, what_is(node), wanted == Type::mistake ? Text{"値", "a value"} : name_of(wanted),
                     hint);
        return std::nullopt;
    }
    if (node.text.find_first_not_of(" \t\n") == std::string::npos) {
        mistakes.add(node, {"空の文字がある", "an empty text"},
                     wanted == Type::mistake ? Text{"値", "a value"} : name_of(wanted),
                     {"値を書いてください", "write the value"});
        return std::nullopt;
    }
    return Reader(node, place, names, mistakes).read(wanted);
}

const std::pair<std::string_view, KeyedBy> keys[] = {{"birth", KeyedBy::birth},
                                                     {"application", KeyedBy::application},
                                                     {"issue", KeyedBy::issue},
                                                     {"first_day", KeyedBy::first_day},
                                                     {"day", KeyedBy::day}};

bool refuse_unknown(const Node& map, const std::vector<std::string_view>& allowed, Mistakes& mistakes)
{
    bool fine = true;
    for (const auto& [key, value] : map.entries) {
        if (std::find(allowed.begin(), allowed.end(), key.text) != allowed.end()) continue;
        mistakes.add(key, told("キー{}がある", "the key {}", quoted(key.text)), list_of(allowed),
                     suggest(key.text, allowed, {"消してください", "remove it"}));
        fine = false;
    }
    return fine;
}

std::optional<Branch> read_branch(const Node& node, Type wanted, Place place, const Names& names,
                                  Mistakes& mistakes)
{
    if (node.kind != Node::Kind::map) {
        mistakes.add(
            node, what_is(node), {"`{ from: …, value: … }`", "`{ from: …, value: … }`"},
            {"日付と、その日からの値を書いてください", "write a date and the value that holds from it"});
        return std::nullopt;
    }
    bool fine = refuse_unknown(node, {"from", "value"}, mistakes);
    const Node* const from = node.find("from");
    const Node* const value = node.find("value");
    if (!from || !value) {
        mistakes.add(node, from ? Text{"`value` がない", "no `value`"} : Text{"`from` がない", "no `from`"},
                     {"`{ from: …, value: … }`", "`{ from: …, value: … }`"},
                     from ? Text{"値を書いてください", "write the value"}
                          : Text{"日付、または `from: beginning` を書いてください",
                                 "write the date, or `from: beginning`"});
        return std::nullopt;
    }
    Branch branch;
    if (from->text == "beginning") {
        branch.from = std::numeric_limits<std::int32_t>::min();
    } else {
        const auto date = parse_iso_date(from->text);
        if (!date || !is_in_range(*date)) {
            mistakes.add(
                *from, what_is(*from),
                {"2026-04-01 のような日付、または `beginning`", "a date such as 2026-04-01, or `beginning`"},
                {"日付を書いてください", "write the date"});
            fine = false;
        } else {
            branch.from = days_since_epoch(*date);
        }
    }
    auto expression = read_scalar(*value, wanted, place, names, mistakes);
    if (!expression || !fine) return std::nullopt;
    branch.expression = std::move(*expression);
    return branch;
}

Formula read_keyed(const Node& node, Type wanted, Place place, const Names& names, Mistakes& mistakes)
{
    Formula formula;
    bool fine = refuse_unknown(node, {"by", "values"}, mistakes);
    const Node* const by = node.find("by");
    const Node* const values = node.find("values");
    if (!by || !values || values->kind != Node::Kind::list || values->items.empty()) {
        mistakes.add(node,
                     {"`by` か、`values` のリストがないマップがある",
                      "a map without `by` or without a list of `values`"},
                     {"式、または `by: birth` と `values: [{ from: beginning, value: … }]`",
                      "an expression, or `by: birth` and `values: [{ from: beginning, value: … }]`"},
                     {"どの日で値を選び、それぞれがいつからかを書いてください",
                      "say by which day the value is chosen, and from when each holds"});
        return formula;
    }
    const auto key = std::find_if(std::begin(keys), std::end(keys),
                                  [&](const auto& entry) { return entry.first == by->text; });
    if (key == std::end(keys)) {
        std::vector<std::string_view> allowed;
        for (const auto& entry : keys) allowed.push_back(entry.first);
        mistakes.add(*by, what_is(*by), list_of(allowed),
                     suggest(by->text, allowed, {"どの日かを書いてください", "name the day"}));
        fine = false;
    } else {
        formula.by = key->second;
    }
    std::vector<Branch> branches;
    for (const Node& item : values->items) {
        auto branch = read_branch(item, wanted, place, names, mistakes);
        if (!branch) {
            fine = false;
            continue;
        }
        if (!branches.empty() && branches.back().from >= branch->from) {
            mistakes.add(item, {"前の日付より後でない日付がある", "a date that is not after the one before"},
                         {"日付の順", "dates in their order"},
                         {"値を日付の順に並べてください", "put the values in the order of their dates"});
            fine = false;
        }
        branches.push_back(std::move(*branch));
    }
    if (!fine || branches.empty()) return formula;
    formula.branches = std::move(branches);
    formula.by_day = formula.by == KeyedBy::day;
    return formula;
}

}  // namespace

Formula read_formula(const Node& node, Type wanted, Place place, const Names& names, Mistakes& mistakes)
{
    Formula formula;
    if (node.kind == Node::Kind::map) {
        formula = read_keyed(node, wanted, place, names, mistakes);
    } else if (auto expression = read_scalar(node, wanted, place, names, mistakes)) {
        formula.branches.push_back({std::numeric_limits<std::int32_t>::min(), std::move(*expression)});
    }
    if (!formula.present()) return formula;
    formula.type = formula.branches.front().expression.type;
    for (Branch& branch : formula.branches) {
        Expression& expression = branch.expression;
        for (const Step& step : expression.steps) {
            if (names.facts_named != nullptr && (step.op == Op::fact || step.op == Op::known_fact))
                *names.facts_named |= std::uint64_t{1} << step.word;
        }
        if (expression.type == Type::number && formula.type == Type::units) expression.type = Type::units;
        if (expression.type != formula.type) {
            mistakes.add(node, told("値の中に{}がある", "{} among values", name_of(expression.type)),
                         told("初めの値と同じ{}", "{}, as the first", name_of(formula.type)),
                         {"すべて同じ種類の値にしてください", "make all values the same kind"});
            return {};
        }
        formula.whole &= expression.whole;
        formula.by_day |= expression.by_day;
        formula.counts_uses |= expression.counts_uses;
        formula.work = std::max(formula.work, expression.work);
    }
    return formula;
}

}  // namespace hagukumi::rules
