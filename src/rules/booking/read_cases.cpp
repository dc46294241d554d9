// Worked cases of booking, read.
#include <algorithm>
#include <bit>

#include "rules/booking/cases.hpp"
#include "rules/booking/fields.hpp"
#include "rules/cases.hpp"
#include "rules/parts.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::int64_t most = 1'000'000;

/// The facility at which a case books; `other` is another one.
constexpr Id this_facility{{1}};
constexpr Id other_facility{{2}};

class BookingCasesReader {
public:
    BookingCasesReader(const Node& root, const BookingRules& rules, Parts& parts, Mistakes& mistakes)
        : x_root(root), x_rules(rules), x_parts(parts), x_mistakes(mistakes), x_fields(mistakes)
    {
    }

    void read(const Node& node)
    {
        const MapReader map(node, Map::booking_case, x_mistakes);
        if (!map.is_map()) return;
        BookingCase one;
        one.line = node.line;
        one.name = map.text("case");
        if (const Node* const shows = map.need("shows")) {
            for (const Node& item : shows->items) one.shows.push_back(item.text);
        }
        one.facts.facility = this_facility;
        one.facts.seats_left = 1;
        if (const Node* const given = map.find("given")) read_given(*given, one.facts);
        read_service(map, one);
        read_deed(map, one);
        read_family(map, one);
        if (one.deed != BookingCase::Deed::draw) {
            if (const Node* const now = map.need("now"))
                one.facts.at = x_fields.moment(*now).value_or(Instant{});
        }
        if (const Node* const expect = map.need("expect")) read_expected(*expect, one);
        x_parts.booking_cases.push_back(std::move(one));
    }

private:
    /// The family on the day of `now`; the facts of the case lie over those of the example.
    void read_family(const MapReader& map, BookingCase& one)
    {
        const Node* const now = map.find("now");
        if (now == nullptr || (!map.find("family") && !map.find("facts"))) return;
        Node today = *now;
        today.text.resize(std::min(today.text.size(), std::size_t{10}));
        Node facts = today;
        facts.kind = Node::Kind::map;
        facts.text.clear();
        Node name = today;
        name.text = "today";
        facts.entries.push_back({std::move(name), std::move(today)});
        if (const Node* const family = family_of(x_root, map, x_mistakes)) facts = merged(facts, *family);
        if (const Node* const own = map.find("facts")) facts = merged(facts, *own);
        one.family = read_facts(facts, x_parts, x_mistakes).facts;
    }

    void read_service(const MapReader& map, BookingCase& one)
    {
        one.request.service =
            x_rules.services == 0
                ? std::string(interview_code)
                : x_parts.services[static_cast<std::size_t>(std::countr_zero(x_rules.services))].code;
        if (const Node* const service = map.find("service")) one.request.service = service->text;
    }

    void read_deed(const MapReader& map, BookingCase& one)
    {
        int deeds = 0;
        if (const Node* const node = map.find("book")) {
            ++deeds;
            read_request(*node, one.request);
        }
        if (const Node* const node = map.find("change")) {
            ++deeds;
            one.deed = BookingCase::Deed::change;
            const MapReader change(*node, Map::booking_change, x_mistakes);
            if (const Node* const from = change.need("from")) one.given_up = read_held(*from);
            if (const Node* const to = change.need("to")) read_request(*to, one.request);
        }
        if (const Node* const node = map.find("cancel")) {
            ++deeds;
            one.deed = BookingCase::Deed::cancel;
            one.given_up = read_held(*node);
        }
        if (const Node* const node = map.find("draw")) {
            ++deeds;
            one.deed = BookingCase::Deed::draw;
            read_draw(*node, one);
        }
        if (deeds != 1) {
            x_mistakes.add(map.node(),
                           {"例に、することがちょうど一つない", "a case with more or less than one deed"},
                           {"`book`、`change`、`cancel`、`draw` のどれか一つ",
                            "exactly one of `book`, `change`, `cancel` and `draw`"},
                           {"一つだけ残してください", "keep one of them"});
        }
    }

    /// A day with `from` and `until`, or with the `boxes` that are chosen one by one.
    void read_request(const Node& node, BookingRequest& request)
    {
        const MapReader map(node, Map::wanted_booking, x_mistakes);
        request.first_day = map.date("day");
        request.last_day = map.date("last_day");
        if (const Node* const boxes = map.find("boxes")) {
            for (const Node& item : boxes->items) {
                if (const auto time = read_time(item, x_mistakes)) request.boxes.push_back(*time);
            }
        } else if (map.find("from") && map.find("until")) {
            const int from = read_time(*map.find("from"), x_mistakes).value_or(0);
            const int until = read_time(*map.find("until"), x_mistakes).value_or(0);
            const int step = x_rules.hours ? x_rules.hours->slot_minutes : 60;
            for (int begins = from; begins < until; begins += step) request.boxes.push_back(begins);
        }
    }

    HeldBooking read_held(const Node& node)
    {
        const MapReader map(node, Map::held_booking, x_mistakes);
        HeldBooking held;
        held.facility = map.choice("facility") == 1 ? other_facility : this_facility;
        held.first_day = map.date("day").value_or(Date{});
        held.last_day = map.date("last_day").value_or(held.first_day);
        if (const Node* const from = map.find("from")) held.from = read_time(*from, x_mistakes).value_or(0);
        if (const Node* const until = map.find("until"))
            held.until = read_time(*until, x_mistakes).value_or(held.until);
        return held;
    }

    void read_given(const Node& node, BookingFacts& facts)
    {
        const MapReader map(node, Map::booking_given, x_mistakes);
        if (map.choice("by") == 1) facts.by = BookedBy::staff;
        if (const Node* const seats = map.find("seats_left")) {
            facts.seats_left.reset();
            if (seats->kind != Node::Kind::none) facts.seats_left = read_number(*seats, 0, most, x_mistakes);
        }
        if (const Node* const held = map.find("held")) {
            for (const Node& item : held->items) facts.held.push_back(read_held(item));
        }
        if (const Node* const missed = map.find("no_shows")) {
            for (const Node& item : missed->items) {
                if (const auto day = read_date(item, x_mistakes)) facts.no_shows.push_back(*day);
            }
        }
        facts.registered_until = map.date("registered_until");
        if (const Node* const deadlines = map.find("deadlines")) {
            const MapReader own(*deadlines, Map::facility_deadlines, x_mistakes);
            const auto read_one = [&](std::string_view key) -> std::optional<Deadline> {
                const Node* const one = own.find(key);
                return one ? std::optional(x_fields.deadline(*one)) : std::nullopt;
            };
            facts.facility_deadlines = Deadlines{read_one("book"), read_one("change"), read_one("cancel")};
        }
    }

    void read_draw(const Node& node, BookingCase& one)
    {
        const MapReader map(node, Map::draw, x_mistakes);
        one.seed = map.text("seed");
        const Node* const applications = map.need("applications");
        if (!applications) return;
        for (const auto& [number, priority] : applications->entries) {
            const Node& group = priority;  // a lambda of C++20 captures no structured binding
            DrawEntry entry{number.text, x_rules.priorities.size()};
            if (group.kind != Node::Kind::none) {
                const auto found = check_group(group);
                if (!found) continue;
                entry.priority = *found;
            }
            one.entries.push_back(std::move(entry));
        }
    }

    void read_expected(const Node& node, BookingCase& one)
    {
        BookingExpectation& expected = one.expected;
        if (one.deed == BookingCase::Deed::draw) {
            const MapReader map(node, Map::draw_expectation, x_mistakes);
            if (const Node* const order = map.need("order")) {
                for (const Node& item : order->items) expected.order.push_back(item.text);
            }
            return;
        }
        const MapReader map(node, Map::booking_expectation, x_mistakes);
        if (map.choice("outcome")) expected.outcome = map.find("outcome")->text;
        if (const Node* const against = map.find("against")) {
            expected.against.emplace();
            for (const Node& item : against->items) {
                check_code(item);
                expected.against->push_back(item.text);
            }
        }
        if (const Node* const says = map.find("says")) {
            if (says->kind == Node::Kind::scalar) expected.says.push_back(says->text);
            for (const Node& item : says->items) expected.says.push_back(item.text);
        }
        if (const Node* const until = map.find("change_until"))
            expected.change_until = x_fields.moment(*until);
        if (const Node* const until = map.find("cancel_until"))
            expected.cancel_until = x_fields.moment(*until);
        expected.units = map.number("units");
        expected.fee = map.number("fee_yen");
        expected.may_wait = map.truth("may_wait");
        if (const Node* const group = map.find("priority")) {
            expected.priority.emplace();
            if (group->kind == Node::Kind::none) return;
            expected.priority = group->text;
            check_group(*group);
        }
    }

    /// Which of the priority groups is named.
    std::optional<std::size_t> check_group(const Node& group)
    {
        std::vector<std::string_view> codes;
        for (const PriorityGroup& one : x_rules.priorities) codes.push_back(one.code);
        const auto found = std::find(codes.begin(), codes.end(), group.text);
        if (found != codes.end()) return static_cast<std::size_t>(found - codes.begin());
        x_mistakes.add(group, what_is(group), {"`priority` の区分、または ~", "a group of `priority`, or ~"},
                       suggest(group.text, codes, {"その一つを書いてください", "name one of them"}));
        return std::nullopt;
    }

    void check_code(const Node& item)
    {
        std::vector<std::string_view> codes;
        for (std::size_t i = 0; i < static_cast<std::size_t>(BookingCheck::count); ++i)
            codes.push_back(code_of(static_cast<BookingCheck>(i)));
        if (std::find(codes.begin(), codes.end(), item.text) != codes.end()) return;
        x_mistakes.add(item, what_is(item), list_of(codes),
                       suggest(item.text, codes, {"確認の名前を書いてください", "name one of the checks"}));
    }

    const Node& x_root;
    const BookingRules& x_rules;
    Parts& x_parts;
    Mistakes& x_mistakes;
    BookingFields x_fields;
};

}  // namespace

void read_booking_cases(const Node& node, const Node& root, const BookingRules& rules, Parts& parts,
                        Mistakes& mistakes)
{
    if (node.kind != Node::Kind::list) {
        mistakes.add(node, what_is(node), {"例のリスト", "a list of cases"},
                     {"それぞれを `- case: …` で始めてください", "begin each with `- case: …`"});
        return;
    }
    BookingCasesReader reader(root, rules, parts, mistakes);
    for (const Node& item : node.items) reader.read(item);
}

}  // namespace hagukumi::rules
