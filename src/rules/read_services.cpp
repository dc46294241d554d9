// What is granted and what can be used: allotments and services, read.
#include <algorithm>

#include "rules/programme_reader.hpp"

namespace hagukumi::rules {

void ProgrammeReader::read_allotments()
{
    const Node* const node = x_root.need("allotments");
    if (!node) return;
    for_each_entry(*node, {"利用枠", "the allotments"}, [&](const Node& key, const Node& value) {
        if (is_code(key, {"利用枠", "an allotment"}, x_mistakes)) read_allotment(key, value);
    });
}

void ProgrammeReader::read_allotment(const Node& key, const Node& value)
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

void ProgrammeReader::read_notes(const MapReader& map, Allotment& allotment, AllotmentParts& parts)
{
    const Node& node = *map.find("notes");
    if (map.find("units")) {
        x_mistakes.add(
            *map.find("units"), {"`notes` と並んで `units` がある", "`units` beside `notes`"},
            {"どちらか一つ", "one of them"},
            {"`units` を消してください（券の合計で決まります）", "remove `units`: the notes add up to it"});
    }
    if (allotment.unit != Unit::yen) {
        x_mistakes.add(
            node,
            told("単位{}に `notes` がある", "`notes` of the unit {}", backquoted(code_of(allotment.unit))),
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

void ProgrammeReader::read_services()
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

void ProgrammeReader::read_service(const Node& key, const Node& value)
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
    if (const auto next_day = map.choice("ends_next_day")) service.ends_next_day = *next_day == 1;
    for (const std::string_view of_hours : {"begun_unit", "ends_next_day"}) {
        if (!asks || service.asks == Asks::hours || map.find(of_hours) == nullptr) continue;
        x_mistakes.add(
            *map.find(of_hours),
            told("`asks: hours` でないのに{}がある", "{} without `asks: hours`", backquoted(of_hours)),
            {"時刻をたずねるところだけ", "it where hours are asked"}, {"消してください", "remove it"});
    }
    if (const auto least = map.number("least_per_use")) service.least_per_use = {*least};
    if (const auto most = map.number("most_per_use")) {
        service.most_per_use = Units{*most};
        if (*most < service.least_per_use.count) {
            x_mistakes.add(
                *map.find("most_per_use"), told("最大が{}である", "a most of {}", *most),
                told("`least_per_use` の{}以上", "at least `least_per_use`, {}", service.least_per_use.count),
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

void ProgrammeReader::read_how_days_count(const MapReader& map, Service& service)
{
    const auto counts = map.choice("counts");
    if (counts) service.nights_only = *counts == 1;
    if (counts && service.asks != Asks::dates) {
        x_mistakes.add(*map.find("counts"),
                       {"`asks: dates` でないのに `counts` がある", "`counts` without `asks: dates`"},
                       {"日付をたずねるところだけ", "it where dates are asked"},
                       {"消してください", "remove it"});
    }
    if (const Node* const weight = map.find("units_per_day"); weight != nullptr &&
                                                              weight->kind == Node::Kind::scalar &&
                                                              weight->text.find('.') != std::string::npos) {
        x_mistakes.add(*weight, what_is(*weight), {"整数", "a whole number"},
                       {"半分は書けません。単位を半日（`half_day`）にし、1日を2と数えてください",
                        "there are no halves: let the unit be `half_day`, and count a day as 2"});
    } else if (const auto number = map.number("units_per_day")) {
        service.units_per_day = *number;
    }
    if (map.find("units_per_day") && service.asks != Asks::dates && service.asks != Asks::number_of_days) {
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

void ProgrammeReader::check_unit(const MapReader& map, const Service& service)
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

void ProgrammeReader::read_allotment_of(const MapReader& map, Service& service, bool unit_known)
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
                       told("単位に{}が書かれている", "{} as the unit", backquoted(code_of(service.unit))),
                       told("利用枠の単位 `{}`", "`{}`, the unit of the allotment", code_of(found->unit)),
                       {"同じ単位で数えてください", "count both in the same unit"});
    }
    if (!found->notes.empty() && service.asks != Asks::amount && map.find("asks")) {
        x_mistakes.add(
            *map.find("asks"),
            told("券の利用枠に{}が書かれている", "{} for an allotment of notes", what_is(*map.find("asks"))),
            {"`asks: amount`", "`asks: amount`"},
            {"券は支払いに使います。金額をたずねてください", "notes pay a bill; ask for its sum"});
    }
}

}  // namespace hagukumi::rules
