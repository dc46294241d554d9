// Parents book: what can be booked, the calendar, booking, changing, cancelling, registering a child.
#include <algorithm>

#include "booking/calendar_file.hpp"
#include "http/api/bookings_out.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "people/family.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t most_nearest = 3;
/// Bookings of the past are shown for so many days.
constexpr int shown_past_days = 60;

const Id& household_of(const people::Caller& caller)
{
    must(caller.household.has_value(), "a parent belongs to a household");
    return *caller.household;
}

booking::Asker asker_of(const people::Caller& caller)
{
    return {rules::BookedBy::parent, caller.account, household_of(caller), {}};
}

/// Whether what stands at one facility only, the coupon or the registration, is the caller's own doing.
bool is_of_caller(const std::vector<booking::Registration>& registrations, const people::Caller& caller,
                  const booking::Wanted& wanted)
{
    return std::any_of(registrations.begin(), registrations.end(), [&](const booking::Registration& one) {
        const bool is_meant =
            wanted.registration ? one.id == *wanted.registration : one.coupon == wanted.coupon;
        return is_meant && one.account == caller.account;
    });
}

/// In a protected family, what leads to the facility of another guardian is not found.
Result<void> must_be_seen(store::Snapshot& snapshot, const people::Caller& caller,
                          const booking::Wanted& wanted)
{
    if (!people::is_address_protected(snapshot, household_of(caller))) return {};
    const auto coupon = wanted.coupon ? ledger::find_coupon(snapshot, *wanted.coupon) : std::nullopt;
    if (wanted.coupon && (!coupon || !coupon->facility)) return {};
    if (!is_of_caller(booking::registrations_of_household(snapshot, household_of(caller)), caller, wanted))
        return not_found();
    return {};
}

Result<void> must_be_seen(store::Snapshot& snapshot, const people::Caller& caller, const Id& id)
{
    const auto found = booking::find_booking(snapshot, id);
    if (found && found->account != caller.account &&
        people::is_address_protected(snapshot, household_of(caller)))
        return not_found();
    return {};
}

/// One thing that this family can book: a service on a coupon, or the interview of a registration.
json::object choice(const rules::Programme& programme, const rules::BookingRules& rules,
                    std::string_view service, std::string child)
{
    json::object out;
    out["coupon"] = out["registration"] = out["facility"] = nullptr;
    out["programme"] = programme.code();
    out["programme_name"] = to_json(programme.name());
    out["service"] = service;
    out["service_name"] = to_json(service_name(programme, service));
    out["child"] = std::move(child);
    out["rules"] = booking_rules_to_json(rules);
    return out;
}

void add_coupon_choices(json::array& out, store::Snapshot& snapshot, const Municipality& municipality,
                        const people::Caller& caller)
{
    for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, household_of(caller))) {
        const rules::Programme* const programme = municipality.find(coupon.programme);
        if (programme == nullptr || coupon.state == ledger::CouponState::expired) continue;
        booking::Wanted wanted;
        wanted.coupon = coupon.id;
        if (!must_be_seen(snapshot, caller, wanted)) continue;
        for (const rules::Service& service : programme->services()) {
            const rules::BookingRules* const rules = programme->booking_of(service.code);
            if (rules == nullptr || programme->allotment_of(service).code != coupon.allotment) continue;
            const Id holder = coupon.child.value_or(coupon.birth.value_or(coupon.household));
            json::object one = choice(*programme, *rules, service.code,
                                      child_name(snapshot, coupon.household, holder, Viewer::parent));
            one["coupon"] = to_string(coupon.id);
            if (coupon.facility) {
                const auto facility = facilities::find_facility(snapshot, *coupon.facility);
                if (facility) one["facility"] = facility_to_json(*facility);
            }
            out.push_back(std::move(one));
        }
    }
}

void add_interview_choices(json::array& out, store::Snapshot& snapshot, const Municipality& municipality,
                           const std::vector<booking::Registration>& registrations)
{
    for (const booking::Registration& registration : registrations) {
        const rules::Programme* const programme = municipality.find(registration.programme);
        if (programme == nullptr || registration.state != booking::RegistrationState::applied) continue;
        if (registration.same_as) continue;  // the facility looks at it first
        const rules::BookingRules* const rules = programme->booking_of(rules::interview_code);
        const auto facility = facilities::find_facility(snapshot, registration.facility);
        if (rules == nullptr || !facility) continue;
        json::object one =
            choice(*programme, *rules, rules::interview_code,
                   child_name(snapshot, registration.household, registration.child, Viewer::parent));
        one["registration"] = to_string(registration.id);
        one["facility"] = facility_to_json(*facility);
        out.push_back(std::move(one));
    }
}

/// Where a child can be registered: every facility that offers a service whose booking needs an interview.
json::array registrable(store::Snapshot& snapshot, const Municipality& municipality, Date today)
{
    json::array out;
    for (const auto& programme : municipality.programmes) {
        if (programme->booking_of(rules::interview_code) == nullptr) continue;
        std::vector<Id> listed;
        for (const rules::Service& service : programme->services()) {
            const rules::BookingRules* const rules = programme->booking_of(service.code);
            if (rules == nullptr || !rules->interview) continue;
            for (const facilities::Facility& facility :
                 facilities::facilities_offering(snapshot, programme->code(), service.code, today, 200)) {
                if (std::find(listed.begin(), listed.end(), facility.id) != listed.end()) continue;
                listed.push_back(facility.id);
                out.push_back(json::object{{"programme", programme->code()},
                                           {"programme_name", to_json(programme->name())},
                                           {"facility", facility_to_json(facility)}});
            }
        }
    }
    return out;
}

Result<booking::Wanted> wanted_in_query(const Request& request)
{
    booking::Wanted wanted;
    const auto id = [&](const char* name) { return parse_id(request.query_value(name)); };
    wanted.coupon = id("coupon");
    wanted.registration = id("registration");
    wanted.request.service = std::string(request.query_value("service"));
    if (!wanted.coupon == !wanted.registration || wanted.request.service.empty()) return not_found();
    const auto facility = id("facility");
    if (facility) wanted.facility = *facility;
    return wanted;
}

Result<Response> booked(const Site& site, store::Snapshot& snapshot, const Request& request,
                        const booking::Booked& done, int status)
{
    const auto found = booking::find_booking(snapshot, done.booking);
    must(found.has_value(), "what was just booked can be read");
    Response response = json_response(
        status, json::object{{"booking", booking_to_json(snapshot, municipality_of(site, request), *found,
                                                         Viewer::parent, request.at)}});
    if (done.is_replay) response.headers.emplace_back("Hagukumi-Replay", "true");
    return response;
}

/// What was refused, with the nearest free times when the seat was gone.
Response refused(const Site& site, store::Snapshot& snapshot, const people::Caller& caller,
                 const Request& request, const booking::Judged& judged, const booking::Wanted& wanted)
{
    std::vector<booking::FreeTime> nearest;
    const auto seat_gone = [](const rules::BookingLook& look) {
        return look.check == rules::BookingCheck::seats_free && look.verdict != rules::Verdict::met;
    };
    if (std::any_of(judged.booking.looks.begin(), judged.booking.looks.end(), seat_gone)) {
        nearest = booking::nearest_free(snapshot, municipality_of(site, request).programmes, asker_of(caller),
                                        wanted, request.at, most_nearest);
    }
    return booking_refusal(judged, wanted.request.service, nearest, language_asked(request));
}

/// What a facility has left on one day, or why nothing can be booked there.
json::object place_on(store::Snapshot& snapshot, const Municipality& municipality,
                      const people::Caller& caller, const facilities::Facility& facility,
                      const booking::Wanted& wanted, Date day, Instant at, std::optional<Language> also)
{
    json::object place{
        {"facility", facility_to_json(facility)}, {"mark", "closed"}, {"left", nullptr}, {"reason", nullptr}};
    const auto open = booking::openings(snapshot, municipality.programmes, asker_of(caller), wanted, at, day);
    if (!open) {
        place["reason"] = to_json(open.error().message);
        return place;
    }
    const booking::OpenDay& one = open->days.front();
    place["mark"] = booking::name_of(one.mark);
    if (one.left) place["left"] = *one.left;
    place["reason"] = closed_to_json(*open, one, wanted.request.service, also);
    if (open->blocked_by) place["reason"] = blocked_to_json(*open, wanted.request.service, also);
    return place;
}

}  // namespace

Result<Response> get_parent_bookings(const Site& site, const people::Caller& caller,
                                     store::Snapshot& snapshot, const Request& request)
{
    const Municipality& municipality = municipality_of(site, request);
    const Date today = date_in_japan(request.at);
    const Date since = date_of_days(days_since_epoch(today) - shown_past_days);
    json::array bookings;
    const bool hides = people::is_address_protected(snapshot, household_of(caller));
    for (const booking::Booking& one :
         booking::bookings_of_household(snapshot, household_of(caller), since)) {
        if (hides && one.account != caller.account) continue;
        bookings.push_back(booking_to_json(snapshot, municipality, one, Viewer::parent, request.at));
    }
    auto all = booking::registrations_of_household(snapshot, household_of(caller));
    std::erase_if(all,
                  [&](const booking::Registration& one) { return hides && one.account != caller.account; });
    json::array choices, registrations;
    add_coupon_choices(choices, snapshot, municipality, caller);
    add_interview_choices(choices, snapshot, municipality, all);
    for (const booking::Registration& one : all)
        registrations.push_back(registration_to_json(snapshot, one, Viewer::parent));
    return json_response(200, json::object{{"today", hagukumi::to_string(today)},
                                           {"bookings", std::move(bookings)},
                                           {"choices", std::move(choices)},
                                           {"registrations", std::move(registrations)},
                                           {"registrable", registrable(snapshot, municipality, today)}});
}

Result<Response> get_registrable(const Site& site, store::Snapshot& snapshot, const Request& request)
{
    return json_response(200, json::object{{"places", registrable(snapshot, municipality_of(site, request),
                                                                  date_in_japan(request.at))}});
}

Result<Response> get_parent_openings(const Site& site, const people::Caller& caller,
                                     store::Snapshot& snapshot, const Request& request)
{
    const booking::Wanted wanted = TRY(wanted_in_query(request));
    TRY(must_be_seen(snapshot, caller, wanted));
    const auto open = TRY(booking::openings(snapshot, municipality_of(site, request).programmes,
                                            asker_of(caller), wanted, request.at));
    return json_response(200, openings_to_json(open, wanted.request.service, language_asked(request)));
}

Result<Response> get_parent_places(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    booking::Wanted wanted = TRY(wanted_in_query(request));
    TRY(must_be_seen(snapshot, caller, wanted));
    const Date day = TRY(day_in_query(request, date_in_japan(request.at)));
    const Municipality& municipality = municipality_of(site, request);
    const auto coupon = wanted.coupon ? ledger::find_coupon(snapshot, *wanted.coupon) : std::nullopt;
    if (!coupon || coupon->household != household_of(caller)) return not_found();
    json::array places;
    for (const facilities::Facility& facility :
         facilities::facilities_offering(snapshot, coupon->programme, wanted.request.service, day, 200)) {
        wanted.facility = facility.id;
        places.push_back(place_on(snapshot, municipality, caller, facility, wanted, day, request.at,
                                  language_asked(request)));
    }
    return json_response(200, json::object{{"day", hagukumi::to_string(day)}, {"places", std::move(places)}});
}

Result<Response> get_parent_search(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    const Municipality& municipality = municipality_of(site, request);
    const Date day = TRY(day_in_query(request, date_in_japan(request.at)));
    json::array choices, found;
    add_coupon_choices(choices, snapshot, municipality, caller);
    for (json::value& choice : choices) {
        booking::Wanted wanted;
        wanted.coupon = parse_id(choice.at("coupon").as_string());
        wanted.request.service = std::string(choice.at("service").as_string());
        const auto coupon = ledger::find_coupon(snapshot, *wanted.coupon);
        must(coupon.has_value(), "a choice stands on a coupon");
        for (const facilities::Facility& facility :
             facilities::facilities_offering(snapshot, coupon->programme, wanted.request.service, day, 200)) {
            if (coupon->facility && *coupon->facility != facility.id) continue;
            wanted.facility = facility.id;
            json::object place = place_on(snapshot, municipality, caller, facility, wanted, day, request.at,
                                          language_asked(request));
            for (const char* name : {"coupon", "service", "service_name", "child"})
                place[name] = choice.at(name);
            found.push_back(std::move(place));
        }
    }
    return json_response(200, json::object{{"day", hagukumi::to_string(day)}, {"found", std::move(found)}});
}

Recorded<Response> post_parent_booking(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                       const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::Book command;
    command.key = in.id("key");
    command.at = request.at;
    command.asker = asker_of(caller);
    command.wanted.coupon = in.maybe_id("coupon");
    command.wanted.registration = in.maybe_id("registration");
    command.wanted.facility = in.id("facility");
    command.wanted.request = read_booking_request(in);
    command.wanted.request.service = in.text("service");
    command.wanted.answers = in.maybe_texts("answers");
    command.wait = in.flag("wait");
    if (!command.wanted.coupon == !command.wanted.registration)
        in.mistake("coupon", "both or none", "coupon or registration");
    TRY(in.done());
    TRY(must_be_seen(tx, caller, command.wanted));
    command.id = site.draw_id(request.at);
    auto outcome = TRY(booking::book(tx, municipality_of(site, request).programmes, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* judged = std::get_if<booking::Judged>(&*outcome))
        return Result<Response>(refused(site, tx, caller, request, *judged, command.wanted));
    return Result<Response>(TRY(booked(site, tx, request, std::get<booking::Booked>(*outcome), 201)));
}

Recorded<Response> post_parent_booking_days(const Site& site, const people::Caller& caller,
                                            store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::BookDays command;
    booking::Book& each = command.book;
    each.key = in.id("key");
    each.at = request.at;
    each.asker = asker_of(caller);
    each.wanted.coupon = in.id("coupon");
    each.wanted.facility = in.id("facility");
    each.wanted.request.service = in.text("service");
    each.wanted.request.boxes = in.maybe_times("boxes");
    each.wanted.answers = in.maybe_texts("answers");
    command.days = in.dates("days");
    TRY(in.done());
    TRY(must_be_seen(tx, caller, each.wanted));
    for (std::size_t i = 0; i < command.days.size(); ++i) command.ids.push_back(site.draw_id(request.at));
    const Municipality& municipality = municipality_of(site, request);
    auto outcome = TRY(booking::book_days(tx, municipality.programmes, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* judged = std::get_if<std::vector<booking::JudgedDay>>(&*outcome))
        return Result<Response>(
            booking_days_refusal(*judged, each.wanted.request.service, language_asked(request)));
    const auto& done = std::get<booking::BookedDays>(*outcome);
    json::array bookings;
    for (const Id& id : done.bookings) {
        const auto found = booking::find_booking(tx, id);
        must(found.has_value(), "what was just booked can be read");
        bookings.push_back(booking_to_json(tx, municipality, *found, Viewer::parent, request.at));
    }
    Response response = json_response(201, json::object{{"bookings", std::move(bookings)}});
    if (done.is_replay) response.headers.emplace_back("Hagukumi-Replay", "true");
    return Result<Response>(std::move(response));
}

Recorded<Response> post_parent_booking_change(const Site& site, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::Change command;
    command.key = in.id("key");
    command.request = read_booking_request(in);
    TRY(in.done());
    command.at = request.at;
    command.notice = site.draw_id(request.at);
    command.asker = asker_of(caller);
    command.booking = TRY(id_in_path(request, 0));
    TRY(must_be_seen(tx, caller, command.booking));
    auto outcome = TRY(booking::change(tx, municipality_of(site, request).programmes, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* judged = std::get_if<booking::Judged>(&*outcome)) {
        const auto old = booking::find_booking(tx, command.booking);
        must(old.has_value(), "a booking that was refused a change exists");
        booking::Wanted wanted{old->coupon, old->registration, old->place.facility, command.request, {}};
        wanted.request.service = old->place.service;
        return Result<Response>(refused(site, tx, caller, request, *judged, wanted));
    }
    return Result<Response>(TRY(booked(site, tx, request, std::get<booking::Booked>(*outcome), 200)));
}

Recorded<Response> post_parent_booking_cancel(const Site& site, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::Cancel command;
    command.key = in.id("key");
    TRY(in.done());
    command.at = request.at;
    command.notice = site.draw_id(request.at);
    command.cost_entry = site.draw_id(request.at);
    command.asker = asker_of(caller);
    command.booking = TRY(id_in_path(request, 0));
    TRY(must_be_seen(tx, caller, command.booking));
    auto outcome = TRY(booking::cancel(tx, municipality_of(site, request).programmes, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* late = std::get_if<booking::TooLate>(&*outcome)) {
        return Result<Response>(problem(422, Error{ErrorKind::conflict,
                                                   "too_late",
                                                   sentence_of(*late->programme, late->answer.look,
                                                               late->service, language_asked(request)),
                                                   0,
                                                   {}}));
    }
    return Result<Response>(TRY(booked(site, tx, request, std::get<booking::Booked>(*outcome), 200)));
}

Recorded<Response> post_parent_booking_take(const Site& site, const people::Caller& caller,
                                            store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::TakeOffer command;
    command.key = in.id("key");
    TRY(in.done());
    command.at = request.at;
    command.notice = site.draw_id(request.at);
    command.asker = asker_of(caller);
    command.booking = TRY(id_in_path(request, 0));
    TRY(must_be_seen(tx, caller, command.booking));
    const auto done = TRY(booking::take_offer(tx, municipality_of(site, request).programmes, command));
    return Result<Response>(TRY(booked(site, tx, request, done, 200)));
}

Result<Response> get_parent_booking_calendar(const Site& site, const people::Caller& caller,
                                             store::Snapshot& snapshot, const Request& request)
{
    const auto found = booking::find_booking(snapshot, TRY(id_in_path(request, 0)));
    if (!found || found->household != household_of(caller)) return not_found();
    TRY(must_be_seen(snapshot, caller, found->id));
    const rules::Programme* const programme = municipality_of(site, request).find(found->place.programme);
    const auto facility = facilities::find_facility(snapshot, found->place.facility);
    if (programme == nullptr || !facility) return not_found();
    Response response;
    response.content_type = "text/calendar";
    response.body = booking::calendar_file(*found, *facility, service_name(*programme, found->place.service));
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"yoyaku.ics\"");
    return response;
}

Recorded<Response> post_parent_registration(const Site& site, const people::Caller& caller,
                                            store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::Register command;
    command.key = in.id("key");
    command.programme = in.text("programme");
    command.facility = in.id("facility");
    command.child = in.id("child");
    TRY(in.done());
    command.at = request.at;
    command.id = site.draw_id(request.at);
    command.account = caller.account;
    command.household = household_of(caller);
    const auto done = TRY(booking::register_child(tx, municipality_of(site, request).programmes, command));
    const auto found = booking::find_registration(tx, done.registration);
    must(found.has_value(), "what was just registered can be read");
    return Result<Response>(
        json_response(201, json::object{{"registration", registration_to_json(tx, *found, Viewer::parent)},
                                        {"was_there", done.was_there}}));
}

}  // namespace hagukumi::http
