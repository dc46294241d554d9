// Facts and requests as they are written in worked cases (YAML) and for `hagukumi decide` (JSON).
#include <algorithm>
#include <functional>

#include "rules/cases.hpp"
#include "rules/parts.hpp"
#include "rules/schema.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::int64_t most = 1'000'000'000;

/// A facility's id: a UUID, or in worked cases its name, of which one is made.
Id id_of(std::string_view text)
{
    if (const auto id = parse_id(text)) return *id;
    Id id;
    std::size_t mixed = std::hash<std::string_view>()(text);
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(mixed >> (i % 8 * 8));
    }
    return id;
}

class FactsReader {
public:
    FactsReader(const Parts& parts, Mistakes& mistakes) : x_parts(parts), x_mistakes(mistakes) {}

    WrittenFacts read(const Node& node)
    {
        const MapReader map(node, Map::facts, x_mistakes);
        Facts& facts = x_written.facts;
        read_moment(map);
        facts.application_on = map.date("application_on");
        facts.issued_on = map.date("issued_on");
        facts.interviewed_on = map.date("interviewed_on");
        if (const Node* birth = map.find("birth")) read_birth(*birth);
        facts.child.born_on = facts.birth.born_on;
        if (const Node* child = map.find("child")) read_child(*child);
        if (const Node* household = map.find("household")) read_household(*household);
        if (const Node* guardian = map.find("guardian")) {
            facts.guardian.born_on = MapReader(*guardian, Map::guardian, x_mistakes).date("born_on", true);
        }
        if (const Node* documents = map.find("documents")) read_documents(*documents);
        if (const Node* facility = map.find("facility")) read_facility(*facility);
        if (const Node* used = map.find("used")) read_used(*used);
        if (const Node* allotments = map.find("allotments")) read_allotments(*allotments);
        if (const Node* uses = map.find("uses")) read_uses(*uses);
        return std::move(x_written);
    }

private:
    static bool is_nothing(const Node& node) { return node.kind == Node::Kind::none; }

    void read_moment(const MapReader& map)
    {
        // Noon: nothing that is decided by the day turns on the hour.
        if (const Node* at = map.find("at")) {
            Node day = *at;
            if (day.text.size() > 10) day.text.resize(10);
            if (const auto date = read_date(day, x_mistakes)) {
                x_written.facts.at = start_of_day_in_japan(*date) + std::chrono::hours(12);
            }
            return;
        }
        if (const auto today = map.date("today", true)) {
            x_written.facts.at = start_of_day_in_japan(*today) + std::chrono::hours(12);
        }
    }

    void read_birth(const Node& node)
    {
        if (is_nothing(node)) return;
        const MapReader map(node, Map::birth, x_mistakes);
        BirthFacts& birth = x_written.facts.birth;
        birth.due_date = map.date("due_date");
        birth.born_on = map.date("born_on", false);
        birth.lost_on = map.date("lost_on");
        birth.discharged_on = map.date("discharged_on");
        if (const auto children = map.number("children")) birth.children = static_cast<int>(*children);
    }

    void read_child(const Node& node)
    {
        if (is_nothing(node)) return;
        const MapReader map(node, Map::child, x_mistakes);
        ChildFacts& child = x_written.facts.child;
        if (const auto born_on = map.date("born_on", false)) child.born_on = born_on;
        child.enrolled_on = map.date("enrolled_on");
        if (const auto order = map.number("birth_order")) child.birth_order = static_cast<int>(*order);
    }

    void read_household(const Node& node)
    {
        if (is_nothing(node)) return;
        const MapReader map(node, Map::household, x_mistakes);
        HouseholdFacts& household = x_written.facts.household;
        std::vector<std::string_view> codes;
        for (const auto& [code, name] : x_parts.household_classes) codes.push_back(code);
        if (map.find("class") && !codes.empty()) {
            if (const auto found = map.choice("class", codes, true))
                household.household_class = codes[*found];
        } else {
            household.household_class = map.optional_text("class");
        }
        household.class_from = map.date("class_from");
        household.class_until = map.date("class_until");
        household.resident_from = map.date("resident_from");
        household.resident_until = map.date("resident_until");
        household.hospitalised_from = map.date("hospitalised_from");
        household.hospitalised_until = map.date("hospitalised_until");
        if (const Node* years = map.find("class_by_tax_year")) {
            const MapReader classes(*years, {"課税年度ごとの世帯区分", "the classes by tax year"},
                                    keys_of(*years), x_mistakes);
            for (const auto& [year, code] : years->entries) {
                const auto number = read_number(year, 1900, 2200, x_mistakes);
                const auto found = classes.choice(year.text, codes, true);
                if (number && found)
                    household.class_by_tax_year.emplace_back(static_cast<int>(*number), codes[*found]);
            }
        }
        if (const Node* years = map.find("levy_by_tax_year")) {
            for (const auto& [year, levy] : years->entries) {
                const auto number = read_number(year, 1900, 2200, x_mistakes);
                const auto yen = read_number(levy, 0, most, x_mistakes);
                if (number && yen)
                    household.levy_by_tax_year.emplace_back(static_cast<int>(*number), Yen{*yen});
            }
        }
        household.visiting_from = map.date("visiting_from");
        household.visiting_until = map.date("visiting_until");
        if (const Node* children = map.find("children_born_on")) {
            household.children_born_on.emplace();
            if (children->kind != Node::Kind::list)
                x_mistakes.add(*children, what_is(*children), {"日付のリスト", "a list of dates"},
                               {"`[2024-05-01]` のように書いてください", "write `[2024-05-01]`"});
            for (const Node& born : children->items) {
                if (const auto date = read_date(born, x_mistakes))
                    household.children_born_on->push_back(*date);
            }
        }
    }

    static std::vector<std::string_view> keys_of(const Node& map)
    {
        std::vector<std::string_view> keys;
        for (const auto& entry : map.entries) keys.push_back(entry.first.text);
        return keys;
    }

    void read_documents(const Node& node)
    {
        if (is_nothing(node)) return;
        std::vector<std::string_view> codes;
        for (const auto& [code, name] : x_parts.documents) codes.push_back(code);
        const MapReader map(node, {"証明書類", "the documents"}, codes, x_mistakes);
        for (const auto& [code, value] : node.entries) {
            if (is_nothing(value)) continue;
            const MapReader days(value, Map::proof, x_mistakes);
            x_written.facts.documents.push_back(
                {code.text, days.date("valid_from"), days.date("valid_until")});
        }
    }

    const Service* service(const Node& code)
    {
        std::vector<std::string_view> codes;
        for (const Service& one : x_parts.services) {
            if (one.code == code.text) return &one;
            codes.push_back(one.code);
        }
        x_mistakes.add(code, what_is(code), list_of(codes),
                       suggest(code.text, codes,
                               {"この事業のサービスを書いてください", "name a service of this programme"}));
        return nullptr;
    }

    const Allotment* allotment(const Node& code)
    {
        std::vector<std::string_view> codes;
        for (const Allotment& one : x_parts.allotments) {
            if (one.code == code.text) return &one;
            codes.push_back(one.code);
        }
        x_mistakes.add(code, what_is(code), list_of(codes),
                       suggest(code.text, codes,
                               {"この事業の利用枠を書いてください", "name an allotment of this programme"}));
        return nullptr;
    }

    void read_facility(const Node& node)
    {
        if (is_nothing(node)) return;
        const MapReader map(node, Map::facility, x_mistakes);
        FacilityFacts facility;
        facility.id = id_of(map.optional_text("id"));
        facility.name = map.optional_sentence("name");
        facility.accepts_corrected_age = map.truth("accepts_corrected_age").value_or(false);
        facility.accepts_loss = map.truth("accepts_loss").value_or(false);
        facility.outside = map.truth("outside");
        if (const Node* offers = map.need("offers")) {
            for (const auto& [code, offer] : offers->entries) {
                if (service(code) == nullptr) continue;
                if (offer.kind != Node::Kind::list) {
                    facility.offers.push_back(read_offer(code.text, offer));
                    continue;
                }
                for (const Node& one : offer.items) facility.offers.push_back(read_offer(code.text, one));
            }
        }
        if (const Node* closed = map.find("closed_on")) {
            for (const Node& day : closed->items) {
                if (const auto date = read_date(day, x_mistakes)) facility.closed_on.push_back(*date);
            }
        }
        x_written.facts.facility = std::move(facility);
    }

    OfferFacts read_offer(const std::string& code, const Node& node)
    {
        OfferFacts offer;
        offer.service = code;
        if (node.kind == Node::Kind::scalar) {
            if (const auto fee = read_number(node, 0, most, x_mistakes)) offer.fee = Yen{*fee};
            return offer;
        }
        const MapReader map(node, Map::offer, x_mistakes);
        if (const auto fee = map.number("fee")) offer.fee = Yen{*fee};
        offer.first_day = map.date("first_day");
        offer.last_day = map.date("last_day");
        if (const auto months = map.number("age_limit_months")) {
            offer.age_limit_months = static_cast<int>(*months);
        }
        return offer;
    }

    void read_used(const Node& node)
    {
        for (const auto& [code, units] : node.entries) {
            const Allotment* of = allotment(code);
            const auto number = read_number(units, 0, most, x_mistakes);
            if (of != nullptr && number) x_written.used.emplace_back(of->code, Units{*number});
        }
    }

    void read_allotments(const Node& node)
    {
        x_written.allotments_written = true;
        for (const auto& [code, value] : node.entries) {
            const Allotment* of = allotment(code);
            if (of == nullptr) continue;
            const MapReader map(value, Map::held, x_mistakes);
            AllotmentFacts held;
            held.code = of->code;
            held.granted = Units{map.number("granted", of->limited).value_or(0)};
            held.used = Units{map.number("used").value_or(0)};
            held.left = held.granted - held.used;
            held.first_use_on = map.date("first_use_on");
            if (map.find("facility")) held.facility = id_of(map.text("facility"));
            x_written.facts.allotments.push_back(std::move(held));
        }
    }

    void read_uses(const Node& node)
    {
        for (const Node& item : node.items) {
            const MapReader map(item, Map::earlier_use, x_mistakes);
            const Node* code = map.need("service");
            const auto first_day = map.date("first_day");
            const auto units = map.number("units");
            const auto public_yen = map.number("public");
            const auto birth = map.choice("birth");
            const auto child = map.choice("child");
            const auto guardian = map.choice("guardian");
            if (code == nullptr || service(*code) == nullptr || !first_day || !units) continue;
            PastUse use{code->text, *first_day, map.date("last_day").value_or(*first_day), Units{*units}};
            use.public_share = Yen{public_yen.value_or(0)};
            use.of_this_birth = birth.value_or(0) == 0;
            // A child of another birth is another child.
            use.of_this_child = child.value_or(birth.value_or(0)) == 0;
            use.of_this_guardian = guardian.value_or(0) == 0;
            use.parent = Yen{map.number("parent").value_or(0)};
            if (map.find("facility")) use.facility = id_of(map.text("facility"));
            x_written.facts.uses.push_back(std::move(use));
        }
    }

    const Parts& x_parts;
    Mistakes& x_mistakes;
    WrittenFacts x_written;
};

}  // namespace

WrittenFacts read_facts(const Node& node, const Parts& parts, Mistakes& mistakes)
{
    return FactsReader(parts, mistakes).read(node);
}

Request read_request(const Node& node, const Parts&, Mistakes& mistakes)
{
    // A service that does not exist is decided about like any other (service_known).
    const MapReader map(node, Map::request, mistakes);
    Request request;
    request.service = map.text("service");
    request.first_day = map.date("first_day");
    request.last_day = map.date("last_day");
    if (const auto units = map.number("units")) request.units = Units{*units};
    if (const Node* from = map.find("from")) request.from = read_time(*from, mistakes);
    if (const Node* until = map.find("until")) request.until = read_time(*until, mistakes);
    return request;
}

Node merged(const Node& under, const Node& over)
{
    if (under.kind != Node::Kind::map || over.kind != Node::Kind::map) return over;
    Node result = under;
    for (const auto& [key, value] : over.entries) {
        const auto known =
            std::find_if(result.entries.begin(), result.entries.end(),
                         [&name = key.text](const auto& entry) { return entry.first.text == name; });
        if (value.kind == Node::Kind::none) {
            if (known != result.entries.end()) result.entries.erase(known);
        } else if (known == result.entries.end()) {
            result.entries.push_back({key, value});
        } else {
            known->second = merged(known->second, value);
        }
    }
    return result;
}

}  // namespace hagukumi::rules
