#include "rules/node.hpp"

#include <unicode/utf8.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <map>
#include <sstream>
#include <tuple>

#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::size_t deepest = 40;

/// The column in characters, from 1; the parser counts bytes.
int column_of(std::string_view text, const YAML::Mark& mark)
{
    if (mark.column < 0 || mark.pos < mark.column || static_cast<std::size_t>(mark.pos) > text.size())
        return mark.column + 1;
    const auto begins_character = [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    };
    const auto before =
        text.substr(static_cast<std::size_t>(mark.pos - mark.column), static_cast<std::size_t>(mark.column));
    return static_cast<int>(std::count_if(before.begin(), before.end(), begins_character)) + 1;
}

/// Builds the tree from the parser's events.
class TreeBuilder final : public YAML::EventHandler {
public:
    TreeBuilder(std::string_view text, Node& root, Mistakes& mistakes)
        : x_text(text), x_root(root), x_mistakes(mistakes)
    {
    }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        refuse_anchor(mark, anchor);
        value(at(mark, Node::Kind::none));
    }

    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override
    {
        x_mistakes.add(mark.line + 1, column_of(x_text, mark),
                       {"別名（`*name`）がある", "an alias (`*name`)"},
                       {"ふつうの文字、マップ、リスト", "plain text, maps and lists"},
                       {"値をそのまま書いてください", "write the value out"});
        value(at(mark, Node::Kind::none));
    }

    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& text) override
    {
        refuse_anchor(mark, anchor);
        if (!tag.empty() && tag != "?" && tag != "!") refuse_tag(mark, tag);
        Node node = at(mark, Node::Kind::scalar);
        node.quoted = tag == "!";
        node.text = text;
        if (!node.quoted && (text == "~" || text == "null")) node.kind = Node::Kind::none;
        value(std::move(node));
    }

    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        start(mark, tag, anchor, Node::Kind::list);
    }
    void OnSequenceEnd() override { end(); }

    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        start(mark, tag, anchor, Node::Kind::map);
    }
    void OnMapEnd() override { end(); }

private:
    struct Open {
        Node node;
        Node key;
        bool has_key = false;
    };

    Node at(const YAML::Mark& mark, Node::Kind kind) const
    {
        Node node;
        node.kind = kind;
        node.line = mark.line + 1;
        node.column = column_of(x_text, mark);
        return node;
    }

    void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor)
    {
        if (anchor == 0) return;
        x_mistakes.add(mark.line + 1, column_of(x_text, mark),
                       {"目印（`&name`）がある", "an anchor (`&name`)"},
                       {"ふつうの文字、マップ、リスト", "plain text, maps and lists"},
                       {"要るところに値をそのまま書いてください", "write the value out where it is needed"});
    }

    void refuse_tag(const YAML::Mark& mark, const std::string& tag)
    {
        x_mistakes.add(mark.line + 1, column_of(x_text, mark),
                       told("タグ{}がある", "the tag {}", backquoted(tag)), {"タグのない値", "no tags"},
                       {"タグを消してください", "remove the tag"});
    }

    void start(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, Node::Kind kind)
    {
        refuse_anchor(mark, anchor);
        if (!tag.empty() && tag != "?") refuse_tag(mark, tag);
        if (x_open.size() >= deepest) throw YAML::ParserException(mark, "too deep");
        x_open.push_back({at(mark, kind), {}, false});
    }

    void end()
    {
        Node node = std::move(x_open.back().node);
        x_open.pop_back();
        value(std::move(node));
    }

    void value(Node node)
    {
        if (x_open.empty()) {
            x_root = std::move(node);
            return;
        }
        Open& open = x_open.back();
        if (open.node.kind == Node::Kind::list) {
            open.node.items.push_back(std::move(node));
            return;
        }
        if (!open.has_key) {
            open.key = std::move(node);
            open.has_key = true;
            if (open.key.kind != Node::Kind::scalar) {
                x_mistakes.add(open.key, told("{}がキーになっている", "{} as a key", what_is(open.key)),
                               {"名前", "a name"}, {"名前を付けてください", "give the entry a name"});
                open.key.kind = Node::Kind::scalar;
            } else if (open.node.find(open.key.text)) {
                x_mistakes.add(
                    open.key, told("キー{}が二つある", "the key {} a second time", backquoted(open.key.text)),
                    {"同じキーは1回だけ", "each key once"},
                    {"どちらかを消してください", "remove one of the two"});
            }
            return;
        }
        open.node.entries.push_back({std::move(open.key), std::move(node)});
        open.key = {};
        open.has_key = false;
    }

    std::string_view x_text;
    Node& x_root;
    Mistakes& x_mistakes;
    std::vector<Open> x_open;
};

/// The line of `text`, from 0, without its end.
std::string_view line_of(std::string_view text, int number)
{
    for (; number > 0; --number) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) return {};
        text.remove_prefix(end + 1);
    }
    return text.substr(0, text.find('\n'));
}

/// What stands at the beginning of a line and is often meant otherwise: a tab that indents, a full-width
/// colon after a key.  False where neither does.
bool tell_what_is_meant(std::string_view line, int number, Mistakes& mistakes)
{
    const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
    const std::size_t tab = line.substr(0, begin).find('\t');
    if (tab != std::string_view::npos) {
        mistakes.add(number + 1, static_cast<int>(tab) + 1,
                     {"字下げにタブがある", "a tab in the indentation"}, {"半角の空白", "spaces"},
                     {"タブを、半角の空白2つずつに直してください", "write two spaces for each tab"});
        return true;
    }
    const std::size_t key = line.substr(begin, 2) == "- " ? begin + 2 : begin;
    if (!has_full_width_colon(line.substr(key))) return false;
    mistakes.add(number + 1, static_cast<int>(line.find("：")) + 1,
                 {"キーの後に全角の「：」がある", "a full-width colon after a key"}, {"半角の `: `", "`: `"},
                 {"半角のコロンと空白に直してください", "write a half-width colon and a space"});
    return true;
}

std::size_t edit_distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row[b.size()];
}

}  // namespace

const Node* Node::find(std::string_view key) const
{
    for (const auto& [name, value] : entries) {
        if (name.text == key) return &value;
    }
    return nullptr;
}

void Mistakes::add(int line, int column, Text found, Text allowed, Text what_to_do)
{
    for (const Mistake& known : x_mistakes) {
        if (known.line == line && known.column == column && known.found == found) return;
    }
    x_mistakes.push_back({x_file, line, column, std::move(found), std::move(allowed), std::move(what_to_do)});
}

bool Mistakes::tells_of(int line) const
{
    return std::any_of(x_mistakes.begin(), x_mistakes.end(),
                       [&](const Mistake& known) { return known.line == line; });
}

std::vector<Mistake> Mistakes::take()
{
    std::stable_sort(x_mistakes.begin(), x_mistakes.end(), [](const Mistake& a, const Mistake& b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
    });
    return std::move(x_mistakes);
}

Text sentence_of(const Mistake& mistake)
{
    return told("{}。書けるのは、{}。{}。", "found {}; allowed: {}; {}", mistake.found, mistake.allowed,
                mistake.what_to_do);
}

std::string to_string(const Mistake& mistake, std::string_view language)
{
    const Text line = told("{}:{}:{}: 誤り: {}", "{}:{}:{}: {}", mistake.file, mistake.line, mistake.column,
                           sentence_of(mistake));
    return language == "en" ? line.en : line.ja;
}

namespace {

/// What the parser of YAML stumbled over, in words for who writes such a file; else its own.
Text stumbled_over(const std::string& message)
{
    static const std::map<std::string_view, Text> known{
        {"end of map flow not found", {"`{` が `}` で閉じていない", "a `{` that no `}` closes"}},
        {"end of sequence flow not found", {"`[` が `]` で閉じていない", "a `[` that no `]` closes"}},
        {"end of map not found", {"字下げがそろっていない", "lines that do not stand below each other"}},
        {"end of sequence not found", {"字下げがそろっていない", "lines that do not stand below each other"}},
        {"illegal EOF in scalar", {"引用符が閉じていない", "a quote that is not closed"}},
        {"illegal flow end", {"`]` か `}` が余っている", "a `]` or `}` too many"}},
        {"illegal map value", {"値の中に `: ` がある", "`: ` within a value"}},
        {"illegal block entry", {"`- ` の位置が合わない", "a `- ` in a wrong place"}},
        {"too deep", {"入れ子が深すぎる", "maps and lists too deep within each other"}}};
    const auto found = known.find(message);
    return found != known.end() ? found->second : same(message);
}

/// The first byte that is not UTF-8; the length of the text when there is none.
std::size_t first_not_utf8(std::string_view text)
{
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto length = static_cast<std::int64_t>(text.size());
    for (std::int64_t i = 0; i < length;) {
        const std::int64_t begin = i;
        UChar32 letter = 0;
        U8_NEXT(bytes, i, length, letter);
        if (letter < 0) return static_cast<std::size_t>(begin);
    }
    return text.size();
}

}  // namespace

Node read_yaml(std::string_view text, Mistakes& mistakes)
{
    Node root;
    if (const std::size_t at = first_not_utf8(text); at < text.size()) {
        const std::string_view before = text.substr(0, at);
        const auto line = 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
        mistakes.add(line, 1, {"UTF-8でない文字がある", "bytes that are not UTF-8"},
                     {"UTF-8の文字", "text in UTF-8"},
                     {"文字コードにUTF-8を選んで保存し直してください。Shift_JISで保存されたのかもしれません",
                      "save the file in the encoding UTF-8; it may have been saved as Shift_JIS"});
        return root;
    }
    if (text.find('\0') != std::string_view::npos) {
        mistakes.add(1, 1, {"ゼロのバイトがある", "a zero byte"}, {"UTF-8の文字", "text in UTF-8"},
                     {"テキストとして保存し直してください", "save the file as text"});
        return root;
    }
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        TreeBuilder builder(text, root, mistakes);
        if (!parser.HandleNextDocument(builder)) {
            mistakes.add(1, 1, {"ファイルが空である", "an empty file"},
                         {"キーと値のマップ", "a map of keys and values"},
                         {"`programme: …` から書き始めてください", "begin with `programme: …`"});
            return root;
        }
        Node further;
        Mistakes ignored("");
        TreeBuilder rest(text, further, ignored);
        if (parser.HandleNextDocument(rest)) {
            mistakes.add(further, {"二つ目の文書がある", "a second document"},
                         {"1ファイルに一つの文書", "one document a file"},
                         {"`---` から後を消してください", "remove what follows `---`"});
        }
    } catch (const YAML::Exception& error) {
        root = {};
        // The parser stumbles in the line itself or over the one above it, which it took for a whole text.
        for (const int line : {error.mark.line, error.mark.line - 1}) {
            if (line >= 0 && tell_what_is_meant(line_of(text, line), line, mistakes)) return root;
        }
        mistakes.add(
            error.mark.line + 1, column_of(text, error.mark),
            told("YAMLとして読めない（{}）", "text that is not YAML ({})", stumbled_over(error.msg)),
            {"YAML", "YAML"},
            {"字下げを確かめ、`: ` を含む文字や記号で始まる文字は引用符で囲んでください",
             "look at the indentation, and put quotes around text that contains `: ` or begins with a sign"});
    }
    return root;
}

Node node_of(const boost::json::value& json)
{
    Node node;
    switch (json.kind()) {
        case boost::json::kind::null: break;
        case boost::json::kind::object:
            node.kind = Node::Kind::map;
            for (const auto& member : json.get_object()) {
                Node key;
                key.kind = Node::Kind::scalar;
                key.text = std::string(member.key());
                node.entries.push_back({std::move(key), node_of(member.value())});
            }
            break;
        case boost::json::kind::array:
            node.kind = Node::Kind::list;
            for (const auto& item : json.get_array()) node.items.push_back(node_of(item));
            break;
        case boost::json::kind::string:
            node.kind = Node::Kind::scalar;
            node.quoted = true;
            node.text = std::string(json.get_string());
            break;
        default: node.kind = Node::Kind::scalar; node.text = boost::json::serialize(json);
    }
    return node;
}

std::string backquoted(std::string_view text)
{
    constexpr std::size_t longest = 60;
    std::string cut(text.substr(0, longest));
    if (text.size() > longest) {
        while (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0xC0U) == 0x80U) cut.pop_back();
        if (!cut.empty() && (static_cast<unsigned char>(cut.back()) & 0x80U) != 0) cut.pop_back();
        cut += "…";
    }
    std::replace(cut.begin(), cut.end(), '\n', ' ');
    return "`" + cut + "`";
}

Text what_is(const Node& node)
{
    switch (node.kind) {
        case Node::Kind::none: return {"空の値", "nothing"};
        case Node::Kind::map: return {"マップ", "a map"};
        case Node::Kind::list: return {"リスト", "a list"};
        case Node::Kind::scalar: return same(backquoted(node.text));
    }
    return {"空の値", "nothing"};
}

bool has_full_width_colon(std::string_view text)
{
    constexpr std::string_view name = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    constexpr std::string_view colon = "：";
    const std::size_t end = text.find_first_not_of(name);
    return end != std::string_view::npos && end > 0 && text.substr(end, colon.size()) == colon;
}

std::string_view nearest(std::string_view name, const std::vector<std::string_view>& names)
{
    std::string_view best;
    std::size_t best_distance = std::max<std::size_t>(2, name.size() / 3) + 1;
    if (name.size() > 60) return best;
    for (const std::string_view candidate : names) {
        const std::size_t distance = edit_distance(name, candidate);
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    return best;
}

Text list_of(const std::vector<std::string_view>& names)
{
    Text list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) list.ja += "、";
        if (i > 0) list.en += i + 1 == names.size() ? " or " : ", ";
        list.ja += names[i];
        list.en += names[i];
    }
    if (names.size() > 1) list.ja += " のどれか";
    return list;
}

std::optional<int> parse_time_of_day(std::string_view text, int latest)
{
    const std::size_t colon = text.find(':');
    if (colon == 0 || colon == std::string_view::npos || colon > 2 || text.size() != colon + 3)
        return std::nullopt;
    int parts[2] = {0, 0};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == colon) continue;
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        int& part = parts[i < colon ? 0 : 1];
        part = part * 10 + (text[i] - '0');
    }
    const int minutes = parts[0] * 60 + parts[1];
    if (parts[1] > 59 || minutes > latest) return std::nullopt;
    return minutes;
}

Text suggest(std::string_view name, const std::vector<std::string_view>& names, Text otherwise)
{
    const std::string_view near = nearest(name, names);
    if (near.empty()) return otherwise;
    return told("{} ではありませんか", "did you mean {}?", backquoted(near));
}

}  // namespace hagukumi::rules
