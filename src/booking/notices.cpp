#include "booking/notices.hpp"

#include "booking/book.hpp"
#include "booking/draw.hpp"
#include "facilities/facility.hpp"
#include "messages/outbox.hpp"
#include "messages/translations.hpp"
#include "rules/booking/moments.hpp"
#include "rules/in_all.hpp"

namespace hagukumi::booking {

namespace {

Text moment_in_words(const std::optional<Instant>& at)
{
    if (!at)
        return messages::in_all("please_telephone", {"お電話でお問い合わせください", "please telephone"});
    return messages::in_all("until_moment", {"{moment}まで", "until {moment}"},
                            {"moment", rules::moment_in_all(*at)});
}

/// When the lots of its draw are drawn.
Text drawn_at_in_words(store::Snapshot& snapshot, const Booking& booking)
{
    const auto draw = booking.draw ? find_draw(snapshot, *booking.draw) : std::nullopt;
    if (!draw) return {"", ""};
    return rules::moment_in_all(draw->closes_at);
}

Text name_of_service(const rules::Programme& programme, const std::string& service)
{
    const rules::Service* const found = programme.find_service(service);
    return found != nullptr ? found->name : messages::in_all("interview", {"面談", "Interview"});
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
    Text when = rules::day_in_all(booking.first_day);
    if (booking.last_day != booking.first_day) {
        const Text last = rules::day_in_all(booking.last_day);
        when.ja += "〜" + last.ja;
        when.en += " to " + last.en;
        for (auto& [language, words] : when.more) words += " – " + last.in(language);
    }
    if (!booking.boxes.empty()) {
        const std::string from = rules::time_of_day(booking.from_minute);
        const std::string until = rules::time_of_day(booking.until_minute);
        when.ja += " " + from + "〜" + until;
        when.en += ", " + from + " to " + until;
        for (auto& [language, words] : when.more) words += " " + from + "–" + until;
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
        .words("until", until ? rules::day_in_all(*until) : Text{"", ""});
    enqueue(tx, id, at, registration.account, messages::channel::account, message_template, params);
    tx.announce({tx.municipality(), registration.facility, id, "booking", {}});
}

}  // namespace hagukumi::booking
