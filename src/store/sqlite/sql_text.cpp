#include "store/sqlite/sql_text.hpp"

#include <algorithm>
#include <cctype>

#include "base/result.hpp"

namespace hagukumi::store::sqlite {

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
};

void finish(MigrationStatement& statement, std::vector<std::string>& out)
{
    const bool blank = std::all_of(statement.text.begin(), statement.text.end(),
                                   [](unsigned char c) { return std::isspace(c) != 0; });
    if (!blank) {
        if (lower(statement.first_words).rfind("create table", 0) == 0)
            statement.text += statement.wide ? " STRICT" : " STRICT, WITHOUT ROWID";
        out.push_back(std::move(statement.text));
    }
    statement = MigrationStatement{};
}

}  // namespace

std::string statement_text(std::string_view portable)
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
            out += '?';
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

std::vector<std::string> migration_statements(std::string_view portable)
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
            finish(statement, out);
            ++at;
            continue;
        }
        if (!is_word(portable[at])) {
            statement.text += portable[at++];
            continue;
        }
        std::size_t end = at;
        while (end < portable.size() && is_word(portable[end])) ++end;
        const std::string word(portable.substr(at, end - at));
        const std::string known = lower(word);
        if (known == "bigint") statement.text += "INTEGER";
        else if (known == "bytea") statement.text += "BLOB";
        else if (word == "text") statement.text += "TEXT";
        else statement.text += word;
        if (statement.first_words.size() < 24) statement.first_words += word + ' ';
        at = end;
    }
    finish(statement, out);
    return out;
}

}  // namespace hagukumi::store::sqlite
