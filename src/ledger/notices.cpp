#include "ledger/notices.hpp"

#include <fmt/format.h>

#include "messages/outbox.hpp"

namespace hagukumi::ledger {

namespace {

using messages::Params;

Text amount(Units units, rules::Unit unit)
{
    const Text& name = rules::name_of(unit);
    return {fmt::format("{}{}", units.count, name.ja), fmt::format("{} {}", units.count, name.en)};
}

Text left_words(const Coupon& coupon, Units left, rules::Unit unit)
{
    if (!coupon.limited) return {"回数の制限なし", "no limit"};
    return amount(left, unit);
}

/// "2026-07-08 09:30"
std::string moment(Instant at)
{
    std::string text = to_string_in_japan(at).substr(0, 16);
    text[10] = ' ';
    return text;
}

const rules::Allotment& allotment_of(const rules::Programme& programme, const Coupon& coupon)
{
    const rules::Allotment* allotment = programme.find_allotment(coupon.allotment);
    must(allotment != nullptr, "a coupon's allotment stands in its programme");
    return *allotment;
}

void enqueue(store::Transaction& tx, const Coupon& coupon, const NewEntry& entry,
             std::string_view message_template, const Params& params)
{
    messages::Message message;
    message.id = entry.id;
    message.at = entry.at;
    message.recipient = coupon.household;
    message.message_template = message_template;
    const std::string json = params.json();
    message.params = json;
    messages::enqueue(tx, message);
}

}  // namespace

void tell_used(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
               const rules::Service& service, const NewEntry& entry, Instant used_at,
               std::string_view facility_name)
{
    Params params;
    params.words("coupon", programme.words().coupon)
        .text("facility", facility_name)
        .text("when", moment(used_at))
        .words("service", service.name)
        .number("units", -entry.units.count)
        .words("unit", rules::name_of(service.unit))
        .words("left", left_words(coupon, entry.left_after, service.unit));
    enqueue(tx, coupon, entry, "used", params);
}

void tell_voided(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                 const Entry& used, const NewEntry& entry, std::string_view facility_name)
{
    const rules::Service* service = programme.find_service(used.service);
    const rules::Unit unit = service != nullptr ? service->unit : allotment_of(programme, coupon).unit;
    Params params;
    params.words("coupon", programme.words().coupon)
        .text("facility", facility_name)
        .text("when", moment(used.at))
        .words("service", service != nullptr ? service->name : Text{used.service, used.service})
        .number("units", -used.units.count)
        .words("unit", rules::name_of(unit))
        .words("left", left_words(coupon, entry.left_after, unit));
    enqueue(tx, coupon, entry, "voided", params);
}

void tell_corrected(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                    const Entry& used, const rules::Service& service, const NewEntry& entry,
                    std::string_view facility_name)
{
    const rules::Service* before = programme.find_service(used.service);
    const rules::Unit unit_before = before != nullptr ? before->unit : service.unit;
    Params params;
    params.words("coupon", programme.words().coupon)
        .text("facility", facility_name)
        .text("when", moment(used.at))
        .words("service", service.name)
        .words("before", amount(Units{-used.units.count}, unit_before))
        .words("after", amount(Units{-entry.units.count}, service.unit))
        .words("left", left_words(coupon, entry.left_after, service.unit));
    enqueue(tx, coupon, entry, "corrected", params);
}

void tell_adjusted(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                   const NewEntry& entry)
{
    const rules::Allotment& allotment = allotment_of(programme, coupon);
    Params params;
    params.words("coupon", programme.words().coupon)
        .words("allotment", allotment.name)
        .text("units", fmt::format("{:+}", entry.units.count))
        .words("unit", rules::name_of(allotment.unit))
        .words("left", left_words(coupon, entry.left_after, allotment.unit))
        .text("when", moment(entry.at));
    enqueue(tx, coupon, entry, "adjusted", params);
}

void tell_expired(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                  const NewEntry& entry)
{
    const rules::Allotment& allotment = allotment_of(programme, coupon);
    Params params;
    params.words("coupon", programme.words().coupon)
        .words("allotment", allotment.name)
        .text("until", hagukumi::to_string(date_in_japan(entry.at)))
        .number("units", -entry.units.count)
        .words("unit", rules::name_of(allotment.unit));
    enqueue(tx, coupon, entry, "expired", params);
}

void tell_granted(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                  const NewEntry& entry, const std::optional<Date>& until)
{
    const rules::Allotment& allotment = allotment_of(programme, coupon);
    const Text unknown{"ポータルで確認できます", "see the portal"};
    Params params;
    params.words("coupon", programme.words().coupon)
        .words("holder", programme.name())
        .words("allotment", allotment.name)
        .words("units", coupon.limited
                            ? Text{std::to_string(entry.units.count), std::to_string(entry.units.count)}
                            : Text{"制限なし", "no limit"})
        .words("unit", coupon.limited ? rules::name_of(allotment.unit) : Text{})
        .text("when", hagukumi::to_string(date_in_japan(entry.at)))
        .words("until", until ? Text{hagukumi::to_string(*until), hagukumi::to_string(*until)} : unknown);
    enqueue(tx, coupon, entry, "granted", params);
}

}  // namespace hagukumi::ledger
