// Prices: the fee, the parent's share step by step, the rounding and the payment.
#include "rules/telling.hpp"

namespace hagukumi::rules {

namespace {

Text each_of(const Service& service)
{
    if (service.asks == Asks::dates && service.nights_only) return {"1泊", "night"};
    return is_stay(service) ? Text{"1日", "day"} : one_of(measure_of(service.unit));
}

Text whose_month(Whose whose)
{
    switch (whose) {
        case Whose::holder:
        case Whose::birth: return {"1回の出産（流産及び死産を含む。）", "one birth or loss"};
        case Whose::child: return {"子1人", "one child"};
        case Whose::household: return {"1世帯", "one household"};
        case Whose::guardian: break;
    }
    return {"保護者1人", "one guardian"};
}

/// What is rounded, as a clause.
Text level_of(const Telling& telling, const Service& service, const Rounding& rounding)
{
    switch (rounding.level) {
        case RoundedAt::unit:
            return say("{}ごとに端数を処理してから合計する", "each {} is rounded, then they are added",
                       each_of(service));
        case RoundedAt::use:
            return {"一度の利用の全体を合計してから処理する", "the whole use is added first, then rounded"};
        case RoundedAt::month: break;
    }
    return say(
        "{}につき、{}、利用の最終日の属する月における{}の利用の額を合計してから処理し、一度の利用の額は、"
        "その利用までの合計から、それまでの利用（取り消したものを除く。）の額を除いた額とする",
        "the sum of the month in which the use ends is rounded, over the uses of {2} by {0} {1}, and "
        "a use takes what that sum exceeds the uses that stand before it by",
        whose_month(rounding.whose),
        rounding.each_facility ? Text{"施設ごとに", "at each facility"}
                               : Text{"すべての施設を通じて", "at all facilities together"},
        telling.services_named(rounding.services));
}

Paragraph told(Telling& telling, const PriceStep& step, Measure measure, const Text& where)
{
    Paragraph said = telling.value(step.parent_pays, Place::price_step, measure, where);
    const Text label = in_quotes(step.label);
    if (!step.when.present()) {
        said.text = say("{}：{}とする。", "{}: {}.", label, said.text);
        return said;
    }
    Paragraph when = telling.condition(step.when, Place::price_step, where, measure);
    said.text = say("{}：{}ときは、{}とする。", "{0}: if {1}, {2}.", label, when.text, said.text);
    // The list of the condition comes before that of the sum, in the order of the sentence.
    said.parts.insert(said.parts.begin(), when.parts.begin(), when.parts.end());
    return said;
}

Paragraph told(Telling& telling, const Service& service, const Price& price)
{
    const Measure measure = measure_of(service.unit);
    const Text where = say("{}の料金", "the price of {}", service.name);
    Paragraph said{in_quotes(service.name), price.source};
    said.parts.push_back(put("利用料金は、{}とする。", "The fee is {}.",
                             telling.value(price.fee, Place::price_fee, measure, where)));
    Paragraph steps{{"自己負担額は、利用料金から始めて、次の順に求める。",
                     "The parent's share begins with the fee and is worked out in this order."}};
    for (const PriceStep& step : price.steps) steps.parts.push_back(told(telling, step, measure, where));
    said.parts.push_back(std::move(steps));
    said.parts.push_back(
        {{"求めた自己負担額が0円に満たないときは0円とし、利用料金を超えるときは利用料金とする。残りを公費"
          "負担額とする。",
          "The share is never below 0 yen nor above the fee; the rest is the public share."}});
    const bool is_stay = service.asks == Asks::dates || service.asks == Asks::number_of_days;
    if ((is_stay && price.by_day) || price.rounding.each_unit())
        said.parts.push_back(
            {say("{}ごとに求めて、合計する。", "It is worked out for each {} and added.", each_of(service))});
    if (price.fee_each_day)
        said.parts.push_back({{"利用の途中で施設の料金が変わるときは、日ごとに、その日の料金による。",
                               "When the facility's fee changes over a stay, each day has its own."}});
    if (price.is_rounded)
        said.parts.push_back({words_of(price.rounding, level_of(telling, service, price.rounding))});
    said.parts.push_back(
        {price.paid_afterwards
             ? Text{"利用者は、利用料金の全額を施設に支払い、後日、公費負担額の払戻し（償還払い）を受ける"
                    "。",
                    "The parent pays the whole fee and gets the public share back afterwards."}
             : Text{"利用者は、利用のときに自己負担額を施設に支払う。",
                    "The parent pays the share to the facility at the use."}});
    return said;
}

}  // namespace

std::vector<Paragraph> describe_prices(Telling& telling)
{
    const Parts& parts = telling.parts();
    std::vector<Paragraph> items;
    for (std::size_t i = 0; i < parts.services.size(); ++i) {
        const Service& service = parts.services[i];
        if (service.priced) {
            items.push_back(told(telling, service, parts.service_parts[i].price));
        } else {
            items.push_back({say("{}：料金は、定められていない。", "{}: the price is not stated.",
                                 in_quotes(service.name))});
        }
    }
    return items;
}

}  // namespace hagukumi::rules
