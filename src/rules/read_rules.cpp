// Rules of application and of use, read.
#include <algorithm>
#include <limits>

#include "rules/programme_reader.hpp"

namespace hagukumi::rules {

void ProgrammeReader::read_rules(std::string_view key, Place place)
{
    const Node* const node = x_root.need(key);
    if (!node) return;
    for_each_item(*node, same("`" + std::string(key) + "`"),
                  [&](const Node& item) { read_rule(item, place); });
}

void ProgrammeReader::read_rule(const Node& node, Place place)
{
    const MapReader map(node, place == Place::use ? Map::use_rule : Map::application_rule, x_mistakes);
    if (!map.is_map()) return;
    Rule rule;
    rule.line = node.line;
    read_rule_code(map, rule);
    rule.info.source = map.text("source");
    if (place == Place::use) read_services_of(map, rule);
    const auto read = [&](std::string_view key, Type wanted, Formula& into) {
        if (const Node* const value = map.find(key)) into = formula(*value, wanted, place);
    };
    read("when", Type::truth, rule.when);
    read("require", Type::truth, rule.require);
    read("first_day", Type::date, rule.first_day);
    read("last_day", Type::date, rule.last_day);
    read("facility_last_day", Type::date, rule.facility_last_day);
    read("at_most", Type::units, rule.at_most);
    check_form(map);
    if (place == Place::use) map.find("at_most") ? read_cap(map, rule) : refuse_without_cap(map);
    read_days_outside(map, rule, place);
    rule.refused = template_of(map, "refused", true);
    rule.met = template_of(map, "met", false);
    x_parts->rules.push_back(std::move(rule));
}

void ProgrammeReader::read_rule_code(const MapReader& map, Rule& rule)
{
    rule.info.code = map.text("rule");
    if (rule.info.code.empty()) return;
    const Node& node = *map.find("rule");
    if (!is_code(node, {"規則", "a rule"}, x_mistakes)) return;
    const auto is_same = [&](const auto& other) { return other.code == rule.info.code; };
    const bool twice = std::any_of(x_parts->rules.begin(), x_parts->rules.end(),
                                   [&](const Rule& other) { return is_same(other.info); });
    const bool built_in = std::any_of(x_parts->built_in.begin(), x_parts->built_in.end(), is_same);
    if (twice || built_in) {
        x_mistakes.add(node,
                       twice ? told("{}が二つある", "{} a second time", backquoted(rule.info.code))
                             : told("組み込みの確認の名前{}が使われている", "{}, which is a built-in check",
                                    backquoted(rule.info.code)),
                       {"ほかにないコード", "a code of its own"},
                       {"規則の名前を変えてください", "rename the rule"});
    }
}

void ProgrammeReader::read_services_of(const MapReader& map, Rule& rule)
{
    const Node* const node = map.need("for");
    if (!node) return;
    if (node->kind == Node::Kind::scalar && node->text == "all") {
        rule.services = std::numeric_limits<std::uint64_t>::max();
        return;
    }
    if (node->kind != Node::Kind::list || node->items.empty()) {
        x_mistakes.add(*node, told("`for` に{}が書かれている", "{} as `for`", what_is(*node)),
                       {"`all`、またはサービスの一覧", "`all`, or a list of services"},
                       {"`[…]` と書いてください", "write `[…]`"});
        return;
    }
    rule.services = services_in(*node);
}

std::uint64_t ProgrammeReader::services_in(const Node& list)
{
    std::uint64_t bits = 0;
    const auto& services = x_parts->services;
    for (const Node& item : list.items) {
        const auto found = std::find_if(services.begin(), services.end(),
                                        [&](const Service& s) { return s.code == item.text; });
        if (found == services.end()) {
            std::vector<std::string_view> names;
            for (const Service& service : services) names.push_back(service.code);
            x_mistakes.add(
                item, told("サービスに{}が書かれている", "{} as a service", what_is(item)),
                names.empty() ? Text{"サービス", "a service"} : list_of(names),
                suggest(item.text, names, {"`services` に加えてください", "add it to `services`"}));
            continue;
        }
        bits |= std::uint64_t{1} << (found - services.begin());
    }
    return bits;
}

void ProgrammeReader::check_form(const MapReader& map)
{
    const bool require = map.find("require") != nullptr;
    const bool window = map.find("first_day") || map.find("last_day");
    const bool cap = map.find("at_most") != nullptr;
    if (int{require} + int{window} + int{cap} != 1) {
        x_mistakes.add(map.node(),
                       require || window || cap ? Text{"規則にいくつもの形がある", "a rule of several forms"}
                                                : Text{"規則が何も求めていない", "a rule that asks nothing"},
                       {"`require`、`first_day`／`last_day`、`at_most` のどれか一つ",
                        "one of `require`, `first_day`/`last_day`, `at_most`"},
                       require || window || cap
                           ? Text{"二つの規則に分けてください", "split it into two rules"}
                           : Text{"成り立たなければならないことを書いてください", "write what must hold"});
    }
    if (map.find("facility_last_day") && !map.find("last_day")) {
        x_mistakes.add(
            *map.find("facility_last_day"),
            {"`last_day` がないのに `facility_last_day` がある", "`facility_last_day` without `last_day`"},
            {"`last_day` と並べたときだけ", "it beside `last_day`"},
            {"施設は期間を狭めるだけです。期間を書いてください",
             "a facility narrows a window; write the window"});
    }
}

}  // namespace hagukumi::rules
