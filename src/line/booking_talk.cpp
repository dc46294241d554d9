#include "line/booking_talk.hpp"

#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "booking/book.hpp"
#include "booking/notices.hpp"
#include "booking/openings.hpp"
#include "facilities/facility.hpp"
#include "line/limits.hpp"
#include "line/talk.hpp"
#include "people/family.hpp"

namespace hagukumi::line {

using booking::Registration;
using booking::RegistrationState;

namespace {

/// The service that is booked on a registration's coupon, as the programme has it.
const rules::Service* booked_service(const rules::Programme& programme, const ledger::Coupon& coupon)
{
    for (const rules::Service& service : programme.services()) {
        const rules::BookingRules* const rules = programme.booking_of(service.code);
        if (rules != nullptr && programme.allotment_of(service).code == coupon.allotment) return &service;
    }
    return nullptr;
}

bool can_be_cancelled(booking::State state)
{
    return (booking::has_seats(state) && state != booking::State::arrived) ||
           state == booking::State::waiting;
}

}  // namespace

BookingTalk::BookingTalk(Parts parts) : x_in(std::move(parts))
{
    if (!x_in.account) return;
    x_is_protected = people::is_address_protected(x_in.tx, *x_in.account->household);
}

// ── 予約をする ──

Message BookingTalk::book(const Menu& menu)
{
    const rules::Programme* const programme = ledger::find_programme(x_in.programmes, menu.programme);
    must(programme != nullptr, "a menu's programme is one of the municipality's");
    const Date today = date_in_japan(x_in.now);
    std::vector<Registration> approved, waiting, ended;
    for (Registration& one : registrations_of(menu)) {
        if (one.state == RegistrationState::applied) waiting.push_back(std::move(one));
        else if (one.state != RegistrationState::approved) continue;
        else if (one.valid_until && *one.valid_until < today) ended.push_back(std::move(one));
        else approved.push_back(std::move(one));
    }
    if (!approved.empty()) return bookable(*programme, approved);
    if (!waiting.empty()) return not_yet(waiting.front());
    if (ended.empty()) return child_first();
    const Speaker& say = x_in.speaker;
    return {Card{say.said("ended_title"),
                 {place_of(ended.front()),
                  say.filled("ended", {{"last_day", say.day(*ended.front().valid_until)}})},
                 {say.opens("open_child", "child")}},
            {}};
}

Message BookingTalk::bookable(const rules::Programme& programme, const std::vector<Registration>& approved)
{
    const Speaker& say = x_in.speaker;
    Card card{say.said("book_title"), {say.said("book_choose")}, {}};
    for (const Registration& one : approved) {
        const auto coupon = one.coupon ? ledger::find_coupon(x_in.tx, *one.coupon) : std::nullopt;
        const rules::Service* const service = coupon ? booked_service(programme, *coupon) : nullptr;
        if (service == nullptr) continue;
        // One child only: what stands against any booking is said here, before a calendar opens (G-15).
        if (approved.size() == 1)
            if (auto message = nothing_free(programme, one, service->code)) return std::move(*message);
        card.lines.push_back(place_of(one));
        card.buttons.emplace_back(
            OpenUri{shortened(place_of(one), limits::flex_label), page_of(calendar_of(one, service->code))});
    }
    if (card.buttons.empty()) return child_first();
    return {std::move(card), {}};
}

std::optional<Message> BookingTalk::nothing_free(const rules::Programme& programme,
                                                 const Registration& registration, const std::string& service)
{
    const Speaker& say = x_in.speaker;
    booking::Wanted wanted;
    wanted.coupon = registration.coupon;
    wanted.facility = registration.facility;
    wanted.request.service = service;
    const booking::Asker asker{rules::BookedBy::parent, x_in.account->id, *x_in.account->household, {}};
    const auto open = booking::openings(x_in.tx, x_in.programmes, asker, wanted, x_in.now);
    if (!open) return failed(open.error(), registration);
    if (open->blocked_by)
        return Message{Card{say.said("blocked_title"),
                            {place_of(registration),
                             say.said(rules::sentence_of(programme, *open->blocked_by, service))},
                            {say.opens("open_bookings", "bookings")}},
                       {}};
    // Where lots are drawn nobody needs a free seat to apply; the page says until when.
    if (open->total_left > 0 || open->rules->seat_of == rules::SeatOf::nothing || open->draw)
        return std::nullopt;
    Card card{say.said("full_title"),
              {place_of(registration), say.filled("full", {{"last_day", say.day(open->last_day)},
                                                           {"phone", phone_of(registration.facility)}})},
              calls(registration.facility)};
    if (open->rules->waiting_list)
        card.buttons.insert(card.buttons.begin(),
                            OpenUri{say.said("open_waiting"), page_of(calendar_of(registration, service))});
    return Message{std::move(card), {}};
}

/// The page of the days on which a registration's coupon can be booked.
std::string BookingTalk::calendar_of(const Registration& registration, const std::string& service)
{
    return "book/coupon/" + to_string(*registration.coupon) + "/" + service + "/" +
           to_string(registration.facility);
}

/// What the booking room says against it, in its own words, and whom to telephone.
Message BookingTalk::failed(const Error& error, const Registration& registration) const
{
    const Speaker& say = x_in.speaker;
    return {Card{say.said("failed_title"),
                 {place_of(registration), say.said(error.message)},
                 calls(registration.facility)},
            {}};
}

/// What stands against booking the interview of a registration, if anything does (G-07).
std::optional<Error> BookingTalk::against_interview(const Registration& registration) const
{
    booking::Wanted wanted;
    wanted.registration = registration.id;
    wanted.facility = registration.facility;
    wanted.request.service = rules::interview_code;
    const booking::Asker asker{rules::BookedBy::parent, x_in.account->id, *x_in.account->household, {}};
    auto open = booking::openings(x_in.tx, x_in.programmes, asker, wanted, x_in.now);
    if (open) return std::nullopt;
    return std::move(open).error();
}

Message BookingTalk::not_yet(const Registration& registration) const
{
    const Speaker& say = x_in.speaker;
    if (const auto error = against_interview(registration)) return failed(*error, registration);
    Card card{say.said("not_yet_title"),
              {place_of(registration), say.said("not_yet")},
              calls(registration.facility)};
    card.buttons.insert(card.buttons.begin(), say.opens("open_bookings", "bookings"));
    return {std::move(card), {}};
}

Message BookingTalk::child_first() const
{
    const Speaker& say = x_in.speaker;
    Card card{say.said("child_first_title"),
              {say.said("child_first")},
              {OpenUri{say.said("open_child"), page_of("child")}}};
    if (!x_in.account) card.buttons.push_back(say.opens("open_move", "move"));
    return {std::move(card), {}};
}

// ── 面談予約の再開 ──

Message BookingTalk::interview(const Menu& menu)
{
    const Speaker& say = x_in.speaker;
    Card card{say.said("interview_title"), {say.said("interview_choose")}, {}};
    std::optional<Message> doubtful, booked;  // said where no interview can be booked
    for (const Registration& one : registrations_of(menu)) {
        if (one.state != RegistrationState::applied) continue;
        if (const auto error = against_interview(one)) {
            doubtful = failed(*error, one);
            continue;
        }
        const auto all =
            booking::bookings_of_household(x_in.tx, one.household, Date(std::chrono::sys_days{}));
        const auto its = std::find_if(all.begin(), all.end(), [&](const booking::Booking& candidate) {
            return candidate.registration == one.id && booking::has_seats(candidate.state);
        });
        if (its != all.end()) {
            booked = say.text("interview_booked", values_of(*its));
            continue;
        }
        card.lines.push_back(place_of(one));
        card.buttons.emplace_back(OpenUri{shortened(place_of(one), limits::flex_label),
                                          page_of("book/registration/" + to_string(one.id) + "/" +
                                                  rules::interview_code + "/" + to_string(one.facility))});
    }
    if (!card.buttons.empty()) return {std::move(card), {}};
    if (doubtful) return std::move(*doubtful);
    if (booked) return std::move(*booked);
    return {Card{say.said("interview_title"),
                 {say.said("interview_none")},
                 {OpenUri{say.said("open_child"), page_of("child")}}},
            {}};
}

// ── 予約を取り消す ──

Message BookingTalk::bookings(const Menu& menu)
{
    if (!x_in.account) return child_first();
    const rules::Programme* const programme = ledger::find_programme(x_in.programmes, menu.programme);
    must(programme != nullptr, "a menu's programme is one of the municipality's");
    Carousel cards;
    for (const booking::Booking& one :
         booking::bookings_of_household(x_in.tx, *x_in.account->household, date_in_japan(x_in.now))) {
        if (cards.cards.size() == limits::carousel_bubbles) break;
        if (one.place.programme != menu.programme || !can_be_cancelled(one.state)) continue;
        if (x_is_protected && one.account != x_in.account->id) continue;
        cards.cards.push_back(card_of(*programme, one));
    }
    if (cards.cards.empty()) return x_in.speaker.text("bookings_none");
    return {std::move(cards), {}};
}

Card BookingTalk::card_of(const rules::Programme& programme, const booking::Booking& booking) const
{
    const Speaker& say = x_in.speaker;
    Card card{facility_of(booking.place.facility), {say.filled("booking", values_of(booking))}, {}};
    if (booking.place.service == rules::interview_code) card.title += say.said("interview_mark");
    const rules::Cancellation answer =
        booking::cancellation_of(x_in.tx, programme, booking, rules::BookedBy::parent, x_in.now);
    if (answer.allowed) {
        if (answer.until)
            card.lines.push_back(say.filled("cancel_until", {{"until", say.moment(*answer.until)}}));
        card.buttons.emplace_back(
            Postback{say.said("cancel"), postback_data(x_in.menu, "cancel", booking.id), say.said("cancel")});
    } else {
        card.lines.push_back(say.filled("cancel_over", {{"phone", phone_of(booking.place.facility)}}));
        card.buttons = calls(booking.place.facility);
    }
    return card;
}

Message BookingTalk::ask_to_cancel(const Id& id)
{
    const Speaker& say = x_in.speaker;
    const auto booking = find_own(id);
    if (!booking || !can_be_cancelled(booking->state)) return say.text("cancel_gone");
    return {Confirm{say.filled("cancel_ask", values_of(*booking)),
                    Postback{say.said("yes"), postback_data(x_in.menu, "cancel_yes", id), say.said("yes")},
                    Postback{say.said("no"), postback_data(x_in.menu, "cancel_no", id), say.said("no")}},
            {}};
}

Message BookingTalk::cancel(const Id& id)
{
    const Speaker& say = x_in.speaker;
    const auto booking = find_own(id);
    if (!booking || !can_be_cancelled(booking->state)) return say.text("cancel_gone");
    booking::Cancel command;
    command.key =
        audit::subject_of(audit::Digest("line.cancel").add(id).add(booking->changed_at.milliseconds));
    command.at = x_in.now;
    command.notice = x_in.draw_id(x_in.now);
    command.cost_entry = x_in.draw_id(x_in.now);
    command.asker = {rules::BookedBy::parent, x_in.account->id, *x_in.account->household, {}};
    command.booking = id;
    const auto outcome = booking::cancel(x_in.tx, x_in.programmes, command);
    Values values = values_of(*booking);
    if (!outcome || !*outcome) {
        return {Card{say.said("failed_title"),
                     {say.said((outcome ? outcome->error() : outcome.error()).message)},
                     calls(booking->place.facility)},
                {}};
    }
    if (const auto* late = std::get_if<booking::TooLate>(&**outcome)) {
        values["until"] = late->answer.until ? say.moment(*late->answer.until) : "";
        values["phone"] = phone_of(booking->place.facility);
        return {Card{say.said("cancel_late_title"),
                     {say.filled("cancel_late", values)},
                     calls(booking->place.facility)},
                {}};
    }
    return {Card{say.said("cancelled_title"),
                 {say.filled("cancelled", values)},
                 {say.opens("open_bookings", "bookings")}},
            {}};
}

// ── what is read ──

std::vector<Registration> BookingTalk::registrations_of(const Menu& menu) const
{
    if (!x_in.account) return {};
    auto all = booking::registrations_of_household(x_in.tx, *x_in.account->household);
    std::erase_if(all, [&](const Registration& one) {
        return one.programme != menu.programme || (x_is_protected && one.account != x_in.account->id);
    });
    return all;
}

std::optional<booking::Booking> BookingTalk::find_own(const Id& id) const
{
    auto found = booking::find_booking(x_in.tx, id);
    if (!found || !x_in.account || found->household != *x_in.account->household) return std::nullopt;
    if (x_is_protected && found->account != x_in.account->id) return std::nullopt;
    return found;
}

std::string BookingTalk::facility_of(const Id& id) const
{
    const auto facility = facilities::find_facility(x_in.tx, id);
    must(facility.has_value(), "a booking is at a facility");
    return facility->name;
}

std::string BookingTalk::phone_of(const Id& id) const
{
    const auto facility = facilities::find_facility(x_in.tx, id);
    must(facility.has_value(), "a booking is at a facility");
    return facility->phone;
}

std::vector<Action> BookingTalk::calls(const Id& facility) const
{
    return dials(x_in.speaker.said("call_facility"), phone_of(facility));
}

/// As registered where the municipality wants it so (G-05), else by the nickname.
std::string BookingTalk::child_of(const Id& household, const Id& id) const
{
    const auto family = people::load_family(x_in.tx, household, people::Reader::parent);
    if (family)
        for (const people::Child& child : family->children) {
            if (child.id != id) continue;
            if (x_in.conversation.shows_child_names) return child.name;
            if (!child.nickname.empty()) return child.nickname;
        }
    return x_in.speaker.said("child_unnamed");
}

std::string BookingTalk::place_of(const Registration& registration) const
{
    return x_in.speaker.filled("place", {{"child", child_of(registration.household, registration.child)},
                                         {"facility", facility_of(registration.facility)}});
}

Values BookingTalk::values_of(const booking::Booking& booking) const
{
    return {{"child", child_of(booking.household, booking.holder)},
            {"facility", facility_of(booking.place.facility)},
            {"when", x_in.speaker.said(booking::when_in_words(booking))},
            {"number", ledger::number_of(booking.id)}};
}

std::string BookingTalk::page_of(const std::string& at) const
{
    return x_in.speaker.page(at + "?menu=" + to_string(x_in.menu));
}

}  // namespace hagukumi::line
