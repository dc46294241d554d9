// The JSON Schema beside the readers: what the readers take, the schema takes, so that an editor marks
// nothing that is right; and an editor marks every key that the readers do not know.
#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <filesystem>
#include <functional>

#include "base/patterns.hpp"
#include "rules/node.hpp"
#include "rules/shapes.hpp"
#include "rules/support.hpp"

namespace hagukumi::test {
namespace {

namespace json = boost::json;
using rules::Node;

/// As much of JSON Schema (2020-12) as programme_schema() uses.
class Schema {
public:
    explicit Schema(std::string_view text) : x_root(json::parse(text)) {}

    bool takes(const Node& node) const { return takes(x_root, node); }

private:
    bool takes(const json::value& schema, const Node& node) const
    {
        for (const auto& [name, value] : schema.as_object()) {
            if (!holds(name, value, schema, node)) return false;
        }
        return true;
    }

    bool holds(std::string_view name, const json::value& value, const json::value& schema,
               const Node& node) const
    {
        if (name == "$ref") return takes(x_root.at_pointer(value.as_string().subview(1)), node);
        if (name == "anyOf") {
            const auto& ways = value.as_array();
            return std::any_of(ways.begin(), ways.end(), [&](const auto& way) { return takes(way, node); });
        }
        if (name == "type") {
            if (!value.is_array()) return is(value.as_string(), node);
            const auto& types = value.as_array();
            return std::any_of(types.begin(), types.end(),
                               [&](const auto& type) { return is(type.as_string(), node); });
        }
        if (name == "enum") {
            const auto& all = value.as_array();
            return node.kind == Node::Kind::scalar &&
                   std::any_of(all.begin(), all.end(),
                               [&](const auto& one) { return text_of_value(one) == node.text; });
        }
        if (name == "const") return node.kind == Node::Kind::scalar && text_of_value(value) == node.text;
        if (name == "pattern")
            return node.kind == Node::Kind::scalar &&
                   find_match(node.text, std::string(value.as_string())).has_value();
        if (name == "minimum" || name == "maximum") {
            const std::int64_t number = std::stoll(node.text);
            return name == "minimum" ? number >= value.as_int64() : number <= value.as_int64();
        }
        if (name == "items") {
            return std::all_of(node.items.begin(), node.items.end(),
                               [&](const Node& item) { return takes(value, item); });
        }
        if (name == "minItems") return node.items.size() >= static_cast<std::size_t>(value.as_int64());
        if (name == "required") {
            const auto& keys = value.as_array();
            return std::all_of(keys.begin(), keys.end(),
                               [&](const auto& key) { return node.find(key.as_string()) != nullptr; });
        }
        if (name == "properties") {
            return std::all_of(node.entries.begin(), node.entries.end(), [&](const auto& entry) {
                const json::value* const found = value.as_object().if_contains(entry.first.text);
                return found == nullptr || takes(*found, entry.second);
            });
        }
        if (name == "additionalProperties") {
            const json::value* const known = schema.as_object().if_contains("properties");
            return std::all_of(node.entries.begin(), node.entries.end(), [&](const auto& entry) {
                if (known != nullptr && known->as_object().contains(entry.first.text)) return true;
                return value.is_bool() ? value.as_bool() : takes(value, entry.second);
            });
        }
        // What only people read.
        return name == "description" || name == "title" || name[0] == '$';
    }

    /// A scalar of YAML is whatever its text can be read as.
    static bool is(std::string_view type, const Node& node)
    {
        if (type == "object") return node.kind == Node::Kind::map;
        if (type == "array") return node.kind == Node::Kind::list;
        if (type == "null") return node.kind == Node::Kind::none;
        if (node.kind != Node::Kind::scalar) return false;
        if (type == "boolean") return node.text == "true" || node.text == "false";
        return type == "string" || match_whole(node.text, "-?[0-9]{1,18}");
    }

    static std::string text_of_value(const json::value& value)
    {
        return value.is_string() ? std::string(value.as_string()) : std::to_string(value.to_number<int>());
    }

    json::value x_root;
};

std::string quoted(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        c == '\n' ? out += "\\n" : out += c;
    }
    return out + "\"";
}

/// As YAML on one line.
std::string written(const Node& node)
{
    std::string out;
    const auto part = [&](const std::string& text) { out += (out.size() > 1 ? ", " : "") + text; };
    switch (node.kind) {
        case Node::Kind::none: return "~";
        case Node::Kind::scalar: return quoted(node.text);
        case Node::Kind::map:
            out = "{";
            for (const auto& entry : node.entries)
                part(quoted(entry.first.text) + ": " + written(entry.second));
            return out + "}";
        case Node::Kind::list: break;
    }
    out = "[";
    for (const Node& item : node.items) part(written(item));
    return out + "]";
}

Node yaml_of(const std::string& text)
{
    rules::Mistakes mistakes("x.yaml");
    Node node = rules::read_yaml(text, mistakes);
    EXPECT_TRUE(mistakes.empty());
    return node;
}

const Schema& schema()
{
    static const Schema one(rules::programme_schema());
    return one;
}

void for_each_file(const std::function<void(const std::string& name, const std::string& text)>& look)
{
    for (const std::string folder : {"programmes", "programmes/examples"}) {
        for (const auto& entry :
             std::filesystem::directory_iterator(std::string(HAGUKUMI_SOURCE_DIR) + "/" + folder)) {
            if (entry.path().extension() != ".yaml") continue;
            const std::string name = entry.path().filename().string();
            look(name, test::text_of(folder + "/" + name));
        }
    }
}

rules::Calendars calendars()
{
    const auto read = rules::read_calendar("japan.yaml", test::text_of("programmes/calendars/japan.yaml"));
    return {{read.name, read.calendar}};
}

TEST(Schema, U_05_TakesEveryProgrammeAndExample)
{
    for_each_file([](const std::string& name, const std::string& text) {
        const Node root = yaml_of(text);
        EXPECT_TRUE(schema().takes(root)) << name;
        // Written out again on one line it is the same programme to the reader.
        EXPECT_TRUE(rules::read_programme(name, written(root), calendars()).programme) << name;
    });
}

/// Changes one place of a file after the other.
class Changing {
public:
    explicit Changing(Node root) : x_root(std::move(root)) {}

    /// `try_it` sees the file with each map's key renamed, each entry left out, and each value emptied.
    void each(const std::function<void(const Node& changed, const std::string& what, bool is_key)>& try_it)
    {
        visit(x_root, "", try_it);
    }

private:
    void visit(Node& node, const std::string& path,
               const std::function<void(const Node&, const std::string&, bool)>& try_it)
    {
        for (std::size_t i = 0; i < node.entries.size(); ++i) {
            auto& entry = node.entries[i];
            const std::string here = path + "." + entry.first.text;
            const std::string name = entry.first.text;
            node.entries[i].first.text = "zz_" + name;
            try_it(x_root, here + " renamed", true);
            node.entries[i].first.text = name;
            const Node value = std::move(entry.second);
            entry.second = Node{};
            entry.second.kind = Node::Kind::list;
            try_it(x_root, here + " is a list", false);
            entry.second = value;
            const auto taken = std::move(node.entries[i]);
            node.entries.erase(node.entries.begin() + static_cast<std::ptrdiff_t>(i));
            try_it(x_root, here + " left out", false);
            node.entries.insert(node.entries.begin() + static_cast<std::ptrdiff_t>(i), taken);
            visit(node.entries[i].second, here, try_it);
        }
        for (std::size_t i = 0; i < node.items.size(); ++i)
            visit(node.items[i], path + "[" + std::to_string(i) + "]", try_it);
    }

    Node x_root;
};

TEST(Schema, U_05_NeverMarksWhatTheReaderTakes)
{
    std::size_t tried = 0, marked = 0, both = 0;
    for_each_file([&](const std::string& name, const std::string& text) {
        Node root = yaml_of(text);
        // Cases are many and alike; the first few of each list show their shape.
        for (auto& entry : root.entries) {
            if (entry.first.text == "cases" && entry.second.items.size() > 2) entry.second.items.resize(2);
        }
        const rules::Calendars japan = calendars();
        std::size_t number = 0;
        Changing(root).each([&](const Node& changed, const std::string& what, bool) {
            if (++number % 7 != 0) return;  // every place of the table comes by in one of the files
            ++tried;
            const bool is_marked = !schema().takes(changed);
            marked += is_marked;
            if (!is_marked) return;
            const bool is_taken = rules::read_programme(name, written(changed), japan).mistakes.empty();
            both += !is_taken;
            EXPECT_FALSE(is_taken) << name << ": " << what;
        });
    });
    EXPECT_GT(tried, 1000u);
    EXPECT_GT(marked, tried / 2);
    EXPECT_EQ(both, marked);
}

}  // namespace
}  // namespace hagukumi::test
