#include "store/sql_text.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "base/result.hpp"

namespace hagukumi::store {

namespace {

bool is_word(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

std::string lower(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

/// Where the literal, quoted name or comment that begins at `at` ends; `at` itself when none begins there.
std::size_t after_quiet(std::string_view sql, std::size_t at)
{
    const auto end_of = [&](std::size_t found, std::size_t length) {
        return found == std::string_view::npos ? sql.size() : found + length;
    };
    const char c = sql[at];
    if (c == '\'' || c == '"')
        return end_of(sql.find(c, at + 1), 1);  // a doubled quote is two literals in a row
    if (sql.substr(at, 2) == "--") return end_of(sql.find('\n', at), 1);
    if (sql.substr(at, 2) == "/*") return end_of(sql.find("*/", at + 2), 2);
    return at;
}

bool begins_comment(std::string_view sql, std::size_t at)
{
    return sql.substr(at, 2) == "--" || sql.substr(at, 2) == "/*";
}

struct MigrationStatement {
    std::string text;
    std::string first_words;  ///< "create table "
    bool wide = false;
    bool refers = false;  ///< inside of what stands behind REFERENCES
};

/// What begins a line of CREATE TABLE or follows ADD COLUMN is a name, also when it is called "text".
bool is_name_of_column(const MigrationStatement& statement)
{
    std::string_view before = statement.text;
    while (!before.empty() && std::isspace(static_cast<unsigned char>(before.back())) != 0)
        before.remove_suffix(1);
    return before.empty() || before.back() == '(' || before.back() == ',' || before.ends_with("COLUMN");
}

std::string type_in(Engine engine, const std::string& word)
{
    const std::string known = lower(word);
    if (engine == Engine::postgres) return known == "text" ? "text COLLATE \"C\"" : word;
    if (known == "bigint") return "INTEGER";
    if (known == "bytea") return "BLOB";
    return word == "text" ? "TEXT" : word;
}

void finish(MigrationStatement& statement, std::vector<std::string>& out, Engine engine)
{
    const bool blank = std::all_of(statement.text.begin(), statement.text.end(),
                                   [](unsigned char c) { return std::isspace(c) != 0; });
    if (!blank) {
        if (engine == Engine::sqlite && lower(statement.first_words).rfind("create table", 0) == 0)
            statement.text += statement.wide ? " STRICT" : " STRICT, WITHOUT ROWID";
        out.push_back(std::move(statement.text));
    }
    statement = MigrationStatement{};
}

}  // namespace

std::string statement_text(std::string_view portable, Engine engine)
{
    std::string out;
    out.reserve(portable.size());
    bool names_municipality = false;
    for (std::size_t at = 0; at < portable.size();) {
        if (const std::size_t after = after_quiet(portable, at); after != at) {
            out += portable.substr(at, after - at);
            at = after;
            continue;
        }
        const char c = portable[at];
        must(c != '?' && c != '@' && c != ':' && c != '#', "parameters are written $1, $2 ...");
        if (c == '$') {
            std::size_t end = at + 1;
            while (end < portable.size() && is_digit(portable[end])) ++end;
            must(end > at + 1 && portable[at + 1] != '0', "a parameter is $ and a number");
            if (portable.substr(at, end - at) == "$1") names_municipality = true;
            out += engine == Engine::sqlite ? '?' : '$';
            out += portable.substr(at + 1, end - at - 1);
            at = end;
            continue;
        }
        out += c;
        ++at;
    }
    must(names_municipality, "every statement is bound to its municipality, $1");
    return out;
}

std::size_t parameters_of(std::string_view portable)
{
    std::size_t most = 0;
    for (std::size_t at = 0; at < portable.size();) {
        if (const std::size_t after = after_quiet(portable, at); after != at) {
            at = after;
            continue;
        }
        if (portable[at++] != '$') continue;
        std::size_t number = 0;
        while (at < portable.size() && is_digit(portable[at]))
            number = number * 10 + static_cast<std::size_t>(portable[at++] - '0');
        most = std::max(most, number);
    }
    return most;
}

std::vector<std::string> migration_statements(std::string_view portable, Engine engine)
{
    std::vector<std::string> out;
    MigrationStatement statement;
    for (std::size_t at = 0; at < portable.size();) {
        if (const std::size_t after = after_quiet(portable, at); after != at) {
            const std::string_view quiet = portable.substr(at, after - at);
            const bool comment = begins_comment(portable, at);
            statement.text += comment ? std::string_view(" ") : quiet;
            if (comment && quiet.find("wide rows") != std::string_view::npos) statement.wide = true;
            at = after;
            continue;
        }
        if (portable[at] == ';') {
            finish(statement, out, engine);
            ++at;
            continue;
        }
        if (!is_word(portable[at])) {
            statement.text += portable[at];
            // A command may write a row before the one that it refers to; the engine looks when it has ended.
            if (portable[at++] == ')' && std::exchange(statement.refers, false))
                statement.text += " DEFERRABLE INITIALLY DEFERRED";
            continue;
        }
        std::size_t end = at;
        while (end < portable.size() && is_word(portable[end])) ++end;
        const std::string word(portable.substr(at, end - at));
        statement.refers = statement.refers || (engine == Engine::postgres && word == "REFERENCES");
        statement.text += is_name_of_column(statement) ? word : type_in(engine, word);
        if (statement.first_words.size() < 24) statement.first_words += word + ' ';
        at = end;
    }
    finish(statement, out, engine);
    return out;
}

std::string_view changed_table(std::string_view portable)
{
    static constexpr std::string_view beginnings[] = {"INSERT INTO ", "UPDATE ", "DELETE FROM "};
    for (const std::string_view beginning : beginnings) {
        if (!portable.starts_with(beginning)) continue;
        const std::string_view rest = portable.substr(beginning.size());
        return rest.substr(0, std::min(rest.find_first_of(" ("), rest.size()));
    }
    throw BugFound("a statement that changes something begins with INSERT INTO, UPDATE or DELETE FROM: " +
                   std::string(portable.substr(0, 40)));
}

bool reads_table(std::string_view portable, std::string_view table)
{
    for (std::size_t at = portable.find(table); at != std::string_view::npos;
         at = portable.find(table, at + 1)) {
        const std::string_view before = portable.substr(0, at), behind = portable.substr(at + table.size());
        const bool is_named = before.ends_with("FROM ") || before.ends_with("JOIN ");
        if (is_named && (behind.empty() || !is_word(behind.front()))) return true;
    }
    return false;
}

}  // namespace hagukumi::store
