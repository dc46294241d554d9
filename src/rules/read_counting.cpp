// Caps and counters, read: which earlier uses are added up.
#include <algorithm>
#include <limits>

#include "rules/programme_reader.hpp"

namespace hagukumi::rules {

void ProgrammeReader::read_counters()
{
    const Node* const node = x_root.find("counters");
    if (!node) return;
    for_each_entry(*node, {"集計", "the counters"}, [&](const Node& key, const Node& value) {
        if (!is_code(key, {"集計", "a counter"}, x_mistakes)) return;
        const auto facts = all_facts();
        if (std::any_of(facts.begin(), facts.end(),
                        [&](const FactInfo& fact) { return fact.word == key.text; })) {
            x_mistakes.add(key,
                           told("事実の名前{}が使われている", "{}, which is a fact", backquoted(key.text)),
                           {"ほかにない名前", "a name of its own"}, {"名前を変えてください", "rename it"});
            return;
        }
        const auto& definitions = x_names.definitions;
        if (std::any_of(definitions.begin(), definitions.end(),
                        [&](const DefinitionName& other) { return other.code == key.text; })) {
            x_mistakes.add(
                key, told("定義の名前{}が使われている", "{}, which is a definition", backquoted(key.text)),
                {"ほかにない名前", "a name of its own"}, {"名前を変えてください", "rename it"});
            return;
        }
        const MapReader map(value, Map::counter, x_mistakes);
        Counter counter;
        counter.code = key.text;
        counter.name = map.optional_sentence("name");
        counter.source = map.text("source");
        const auto per = map.choice("per");
        if (per) counter.counting.per = static_cast<Per>(*per + 1);
        if (const Node* const counting = map.need("counting"))
            counter.counting.services = services_counted(*counting, false);
        read_counting(map, counter.counting, per.has_value());
        const Counting& counting = counter.counting;
        const bool by_day = counting.per != Per::life || counting.from.present() || counting.until.present();
        x_names.counters.push_back({counter.code,
                                    counting.counts == Counts::units  ? Type::units
                                    : counting.counts == Counts::uses ? Type::number
                                    : !is_sum(counting.counts)        ? Type::date
                                                                      : Type::yen,
                                    by_day});
        x_parts->counters.push_back(std::move(counter));
    });
}

void ProgrammeReader::read_cap(const MapReader& map, Rule& rule)
{
    const auto per = map.choice("per", true);
    if (per) rule.counting.per = static_cast<Per>(*per);
    const auto beyond = map.choice("beyond", true);
    if (beyond) rule.cuts_beyond = *beyond == 1;
    if (per && rule.counting.per == Per::use) {
        for (const std::string_view key :
             {"counting", "counts", "of", "counted_by", "counting_from", "counting_until"}) {
            if (const Node* const node = map.find(key)) {
                x_mistakes.add(*node,
                               told("`per: use` と並んで{}がある", "{} beside `per: use`", backquoted(key)),
                               {"これまでの利用を数えるところだけ", "it where earlier uses count"},
                               {"消してください", "remove it"});
            }
        }
        return;
    }
    if (const Node* const counting = map.need("counting")) {
        rule.each_by_itself = counting->text == "this_service";
        rule.counting.services = rule.each_by_itself ? rule.services : services_counted(*counting, true);
        check_counted(*counting, rule, !map.find("counts") || map.find("counts")->text == "units");
    }
    read_counting(map, rule.counting, per.has_value());
    if (rule.counting.counts == Counts::uses && rule.cuts_beyond) {
        x_mistakes.add(
            *map.find("beyond"),
            {"回数を数える上限に `beyond: cut` がある", "`beyond: cut` where uses are counted"},
            {"`beyond: refuse`", "`beyond: refuse`"},
            {"1回の利用は分けられません。`refuse` にしてください", "a use cannot be used in part"});
    }
    if (!is_sum(rule.counting.counts)) {
        x_mistakes.add(
            *map.find("counts"),
            told("`at_most` と並んで{}がある", "{} beside `at_most`", what_is(*map.find("counts"))),
            {"units か uses", "units or uses"},
            {"集計（`counters`）と、期間の規則で書いてください",
             "write a counter for it, and a rule with a window"});
    }
    if (is_yen(rule.counting.counts)) {
        const Node& counts = *map.find("counts");
        const std::string step = rule.counting.counts == Counts::public_yen
                                     ? "max(share, fee - max(0 yen, 50000 yen - paid_so_far))"
                                     : "min(share, max(0 yen, 20000 yen - paid_so_far))";
        x_mistakes.add(
            counts,
            told("`at_most` と並んで `counts: {}` がある", "`counts: {}` beside `at_most`", counts.text),
            {"units か uses", "units or uses"},
            told("集計を書き、料金の段で使ってください: {}",
                 "write a counter, and use it in a step of the price: {}", step));
    }
}

void ProgrammeReader::check_counted(const Node& node, const Rule& rule, bool counts_units)
{
    std::optional<Unit> unit;
    for (std::size_t i = 0; i < x_parts->services.size(); ++i) {
        const bool is_for = (rule.services >> i & 1) != 0;
        const bool is_counted = (rule.counting.services >> i & 1) != 0;
        const Service& service = x_parts->services[i];
        if (is_for && !is_counted) {
            x_mistakes.add(node,
                           told("上限のかかる{}を、その上限が数えていない",
                                "a cap for {}, which it does not count", backquoted(service.code)),
                           {"`for` のサービスのすべてが `counting` にあること",
                            "every service of `for` among `counting`"},
                           {"`counting` に加えてください", "add it to `counting`"});
        }
        if (is_counted && !rule.each_by_itself && counts_units) {
            if (unit && *unit != service.unit) {
                x_mistakes.add(node,
                               told("単位{}と{}を一つに足している", "the units {} and {} in one sum",
                                    backquoted(code_of(*unit)), backquoted(code_of(service.unit))),
                               {"同じ単位のサービス", "services of one unit"},
                               {"分けるか、`counts: uses` と書いてください", "or write `counts: uses`"});
                return;
            }
            unit = service.unit;
        }
    }
}

std::uint64_t ProgrammeReader::services_counted(const Node& node, bool of_cap)
{
    if (node.kind == Node::Kind::scalar && node.text == "all") {
        return x_parts->services.size() >= most_services ? std::numeric_limits<std::uint64_t>::max()
                                                         : (std::uint64_t{1} << x_parts->services.size()) - 1;
    }
    if (node.kind != Node::Kind::list || node.items.empty()) {
        x_mistakes.add(node, told("`counting` に{}が書かれている", "{} as `counting`", what_is(node)),
                       of_cap ? Text{"`this_service`、`all`、またはサービスの一覧",
                                     "`this_service`, `all`, or a list of services"}
                              : Text{"`all`、またはサービスの一覧", "`all`, or a list of services"},
                       {"`[…]` と書いてください", "write `[…]`"});
        return 0;
    }
    return services_in(node);
}

void ProgrammeReader::read_counting(const MapReader& map, Counting& counting, bool per_is_known)
{
    x_parts->needs_history = true;
    if (const auto counts = map.choice("counts")) counting.counts = static_cast<Counts>(*counts);
    if (const auto whose = map.choice("of")) counting.whose = static_cast<Whose>(*whose + 1);
    const auto read_end = [&](std::string_view key, Formula& into) {
        if (const Node* const node = map.find(key)) into = formula(*node, Type::date, Place::use);
    };
    read_end("counting_from", counting.from);
    read_end("counting_until", counting.until);

    // A stay may lie over the end of the time that is counted; then the file says what counts.
    bool stays = false;
    for (std::size_t i = 0; i < x_parts->services.size(); ++i) {
        const Asks asks = x_parts->services[i].asks;
        stays |= (counting.services >> i & 1) != 0 && (asks == Asks::dates || asks == Asks::number_of_days);
    }
    const bool has_ends = counting.per != Per::life || counting.from.present() || counting.until.present();
    const bool can_cross = stays && has_ends && counting.counts == Counts::units;
    const auto by = map.choice("counted_by", can_cross && per_is_known);
    if (by) counting.by = static_cast<CountedBy>(*by);
    if (by && is_yen(counting.counts)) {
        x_mistakes.add(*map.find("counted_by"),
                       told("`counts: {}` と並んで `counted_by` がある", "`counted_by` beside `counts: {}`",
                            map.find("counts")->text),
                       {"日、月、年などで日数を数えるところだけ",
                        "it where units of days are counted per day, month or year"},
                       {"円は、利用の最初の日に数えます。消してください",
                        "yen are counted by the first day of the use; remove it"});
    } else if (by && !can_cross && per_is_known) {
        x_mistakes.add(*map.find("counted_by"),
                       {"期間をまたぐ宿泊がないのに `counted_by` がある",
                        "`counted_by` where no stay can lie over an end"},
                       {"日、月、年などで日数を数えるところだけ",
                        "it where units of days are counted per day, month or year"},
                       {"消してください", "remove it"});
    }
}

void ProgrammeReader::note_caps()
{
    for (std::size_t i = 0; i < x_parts->rules.size(); ++i) {
        const Rule& rule = x_parts->rules[i];
        if (!rule.at_most.present()) continue;
        (rule.cuts_beyond ? x_parts->cutting_caps : x_parts->refusing_caps)
            .push_back(static_cast<std::uint16_t>(i));
    }
}

void ProgrammeReader::refuse_without_cap(const MapReader& map)
{
    for (const std::string_view key :
         {"per", "counting", "counts", "of", "counted_by", "counting_from", "counting_until", "beyond"}) {
        if (const Node* const node = map.find(key)) {
            x_mistakes.add(
                *node, told("`at_most` がないのに{}がある", "{} without `at_most`", backquoted(key)),
                {"`at_most` と並べたときだけ", "it beside `at_most`"}, {"消してください", "remove it"});
        }
    }
}

void ProgrammeReader::read_days_outside(const MapReader& map, Rule& rule, Place place)
{
    if (place != Place::use) return;
    bool counts_days = false;
    for (std::size_t i = 0; i < x_parts->services.size(); ++i) {
        const Asks asks = x_parts->services[i].asks;
        counts_days |= (rule.services >> i & 1) != 0 && (asks == Asks::dates || asks == Asks::number_of_days);
    }
    const bool cap = map.find("at_most") != nullptr;
    const auto outside = map.choice("days_outside", counts_days && !cap);
    if (outside) rule.days_outside = static_cast<DaysOutside>(*outside);
    if (cap && map.find("days_outside")) {
        x_mistakes.add(*map.find("days_outside"),
                       {"`at_most` と並んで `days_outside` がある", "`days_outside` beside `at_most`"},
                       {"`require` か期間と並べたときだけ", "it beside `require` or a window"},
                       {"消してください", "remove it"});
    }
}

}  // namespace hagukumi::rules
