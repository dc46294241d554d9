// The tree of a YAML or JSON text, with the place of every part.
//
// Scalars stay text: what a scalar is (a date, a number, an expression) is said by the place where
// it stands, not guessed from its looks.  "131016" and 131016, 2026-04-01 and "2026-04-01" are the
// same.  Duplicate keys, anchors, aliases, tags and several documents are mistakes.
#pragma once

#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rules/read_programme.hpp"

namespace hagukumi::rules {

struct NodeEntry;

struct Node {
    enum class Kind { none, scalar, map, list };

    Kind kind = Kind::none;  ///< none: null, an empty value or ~
    int line = 0;
    int column = 0;                  ///< of the first character; for a quoted scalar of the quote
    bool quoted = false;             ///< columns inside start one later
    std::string text;                ///< of a scalar
    std::vector<NodeEntry> entries;  ///< of a map, in the order of the file
    std::vector<Node> items;         ///< of a list

    const Node* find(std::string_view key) const;
};

/// A key of a map and what stands under it.
struct NodeEntry {
    Node first, second;
};

/// Collects what is wrong with one file.  The same mistake is told once.
class Mistakes {
public:
    explicit Mistakes(std::string file) : x_file(std::move(file)) {}

    void add(int line, int column, Text found, Text allowed, Text what_to_do);
    void add(const Node& at, Text found, Text allowed, Text what_to_do)
    {
        add(at.line, at.column, std::move(found), std::move(allowed), std::move(what_to_do));
    }

    bool empty() const { return x_mistakes.empty(); }
    bool tells_of(int line) const;
    std::size_t size() const { return x_mistakes.size(); }
    std::vector<Mistake> take();  ///< in the order of lines

private:
    std::string x_file;
    std::vector<Mistake> x_mistakes;
};

/// None with a mistake when the text is not one YAML document.
Node read_yaml(std::string_view text, Mistakes& mistakes);

/// The places are those of a text with one line: zero.  Numbers become their text.
Node node_of(const boost::json::value& json);

/// "a map", "a list", "`text`", "nothing"
Text what_is(const Node& node);

/// `text` in backquotes, cut when it is long.
std::string backquoted(std::string_view text);

/// A key that a full-width 「：」 follows, where `: ` belongs: "coupon：a".
bool has_full_width_colon(std::string_view text);

/// The nearest of `names`, or empty when none is near.
std::string_view nearest(std::string_view name, const std::vector<std::string_view>& names);

constexpr int end_of_day = 24 * 60;
/// In an expression, where 31:00 is 7:00 on the next day.
constexpr int end_of_next_day = 48 * 60;

/// Minutes after midnight of "8:30"; "24:00" is the end of the day.
std::optional<int> parse_time_of_day(std::string_view text, int latest = end_of_day);

/// "a、b、c のどれか", "a, b or c"
Text list_of(const std::vector<std::string_view>& names);

/// "did you mean `x`?", or `otherwise`.
Text suggest(std::string_view name, const std::vector<std::string_view>& names, Text otherwise);

}  // namespace hagukumi::rules
