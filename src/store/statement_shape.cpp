#include "store/statement_shape.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/result.hpp"
#include "store/sql_text.hpp"

namespace hagukumi::store {

namespace {

struct Token {
    std::string_view text;  ///< a word, a qualified name, a number, `$n`, a literal, or one other character
    int depth;              ///< in how many parentheses it stands; a parenthesis stands outside of itself

    bool is(std::string_view wanted) const { return text == wanted; }
    bool is_parameter() const { return text.front() == '$'; }
    bool is_name() const
    {
        return std::isalpha(static_cast<unsigned char>(text.front())) != 0 || text.front() == '_';
    }
    std::size_t parameter() const
    {
        std::size_t number = 0;
        for (const char digit : text.substr(1)) number = number * 10 + static_cast<std::size_t>(digit - '0');
        return number;
    }
};
using Tokens = std::vector<Token>;

bool is_of_word(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '$';
}

/// Our statements hold no comments and no quoted names.
Tokens tokens_of(std::string_view sql)
{
    Tokens tokens;
    int depth = 0;
    for (std::size_t at = 0; at < sql.size();) {
        const char c = sql[at];
        if (c == ' ' || c == '\n') {
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        if (c == '\'') end = std::min(sql.find('\'', end), sql.size() - 1) + 1;
        else if (is_of_word(c))
            while (end < sql.size() && is_of_word(sql[end])) ++end;
        if (c == ')') --depth;
        tokens.push_back({sql.substr(at, end - at), depth});
        if (c == '(') ++depth;
        at = end;
    }
    return tokens;
}

template <std::size_t N>
bool is_one_of(const Token& token, const std::array<std::string_view, N>& words)
{
    return std::find(words.begin(), words.end(), token.text) != words.end();
}

std::size_t find_at_depth_0(const Tokens& tokens, std::string_view word, std::size_t from = 0)
{
    for (std::size_t i = from; i < tokens.size(); ++i)
        if (tokens[i].depth == 0 && tokens[i].is(word)) return i;
    return tokens.size();
}

/// `name = $n` where nothing else is said of the two, between `from` and `to`, outside of parentheses.
std::vector<std::pair<std::string_view, std::size_t>> equalities(const Tokens& tokens, std::size_t from,
                                                                 std::size_t to)
{
    static constexpr std::array<std::string_view, 3> before{"WHERE", "AND", "ON"};
    static constexpr std::array<std::string_view, 10> behind{"AND",  "ORDER", "GROUP", "LIMIT", "LEFT",
                                                             "JOIN", "WHERE", "CROSS", "INNER", "HAVING"};
    std::vector<std::pair<std::string_view, std::size_t>> found;
    for (std::size_t i = std::max<std::size_t>(from, 1); i + 2 < tokens.size() && i + 2 < to; ++i) {
        if (tokens[i].depth != 0 || !tokens[i].is_name() || !tokens[i + 1].is("=") ||
            !tokens[i + 2].is_parameter())
            continue;
        const bool ends = i + 3 >= to || i + 3 == tokens.size() || is_one_of(tokens[i + 3], behind);
        if (is_one_of(tokens[i - 1], before) && ends)
            found.emplace_back(tokens[i].text, tokens[i + 2].parameter());
    }
    return found;
}

/// Whether a condition, which begins at `from`, may hold in more ways than one.
bool has_alternatives(const Tokens& tokens, std::size_t from)
{
    return find_at_depth_0(tokens, "OR", from) != tokens.size();
}

bool is_of_several_questions(const Tokens& tokens)
{
    static constexpr std::array<std::string_view, 4> words{"UNION", "WITH", "EXCEPT", "INTERSECT"};
    return std::any_of(tokens.begin(), tokens.end(),
                       [](const Token& token) { return token.depth == 0 && is_one_of(token, words); });
}

std::string_view without_qualifier(std::string_view name)
{
    return name.substr(name.rfind('.') + 1);  // npos + 1 is 0
}

/// Columns of a table that a question asks to have a value, where it stands once and not in a part of its
/// own.
std::vector<ChangeShape::Pin> pins_of_question(const Tokens& tokens, std::string_view table)
{
    static constexpr std::array<std::string_view, 11> no_alias{
        "ON", "WHERE", "JOIN", "LEFT", "ORDER", "GROUP", "LIMIT", "CROSS", "INNER", "HAVING", "AS"};
    if (is_of_several_questions(tokens) || has_alternatives(tokens, find_at_depth_0(tokens, "FROM")))
        return {};
    std::string_view alias;
    int tables = 0, times = 0;
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        if (!tokens[i - 1].is("FROM") && !tokens[i - 1].is("JOIN")) continue;
        if (tokens[i - 1].depth == 0) ++tables;
        if (!tokens[i].is(table)) continue;
        ++times;
        if (tokens[i].depth != 0) return {};
        const bool has_alias =
            i + 1 < tokens.size() && tokens[i + 1].is_name() && !is_one_of(tokens[i + 1], no_alias);
        alias = has_alias ? tokens[i + 1].text : table;
    }
    if (times != 1) return {};
    std::vector<ChangeShape::Pin> pins;
    for (const auto& [name, parameter] : equalities(tokens, 0, tokens.size())) {
        const std::string_view column = without_qualifier(name);
        const std::string_view of = name.substr(0, name.size() - column.size() - (column == name ? 0 : 1));
        if (of == alias || (of.empty() && tables == 1)) pins.push_back({column, parameter});
    }
    return pins;
}

/// Whether it says the column's name, or reads all there are.
bool mentions(const Tokens& tokens, std::string_view column)
{
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (without_qualifier(tokens[i].text) == column) return true;
        const bool is_all = tokens[i].text.ends_with('*') && (i == 0 || !tokens[i - 1].is("("));
        if (is_all) return true;
    }
    return false;
}

/// Columns and values of an INSERT … VALUES, as far as a value is a parameter.
void read_insert(const Tokens& tokens, ChangeShape& shape)
{
    const std::size_t values = find_at_depth_0(tokens, "VALUES");
    if (values == tokens.size()) return;
    std::vector<std::string_view> columns;
    for (std::size_t i = 0; i < values; ++i)
        if (tokens[i].depth == 1 && tokens[i].is_name()) columns.push_back(tokens[i].text);
    std::size_t column = 0;
    for (std::size_t i = values + 2; i + 1 < tokens.size() && tokens[i].depth >= 1; ++i) {
        if (tokens[i].depth != 1) continue;
        if (tokens[i].is(",")) ++column;
        const bool stands_alone = (tokens[i - 1].is(",") || tokens[i - 1].is("(")) &&
                                  (tokens[i + 1].is(",") || tokens[i + 1].is(")"));
        if (tokens[i].is_parameter() && stands_alone && column < columns.size())
            shape.pins.push_back({columns[column], tokens[i].parameter()});
    }
}

void read_assignments(const Tokens& tokens, std::size_t where, ChangeShape& shape)
{
    shape.replaces = true;
    for (std::size_t i = find_at_depth_0(tokens, "SET") + 1; i + 2 < tokens.size() && i < where; ++i) {
        const bool begins = tokens[i].depth == 0 && (tokens[i - 1].is("SET") || tokens[i - 1].is(","));
        if (!begins) continue;
        shape.assigned.push_back(tokens[i].text);
        const Token& value = tokens[i + 2];
        const bool is_plain = value.is_parameter() || !value.is_name() || value.is("NULL");
        const bool stands_alone = i + 3 >= where || tokens[i + 3].is(",");
        if (!is_plain || !stands_alone) shape.replaces = false;
    }
}

void read_condition(const Tokens& tokens, std::size_t where, ChangeShape& shape)
{
    if (where == tokens.size() || has_alternatives(tokens, where) ||
        find_at_depth_0(tokens, "FROM", 2) != tokens.size()) {
        shape.replaces = false;
        return;
    }
    const auto found = equalities(tokens, where, tokens.size());
    for (const auto& [column, parameter] : found) {
        if (std::find(shape.assigned.begin(), shape.assigned.end(), column) != shape.assigned.end())
            shape.replaces = false;
        else shape.pins.push_back({column, parameter});
    }
    // `a = $1 AND b = $2` is four tokens for each but the last, and WHERE.
    if (tokens.size() - where != found.size() * 4) shape.replaces = false;
}

}  // namespace

ChangeShape shape_of_change(std::string_view change)
{
    const Tokens tokens = tokens_of(change);
    ChangeShape shape;
    shape.table = changed_table(change);
    const std::size_t where = find_at_depth_0(tokens, "WHERE");
    if (tokens.front().is("INSERT")) {
        read_insert(tokens, shape);
    } else if (tokens.front().is("UPDATE")) {
        shape.kind = ChangeShape::Kind::update;
        read_assignments(tokens, where, shape);
        read_condition(tokens, where, shape);
    } else {
        shape.kind = ChangeShape::Kind::remove;
        read_condition(tokens, where, shape);
        shape.replaces = false;
    }
    std::erase_if(shape.pins, [](const ChangeShape::Pin& pin) { return pin.parameter == 1; });
    return shape;
}

Influence influence_of(const ChangeShape& change, std::string_view question)
{
    Influence influence;
    if (!reads_table(question, change.table)) return influence;
    const Tokens tokens = tokens_of(question);
    if (change.kind == ChangeShape::Kind::update &&
        std::none_of(change.assigned.begin(), change.assigned.end(),
                     [&](std::string_view column) { return mentions(tokens, column); }))
        return influence;
    influence.is_possible = true;
    for (const ChangeShape::Pin& asked : pins_of_question(tokens, change.table)) {
        for (const ChangeShape::Pin& changed : change.pins)
            if (asked.parameter != 1 && asked.column == changed.column)
                influence.where_equal.emplace_back(asked.parameter, changed.parameter);
    }
    return influence;
}

bool are_in_each_others_way(std::string_view change, std::string_view other)
{
    const std::string_view table = changed_table(change), other_table = changed_table(other);
    return table == other_table || reads_table(change, other_table) || reads_table(other, table);
}

std::optional<std::string> for_many(std::string_view statement, std::span<const std::string_view> types)
{
    if (types.empty()) return std::nullopt;
    std::string arrays, names, body;
    for (std::size_t i = 0; i < types.size(); ++i) {
        const std::string number = std::to_string(i + 2);
        if (i > 0) arrays += ", ", names += ", ";
        arrays += "CAST($" + number + " AS " + std::string(types[i]) + ")";
        names += "p" + number;
    }
    const std::string each = "unnest(" + arrays + ")";
    const Tokens tokens = tokens_of(statement);
    // Up to `token`, with each parameter but the municipality by its name among `each`.
    std::size_t written = 0;
    const auto write_up_to = [&](std::size_t end) {
        for (const Token& token : tokens) {
            const auto at = static_cast<std::size_t>(token.text.data() - statement.data());
            if (at < written || at >= end || !token.is_parameter() || token.parameter() == 1) continue;
            body += statement.substr(written, at - written);
            body += "given.p" + std::string(token.text.substr(1));
            written = at + token.text.size();
        }
        body += statement.substr(written, end - written);
        written = end;
    };
    const auto place_of = [&](std::size_t token) {
        return token < tokens.size() ? static_cast<std::size_t>(tokens[token].text.data() - statement.data())
                                     : statement.size();
    };

    if (tokens.front().is("SELECT") || tokens.front().is("WITH")) {
        if (find_at_depth_0(tokens, "OFFSET") != tokens.size()) return std::nullopt;
        write_up_to(statement.size());
        // OFFSET 0: planned as the question itself would be.
        return "SELECT answer.*, given.n FROM " + each + " WITH ORDINALITY AS given(" + names +
               ", n) CROSS JOIN LATERAL (" + body + " OFFSET 0) answer";
    }
    const std::string source = each + " AS given(" + names + ")";
    if (reads_table(statement.substr(statement.find(' ', 7)), changed_table(statement))) return std::nullopt;
    if (tokens.front().is("INSERT")) {
        const std::size_t values = find_at_depth_0(tokens, "VALUES");
        if (values == tokens.size() || find_at_depth_0(tokens, "UPDATE") != tokens.size())
            return std::nullopt;
        const std::size_t close = find_at_depth_0(tokens, ")", values);
        if (close + 1 < tokens.size() && !tokens[close + 1].is("ON")) return std::nullopt;
        write_up_to(place_of(values));
        body += "SELECT ";
        written = place_of(values + 1) + 1;
        write_up_to(place_of(close));
        body += " FROM " + source;
        written = std::min(place_of(close) + 1, statement.size());
        write_up_to(statement.size());
        return body;
    }
    const std::size_t where = find_at_depth_0(tokens, "WHERE");
    if (where == tokens.size() || find_at_depth_0(tokens, "FROM", 2) != tokens.size()) return std::nullopt;
    write_up_to(place_of(where));
    body += (tokens.front().is("UPDATE") ? "FROM " : "USING ") + source + " ";
    write_up_to(statement.size());
    return body;
}

}  // namespace hagukumi::store
