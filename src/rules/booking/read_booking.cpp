#include "rules/booking/read_booking.hpp"

#include <algorithm>
#include <bit>

#include "rules/booking/cases.hpp"
#include "rules/booking/fields.hpp"
#include "rules/schema.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

/// Reads one entry of `booking:`.
class BookingReader {
public:
    BookingReader(const Node& node, const Node& root, Parts& parts, const Names& names, Mistakes& mistakes)
        : x_map(node, Map::booking, mistakes),
          x_root(root),
          x_parts(parts),
          x_names(names),
          x_mistakes(mistakes)
    {
    }

    void read(std::vector<BookingRules>& into)
    {
        if (!x_map.is_map()) return;
        x_rules.line = x_map.node().line;
        x_rules.source = x_map.text("source");
        read_services();
        const auto seats = x_map.choice("seats");
        if (seats) x_rules.seat_of = static_cast<SeatOf>(*seats);
        if (const Node* const node = x_map.need("opens")) read_release(*node);
        read_deadlines();
        read_hours();
        read_answers();
        read_holding();
        read_age_groups();
        read_priorities();
        read_lottery();
        read_waiting_list();
        read_no_shows();
        read_costs();
        read_questions();
        into.push_back(x_rules);
        const Node* const cases = x_map.find("cases");
        if (cases != nullptr && x_mistakes.empty())
            read_booking_cases(*cases, x_root, x_rules, x_parts, x_mistakes);
    }

private:
    void read_services()
    {
        const Node* const node = x_map.need("for");
        if (!node) return;
        if (node->kind == Node::Kind::scalar && node->text == interview_code) {
            read_interview(*node);
            return;
        }
        std::vector<std::string_view> names;
        for (const Service& service : x_parts.services) names.push_back(service.code);
        if (node->kind == Node::Kind::scalar && node->text == "all") {
            for (std::size_t i = 0; i < names.size(); ++i) x_rules.services |= std::uint64_t{1} << i;
        } else if (node->kind != Node::Kind::list || node->items.empty()) {
            x_mistakes.add(
                *node, told("`for` に{}が書かれている", "{} as `for`", what_is(*node)),
                {"`all`、`interview`、またはサービスの一覧", "`all`, `interview`, or a list of services"},
                {"`[…]` と書いてください", "write `[…]`"});
        }
        for (const Node& item : node->items) {
            const auto found = std::find(names.begin(), names.end(), item.text);
            if (found == names.end()) {
                x_mistakes.add(
                    item, told("サービスに{}が書かれている", "{} as a service", what_is(item)),
                    list_of(names),
                    suggest(item.text, names,
                            {"このファイルのサービスを書いてください", "name a service of this file"}));
                continue;
            }
            x_rules.services |= std::uint64_t{1} << (found - names.begin());
        }
        for (const BookingRules& other : x_parts.booking) {
            const std::uint64_t both = other.services & x_rules.services;
            if (both == 0) continue;
            x_mistakes.add(
                *node,
                told("{}の項目が二つある", "a second entry for {}",
                     backquoted(x_parts.services[static_cast<std::size_t>(std::countr_zero(both))].code)),
                {"サービスごとに一つ", "one entry for each service"},
                {"どちらかから外してください", "take it out of one of the two"});
        }
    }

    void read_interview(const Node& node)
    {
        x_rules.of_interview = true;
        for (const BookingRules& other : x_parts.booking) {
            if (other.of_interview)
                x_mistakes.add(node, {"面談の項目が二つある", "a second entry for the interview"},
                               {"どちらか一つ", "one of them"}, {"一つを消してください", "remove one"});
        }
        for (const std::string_view key : {"interview", "reserves_units", "needed_for_use", "no_shows"}) {
            if (const Node* const found = x_map.find(key))
                x_mistakes.add(*found, told("面談に{}がある", "{} of an interview", backquoted(key)),
                               {"サービスの項目の中だけ", "it in the entry of a service"},
                               {"消してください", "remove it"});
        }
    }

    void read_release(const Node& node)
    {
        const MapReader map(node, Map::release, x_mistakes);
        Release& release = x_rules.release;
        const bool by_month = map.find("months_before") != nullptr || map.find("on_day") != nullptr;
        if (by_month == (map.find("days_ahead") != nullptr)) {
            x_mistakes.add(node,
                           by_month
                               ? Text{"`on_day` と並んで `days_ahead` がある", "`days_ahead` beside `on_day`"}
                               : Text{"受付開始の日がない", "an opening without a day"},
                           {"`days_ahead` か、`months_before` と `on_day` か",
                            "either `days_ahead`, or `months_before` and `on_day`"},
                           {"どちらかの書き方にしてください", "write one of the two ways"});
            return;
        }
        release.by = by_month ? Release::By::whole_month : Release::By::days_ahead;
        if (by_month) {
            release.months_before = static_cast<int>(map.number("months_before", true).value_or(1));
            release.day_of_month = static_cast<int>(map.number("on_day", true).value_or(1));
        } else {
            release.days = static_cast<int>(map.number("days_ahead", true).value_or(0));
        }
        if (const Node* const at = map.find("at")) release.minute = read_time(*at, x_mistakes).value_or(0);
        const auto closed = map.choice("on_closed_day");
        if (!closed) return;
        release.on_closed_day = static_cast<OnClosedDay>(*closed);
        if (*closed != 0) need_calendar(*map.find("on_closed_day"));
    }

    Deadline read_deadline(const Node& node)
    {
        const BookingFields fields(x_mistakes);
        const Deadline deadline = fields.deadline(node);
        if (deadline.needs_calendar()) need_calendar(node);
        if (deadline.minutes_before) must_begin_somewhen(node, deadline);
        return deadline;
    }

    /// Where hours are booked a use begins with the first of them; else the file says when a day begins.
    void must_begin_somewhen(const Node& node, const Deadline& deadline)
    {
        const bool has_hours = x_map.find("hours") != nullptr;
        if (has_hours && deadline.use_begins) {
            x_mistakes.add(*node.find("use_begins"),
                           {"時間帯のある予約に `use_begins` がある", "`use_begins` where hours are booked"},
                           {"書かない（予約した時刻から数える）", "none: the booked hour is the beginning"},
                           {"消してください", "remove it"});
        } else if (!has_hours && !deadline.use_begins) {
            x_mistakes.add(node,
                           {"日単位の予約なのに、利用が何時に始まるか書かれていない",
                            "hours before the use, where whole days are booked"},
                           {"`{ hours_before: 24, use_begins: 10:00 }` のような `use_begins`",
                            "`use_begins`, as in `{ hours_before: 24, use_begins: 10:00 }`"},
                           {"利用が始まる時刻を書いてください", "write at what time a use begins"});
        }
    }

    void need_calendar(const Node& node)
    {
        if (x_names.has_calendar) return;
        x_mistakes.add(
            node, {"暦がないのに開庁日を数えている", "open days without a calendar"},
            {"ファイルの初めの `calendar: japan`", "`calendar: japan` in the head"},
            {"どの暦で開庁日を数えるか書いてください", "say by which calendar open days are counted"});
    }

    void read_deadlines()
    {
        const Node* const node = x_map.need("deadlines");
        if (!node) return;
        const MapReader map(*node, Map::deadlines, x_mistakes);
        const auto read_one = [&](std::string_view key) -> std::optional<Deadline> {
            const Node* const one = map.need(key);
            if (!one || (one->kind == Node::Kind::scalar && one->text == "never")) return std::nullopt;
            return read_deadline(*one);
        };
        x_rules.deadlines = {read_one("book"), read_one("change"), read_one("cancel")};
        x_rules.facility_sets_deadlines = x_map.truth("facility_sets_deadlines").value_or(false);
    }

    void read_hours()
    {
        const Node* const node = x_map.find("hours");
        if (!node) {
            if (x_rules.seat_of == SeatOf::hour && x_map.find("seats") != nullptr)
                x_mistakes.add(*x_map.find("seats"),
                               {"`hours` がないのに `seats: hour` がある", "`seats: hour` without `hours`"},
                               {"`hours: { opens: 8:00, closes: 17:00, slot_minutes: 60, … }`",
                                "`hours: { opens: 8:00, closes: 17:00, slot_minutes: 60, … }`"},
                               {"選べる時間帯を書いてください", "say which hours can be chosen"});
            return;
        }
        const MapReader map(*node, Map::booking_hours, x_mistakes);
        BookingHours hours;
        const auto time = [&](std::string_view key, int usual) {
            const Node* const at = map.need(key);
            return at ? read_time(*at, x_mistakes).value_or(usual) : usual;
        };
        hours.opens = time("opens", 0);
        hours.closes = time("closes", 24 * 60);
        hours.slot_minutes = static_cast<int>(map.number("slot_minutes").value_or(60));
        hours.least_slots = static_cast<int>(map.number("least_slots").value_or(1));
        hours.most_slots = static_cast<int>(map.number("most_slots").value_or(1));
        if (const auto gaps = map.choice("gaps")) hours.gaps = *gaps == 1;
        const int length = hours.closes - hours.opens;
        if (length <= 0 || length % hours.slot_minutes != 0) {
            x_mistakes.add(
                *node, told("時間帯が{}分である", "hours of {} minutes", length),
                told("{}分のこまで割り切れる時間", "whole slots of {} minutes", hours.slot_minutes),
                {"`opens`、`closes`、`slot_minutes` のどれかを直してください",
                 "correct `opens`, `closes` or `slot_minutes`"});
        } else if (hours.least_slots > hours.most_slots || hours.least_slots > length / hours.slot_minutes) {
            x_mistakes.add(
                *node, told("最低が{}こまである", "a least of {} slots", hours.least_slots),
                {"`most_slots` 以下で、1日のこまの数以下", "no more than `most_slots`, and than the day has"},
                {"`least_slots` か `most_slots` を直してください", "correct `least_slots` or `most_slots`"});
        }
        x_rules.hours = hours;
    }

    void read_answers()
    {
        x_rules.most_days = static_cast<int>(x_map.number("days_at_once").value_or(1));
        x_rules.interview = x_map.truth("interview").value_or(false);
        x_rules.by_acceptance = x_map.truth("accepted_by_facility").value_or(false);
        x_rules.reserves_units = x_map.truth("reserves_units").value_or(false);
        x_rules.needed_for_use = x_map.truth("needed_for_use").value_or(false);
        for (std::size_t i = 0; i < x_parts.services.size(); ++i) {
            if ((x_rules.services >> i & 1) == 0 || !x_rules.interview) continue;
            const Service& service = x_parts.services[i];
            if (x_parts.allotments[service.allotment].holder == Holder::registration) continue;
            x_mistakes.add(
                *x_map.find("interview"),
                told("{}に面談があるのに、その利用枠の持ち主が登録ではない",
                     "an interview for {}, whose allotment has another holder", backquoted(service.code)),
                {"`holder: registration`", "`holder: registration`"},
                {"利用枠に書いてください（承認が登録にあたります）",
                 "write it in the allotment: an approval is one"});
        }
    }

    void read_holding()
    {
        const Node* const node = x_map.find("held");
        if (!node) return;
        const MapReader map(*node, Map::holding, x_mistakes);
        Holding holding;
        holding.days = static_cast<int>(map.number("days").value_or(1));
        const auto counted = map.choice("counted");
        holding.each_facility = counted && *counted == 1;
        if (holding.days < x_rules.most_days) {
            x_mistakes.add(
                *node, {"保持できる日数が `days_at_once` より少ない", "fewer days held than `days_at_once`"},
                {"それ以上の日数", "at least as many"},
                {"どちらかを直してください", "correct one of the two"});
        }
        x_rules.holding = holding;
    }

    void read_age_groups()
    {
        const Node* const node = x_map.find("age_groups");
        if (!node) return;
        for_each(*node, {"`age_groups`", "`age_groups`"}, [&](const Node& item) {
            const MapReader map(item, Map::age_group, x_mistakes);
            AgeGroup group;
            group.code = code_in(map, "group");
            group.name = map.sentence("name");
            group.until_months = static_cast<int>(map.number("until_months").value_or(0));
            const bool is_last = &item == &node->items.back();
            if (is_last != (group.until_months == 0)) {
                x_mistakes.add(
                    item,
                    is_last ? Text{"最後の年齢区分に終わりがある", "a last age group that ends"}
                            : Text{"年齢区分に終わりがない", "an age group without an end"},
                    {"最後を除くすべての区分に `until_months`", "`until_months` in every group but the last"},
                    {"区分が続くように書いてください", "let the groups follow one another"});
            }
            if (!x_rules.age_groups.empty() && group.until_months != 0 &&
                group.until_months <= x_rules.age_groups.back().until_months) {
                x_mistakes.add(item,
                               {"前の区分より先に終わる年齢区分がある",
                                "an age group that ends no later than the one before"},
                               {"月齢の低い順", "the youngest first"},
                               {"区分を順に並べてください", "put the groups in their order"});
            }
            x_rules.age_groups.push_back(std::move(group));
        });
    }

    void read_priorities()
    {
        const Node* const node = x_map.find("priority");
        if (!node) return;
        for_each(*node, {"`priority`", "`priority`"}, [&](const Node& item) {
            const MapReader map(item, Map::priority_group, x_mistakes);
            PriorityGroup group;
            group.code = code_in(map, "group");
            group.name = map.sentence("name");
            if (const Node* const when = map.need("when"))
                group.when = read_formula(*when, Type::truth, Place::definition, x_names, x_mistakes);
            x_rules.priorities.push_back(std::move(group));
        });
        if (!x_map.find("lottery") && !x_map.find("waiting_list")) {
            x_mistakes.add(*node,
                           {"`lottery` も `waiting_list` もないのに `priority` がある",
                            "`priority` without `lottery` or `waiting_list`"},
                           {"どちらかと並べたときだけ", "one of them beside it"},
                           {"どこで優先するのか書いてください", "say where the groups come first"});
        }
    }

    void read_lottery()
    {
        const Node* const node = x_map.find("lottery");
        if (!node) return;
        const MapReader map(*node, Map::lottery, x_mistakes);
        x_rules.lottery = Lottery{static_cast<int>(map.number("collects_minutes").value_or(1))};
        if (x_rules.seat_of == SeatOf::nothing) {
            x_mistakes.add(*node, {"席を数えないのに抽選がある", "a lottery where no seats are counted"},
                           {"`seats: day` か `seats: hour`", "`seats: day` or `seats: hour`"},
                           {"抽選は席を割り当てます。席の数え方を書いてください", "a draw gives seats"});
        }
    }

    void read_waiting_list()
    {
        const Node* const node = x_map.find("waiting_list");
        if (!node) return;
        const MapReader map(*node, Map::waiting_list, x_mistakes);
        WaitingList list;
        list.offer_minutes = static_cast<int>(map.number("offer_minutes").value_or(15));
        list.most_offers = static_cast<int>(map.number("most_offers").value_or(1));
        const Node* const from = map.find("quiet_from");
        const Node* const until = map.find("quiet_until");
        if ((from == nullptr) != (until == nullptr)) {
            x_mistakes.add(*node, {"案内しない時間の片方だけがある", "quiet hours with one end"},
                           {"`quiet_from` と `quiet_until`", "`quiet_from` and `quiet_until`"},
                           {"両方を書いてください", "write both"});
        } else if (from != nullptr) {
            list.quiet_from = read_time(*from, x_mistakes).value_or(0);
            list.quiet_until = read_time(*until, x_mistakes).value_or(0);
        }
        if (x_rules.seat_of == SeatOf::nothing) {
            x_mistakes.add(
                *node, {"席を数えないのにキャンセル待ちがある", "a waiting list where no seats are counted"},
                {"`seats: day` か `seats: hour`", "`seats: day` or `seats: hour`"},
                {"案内するのは席です。席の数え方を書いてください", "an offer is of a seat"});
        }
        x_rules.waiting_list = list;
    }

    void read_no_shows()
    {
        const Node* const node = x_map.find("no_shows");
        if (!node) return;
        const MapReader map(*node, Map::no_shows, x_mistakes);
        NoShows rule;
        rule.count = static_cast<int>(map.number("count").value_or(1));
        rule.within_days = static_cast<int>(map.number("within_days").value_or(1));
        rule.suspended_days = static_cast<int>(map.number("suspended_days").value_or(1));
        x_rules.no_shows = rule;
    }

    void read_costs()
    {
        const Node* const node = x_map.find("cancelling");
        if (!node) return;
        for_each(*node, {"`cancelling`", "`cancelling`"}, [&](const Node& item) {
            const MapReader map(item, Map::cancellation_cost, x_mistakes);
            CancellationCost cost;
            if (const Node* const from = map.need("from")) cost.from = read_deadline(*from);
            cost.units = {map.number("units").value_or(0)};
            cost.fee = {map.number("fee_yen").value_or(0)};
            if (cost.units.count == 0 && cost.fee.amount == 0)
                x_mistakes.add(item, {"何もかからないキャンセル料がある", "a cost of nothing"},
                               {"`units`、`fee_yen`、または両方", "`units`, `fee_yen` or both"},
                               {"何がかかるか書いてください", "write what it costs"});
            if (cost.units.count > 0 && !x_rules.reserves_units)
                x_mistakes.add(
                    item,
                    {"取り置いていない数を失うことになっている", "units lost that were never set aside"},
                    {"`reserves_units: true`", "`reserves_units: true`"},
                    {"予約のときに取り置くか、料金だけにしてください",
                     "reserve the units when booked, or take a fee only"});
            x_rules.cancelling.push_back(cost);
        });
    }

    void read_questions()
    {
        const Node* const node = x_map.find("questions");
        if (!node) return;
        for_each(*node, {"`questions`", "`questions`"}, [&](const Node& item) {
            const MapReader map(item, Map::question, x_mistakes);
            Question question;
            question.code = code_in(map, "question");
            question.ask = map.sentence("ask");
            question.required = map.truth("required").value_or(false);
            if (const Node* const answers = map.find("answers")) {
                if (answers->kind != Node::Kind::map || answers->entries.empty())
                    x_mistakes.add(*answers,
                                   told("答えに{}が書かれている", "{} as the answers", what_is(*answers)),
                                   {"コードと文のマップ", "a map of codes and texts"},
                                   {"答えごとに `コード: { ja: …, en: … }` と書いてください",
                                    "write `code: { ja: …, en: … }` for each answer"});
                for (const auto& [key, value] : answers->entries) {
                    if (is_code(key, {"答え", "an answer"}, x_mistakes))
                        question.answers.emplace_back(key.text, read_text(value, x_mistakes));
                }
            }
            x_rules.questions.push_back(std::move(question));
        });
    }

    std::string code_in(const MapReader& map, std::string_view key)
    {
        const Node* const node = map.need(key);
        if (!node || !is_code(*node, same(std::string(key)), x_mistakes)) return {};
        return node->text;
    }

    template <class Do>
    void for_each(const Node& node, const Text& what, Do act)
    {
        if (node.kind != Node::Kind::list)
            x_mistakes.add(node, told("{}に{}が書かれている", "{1} as {0}", what, what_is(node)),
                           {"リスト", "a list"},
                           {"それぞれを `- ` で始めてください", "begin each with `- `"});
        for (const Node& item : node.items) act(item);
    }

    MapReader x_map;
    const Node& x_root;
    Parts& x_parts;
    const Names& x_names;
    Mistakes& x_mistakes;
    BookingRules x_rules;
};

}  // namespace

void read_booking(const Node& root, Parts& parts, const Names& names, Mistakes& mistakes)
{
    const Node* const node = root.find("booking");
    if (node == nullptr) return;
    if (node->kind != Node::Kind::list) {
        mistakes.add(*node, told("`booking` に{}が書かれている", "{} as `booking`", what_is(*node)),
                     {"サービスごとの項目のリスト", "a list of entries, each for some services"},
                     {"それぞれを `- for: […]` で始めてください", "begin each with `- for: […]`"});
        return;
    }
    for (const Node& item : node->items)
        BookingReader(item, root, parts, names, mistakes).read(parts.booking);
}

}  // namespace hagukumi::rules
