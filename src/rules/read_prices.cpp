// Prices, read last, as they use everything else.

#include "rules/programme_reader.hpp"

namespace hagukumi::rules {

void ProgrammeReader::read_prices()
{
    for (std::size_t i = 0; i < x_price_nodes.size(); ++i) {
        if (x_parts->services[i].priced) read_price(*x_price_nodes[i], x_parts->service_parts[i].price);
    }
}

void ProgrammeReader::read_price(const Node& node, Price& price)
{
    const MapReader map(node, Map::price, x_mistakes);
    price.source = map.text("source");
    if (const Node* const fee = map.need("fee")) {
        price.fee = formula(*fee, Type::yen, Place::price_fee);
    }
    price.by_day = price.fee.by_day;
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
    read_rounding(map, price, whole);
}

void ProgrammeReader::read_rounding(const MapReader& map, Price& price, bool whole)
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
            *node, {"端数の出ない料金に `rounding` がある", "`rounding` of a price that has no fractions"},
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
        if (price.rounding.each_unit && price.of_whole_use) {
            x_mistakes.add(*rounding.find("level"),
                           {"利用時間か請求額による料金に `level: unit` がある",
                            "`level: unit` of a price by the hours or the bill of the use"},
                           {"`level: use`", "`level: use`"},
                           {"時間や請求額は1回の利用全体のものです。利用ごとに丸めてください",
                            "hours and bill are those of the whole use; round the use"});
        }
    }
}

}  // namespace hagukumi::rules
