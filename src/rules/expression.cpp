#include "rules/expression.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/age.hpp"
#include "base/era.hpp"
#include "rules/expression_reader.hpp"
#include "rules/facts_to_try.hpp"

namespace hagukumi::rules {

namespace {

/// The facts that a step cannot do without, as in Names::facts_named.
std::uint64_t facts_named_by(const Step& step)
{
    const auto bit = [](Fact fact) { return std::uint64_t{1} << static_cast<unsigned>(fact); };
    switch (step.op) {
        case Op::fact:
        case Op::known_fact: return std::uint64_t{1} << step.word;
        case Op::children_under: return bit(Fact::household_children);
        case Op::levy_in: return bit(Fact::household_levy);
        case Op::class_in: return names_class_of_tax_year;
        default: return 0;
    }
}

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
    return ExpressionReader(node, place, names, mistakes).read(wanted);
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
        mistakes.add(key, told("キー{}がある", "the key {}", backquoted(key.text)), list_of(allowed),
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
            if (names.facts_named != nullptr) *names.facts_named |= facts_named_by(step);
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
        formula.of_whole_use |= expression.of_whole_use;
        formula.work = std::max(formula.work, expression.work);
    }
    return formula;
}

}  // namespace hagukumi::rules
