#include "ledger/notices.hpp"

#include <fmt/format.h>

#include "audit/failed_attempts.hpp"
#include "messages/outbox.hpp"
#include "messages/translations.hpp"
#include "rules/in_all.hpp"

namespace hagukumi::ledger {

namespace {

using messages::Params;

/// "left", as a number of units or that there is no limit.
void say_left(Params& params, const Coupon& coupon, Units left, rules::Unit unit)
{
    if (coupon.limited) params.amount("left", {left.count, unit});
    else params.words("left", messages::in_all("no_limit", {"回数の制限なし", "no limit"}));
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

void enqueue(store::Transaction& tx, const Coupon& coupon, const Id& event, Instant at,
             std::string_view message_template, const Params& params)
{
    messages::Message message;
    message.id = event;
    message.at = at;
    message.recipient = coupon.household;
    message.message_template = message_template;
    const std::string json = params.json();
    message.params = json;
    messages::enqueue(tx, message);
}

/// Beside what else happened at `now`, and another one for each end of a coupon.
Id reminder_id(const Id& coupon, Date last_day, Instant now)
{
    Id id = audit::subject_of(audit::Digest("ledger.remind").add(coupon).add(last_day));
    for (std::size_t i = 0; i < 6; ++i)
        id.bytes[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(now.milliseconds) >> (40 - 8 * i));
    return id;
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
        .unit_of("unit", {-entry.units.count, service.unit});
    say_left(params, coupon, entry.left_after, service.unit);
    enqueue(tx, coupon, entry.id, entry.at, "used", params);
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
        .unit_of("unit", {-used.units.count, unit});
    say_left(params, coupon, entry.left_after, unit);
    enqueue(tx, coupon, entry.id, entry.at, "voided", params);
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
        .amount("before", {-used.units.count, unit_before})
        .amount("after", {-entry.units.count, service.unit});
    say_left(params, coupon, entry.left_after, service.unit);
    enqueue(tx, coupon, entry.id, entry.at, "corrected", params);
}

void tell_adjusted(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                   const NewEntry& entry)
{
    const rules::Allotment& allotment = allotment_of(programme, coupon);
    Params params;
    params.words("coupon", programme.words().coupon)
        .words("allotment", allotment.name)
        .text("units", fmt::format("{:+}", entry.units.count))
        .unit_of("unit", {entry.units.count, allotment.unit})
        .text("when", moment(entry.at));
    say_left(params, coupon, entry.left_after, allotment.unit);
    enqueue(tx, coupon, entry.id, entry.at, "adjusted", params);
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
        .unit_of("unit", {-entry.units.count, allotment.unit});
    enqueue(tx, coupon, entry.id, entry.at, "expired", params);
}

void tell_granted(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                  const NewEntry& entry, const std::optional<Date>& until)
{
    const rules::Allotment& allotment = allotment_of(programme, coupon);
    const Text unknown = messages::in_all("see_the_portal", {"ポータルで確認できます", "see the portal"});
    Params params;
    params.words("coupon", programme.words().coupon)
        .words("holder", programme.name())
        .words("allotment", allotment.name)
        .words("units", coupon.limited
                            ? Text{std::to_string(entry.units.count), std::to_string(entry.units.count)}
                            : messages::in_all("no_limit", {"制限なし", "no limit"}))
        .text("when", hagukumi::to_string(date_in_japan(entry.at)))
        .words("until", until ? Text{hagukumi::to_string(*until), hagukumi::to_string(*until)} : unknown);
    if (coupon.limited) params.unit_of("unit", {entry.units.count, allotment.unit});
    else params.text("unit", "");
    enqueue(tx, coupon, entry.id, entry.at, "granted", params);
}

void tell_ending(store::Transaction& tx, const rules::Programme& programme, const Coupon& coupon,
                 Date last_day, const std::vector<const rules::Service*>& services, Instant now)
{
    std::vector<Text> names;
    for (const rules::Service* service : services) names.push_back(service->name);
    const rules::Allotment& allotment = allotment_of(programme, coupon);
    Params params;
    params.words("coupon", programme.words().coupon)
        .words("allotment", allotment.name)
        .words("services", rules::list_in_all(names))
        .words("until", rules::day_in_all(last_day));
    say_left(params, coupon, coupon.left - coupon.reserved, allotment.unit);
    enqueue(tx, coupon, reminder_id(coupon.id, last_day, now), now, "coupon_ending", params);
}

}  // namespace hagukumi::ledger
