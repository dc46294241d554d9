// Prices, read last, as they use everything else.

#include "rules/programme_reader.hpp"

namespace hagukumi::rules {

void ProgrammeReader::read_prices()
{
    for (std::size_t i = 0; i < x_price_nodes.size(); ++i) {
        if (x_parts->services[i].priced) read_price(*x_price_nodes[i], i);
    }
    check_month_sums();
}

void ProgrammeReader::read_price(const Node& node, std::size_t service)
{
    const MapReader map(node, Map::price, x_mistakes);
    Price& price = x_parts->service_parts[service].price;
    price.source = map.text("source");
    if (const Node* const fee = map.need("fee")) {
        price.fee = formula(*fee, Type::yen, Place::price_fee);
    }
    if (const Node* const fee_by = map.find("fee_by")) {
        price.fee_each_day = map.choice("fee_by") == 1;
        if (price.fee_each_day && x_parts->services[service].asks != Asks::dates &&
            x_parts->services[service].asks != Asks::number_of_days) {
            x_mistakes.add(*fee_by,
                           {"日をまたがないサービスに `each_day` がある", "`each_day` without a stay"},
                           {"日数や日付を聞くサービスだけに `fee_by: each_day`",
                            "`fee_by: each_day` only where days or dates are asked"},
                           {"`fee_by` を消してください", "remove `fee_by`"});
        }
    }
    price.by_day = price.fee.by_day || price.fee_each_day;
    price.counts_uses = price.fee.counts_uses;
    price.of_whole_use = price.fee.of_whole_use;
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
        price.of_whole_use |= step.when.of_whole_use || step.parent_pays.of_whole_use;
        whole &= step.parent_pays.whole;
        names.share_is_whole &= step.parent_pays.whole;
        price.steps.push_back(std::move(step));
    });
    if (price.steps.empty()) {
        x_mistakes.add(*steps, {"料金に段がない", "a price without steps"},
                       {"`parent_pays` のある段が一つ以上", "at least one step with `parent_pays`"},
                       {"保護者の負担を書いてください", "write what the parent pays"});
    }
    read_rounding(map, service, whole);
}

void ProgrammeReader::read_rounding(const MapReader& map, std::size_t service, bool whole)
{
    Price& price = x_parts->service_parts[service].price;
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
    price.is_rounded = true;
    const MapReader rounding(*node, Map::rounding, x_mistakes);
    static constexpr std::int64_t yen[] = {1, 10, 100, 1000};
    if (const auto unit = rounding.choice("unit")) {
        price.rounding.unit = yen[*unit];
        if (whole && price.rounding.unit == 1) {
            x_mistakes.add(
                *node,
                {"端数の出ない料金に `rounding` がある", "`rounding` of a price that has no fractions"},
                {"端数処理なし", "no rounding"}, {"消してください", "remove it"});
        }
    }
    if (const auto direction = rounding.choice("direction")) {
        price.rounding.direction = static_cast<Direction>(*direction);
    }
    if (const auto side = rounding.choice("side")) {
        price.rounding.of_parent = *side == 0;
    }
    if (const auto level = rounding.choice("level")) {
        price.rounding.level = static_cast<RoundedAt>(*level);
        if (price.rounding.each_unit() && price.of_whole_use) {
            x_mistakes.add(*rounding.find("level"),
                           {"利用時間か請求額による料金に `level: unit` がある",
                            "`level: unit` of a price by the hours or the bill of the use"},
                           {"`level: use`", "`level: use`"},
                           {"時間や請求額は1回の利用全体のものです。利用ごとに丸めてください",
                            "hours and bill are those of the whole use; round the use"});
        }
    }
    read_month_sum(rounding, service);
}

void ProgrammeReader::read_month_sum(const MapReader& rounding, std::size_t service)
{
    Rounding& into = x_parts->service_parts[service].price.rounding;
    const bool by_month = into.level == RoundedAt::month;
    for (const std::string_view key : {"counting", "of", "at"}) {
        const Node* const node = rounding.find(key);
        if (node == nullptr || by_month || rounding.find("level") == nullptr) continue;
        x_mistakes.add(
            *node, told("`level: month` でないのに{}がある", "{} without `level: month`", backquoted(key)),
            {"`level: month` と並べたときだけ", "it beside `level: month`"},
            {"消すか、`level: month` と書いてください", "remove it, or write `level: month`"});
    }
    if (!by_month) return;
    x_parts->needs_history = true;
    if (const auto whose = rounding.choice("of", true)) into.whose = static_cast<Whose>(*whose + 1);
    if (const auto at = rounding.choice("at", true)) into.each_facility = *at == 0;
    const Node* const counting = rounding.need("counting");
    if (counting == nullptr) return;
    const std::uint64_t itself = std::uint64_t{1} << service;
    const bool alone = counting->kind == Node::Kind::scalar && counting->text == "this_service";
    into.services = alone ? itself : services_counted(*counting, true);
    if (into.services == 0 || (into.services & itself) != 0) return;
    x_mistakes.add(
        *counting,
        told("{}の月の合計に、そのサービスが入っていない", "a month's sum for {} without that service",
             backquoted(x_parts->services[service].code)),
        {"`counting` の中にそのサービス", "the service itself among `counting`"},
        {"加えてください", "add it"});
}

void ProgrammeReader::check_month_sums()
{
    for (std::size_t i = 0; i < x_parts->services.size(); ++i) {
        const Rounding& own = x_parts->service_parts[i].price.rounding;
        if (own.level != RoundedAt::month) continue;
        for (std::size_t j = 0; j < x_parts->services.size(); ++j) {
            const Price& other = x_parts->service_parts[j].price;
            // Whole yen change nothing in a sum that is rounded to whole yen.
            const bool is_free = !x_parts->services[j].priced || (own.unit == 1 && !other.is_rounded);
            if ((own.services >> j & 1) == 0 || is_free || other.rounding == own) continue;
            x_mistakes.add(*x_price_nodes[i]->find("rounding"),
                           told("{}と合計する{}の端数処理が違う",
                                "the rounding of {1}, which is added to {0}, is another one",
                                backquoted(x_parts->services[i].code), backquoted(x_parts->services[j].code)),
                           {"合計するすべてのサービスに同じ `rounding`",
                            "the same `rounding` in all services of the sum"},
                           {"同じに書くか、`counting` から外してください",
                            "write them alike, or take it out of `counting`"});
        }
    }
}

}  // namespace hagukumi::rules
