// The reader of one expression: from text to steps, with every mistake at its column.
//
//     text ─► tokens ─► operators, from the loosest to the tightest ─► words ─► steps
//             expression_tokens.cpp       expression_operators.cpp     expression_words.cpp
//
// Only the files of this reader include it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "rules/expression.hpp"
#include "rules/node.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

/// The named conventions, as a mistake lists them.
inline constexpr std::string_view conventions =
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

inline bool is_numeric(Type type)
{
    return type == Type::number || type == Type::units || type == Type::yen || type == Type::rate;
}

inline bool is_ordered(Type type)
{
    return is_numeric(type) || type == Type::date || type == Type::months || type == Type::days ||
           type == Type::time;
}

class ExpressionReader {
public:
    ExpressionReader(const Node& node, Place place, const Names& names, Mistakes& mistakes)
        : x_node(node), x_text(node.text), x_place(place), x_names(names), x_mistakes(mistakes)
    {
    }

    /// The expression, or nothing with a mistake told.
    std::optional<Expression> read(Type wanted);

private:
    // ---- where and what ----

    void mistake(std::size_t offset, Text found, Text allowed, Text what_to_do);

    static Text shown(const Token& token);

    static std::string_view suggests_operator(std::string_view text);

    // ---- tokens ----

    void next();

    bool is_sign(std::string_view sign) const;
    bool is_word(std::string_view word) const;

    bool take_sign(std::string_view sign);
    bool take_word(std::string_view word);
    void need_word(std::string_view word);
    void need_sign(std::string_view sign);

    // ---- steps ----

    std::uint16_t push(Step step);

    std::uint16_t push(Op op, Type type, std::uint16_t a, std::uint16_t b = 0, std::uint16_t c = 0);

    std::uint16_t push_literal(Type type, Ratio value);

    Type type_of(std::uint16_t step) const { return x_result.steps[step].type; }
    bool whole(std::uint16_t step) const { return x_whole[step]; }

    void need_type(std::uint16_t step, Type wanted, std::size_t offset, const Text& where);

    // ---- grammar, from the loosest to the tightest ----

    std::uint16_t expression(int depth);

    /// Makes two steps the same type, or tells that they are not.
    void unify(std::uint16_t first, std::uint16_t second, std::size_t offset, const Text& where);

    std::uint16_t disjunction(int depth);
    std::uint16_t conjunction(int depth);

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

    std::uint16_t negation(int depth);

    std::uint16_t comparison(int depth);

    std::uint16_t weekday(std::uint16_t left, bool negated);

    /// One of the answers that the question before `is` has.
    std::uint16_t option(std::uint16_t left, bool negated);

    std::uint16_t household_class(std::uint16_t left, bool negated);

    std::uint16_t sum(int depth);

    std::uint16_t add(std::uint16_t left, std::uint16_t right, bool plus, std::size_t sign_offset,
                      std::size_t offset);

    std::uint16_t product(int depth);

    static Type type_of_product(Type a, Type b);

    static Type type_of_quotient(Type a, Type b);

    std::uint16_t unary(int depth);

    std::uint16_t primary(int depth);

    std::uint16_t number();

    static std::optional<Ratio> ratio_of(std::string_view text);

    std::uint16_t date();

    std::uint16_t time();

    std::uint16_t name(int depth);

    std::uint16_t fact_or_definition(const Token& token, bool only_whether_known);

    /// `answers.<code>`, of a question above in the same form.
    std::optional<std::uint16_t> answer_to(const Token& token, bool only_whether_known);

    /// A counter, or `documents.<code>.valid`, `.valid_from`, `.valid_until`.
    std::optional<std::uint16_t> counter_or_document(const Token& token);

    static Text places_of(const FactInfo& fact);

    std::uint16_t call(const Token& token, int depth);

    std::uint16_t call(const FunctionInfo& function, const Token& token, int depth);

    static Text arguments_of(const FunctionInfo& function);

    std::uint16_t least_or_greatest(const Token& token, int depth);

    // ---- the end ----

    void finish(std::uint16_t result, Type wanted);

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

}  // namespace hagukumi::rules
