// An expression's text, cut into tokens, and the steps that are made of them.
#include <limits>

#include "base/age.hpp"

#include "rules/expression_reader.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::size_t longest_text = 2000;
constexpr std::size_t most_steps = 500;
constexpr std::uint32_t most_work = 2000;

}  // namespace

std::optional<Expression> ExpressionReader::read(Type wanted)
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
            mistake(x_token.offset, same(backquoted(x_token.text)),
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

void ExpressionReader::mistake(std::size_t offset, Text found, Text allowed, Text what_to_do)
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

Text ExpressionReader::shown(const Token& token)
{
    return token.kind == Token::Kind::end ? Text{"式の終わり", "the end"} : same(backquoted(token.text));
}

std::string_view ExpressionReader::suggests_operator(std::string_view text)
{
    for (const std::string_view word : {"and", "or", "not", "if", "then", "else", "is"}) {
        if (text == word) return word;
    }
    return {};
}

void ExpressionReader::next()
{
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    while (x_at < x_text.size() && (x_text[x_at] == ' ' || x_text[x_at] == '\n' || x_text[x_at] == '\t'))
        ++x_at;
    const std::size_t begin = x_at;
    const auto token = [&](Token::Kind kind) { x_token = {kind, x_text.substr(begin, x_at - begin), begin}; };
    if (x_at == x_text.size()) return token(Token::Kind::end);
    const char c = x_text[x_at];
    if (is_digit(c)) {
        while (x_at < x_text.size() && (is_digit(x_text[x_at]) || x_text[x_at] == '.')) ++x_at;
        if (x_at - begin == 4 && x_at < x_text.size() && x_text[x_at] == '-' && x_at + 1 < x_text.size() &&
            is_digit(x_text[x_at + 1])) {
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
            mistake(begin, {"カンマの入った数がある", "a number with a comma"}, {"数字だけ", "digits only"},
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
    mistake(begin, same(backquoted(x_text.substr(begin, length))),
            {"半角の名前、数、+ - * / % ( ) , = < >", "half-width names, numbers and + - * / % ( ) , = < >"},
            {"記号と数字は半角で書いてください。読む人への言葉は `refused` と `met` に書きます",
             "write signs and digits in half width; words for people belong into `refused` and `met`"});
    throw CannotGoOn{};
}

bool ExpressionReader::is_sign(std::string_view sign) const
{
    return x_token.kind == Token::Kind::sign && x_token.text == sign;
}

bool ExpressionReader::is_word(std::string_view word) const
{
    return x_token.kind == Token::Kind::name && x_token.text == word;
}

bool ExpressionReader::take_sign(std::string_view sign)
{
    if (!is_sign(sign)) return false;
    next();
    return true;
}

bool ExpressionReader::take_word(std::string_view word)
{
    if (!is_word(word)) return false;
    next();
    return true;
}

void ExpressionReader::need_word(std::string_view word)
{
    if (take_word(word)) return;
    mistake(x_token.offset, shown(x_token), same(backquoted(word)),
            {"`if … then … else …` をすべて書いてください", "write `if … then … else …` in full"});
    throw CannotGoOn{};
}

void ExpressionReader::need_sign(std::string_view sign)
{
    if (take_sign(sign)) return;
    mistake(x_token.offset, shown(x_token), same(backquoted(sign)),
            {"かっこを閉じるか、カンマで区切ってください", "close the bracket, or separate with a comma"});
    throw CannotGoOn{};
}

std::uint16_t ExpressionReader::push(Step step)
{
    if (x_result.steps.size() >= most_steps) {
        mistake(
            0, {"式が500段を超えている", "an expression of more than 500 steps"},
            {"もっと短い式", "a shorter one"},
            {"一部に `definitions` で名前を付けてください", "give parts of it a name under `definitions`"});
        throw CannotGoOn{};
    }
    x_result.steps.push_back(step);
    x_whole.push_back(true);
    x_result.work += 1;
    return static_cast<std::uint16_t>(x_result.steps.size() - 1);
}

std::uint16_t ExpressionReader::push(Op op, Type type, std::uint16_t a, std::uint16_t b, std::uint16_t c)
{
    Step step;
    step.op = op;
    step.type = type;
    step.a = a;
    step.b = b;
    step.c = c;
    return push(step);
}

std::uint16_t ExpressionReader::push_literal(Type type, Ratio value)
{
    Step step;
    step.type = type;
    step.literal = value;
    const auto index = push(step);
    x_whole[index] = value.is_whole();
    return index;
}

void ExpressionReader::need_type(std::uint16_t step, Type wanted, std::size_t offset, const Text& where)
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
        mistake(offset, told("{}{}", "{}{}", name_of(type), where), {"円の額", "a sum in yen"},
                type == Type::rate
                    ? Text{"20% * fee のように、何の割合かを書いてください", "say of what, as in 20% * fee"}
                    : Text{"1000 yen のように単位を書いてください", "write the unit, as in 1000 yen"});
    } else {
        mistake(offset, told("{}{}", "{}{}", name_of(type), where), name_of(wanted),
                told("{}になる式を書いてください", "write an expression that gives {}", name_of(wanted)));
    }
    type = Type::mistake;
}

void ExpressionReader::finish(std::uint16_t result, Type wanted)
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

}  // namespace hagukumi::rules
