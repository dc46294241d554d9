// Reads a programme file, top to bottom, and tells every mistake in one run.
#include "rules/read_programme.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <iterator>
#include <limits>

#include "rules/booking/read_booking.hpp"
#include "rules/cases.hpp"
#include "rules/form/read_form.hpp"
#include "rules/parts.hpp"
#include "rules/schema.hpp"
#include "rules/sentence.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

class ProgrammeReader {
public:
    ProgrammeReader(const Node& root, std::string file, const Calendars& calendars, Mistakes& mistakes)
        : x_root(root, Map::file, mistakes),
          x_file(std::move(file)),
          x_calendars(calendars),
          x_mistakes(mistakes),
          x_parts(std::make_unique<Parts>())
    {
        x_names.facts_named = &x_parts->facts_named;
        if (const Node* const counters = x_root.find("counters")) {
            for (const auto& [key, value] : counters->entries) x_names.counters_below.push_back(key.text);
        }
    }

    std::unique_ptr<Parts> read()
    {
        if (!x_root.is_map()) return nullptr;
        read_head();
        read_household_classes();
        read_documents();
        read_calendar_name();
        read_unsettled();
        read_definitions();
        read_allotments();
        read_services();
        read_counters();
        read_rules("application_rules", Place::application);
        x_parts->application_rules = x_parts->rules.size();
        read_rules("use_rules", Place::use);
        note_caps();
        read_prices();
        read_booking(x_root.node(), *x_parts, x_names, x_mistakes);
        read_forms(x_root.node(), *x_parts, x_names, x_mistakes);
        if (x_mistakes.empty()) read_cases(x_root.node(), *x_parts, x_mistakes);
        return std::move(x_parts);
    }

private:
    // ---- the head ----

    void read_head()
    {
        x_parts->code = x_root.text("programme");
        check_code();
        if (const Node* const node = x_root.need("municipality")) {
            const MapReader map(*node, Map::municipality, x_mistakes);
            x_parts->municipality_name = map.sentence("name");
            read_municipality_code(map);
        }
        x_parts->name = x_root.sentence("name");
        if (const Node* const node = x_root.need("document")) {
            const MapReader map(*node, Map::document, x_mistakes);
            x_parts->document = map.sentence("name");
            if (const auto date = map.date("date")) x_parts->document_date = *date;
        }
        if (const Node* const node = x_root.need("contact")) {
            const MapReader map(*node, Map::contact, x_mistakes);
            x_parts->contact.name = map.sentence("name");
            x_parts->contact.phone = map.optional_text("phone");
            x_parts->contact.hours = map.optional_sentence("hours");
            x_parts->contact.note = map.optional_sentence("note");
        }
        if (const Node* const node = x_root.need("words")) {
            const MapReader map(*node, Map::words, x_mistakes);
            x_parts->words.coupon = map.sentence("coupon");
        }
        if (const Node* const node = x_root.find("corrections")) {
            const MapReader map(*node, Map::corrections, x_mistakes);
            Corrections corrections;
            corrections.source = map.text("source");
            corrections.within = std::chrono::hours(map.number("within_hours").value_or(1));
            corrections.last_moment_included = map.choice("last_moment").value_or(0) == 1;
            corrections.more_allowed = map.choice("more_units").value_or(0) == 1;
            x_parts->corrections = std::move(corrections);
        }
    }

    void check_code()
    {
        const std::string& code = x_parts->code;
        if (code.empty()) return;
        const Node& node = *x_root.find("programme");
        if (!std::all_of(code.begin(), code.end(), [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
            })) {
            x_mistakes.add(node, same(quoted(code)), {"英小文字と数字と -", "small letters, digits and -"},
                           {"事業のコードを変えてください", "rename the programme"});
            return;
        }
        std::string_view name = x_file;
        if (const auto slash = name.find_last_of('/'); slash != std::string_view::npos)
            name.remove_prefix(slash + 1);
        if (const auto dot = name.find_last_of('.'); dot != std::string_view::npos)
            name = name.substr(0, dot);
        if (!name.empty() && name != code) {
            x_mistakes.add(
                node, same(quoted(code)), told("ファイルの名前{}", "{}, the file's name", quoted(name)),
                {"ファイルか事業のコードの名前をそろえてください", "rename the file or the programme"});
        }
    }

    void read_municipality_code(const MapReader& map)
    {
        const Node* const node = map.need("code");
        if (!node) return;
        const std::string& text = node->text;
        const bool digits =
            node->kind == Node::Kind::scalar && text.size() == 6 &&
            std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (!digits) {
            x_mistakes.add(
                *node, what_is(*node),
                {"引用符で囲んだ6桁（\"131016\" のように）", "six digits in quotes, as in \"131016\""},
                {"総務省の団体コードを検査数字まで書いてください",
                 "write 総務省's code with its check digit"});
            return;
        }
        // 検査数字: weights 6 to 2, 11 less the rest of the sum, its last digit.
        int sum = 0;
        for (std::size_t i = 0; i < 5; ++i) sum += (text[i] - '0') * static_cast<int>(6 - i);
        const int check = (11 - sum % 11) % 10;
        if (check != text[5] - '0') {
            x_mistakes.add(*node, what_is(*node),
                           told("検査数字から{}{}", "{}{} by its check digit", text.substr(0, 5), check),
                           {"団体コードをもう一度調べてください", "look the code up again"});
            return;
        }
        x_parts->municipality = {std::stoi(text)};
    }

    void read_household_classes()
    {
        const Node* const node = x_root.find("household_classes");
        if (!node) return;
        for_each_entry(*node, {"世帯区分", "the household classes"}, [&](const Node& key, const Node& value) {
            if (is_code(key, {"世帯区分", "a household class"}, x_mistakes)) {
                x_parts->household_classes.emplace_back(key.text, read_text(value, x_mistakes));
                x_names.household_classes.push_back(key.text);
            }
        });
    }

    void read_documents()
    {
        const Node* const node = x_root.find("documents");
        if (!node) return;
        for_each_entry(*node, {"証明書類", "the documents"}, [&](const Node& key, const Node& value) {
            if (is_code(key, {"証明書類", "a document"}, x_mistakes)) {
                x_parts->documents.emplace_back(key.text, read_text(value, x_mistakes));
                x_names.documents.push_back(key.text);
            }
        });
    }

    void read_calendar_name()
    {
        const Node* const node = x_root.find("calendar");
        if (!node) return;
        // Even an unknown calendar is meant: say so once, not at each function.
        x_names.has_calendar = true;
        const auto found = x_calendars.find(node->text);
        if (node->kind == Node::Kind::scalar && found != x_calendars.end()) {
            x_parts->calendar = found->second;
            return;
        }
        std::vector<std::string_view> names;
        for (const auto& entry : x_calendars) names.push_back(entry.first);
        x_mistakes.add(
            *node, told("暦に{}が書かれている", "{} as the calendar", what_is(*node)),
            names.empty() ? Text{"ファイルの隣の `calendars` フォルダーにある暦（まだ一つもありません）",
                                 "a calendar in the folder `calendars` beside the file, which has none"}
                          : list_of(names),
            suggest(node->text, names,
                    told("`calendars/{}.yaml` を置いてください。`programmes/calendars` に日本の暦があります",
                         "put `calendars/{}.yaml` there; `programmes/calendars` has the one of Japan",
                         node->text.empty() ? "japan" : node->text)));
    }

    void read_unsettled()
    {
        const Node* const node = x_root.find("unsettled");
        if (!node) return;
        for_each_item(*node, {"`unsettled`", "`unsettled`"}, [&](const Node& item) {
            const MapReader map(item, Map::unsettled, x_mistakes);
            Unsettled point;
            point.source = map.text("source");
            point.text = map.sentence("text");
            x_parts->unsettled.push_back(std::move(point));
        });
    }

    void read_definitions()
    {
        const Node* const node = x_root.find("definitions");
        if (!node) return;
        for_each_entry(*node, {"定義", "the definitions"}, [&](const Node& key, const Node& value) {
            if (!is_code(key, {"定義", "a definition"}, x_mistakes)) return;
            if (x_parts->definitions.size() >= 100) {
                x_mistakes.add(key, {"定義が101個ある", "a 101st definition"}, {"100個まで", "at most 100"},
                               {"いくつかをまとめてください", "join some of them"});
                return;
            }
            for (const FactInfo& fact : all_facts()) {
                if (fact.word == key.text) {
                    x_mistakes.add(
                        key, told("事実の名前{}が使われている", "{}, which is a fact", quoted(key.text)),
                        {"ほかにない名前", "a name of its own"}, {"名前を変えてください", "rename it"});
                    return;
                }
            }
            const MapReader map(value, Map::definition, x_mistakes);
            Definition definition;
            definition.code = key.text;
            definition.name = map.optional_sentence("name");
            definition.source = map.text("source");
            if (const Node* const is = map.need("is")) {
                definition.is = read_formula(*is, Type::mistake, Place::definition, x_names, x_mistakes);
            }
            if (!definition.is.present()) return;
            const Formula& is = definition.is;
            x_names.definitions.push_back({definition.code, is.type, is.whole, is.by_day, is.work});
            x_parts->definitions.push_back(std::move(definition));
        });
    }

    // ---- allotments and services ----

    void read_allotments()
    {
        const Node* const node = x_root.need("allotments");
        if (!node) return;
        for_each_entry(*node, {"利用枠", "the allotments"}, [&](const Node& key, const Node& value) {
            if (is_code(key, {"利用枠", "an allotment"}, x_mistakes)) read_allotment(key, value);
        });
    }

    void read_allotment(const Node& key, const Node& value)
    {
        const MapReader map(value, Map::allotment, x_mistakes);
        Allotment allotment;
        AllotmentParts parts;
        allotment.code = key.text;
        allotment.source = map.text("source");
        allotment.name = map.sentence("name");
        const auto holder = map.choice("holder");
        if (holder) allotment.holder = static_cast<Holder>(*holder);
        const auto unit = map.choice("unit");
        if (unit) allotment.unit = static_cast<Unit>(*unit);
        if (map.find("notes")) {
            read_notes(map, allotment, parts);
        } else if (const Node* const node = map.need("units")) {
            allotment.limited = node->text != "unlimited";
            if (allotment.limited) parts.units = formula(*node, Type::units, Place::application);
        }
        const auto more = map.choice("more_than_left", allotment.limited);
        if (more) parts.use_what_is_left = *more == 1;
        if (more && !allotment.limited) {
            x_mistakes.add(
                *map.find("more_than_left"),
                {"数に限りのないものに `more_than_left` がある", "`more_than_left` for what is not limited"},
                {"`units` に限りがあるところだけ", "it where `units` is limited"},
                {"消してください", "remove it"});
        }
        if (const Node* const node = map.find("granted_when")) {
            parts.granted_when = formula(*node, Type::truth, Place::application);
        }
        x_parts->allotments.push_back(std::move(allotment));
        x_parts->allotment_parts.push_back(std::move(parts));
    }

    void read_notes(const MapReader& map, Allotment& allotment, AllotmentParts& parts)
    {
        const Node& node = *map.find("notes");
        if (map.find("units")) {
            x_mistakes.add(*map.find("units"), {"`notes` と並んで `units` がある", "`units` beside `notes`"},
                           {"どちらか一つ", "one of them"},
                           {"`units` を消してください（券の合計で決まります）",
                            "remove `units`: the notes add up to it"});
        }
        if (allotment.unit != Unit::yen) {
            x_mistakes.add(
                node,
                told("単位{}に `notes` がある", "`notes` of the unit {}", quoted(code_of(allotment.unit))),
                {"単位 `yen`", "the unit `yen`"},
                {"`unit: yen` と書いてください（券は額面で数えます）",
                 "write `unit: yen`; the notes are counted by their values"});
        }
        for_each_item(node, {"`notes`", "`notes`"}, [&](const Node& item) {
            const MapReader note(item, Map::note, x_mistakes);
            NotePart part;
            part.value = note.number("value").value_or(1);
            if (const Node* const count = note.need("count")) {
                part.count = formula(*count, Type::units, Place::application);
            }
            if (!parts.notes.empty() && parts.notes.back().value <= part.value) {
                x_mistakes.add(
                    item, {"前の額面より小さくない額面がある", "a value that is not below the one before"},
                    {"大きい額面から順", "the largest value first"},
                    {"額面を大きい順に、1回ずつ書いてください", "put the values in their order, each once"});
            }
            allotment.notes.push_back(part.value);
            parts.notes.push_back(std::move(part));
        });
        if (parts.notes.empty() || parts.notes.size() > 6) {
            x_mistakes.add(node, told("額面が{}種類ある", "{} values of notes", parts.notes.size()),
                           {"1から6種類", "1 to 6 values"},
                           {"額面ごとに `{ value: 1000, count: 10 }` と書いてください",
                            "write `{ value: 1000, count: 10 }` for each value"});
        }
        x_parts->needs_history = true;
    }

    void read_services()
    {
        const Node* const node = x_root.need("services");
        if (!node) return;
        for_each_entry(*node, {"サービス", "the services"}, [&](const Node& key, const Node& value) {
            if (!is_code(key, {"サービス", "a service"}, x_mistakes)) return;
            if (x_parts->services.size() >= most_services) {
                x_mistakes.add(key, {"サービスが65個ある", "a 65th service"}, {"64個まで", "at most 64"},
                               {"もう一つの事業に分けてください", "write a second programme"});
                return;
            }
            read_service(key, value);
        });
    }

    void read_service(const Node& key, const Node& value)
    {
        const MapReader map(value, Map::service, x_mistakes);
        Service service;
        ServiceParts parts;
        service.code = key.text;
        service.source = map.text("source");
        service.name = map.sentence("name");
        service.description = map.optional_sentence("description");
        const auto unit = map.choice("unit");
        if (unit) service.unit = static_cast<Unit>(*unit);
        const auto asks = map.choice("asks");
        if (asks) service.asks = static_cast<Asks>(*asks);
        read_allotment_of(map, service, unit.has_value());
        read_how_days_count(map, service);
        if (asks && unit) check_unit(map, service);
        const auto begun = map.choice("begun_unit", asks && service.asks == Asks::hours);
        if (begun) parts.begun_unit_counts = *begun == 0;
        if (begun && asks && service.asks != Asks::hours) {
            x_mistakes.add(
                *map.find("begun_unit"),
                {"`asks: hours` でないのに `begun_unit` がある", "`begun_unit` without `asks: hours`"},
                {"時刻をたずねるところだけ", "it where hours are asked"}, {"消してください", "remove it"});
        }
        if (const auto least = map.number("least_per_use")) service.least_per_use = {*least};
        if (const auto most = map.number("most_per_use")) {
            service.most_per_use = Units{*most};
            if (*most < service.least_per_use.count) {
                x_mistakes.add(*map.find("most_per_use"), told("最大が{}である", "a most of {}", *most),
                               told("`least_per_use` の{}以上", "at least `least_per_use`, {}",
                                    service.least_per_use.count),
                               {"どちらかを直してください", "correct one of the two"});
            }
        }
        parts.too_few = template_of(map, "too_few", false);
        if (const auto design = map.number("design")) service.design = static_cast<int>(*design);
        const Node* const price = map.need("price");
        if (price && price->kind == Node::Kind::scalar && price->text != "not_stated") {
            x_mistakes.add(
                *price, told("料金に{}が書かれている", "{} as the price", what_is(*price)),
                {"マップ、または `not_stated`", "a map, or `not_stated`"},
                {"`fee`、`steps`、`rounding` を書いてください", "write `fee`, `steps` and `rounding`"});
        }
        if (price && price->kind == Node::Kind::map) service.priced = true;
        x_price_nodes.push_back(price);
        x_parts->services.push_back(std::move(service));
        x_parts->service_parts.push_back(std::move(parts));
    }

    /// A stay counts its days (nights + 1) or its nights; each may weigh more than one unit.
    void read_how_days_count(const MapReader& map, Service& service)
    {
        const auto counts = map.choice("counts");
        if (counts) service.nights_only = *counts == 1;
        if (counts && service.asks != Asks::dates) {
            x_mistakes.add(*map.find("counts"),
                           {"`asks: dates` でないのに `counts` がある", "`counts` without `asks: dates`"},
                           {"日付をたずねるところだけ", "it where dates are asked"},
                           {"消してください", "remove it"});
        }
        if (const Node* const weight = map.find("units_per_day");
            weight != nullptr && weight->kind == Node::Kind::scalar &&
            weight->text.find('.') != std::string::npos) {
            x_mistakes.add(*weight, what_is(*weight), {"整数", "a whole number"},
                           {"半分は書けません。単位を半日（`half_day`）にし、1日を2と数えてください",
                            "there are no halves: let the unit be `half_day`, and count a day as 2"});
        } else if (const auto number = map.number("units_per_day")) {
            service.units_per_day = *number;
        }
        if (map.find("units_per_day") && service.asks != Asks::dates &&
            service.asks != Asks::number_of_days) {
            x_mistakes.add(*map.find("units_per_day"),
                           {"日を数えないサービスに `units_per_day` がある",
                            "`units_per_day` for a service that counts no days"},
                           {"`asks: dates` か `asks: number_of_days` のところだけ",
                            "it beside `asks: dates` or `asks: number_of_days`"},
                           {"消してください", "remove it"});
        }
        if (map.find("counts") && !map.find("units_per_day")) {
            x_mistakes.add(
                *map.find("counts"),
                {"`units_per_day` がないのに `counts` がある", "`counts` without `units_per_day`"},
                {"両方", "both"},
                {"1日（1泊）をいくつと数えるか書いてください", "say how many units a day or a night weighs"});
        }
    }

    void check_unit(const MapReader& map, const Service& service)
    {
        const auto wrong = [&](const Text& allowed, const Text& why) {
            x_mistakes.add(*map.find("asks"),
                           told("単位 `{1}` に `asks: {0}` がある", "`asks: {}` for the unit `{}`",
                                map.find("asks")->text, code_of(service.unit)),
                           allowed, why);
        };
        switch (service.asks) {
            case Asks::dates:
            case Asks::number_of_days:
                if (service.unit != Unit::day && !map.find("units_per_day"))
                    wrong({"`asks: number`、単位 `day`、または `units_per_day`",
                           "`asks: number`, or the unit `day`, or `units_per_day`"},
                          {"日数は日で数えます。どれかを書いてください", "days are counted in days"});
                break;
            case Asks::hours:
                if (service.unit != Unit::hour && service.unit != Unit::half_hour)
                    wrong({"単位 `hour` か `half_hour`", "the unit `hour` or `half_hour`"},
                          service.unit == Unit::sheet
                              ? Text{"時刻は時間で数えます。1枚が1時間なら、単位を `hour` にしてください",
                                     "times of day are counted in hours; where a sheet is an hour, write "
                                     "the unit `hour`"}
                              : Text{"時刻は時間で数えます。単位を直してください",
                                     "times of day are counted in hours; correct the unit"});
                break;
            case Asks::amount:
                if (service.unit != Unit::yen)
                    wrong({"単位 `yen`", "the unit `yen`"},
                          {"金額は円です。単位を直してください", "a bill is in yen"});
                break;
            case Asks::number: break;
        }
    }

    void read_allotment_of(const MapReader& map, Service& service, bool unit_known)
    {
        const Node* const node = map.need("allotment");
        if (!node) return;
        const auto& allotments = x_parts->allotments;
        const auto found = std::find_if(allotments.begin(), allotments.end(),
                                        [&](const Allotment& a) { return a.code == node->text; });
        if (found == allotments.end()) {
            std::vector<std::string_view> names;
            for (const Allotment& allotment : allotments) names.push_back(allotment.code);
            x_mistakes.add(
                *node, told("利用枠に{}が書かれている", "{} as the allotment", what_is(*node)),
                names.empty() ? Text{"利用枠", "an allotment"} : list_of(names),
                suggest(node->text, names, {"`allotments` に加えてください", "add it to `allotments`"}));
            return;
        }
        service.allotment = static_cast<std::uint16_t>(found - allotments.begin());
        if (unit_known && found->unit != service.unit) {
            x_mistakes.add(*map.find("unit"),
                           told("単位に{}が書かれている", "{} as the unit", quoted(code_of(service.unit))),
                           told("利用枠の単位 `{}`", "`{}`, the unit of the allotment", code_of(found->unit)),
                           {"同じ単位で数えてください", "count both in the same unit"});
        }
        if (!found->notes.empty() && service.asks != Asks::amount && map.find("asks")) {
            x_mistakes.add(
                *map.find("asks"),
                told("券の利用枠に{}が書かれている", "{} for an allotment of notes",
                     what_is(*map.find("asks"))),
                {"`asks: amount`", "`asks: amount`"},
                {"券は支払いに使います。金額をたずねてください", "notes pay a bill; ask for its sum"});
        }
    }

    // ---- rules ----

    void read_rules(std::string_view key, Place place)
    {
        const Node* const node = x_root.need(key);
        if (!node) return;
        for_each_item(*node, same("`" + std::string(key) + "`"),
                      [&](const Node& item) { read_rule(item, place); });
    }

    void read_rule(const Node& node, Place place)
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
        if (map.find("at_most")) {
            read_cap(map, rule);
        } else {
            refuse_without_cap(map);
        }
        read_days_outside(map, rule, place);
        rule.refused = template_of(map, "refused", true);
        rule.met = template_of(map, "met", false);
        x_parts->rules.push_back(std::move(rule));
    }

    void read_rule_code(const MapReader& map, Rule& rule)
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
                           twice ? told("{}が二つある", "{} a second time", quoted(rule.info.code))
                                 : told("組み込みの確認の名前{}が使われている",
                                        "{}, which is a built-in check", quoted(rule.info.code)),
                           {"ほかにないコード", "a code of its own"},
                           {"規則の名前を変えてください", "rename the rule"});
        }
    }

    void read_services_of(const MapReader& map, Rule& rule)
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

    /// The bits of a list of services.
    std::uint64_t services_in(const Node& list)
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

    void check_form(const MapReader& map)
    {
        const bool require = map.find("require") != nullptr;
        const bool window = map.find("first_day") || map.find("last_day");
        const bool cap = map.find("at_most") != nullptr;
        if (int{require} + int{window} + int{cap} != 1) {
            x_mistakes.add(
                map.node(),
                require || window || cap ? Text{"規則にいくつもの形がある", "a rule of several forms"}
                                         : Text{"規則が何も求めていない", "a rule that asks nothing"},
                {"`require`、`first_day`／`last_day`、`at_most` のどれか一つ",
                 "one of `require`, `first_day`/`last_day`, `at_most`"},
                require || window || cap
                    ? Text{"二つの規則に分けてください", "split it into two rules"}
                    : Text{"成り立たなければならないことを書いてください", "write what must hold"});
        }
        if (map.find("facility_last_day") && !map.find("last_day")) {
            x_mistakes.add(*map.find("facility_last_day"),
                           {"`last_day` がないのに `facility_last_day` がある",
                            "`facility_last_day` without `last_day`"},
                           {"`last_day` と並べたときだけ", "it beside `last_day`"},
                           {"施設は期間を狭めるだけです。期間を書いてください",
                            "a facility narrows a window; write the window"});
        }
    }

    // ---- caps and counters: which earlier uses are added up ----

    void read_counters()
    {
        const Node* const node = x_root.find("counters");
        if (!node) return;
        for_each_entry(*node, {"集計", "the counters"}, [&](const Node& key, const Node& value) {
            if (!is_code(key, {"集計", "a counter"}, x_mistakes)) return;
            const auto facts = all_facts();
            if (std::any_of(facts.begin(), facts.end(),
                            [&](const FactInfo& fact) { return fact.word == key.text; })) {
                x_mistakes.add(
                    key, told("事実の名前{}が使われている", "{}, which is a fact", quoted(key.text)),
                    {"ほかにない名前", "a name of its own"}, {"名前を変えてください", "rename it"});
                return;
            }
            const auto& definitions = x_names.definitions;
            if (std::any_of(definitions.begin(), definitions.end(),
                            [&](const DefinitionName& other) { return other.code == key.text; })) {
                x_mistakes.add(
                    key, told("定義の名前{}が使われている", "{}, which is a definition", quoted(key.text)),
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
            const bool by_day =
                counting.per != Per::life || counting.from.present() || counting.until.present();
            x_names.counters.push_back({counter.code,
                                        counting.counts == Counts::units  ? Type::units
                                        : counting.counts == Counts::uses ? Type::number
                                        : !is_sum(counting.counts)        ? Type::date
                                                                          : Type::yen,
                                        by_day});
            x_parts->counters.push_back(std::move(counter));
        });
    }

    void read_cap(const MapReader& map, Rule& rule)
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
                                   told("`per: use` と並んで{}がある", "{} beside `per: use`", quoted(key)),
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
        if (rule.counting.counts == Counts::public_yen) {
            x_mistakes.add(
                *map.find("counts"),
                {"`at_most` と並んで `counts: public_yen` がある", "`counts: public_yen` beside `at_most`"},
                {"units か uses", "units or uses"},
                {"集計を書き、料金の段で使ってください: max(share, fee - max(0 yen, 50000 yen - "
                 "paid_so_far))",
                 "write a counter, and use it in a step of the price: max(share, fee - max(0 yen, 50000 yen "
                 "- paid_so_far))"});
        }
    }

    /// What is capped is counted, and in one unit.
    void check_counted(const Node& node, const Rule& rule, bool counts_units)
    {
        std::optional<Unit> unit;
        for (std::size_t i = 0; i < x_parts->services.size(); ++i) {
            const bool is_for = (rule.services >> i & 1) != 0;
            const bool is_counted = (rule.counting.services >> i & 1) != 0;
            const Service& service = x_parts->services[i];
            if (is_for && !is_counted) {
                x_mistakes.add(node,
                               told("上限のかかる{}を、その上限が数えていない",
                                    "a cap for {}, which it does not count", quoted(service.code)),
                               {"`for` のサービスのすべてが `counting` にあること",
                                "every service of `for` among `counting`"},
                               {"`counting` に加えてください", "add it to `counting`"});
            }
            if (is_counted && !rule.each_by_itself && counts_units) {
                if (unit && *unit != service.unit) {
                    x_mistakes.add(node,
                                   told("単位{}と{}を一つに足している", "the units {} and {} in one sum",
                                        quoted(code_of(*unit)), quoted(code_of(service.unit))),
                                   {"同じ単位のサービス", "services of one unit"},
                                   {"分けるか、`counts: uses` と書いてください", "or write `counts: uses`"});
                    return;
                }
                unit = service.unit;
            }
        }
    }

    std::uint64_t services_counted(const Node& node, bool of_cap)
    {
        if (node.kind == Node::Kind::scalar && node.text == "all") {
            return x_parts->services.size() >= most_services
                       ? std::numeric_limits<std::uint64_t>::max()
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

    /// The keys that caps and counters share.  What follows from `per` alone is not told where that is wrong.
    void read_counting(const MapReader& map, Counting& counting, bool per_is_known)
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
            stays |=
                (counting.services >> i & 1) != 0 && (asks == Asks::dates || asks == Asks::number_of_days);
        }
        const bool has_ends =
            counting.per != Per::life || counting.from.present() || counting.until.present();
        const bool can_cross = stays && has_ends && counting.counts == Counts::units;
        const auto by = map.choice("counted_by", can_cross && per_is_known);
        if (by) counting.by = static_cast<CountedBy>(*by);
        if (by && counting.counts == Counts::public_yen) {
            x_mistakes.add(*map.find("counted_by"),
                           {"`counts: public_yen` と並んで `counted_by` がある",
                            "`counted_by` beside `counts: public_yen`"},
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

    void note_caps()
    {
        for (std::size_t i = 0; i < x_parts->rules.size(); ++i) {
            const Rule& rule = x_parts->rules[i];
            if (!rule.at_most.present()) continue;
            (rule.cuts_beyond ? x_parts->cutting_caps : x_parts->refusing_caps)
                .push_back(static_cast<std::uint16_t>(i));
        }
    }

    void refuse_without_cap(const MapReader& map)
    {
        for (const std::string_view key :
             {"per", "counting", "counts", "of", "counted_by", "counting_from", "counting_until", "beyond"}) {
            if (const Node* const node = map.find(key)) {
                x_mistakes.add(
                    *node, told("`at_most` がないのに{}がある", "{} without `at_most`", quoted(key)),
                    {"`at_most` と並べたときだけ", "it beside `at_most`"}, {"消してください", "remove it"});
            }
        }
    }

    void read_days_outside(const MapReader& map, Rule& rule, Place place)
    {
        if (place != Place::use) return;
        bool counts_days = false;
        for (std::size_t i = 0; i < x_parts->services.size(); ++i) {
            const Asks asks = x_parts->services[i].asks;
            counts_days |=
                (rule.services >> i & 1) != 0 && (asks == Asks::dates || asks == Asks::number_of_days);
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

    // ---- prices: last, as they use everything above ----

    void read_prices()
    {
        for (std::size_t i = 0; i < x_price_nodes.size(); ++i) {
            if (x_parts->services[i].priced) read_price(*x_price_nodes[i], x_parts->service_parts[i].price);
        }
    }

    void read_price(const Node& node, Price& price)
    {
        const MapReader map(node, Map::price, x_mistakes);
        price.source = map.text("source");
        if (const Node* const fee = map.need("fee")) {
            price.fee = formula(*fee, Type::yen, Place::price_fee);
        }
        price.by_day = price.fee.by_day;
        price.counts_uses = price.fee.counts_uses;
        if (const auto paid = map.choice("paid")) price.paid_afterwards = *paid == 1;
        Names names = x_names;
        names.fee_is_whole = price.fee.whole;
        names.share_is_whole = price.fee.whole;
        bool whole = price.fee.whole;
        const Node* const steps = map.need("steps");
        if (!steps) return;
        for_each_item(*steps, {"`steps`", "`steps`"}, [&](const Node& item) {
            const MapReader step_map(item, Map::price_step, x_mistakes);
            PriceStep step;
            step.label = step_map.sentence("label");
            if (const Node* const when = step_map.find("when")) {
                step.when = read_formula(*when, Type::truth, Place::price_step, names, x_mistakes);
            }
            if (const Node* const pays = step_map.need("parent_pays")) {
                step.parent_pays = read_formula(*pays, Type::yen, Place::price_step, names, x_mistakes);
            }
            price.by_day |= step.when.by_day || step.parent_pays.by_day;
            price.counts_uses |= step.when.counts_uses || step.parent_pays.counts_uses;
            whole &= step.parent_pays.whole;
            names.share_is_whole &= step.parent_pays.whole;
            price.steps.push_back(std::move(step));
        });
        if (price.steps.empty()) {
            x_mistakes.add(*steps, {"料金に段がない", "a price without steps"},
                           {"`parent_pays` のある段が一つ以上", "at least one step with `parent_pays`"},
                           {"保護者の負担を書いてください", "write what the parent pays"});
        }
        read_rounding(map, price, whole);
    }

    void read_rounding(const MapReader& map, Price& price, bool whole)
    {
        const Node* const node = map.find("rounding");
        if (!node) {
            if (!whole) {
                x_mistakes.add(map.node(),
                               {"1円未満が出る料金に `rounding` がない",
                                "a price that can give fractions of a yen, without `rounding`"},
                               {"`rounding: { unit: 1, direction: floor, side: parent, level: use }`",
                                "`rounding: { unit: 1, direction: floor, side: parent, level: use }`"},
                               {"何円の単位に、どちらへ、だれの額を、どこで丸めるか書いてください",
                                "say to how many yen, in which direction, which side and at which level"});
            }
            return;
        }
        if (whole) {
            x_mistakes.add(
                *node,
                {"端数の出ない料金に `rounding` がある", "`rounding` of a price that has no fractions"},
                {"端数処理なし", "no rounding"}, {"消してください", "remove it"});
        }
        const MapReader rounding(*node, Map::rounding, x_mistakes);
        static constexpr std::int64_t yen[] = {1, 10, 100, 1000};
        if (const auto unit = rounding.choice("unit")) {
            price.rounding.unit = yen[*unit];
        }
        if (const auto direction = rounding.choice("direction")) {
            price.rounding.direction = static_cast<Direction>(*direction);
        }
        if (const auto side = rounding.choice("side")) {
            price.rounding.of_parent = *side == 0;
        }
        if (const auto level = rounding.choice("level")) {
            price.rounding.each_unit = *level == 0;
        }
    }

    // ---- help ----

    Formula formula(const Node& node, Type wanted, Place place)
    {
        return read_formula(node, wanted, place, x_names, x_mistakes);
    }

    Text template_of(const MapReader& map, std::string_view key, bool required)
    {
        const Text text = required ? map.sentence(key) : map.optional_sentence(key);
        const Node* const node = map.find(key);
        if (!node) return text;
        for (const Language language : all_languages) {
            const std::string* const sentence = text.find(language);
            const Node* const written = node->find(code_of(language));
            const std::string_view wrong = sentence ? wrong_placeholder(*sentence) : std::string_view();
            if (wrong.empty() || !written) continue;
            std::string_view name = wrong.substr(1);
            if (!name.empty() && name.back() == '}') name.remove_suffix(1);
            x_mistakes.add(
                *written, told("差し込みの名前{}がある", "the placeholder {}", quoted(wrong)),
                list_of(all_placeholders()),
                suggest(name, all_placeholders(),
                        {"一覧にある名前を波かっこで囲んでください", "write it in braces as listed"}));
        }
        return text;
    }

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

}  // namespace

ReadResult read_programme(std::string file_name, std::string_view text, const Calendars& calendars)
{
    constexpr std::size_t longest = 2'000'000;
    Mistakes mistakes(file_name);
    ReadResult result;
    if (text.size() > longest) {
        mistakes.add(1, 1, told("ファイルが{}バイトある", "a file of {} bytes", text.size()),
                     {"2MBまで", "at most 2 MB"}, {"事業を分けてください", "split the programme"});
        result.mistakes = mistakes.take();
        return result;
    }
    const Node root = read_yaml(text, mistakes);
    std::unique_ptr<Parts> parts;
    if (root.kind != Node::Kind::none || mistakes.empty()) {
        parts = ProgrammeReader(root, std::move(file_name), calendars, mistakes).read();
    }
    if (mistakes.empty() && parts) {
        SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), parts->version.data());
        result.programme = std::make_shared<const Programme>(std::move(parts));
    }
    result.mistakes = mistakes.take();
    return result;
}

ReadCalendarResult read_calendar(std::string file_name, std::string_view text)
{
    Mistakes mistakes(file_name);
    ReadCalendarResult result;
    const Node root = read_yaml(text, mistakes);
    const MapReader map(root, Map::calendar, mistakes);
    result.name = map.text("calendar");
    map.text("source");
    const auto known_until = map.date("known_until");

    const auto items_of = [&](std::string_view key) -> std::vector<Node> {
        const Node* const node = map.need(key);
        if (!node) return {};
        if (node->kind != Node::Kind::list)
            mistakes.add(*node, what_is(*node), {"リスト", "a list"},
                         {"`[…]` と書いてください", "write `[…]`"});
        return node->items;
    };
    static const std::vector<std::string_view> weekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                        "thursday", "friday", "saturday"};
    std::vector<std::chrono::weekday> weekly;
    for (const Node& item : items_of("closed_weekly")) {
        const auto found = std::find(weekdays.begin(), weekdays.end(), item.text);
        if (found == weekdays.end()) {
            mistakes.add(item, what_is(item), list_of(weekdays),
                         suggest(item.text, weekdays, {"曜日を書いてください", "write a weekday"}));
            continue;
        }
        weekly.emplace_back(static_cast<unsigned>(found - weekdays.begin()));
    }
    std::vector<std::chrono::month_day> yearly;
    for (const Node& item : items_of("closed_yearly")) {
        // "12-29", read as a day of a leap year
        Mistakes ignored("");
        Node whole = item;
        whole.text = "2024-" + item.text;
        const auto day = read_date(whole, ignored);
        if (!day) {
            mistakes.add(item, what_is(item), {"月と日（12-29 のように）", "a month and a day, as in 12-29"},
                         {"月も日も2桁で書いてください", "write both in two digits"});
            continue;
        }
        yearly.push_back(day->month() / day->day());
    }
    std::map<std::chrono::sys_days, std::string> holidays;
    if (const Node* const node = map.need("holidays")) {
        if (node->kind != Node::Kind::map)
            mistakes.add(*node, what_is(*node), {"日付のマップ", "a map of dates"},
                         {"`日付: 名前` と書いてください", "write `date: name`"});
        for (const auto& [key, value] : node->entries) {
            if (const auto day = read_date(key, mistakes)) holidays.emplace(*day, value.text);
        }
    }
    if (mistakes.empty() && known_until) {
        result.calendar = std::make_shared<const Calendar>(std::move(holidays), std::move(yearly),
                                                           std::move(weekly), *known_until);
    }
    result.mistakes = mistakes.take();
    return result;
}

}  // namespace hagukumi::rules
