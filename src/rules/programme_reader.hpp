// The reader of a programme file, section by section.  A section may name what stands in the ones before it,
// so that they are read in the order of read().
//
// Only the files of this reader include it: read_programme.cpp (head), read_services.cpp, read_rules.cpp,
// read_counting.cpp (caps and counters) and read_prices.cpp.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "rules/expression.hpp"
#include "rules/parts.hpp"
#include "rules/read_programme.hpp"
#include "rules/schema.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

/// Reads one file.
class ProgrammeReader {
public:
    ProgrammeReader(const Node& root, std::string file, const Calendars& calendars, Mistakes& mistakes);

    std::unique_ptr<Parts> read();

private:
    // ---- the head ----

    void read_head();

    void check_code();

    void read_municipality_code(const MapReader& map);

    void read_household_classes();

    void read_documents();

    void read_calendar_name();

    void read_unsettled();

    void read_definitions();

    // ---- allotments and services ----

    void read_allotments();

    void read_allotment(const Node& key, const Node& value);

    void read_notes(const MapReader& map, Allotment& allotment, AllotmentParts& parts);

    void read_services();

    void read_service(const Node& key, const Node& value);

    /// A stay counts its days (nights + 1) or its nights; each may weigh more than one unit.
    void read_how_days_count(const MapReader& map, Service& service);

    void check_unit(const MapReader& map, const Service& service);

    void read_allotment_of(const MapReader& map, Service& service, bool unit_known);

    // ---- rules ----

    void read_rules(std::string_view key, Place place);

    void read_rule(const Node& node, Place place);

    void read_rule_code(const MapReader& map, Rule& rule);

    void read_services_of(const MapReader& map, Rule& rule);

    /// The bits of a list of services.
    std::uint64_t services_in(const Node& list);

    void check_form(const MapReader& map);

    // ---- caps and counters: which earlier uses are added up ----

    void read_counters();

    void read_cap(const MapReader& map, Rule& rule);

    /// What is capped is counted, and in one unit.
    void check_counted(const Node& node, const Rule& rule, bool counts_units);

    std::uint64_t services_counted(const Node& node, bool of_cap);

    /// The keys that caps and counters share.  What follows from `per` alone is not told where that is wrong.
    void read_counting(const MapReader& map, Counting& counting, bool per_is_known);

    void note_caps();

    void refuse_without_cap(const MapReader& map);

    void read_days_outside(const MapReader& map, Rule& rule, Place place);

    // ---- prices: last, as they use everything above ----

    void read_prices();

    void read_price(const Node& node, std::size_t service);

    void read_rounding(const MapReader& map, std::size_t service, bool whole);

    /// What `level: month` needs beside it, and nothing else may have.
    void read_month_sum(const MapReader& rounding, std::size_t service);

    /// Services whose sums are rounded together are rounded alike.
    void check_month_sums();

    // ---- help ----

    Formula formula(const Node& node, Type wanted, Place place);

    Text template_of(const MapReader& map, std::string_view key, bool required);

    template <class Do>
    void for_each_entry(const Node& node, const Text& what, Do act)
    {
        if (node.kind != Node::Kind::map) {
            x_mistakes.add(node, told("{}に{}が書かれている", "{1} as {0}", what, what_is(node)),
                           {"コードのマップ", "a map of codes"},
                           {"`コード:` と、その下に字下げして中身を書いてください",
                            "write `code:` and what it is, indented below"});
            return;
        }
        for (const auto& [key, value] : node.entries) act(key, value);
    }

    template <class Do>
    void for_each_item(const Node& node, const Text& what, Do act)
    {
        if (node.kind != Node::Kind::list) {
            x_mistakes.add(node, told("{}に{}が書かれている", "{1} as {0}", what, what_is(node)),
                           {"リスト", "a list"},
                           {"それぞれを `- ` で始めてください", "begin each with `- `"});
            return;
        }
        for (const Node& item : node.items) act(item);
    }

    MapReader x_root;
    std::string x_file;
    const Calendars& x_calendars;
    Mistakes& x_mistakes;
    std::unique_ptr<Parts> x_parts;
    Names x_names;
    std::vector<const Node*> x_price_nodes;
};

}  // namespace hagukumi::rules
