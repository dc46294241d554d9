#include "desk/tell_refused.hpp"

#include "facilities/facility.hpp"
#include "messages/outbox.hpp"

namespace hagukumi::desk {

namespace {

/// "2026-07-08 09:30"
std::string moment(Instant at)
{
    std::string text = to_string_in_japan(at).substr(0, 16);
    text[10] = ' ';
    return text;
}

}  // namespace

void tell_refused(store::Transaction& tx, const rules::Programme& programme, const RefusedUse& refused,
                  std::string_view message_template)
{
    const auto facility = facilities::find_facility(tx, refused.facility);
    must(facility.has_value(), "a desk belongs to a facility");
    messages::Params params;
    params.words("coupon", programme.words().coupon)
        .text("facility", facility->name)
        .text("when", moment(refused.asked_at))
        .words("service", programme.find_service(refused.service)->name)
        .words("reason", refused.why);
    messages::Message message;
    message.id = refused.event;
    message.at = refused.at;
    message.recipient = refused.household;
    message.message_template = message_template;
    const std::string json = params.json();
    message.params = json;
    messages::enqueue(tx, message);
}

}  // namespace hagukumi::desk
