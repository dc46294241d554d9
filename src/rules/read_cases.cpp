// Worked cases, read from a programme file.
#include <algorithm>
#include <set>

#include "rules/cases.hpp"
#include "rules/parts.hpp"
#include "rules/schema.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::int64_t most = 1'000'000'000;

Node scalar(std::string text)
{
    Node node;
    node.kind = Node::Kind::scalar;
    node.text = std::move(text);
    return node;
}

Node map_of(std::string key, const Node& value)
{
    Node node;
    node.kind = Node::Kind::map;
    node.line = value.line;
    node.column = value.column;
    Node name = scalar(std::move(key));
    name.line = value.line;
    name.column = value.column;
    node.entries.push_back({std::move(name), value});
    return node;
}

void unknown_example(const Node& name, const Node* examples, const char* where, Mistakes& mistakes)
{
    std::vector<std::string_view> names;
    if (examples != nullptr) {
        for (const auto& [key, value] : examples->entries) names.push_back(key.text);
    }
    mistakes.add(
        name, what_is(name), told("`{}` の名前: {}", "a name from `{}`: {}", where, list_of(names)),
        suggest(name.text, names, told("先に `{}` に書いてください", "write it into `{}` first", where)));
}

class CasesReader {
public:
    CasesReader(const Node& root, Parts& parts, Mistakes& mistakes)
        : x_root(root), x_parts(parts), x_mistakes(mistakes)
    {
        x_facilities = root.find("example_facilities");
    }

    void read()
    {
        const Node* cases = x_root.find("cases");
        if (cases == nullptr) return;
        if (cases->kind != Node::Kind::list) {
            x_mistakes.add(*cases, what_is(*cases), {"例のリスト", "a list of cases"},
                           {"それぞれを `- case: …` で始めてください", "begin each with `- case: …`"});
            return;
        }
        for (const Node& node : cases->items) read_case(node);
    }

private:
    void read_case(const Node& node)
    {
        const MapReader map(node, Map::worked_case, x_mistakes);
        if (!map.is_map()) return;
        Case one;
        one.name = map.text("case");
        one.line = node.line;
        if (!one.name.empty() && !x_names.insert(one.name).second) {
            x_mistakes.add(node, told("例{}が二つある", "a second case {}", backquoted(one.name)),
                           {"同じ名前は1回だけ", "each name once"},
                           {"ほかにない名前を付けてください", "give it a name of its own"});
        }
        if (const Node* shows = map.need("shows")) {
            for (const Node& item : shows->items) one.shows.push_back(item.text);
            if (shows->kind != Node::Kind::list || shows->items.empty()) {
                x_mistakes.add(*shows, what_is(*shows),
                               {"要件の番号のリスト", "a list of requirement numbers"},
                               {"`[C-09]` のように書いてください", "write `[C-09]`"});
            }
        }
        const Node base = facts_of(map);
        one.apply = map.truth("apply").value_or(false);
        const Node* request = map.find("request");
        const Node* steps = map.find("steps");
        if ((request != nullptr) + (steps != nullptr) + one.apply != 1) {
            x_mistakes.add(node,
                           {"例に request、steps、apply のちょうど一つがない",
                            "a case with more or less than one of request, steps and apply"},
                           {"`request`、`steps`、`apply: true` のどれか一つ",
                            "exactly one of `request`, `steps` and `apply: true`"},
                           {"一つだけ残してください", "keep one of them"});
            return;
        }
        if (steps != nullptr) {
            if (steps->kind != Node::Kind::list || steps->items.empty()) {
                x_mistakes.add(*steps, what_is(*steps), {"段のリスト", "a list of steps"},
                               {"一つずつ `- ` で書いてください", "write one step a `- `"});
                return;
            }
            for (const Node& step : steps->items) read_step(step, base, one);
        } else {
            CaseStep step;
            step.line = node.line;
            step.written = read_facts(base, x_parts, x_mistakes);
            if (request != nullptr) step.request = read_request(*request, x_parts, x_mistakes);
            if (const Node* expect = map.need("expect")) step.expected = read_expectation(*expect);
            one.steps.push_back(std::move(step));
        }
        x_parts.cases.push_back(std::move(one));
    }

    void read_step(const Node& node, const Node& base, Case& into)
    {
        const MapReader map(node, Map::case_step, x_mistakes);
        if (!map.is_map()) return;
        CaseStep step;
        step.line = node.line;
        step.written = read_facts(laid_over(base, map), x_parts, x_mistakes);
        if (const Node* request = map.need("request")) {
            step.request = read_request(*request, x_parts, x_mistakes);
        }
        if (const Node* expect = map.need("expect")) step.expected = read_expectation(*expect);
        into.steps.push_back(std::move(step));
    }

    /// The family, today, the facility and, over all of them, the case's own facts.
    Node facts_of(const MapReader& map)
    {
        Node facts;
        facts.kind = Node::Kind::map;
        facts.line = map.node().line;
        facts.column = map.node().column;
        if (const Node* const family = family_of(x_root, map, x_mistakes)) facts = merged(facts, *family);
        facts = laid_over(facts, map);
        if (const Node* own = map.find("facts")) facts = merged(facts, *own);
        return facts;
    }

    Node laid_over(Node facts, const MapReader& map)
    {
        if (const Node* today = map.find("today")) facts = merged(facts, map_of("today", *today));
        const Node* name = map.find("facility");
        if (name == nullptr) return facts;
        if (name->kind == Node::Kind::map) return merged(facts, map_of("facility", *name));
        const Node* facility = x_facilities != nullptr ? x_facilities->find(name->text) : nullptr;
        if (facility == nullptr) {
            unknown_example(*name, x_facilities, "example_facilities", x_mistakes);
            return facts;
        }
        // Whole, not merged: a step may go to another facility than the case.
        const Node none = map_of("facility", Node{});
        const Node named = merged(*facility, map_of("id", scalar(name->text)));
        return merged(merged(facts, none), map_of("facility", named));
    }

    Expectation read_expectation(const Node& node)
    {
        const MapReader map(node, Map::expectation, x_mistakes);
        Expectation expected;
        if (const auto outcome = map.choice("outcome")) {
            expected.outcome = static_cast<Outcome>(*outcome);
        }
        expected.units = map.number("units");
        expected.left = map.number("left");
        expected.fee = map.number("fee");
        expected.parent = map.number("parent");
        expected.public_share = map.number("public");
        if (const Node* against = map.find("against")) expected.against = read_rules(*against);
        if (const Node* cut = map.find("cut")) expected.cut = read_rules(*cut);
        if (const Node* days = map.find("first_day")) expected.first_day = read_days(*days);
        if (const Node* days = map.find("last_day")) expected.last_day = read_days(*days);
        if (const Node* covered = map.find("covered")) read_covered(*covered, expected);
        if (const Node* possible = map.find("possible")) {
            expected.possible.emplace();
            for (const Node& item : possible->items) {
                expected.possible->push_back(read_request(item, x_parts, x_mistakes));
            }
        }
        if (const Node* says = map.find("says")) {
            if (says->kind == Node::Kind::scalar) expected.says.push_back(says->text);
            for (const Node& item : says->items) expected.says.push_back(item.text);
        }
        if (const Node* notes = map.find("notes")) {
            expected.notes.emplace();
            for (const auto& [value, count] : notes->entries) {
                const auto yen = read_number(value, 1, most, x_mistakes);
                const auto number = read_number(count, 1, most, x_mistakes);
                if (yen && number) expected.notes->emplace_back(*yen, *number);
            }
        }
        if (const Node* room = map.find("room")) {
            for (const auto& [rule, units] : room->entries) {
                check_rule(rule);
                if (const auto number = read_number(units, 0, most, x_mistakes))
                    expected.room.emplace_back(rule.text, *number);
            }
        }
        if (const Node* grants = map.find("grants")) {
            expected.grants.emplace();
            for (const auto& [code, units] : grants->entries) {
                std::optional<std::int64_t> number;
                if (units.text != "unlimited") {
                    number = read_number(units, 0, most, x_mistakes);
                    if (!number) continue;
                }
                expected.grants->emplace_back(code.text, number);
            }
        }
        return expected;
    }

    std::vector<std::string> read_rules(const Node& node)
    {
        std::vector<std::string> codes;
        for (const Node& item : node.items) {
            check_rule(item);
            codes.push_back(item.text);
        }
        if (node.kind != Node::Kind::list)
            x_mistakes.add(node, what_is(node), {"規則のリスト", "a list of rules"},
                           {"`[規則]` と書いてください", "write `[rule]`"});
        return codes;
    }

    std::vector<std::pair<std::string, Date>> read_days(const Node& node)
    {
        std::vector<std::pair<std::string, Date>> days;
        for (const auto& [rule, day] : node.entries) {
            check_rule(rule);
            if (const auto date = read_date(day, x_mistakes)) days.emplace_back(rule.text, *date);
        }
        return days;
    }

    void read_covered(const Node& node, Expectation& expected)
    {
        if (node.items.size() != 2) {
            x_mistakes.add(
                node, what_is(node), {"最初の日と最後の日", "the first and the last day"},
                {"`[2026-07-08, 2026-07-09]` のように書いてください", "write `[2026-07-08, 2026-07-09]`"});
            return;
        }
        const auto first = read_date(node.items[0], x_mistakes);
        const auto last = read_date(node.items[1], x_mistakes);
        if (first && last) expected.covered = {*first, *last};
    }

    void check_rule(const Node& code)
    {
        std::vector<std::string_view> codes;
        for (const Rule& rule : x_parts.rules) codes.push_back(rule.info.code);
        for (const RuleInfo& info : x_parts.built_in) codes.push_back(info.code);
        if (std::find(codes.begin(), codes.end(), code.text) != codes.end()) return;
        x_mistakes.add(
            code, what_is(code),
            {"このファイルの規則か、組み込みの確認", "a rule of this file or a built-in check"},
            suggest(code.text, codes,
                    {"書いてあるとおりの規則の名前にしてください", "name the rule as it is written"}));
    }

    const Node& x_root;
    Parts& x_parts;
    Mistakes& x_mistakes;
    const Node* x_facilities = nullptr;
    std::set<std::string> x_names;
};

}  // namespace

const Node* family_of(const Node& root, const MapReader& map, Mistakes& mistakes)
{
    const Node* const name = map.find("family");
    if (name == nullptr) return nullptr;
    const Node* const families = root.find("example_families");
    const Node* const family = families != nullptr ? families->find(name->text) : nullptr;
    if (family == nullptr) unknown_example(*name, families, "example_families", mistakes);
    return family;
}

void read_cases(const Node& root, Parts& parts, Mistakes& mistakes)
{
    CasesReader(root, parts, mistakes).read();
}

}  // namespace hagukumi::rules
