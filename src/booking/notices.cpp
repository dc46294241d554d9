#include "booking/notices.hpp"

#include "base/era.hpp"
#include "booking/book.hpp"
#include "booking/draw.hpp"
#include "facilities/facility.hpp"
#include "messages/outbox.hpp"
#include "rules/booking/moments.hpp"

namespace hagukumi::booking {

namespace {

Text moment_in_words(const std::optional<Instant>& at)
{
    if (!at) return {"お電話でお問い合わせください", "please telephone"};
    const std::string time = to_string_in_japan(*at).substr(11, 5);
    const Date day = date_in_japan(*at);
    return {in_japanese(day) + time + "まで", "until " + in_english(day) + ", " + time};
}

/// When the lots of its draw are drawn.
Text drawn_at_in_words(store::Snapshot& snapshot, const Booking& booking)
{
    const auto draw = booking.draw ? find_draw(snapshot, *booking.draw) : std::nullopt;
    if (!draw) return {"", ""};
    const std::string time = to_string_in_japan(draw->closes_at).substr(11, 5);
    const Date day = date_in_japan(draw->closes_at);
    return {in_japanese(day) + " " + time, in_english(day) + ", " + time};
}

Text name_of_service(const rules::Programme& programme, const std::string& service)
{
    const rules::Service* const found = programme.find_service(service);
    return found != nullptr ? found->name : Text{"面談", "Interview"};
}

void enqueue(store::Transaction& tx, const Id& id, Instant at, const Id& recipient, std::string_view channel,
             std::string_view message_template, const messages::Params& params)
{
    messages::Message message;
    message.id = id;
    message.at = at;
    message.channel = channel;
    message.recipient = recipient;
    message.message_template = message_template;
    const std::string json = params.json();
    message.params = json;
    messages::enqueue(tx, message);
}

}  // namespace

Text when_in_words(const Booking& booking)
{
    Text when{in_japanese(booking.first_day), in_english(booking.first_day)};
    if (booking.last_day != booking.first_day) {
        when.ja += "〜" + in_japanese(booking.last_day);
        when.en += " to " + in_english(booking.last_day);
    }
    if (!booking.boxes.empty()) {
        const std::string from = rules::time_of_day(booking.from_minute);
        const std::string until = rules::time_of_day(booking.until_minute);
        when.ja += " " + from + "〜" + until;
        when.en += ", " + from + " to " + until;
    }
    return when;
}

void tell(store::Transaction& tx, const rules::Programme& programme, const Booking& booking, const Id& id,
          Instant at, std::string_view message_template)
{
    const auto facility = facilities::find_facility(tx, booking.place.facility);
    must(facility.has_value(), "a booking is at a facility");
    const rules::Cancellation cancellation =
        cancellation_of(tx, programme, booking, rules::BookedBy::parent, at);
    const std::string number = ledger::number_of(booking.id);
    const Text when = when_in_words(booking);
    messages::Params params;
    params.text("facility", facility->name)
        .text("phone", facility->phone)
        .words("service", name_of_service(programme, booking.place.service))
        .words("when", when)
        .text("number", number)
        .text("message", booking.message)
        .words("offered_until", moment_in_words(booking.offered_until))
        .words("drawn_at", drawn_at_in_words(tx, booking))
        .words("cancel_until", moment_in_words(cancellation.until));
    enqueue(tx, id, at, booking.household, messages::channel::household, message_template, params);
    tx.announce({tx.municipality(), booking.place.facility, id, "booking", {}});
}

void tell(store::Transaction& tx, const rules::Programme& programme, const Registration& registration,
          const Id& id, Instant at, std::string_view message_template)
{
    const auto facility = facilities::find_facility(tx, registration.facility);
    must(facility.has_value(), "a registration is at a facility");
    const auto until = registration.valid_until;
    messages::Params params;
    params.text("facility", facility->name)
        .text("phone", facility->phone)
        .words("programme", programme.name())
        .text("message", registration.reason)
        .words("until", until ? Text{in_japanese(*until), in_english(*until)} : Text{"", ""});
    enqueue(tx, id, at, registration.account, messages::channel::account, message_template, params);
    tx.announce({tx.municipality(), registration.facility, id, "booking", {}});
}

}  // namespace hagukumi::booking
