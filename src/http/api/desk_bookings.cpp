// The desk's bookings: the day and the week, the facility's answer, arrival, moving, walk-ins, registrations,
// seats.
#include <algorithm>

#include "base/age.hpp"
#include "base/whole_number.hpp"
#include "booking/desk.hpp"
#include "http/api/bookings_out.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr int most_days = 31;
constexpr int seats_shown_days = 14;

booking::Asker asker_of(const people::Caller& caller)
{
    return {rules::BookedBy::staff, caller.account, {}, facility_of(caller)};
}

booking::DeskCommand desk_command(const Site& site, const people::Caller& caller, const Request& request,
                                  const Id& key, const Id& id)
{
    return {key, request.at, site.draw_id(request.at), caller.account, facility_of(caller), id};
}

Result<Response> shown(const Site& site, store::Snapshot& snapshot, const Request& request, const Id& id,
                       int status = 200)
{
    const auto found = booking::find_booking(snapshot, id);
    must(found.has_value(), "a booking that was just written can be read");
    return json_response(
        status, json::object{{"booking", booking_to_json(snapshot, municipality_of(site, request), *found,
                                                         Viewer::desk, request.at)}});
}

Response registration_shown(store::Snapshot& snapshot, const Id& id)
{
    const auto found = booking::find_registration(snapshot, id);
    must(found.has_value(), "a registration that was just answered can be read");
    return json_response(
        200, json::object{{"registration", registration_to_json(snapshot, *found, Viewer::desk)}});
}

/// A service of a programme at the caller's facility.
Result<booking::Place> place_of(const Site& site, const people::Caller& caller, const Request& request,
                                std::string programme, std::string service)
{
    const rules::Programme* const found = municipality_of(site, request).find(programme);
    if (found == nullptr || found->booking_of(service) == nullptr) return not_found();
    return booking::Place{facility_of(caller), std::move(programme), std::move(service)};
}

json::value deadline_to_json(const std::optional<rules::Deadline>& deadline)
{
    if (!deadline) return nullptr;
    json::object out{{"days_before", deadline->days_before},
                     {"open_days", deadline->open_days},
                     {"until", time_of_day(deadline->minute)}};
    if (deadline->minutes_before) out["minutes_before"] = *deadline->minutes_before;
    if (deadline->use_begins) out["use_begins"] = time_of_day(*deadline->use_begins);
    return out;
}

json::object deadlines_to_json(const rules::Deadlines& deadlines)
{
    return {{"book", deadline_to_json(deadlines.book)},
            {"change", deadline_to_json(deadlines.change)},
            {"cancel", deadline_to_json(deadlines.cancel)}};
}

std::optional<rules::Deadline> read_deadline(JsonIn& in, const char* name, JsonIn& outer)
{
    const auto& object = in.object(name);
    if (object.empty()) return std::nullopt;
    JsonIn one(object);
    rules::Deadline deadline;
    const auto at_most = [](std::int64_t number, std::int64_t most) {
        return static_cast<int>(std::clamp<std::int64_t>(number, -1, most));
    };
    if (const auto minutes = one.maybe_whole("minutes_before")) {
        deadline.minutes_before = at_most(*minutes, 1'000'000);
        deadline.use_begins = one.maybe_time("use_begins");
        if (!one.done())
            outer.mistake(name, "something else", "minutes_before and, for whole days, use_begins");
        return deadline;
    }
    deadline.days_before = at_most(one.whole("days_before"), 1000);
    deadline.open_days = one.flag("open_days");
    deadline.minute = one.maybe_time("until").value_or(24 * 60);
    if (!one.done())
        outer.mistake(name, "something else",
                      "days_before, open_days and until, or minutes_before, or {} for never");
    return deadline;
}

/// One line of seats: a span of the day, cut into slots of so many minutes.
void read_line(const json::object& object, JsonIn& outer, std::vector<booking::Seats>& into,
               std::vector<int>* weekdays)
{
    JsonIn in(object);
    const int from = in.maybe_time("from").value_or(-1), until = in.maybe_time("until").value_or(-1);
    const std::int64_t step = in.whole("slot_minutes"), capacity = in.whole("capacity");
    const std::string group = in.maybe_text("age_group", 60).value_or("");
    if (weekdays != nullptr)
        weekdays->push_back(static_cast<int>(std::clamp<std::int64_t>(in.whole("weekday"), -1, 7)));
    const bool right = in.done() && from >= 0 && until > from && step >= 5 && step <= until - from &&
                       (until - from) % step == 0 && capacity >= 0 && capacity <= 1000 &&
                       (weekdays == nullptr || (weekdays->back() >= 0 && weekdays->back() <= 6));
    if (!right) {
        outer.mistake("lines", "a line that does not fit",
                      "weekday 0 to 6, from before until, whole slots of slot_minutes, capacity up to 1000");
        return;
    }
    for (int begins = from; begins < until; begins += static_cast<int>(step))
        into.push_back({begins, begins + static_cast<int>(step), group, static_cast<int>(capacity)});
}

}  // namespace

Result<Response> get_desk_bookings(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    const Date day = TRY(day_in_query(request, date_in_japan(request.at)));
    int days = 1;
    if (const std::string_view text = request.query_value("days"); !text.empty()) {
        days = parse_whole_number<int>(text).value_or(0);
        if (days < 1 || days > most_days) {
            return fail(ErrorKind::malformed, "wrong_days",
                        {"日数は1から31の間で指定してください。", "days takes a number from 1 to 31."});
        }
    }
    const Municipality& municipality = municipality_of(site, request);
    json::array bookings;
    for (const booking::Booking& one :
         booking::bookings_of_facility(snapshot, facility_of(caller), day, plus_days(day, days - 1)))
        bookings.push_back(booking_to_json(snapshot, municipality, one, Viewer::desk, request.at));
    return json_response(
        200,
        json::object{{"day", hagukumi::to_string(day)}, {"days", days}, {"bookings", std::move(bookings)}});
}

Recorded<Response> post_desk_booking(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::Book command;
    command.key = in.id("key");
    command.at = request.at;
    command.asker = asker_of(caller);
    command.wanted.coupon = in.id("coupon");
    command.wanted.facility = facility_of(caller);
    command.wanted.request = read_booking_request(in);
    command.wanted.request.service = in.text("service");
    command.wanted.answers = in.maybe_texts("answers");
    command.arrived = in.flag("arrived");
    TRY(in.done());
    command.id = site.draw_id(request.at);
    auto outcome = TRY(booking::book(tx, municipality_of(site, request).programmes, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* judged = std::get_if<booking::Judged>(&*outcome))
        return Result<Response>(
            booking_refusal(*judged, command.wanted.request.service, {}, language_asked(request)));
    return Result<Response>(TRY(shown(site, tx, request, std::get<booking::Booked>(*outcome).booking, 201)));
}

Recorded<Response> post_desk_booking_answer(const Site& site, const people::Caller& caller,
                                            store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const Id key = in.id("key");
    const std::string deed = in.text("deed");
    const std::string message = in.maybe_text("message", 1500).value_or("");
    static constexpr std::string_view deeds[] = {"accept", "decline", "arrive", "finish", "miss", "cancel"};
    if (std::find(std::begin(deeds), std::end(deeds), deed) == std::end(deeds))
        in.mistake("deed", "something else", "accept, decline, arrive, finish, miss or cancel");
    TRY(in.done());
    const Id id = TRY(id_in_path(request, 0));
    const auto& programmes = municipality_of(site, request).programmes;
    const booking::DeskCommand command = desk_command(site, caller, request, key, id);
    if (deed == "accept") TRY(booking::accept(tx, programmes, command));
    if (deed == "decline") TRY(booking::decline(tx, programmes, command, message));
    if (deed == "arrive") TRY(booking::arrive(tx, programmes, command));
    if (deed == "finish") TRY(booking::fulfil(tx, programmes, command));
    if (deed == "miss") TRY(booking::miss(tx, programmes, command));
    if (deed == "cancel") {
        const booking::Cancel cancelling{
            key, request.at, command.notice, site.draw_id(request.at), asker_of(caller), id, message};
        auto outcome = TRY(booking::cancel(tx, programmes, cancelling));
        if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    }
    return Result<Response>(TRY(shown(site, tx, request, id)));
}

Recorded<Response> post_desk_booking_move(const Site& site, const people::Caller& caller,
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
    auto outcome = TRY(booking::change(tx, municipality_of(site, request).programmes, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* judged = std::get_if<booking::Judged>(&*outcome)) {
        const auto old = booking::find_booking(tx, command.booking);
        must(old.has_value(), "a booking that was refused a change exists");
        return Result<Response>(booking_refusal(*judged, old->place.service, {}, language_asked(request)));
    }
    return Result<Response>(TRY(shown(site, tx, request, command.booking)));
}

Result<Response> get_desk_registrations(const Site& site, const people::Caller& caller,
                                        store::Snapshot& snapshot, const Request& request)
{
    json::array waiting, approved;
    for (const auto& one : booking::registrations_of_facility(snapshot, facility_of(caller),
                                                              booking::RegistrationState::applied))
        waiting.push_back(registration_to_json(snapshot, one, Viewer::desk));
    const Date today = date_in_japan(request.at);
    for (const auto& one : booking::registrations_of_facility(snapshot, facility_of(caller),
                                                              booking::RegistrationState::approved)) {
        if (one.valid_until && *one.valid_until >= today)
            approved.push_back(registration_to_json(snapshot, one, Viewer::desk));
    }
    json::array services;
    for (const auto& programme : municipality_of(site, request).programmes) {
        const auto add = [&](std::string_view service) {
            const rules::BookingRules* const rules = programme->booking_of(service);
            if (rules == nullptr) return;
            services.push_back(json::object{{"programme", programme->code()},
                                            {"service", service},
                                            {"service_name", to_json(service_name(*programme, service))},
                                            {"rules", booking_rules_to_json(*rules)}});
        };
        for (const rules::Service& service : programme->services()) add(service.code);
        add(rules::interview_code);
    }
    return json_response(200, json::object{{"waiting", std::move(waiting)},
                                           {"approved", std::move(approved)},
                                           {"services", std::move(services)}});
}

Recorded<Response> post_desk_registration_answer(const Site& site, const people::Caller& caller,
                                                 store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const Id key = in.id("key");
    const bool approves = in.flag("approve");
    const auto interviewed_on = in.maybe_date("interviewed_on");
    const std::string reason = in.maybe_text("reason", 1500).value_or("");
    TRY(in.done());
    const Id id = TRY(id_in_path(request, 0));
    const auto& programmes = municipality_of(site, request).programmes;
    if (approves) {
        booking::Approve command;
        command.key = key;
        command.at = request.at;
        command.notice = site.draw_id(request.at);
        command.account = caller.account;
        command.facility = facility_of(caller);
        command.registration = id;
        command.interviewed_on = interviewed_on.value_or(date_in_japan(request.at));
        const auto found = booking::find_registration(tx, id);
        const rules::Programme* const programme =
            found ? municipality_of(site, request).find(found->programme) : nullptr;
        const std::size_t allotments = programme != nullptr ? programme->allotments().size() : 0;
        for (std::size_t i = 0; i < 2 * allotments + 3; ++i) command.ids.push_back(site.draw_id(request.at));
        TRY(booking::approve(tx, programmes, command));
    } else {
        const booking::DeclineRegistration command{
            key, request.at, site.draw_id(request.at), caller.account, facility_of(caller), id, reason};
        TRY(booking::decline_registration(tx, programmes, command));
    }
    return Result<Response>(registration_shown(tx, id));
}

Recorded<Response> post_desk_registration_end(const Site& site, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::EndRegistration command;
    command.key = in.id("key");
    command.reason = in.text("reason", 1500);
    TRY(in.done());
    command.at = request.at;
    command.notice = site.draw_id(request.at);
    command.account = caller.account;
    command.facility = facility_of(caller);
    command.registration = TRY(id_in_path(request, 0));
    command.expiry = site.draw_id(request.at);
    TRY(booking::end_registration(tx, municipality_of(site, request).programmes, command));
    return Result<Response>(registration_shown(tx, command.registration));
}

Recorded<Response> post_desk_registration_same(const Site& site, const people::Caller& caller,
                                               store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::TellApart command;
    command.key = in.id("key");
    command.same = in.flag("same") ? booking::SameChild::yes : booking::SameChild::no;
    TRY(in.done());
    command.at = request.at;
    command.notice = site.draw_id(request.at);
    command.account = caller.account;
    command.facility = facility_of(caller);
    command.registration = TRY(id_in_path(request, 0));
    TRY(booking::tell_apart(tx, municipality_of(site, request).programmes, command));
    return Result<Response>(registration_shown(tx, command.registration));
}

Result<Response> get_desk_seats(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                const Request& request)
{
    const booking::Place place =
        TRY(place_of(site, caller, request, std::string(request.query_value("programme")),
                     std::string(request.query_value("service"))));
    const Date day = TRY(day_in_query(request, date_in_japan(request.at)));
    json::array weekly, slots;
    for (const booking::WeeklySeats& one : booking::weekly_seats(snapshot, place)) {
        weekly.push_back(json::object{{"weekday", one.weekday},
                                      {"from", time_of_day(one.seats.from_minute)},
                                      {"until", time_of_day(one.seats.until_minute)},
                                      {"age_group", one.seats.age_group},
                                      {"capacity", one.seats.capacity},
                                      {"first_day", hagukumi::to_string(one.first_day)},
                                      {"last_day", to_json(one.last_day)}});
    }
    for (const booking::Slot& slot :
         booking::slots_between(snapshot, place, day, plus_days(day, seats_shown_days - 1))) {
        slots.push_back(json::object{{"day", hagukumi::to_string(slot.day)},
                                     {"from", time_of_day(slot.seats.from_minute)},
                                     {"until", time_of_day(slot.seats.until_minute)},
                                     {"age_group", slot.seats.age_group},
                                     {"capacity", slot.seats.capacity},
                                     {"taken", slot.taken}});
    }
    const rules::BookingRules& rules =
        *municipality_of(site, request).find(place.programme)->booking_of(place.service);
    const auto own = booking::deadlines_of(snapshot, place);
    json::object out{{"day", hagukumi::to_string(day)},
                     {"weekly", std::move(weekly)},
                     {"slots", std::move(slots)},
                     {"rules", booking_rules_to_json(rules)},
                     {"deadlines", deadlines_to_json(own ? *own : rules.deadlines)},
                     {"own_deadlines", own.has_value()},
                     {"may_set_deadlines", rules.facility_sets_deadlines}};
    return json_response(200, std::move(out));
}

Recorded<Response> post_desk_seats_week(const Site& site, const people::Caller& caller,
                                        store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::SetWeek command;
    command.key = in.id("key");
    const std::string programme = in.text("programme"), service = in.text("service");
    const auto first_day = in.maybe_date("first_day");
    for (const json::object* line : in.objects("lines")) {
        std::vector<booking::Seats> seats;
        std::vector<int> weekdays;
        read_line(*line, in, seats, &weekdays);
        for (booking::Seats& one : seats) command.seats.emplace_back(weekdays.front(), std::move(one));
    }
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.place = TRY(place_of(site, caller, request, programme, service));
    command.first_day = first_day.value_or(date_in_japan(request.at));
    TRY(booking::set_week(tx, municipality_of(site, request).programmes, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_desk_seats_day(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                       const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::ChangeDay command;
    command.key = in.id("key");
    const std::string programme = in.text("programme"), service = in.text("service");
    const auto day = in.maybe_date("day");
    for (const json::object* line : in.objects("lines")) read_line(*line, in, command.seats, nullptr);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.place = TRY(place_of(site, caller, request, programme, service));
    command.day = day.value_or(date_in_japan(request.at));
    TRY(booking::change_day(tx, municipality_of(site, request).programmes, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_desk_deadlines(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                       const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::SetDeadlines command;
    command.key = in.id("key");
    const std::string programme = in.text("programme"), service = in.text("service");
    if (!in.flag("as_programme")) {
        command.deadlines = rules::Deadlines{read_deadline(in, "book", in), read_deadline(in, "change", in),
                                             read_deadline(in, "cancel", in)};
    }
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.place = TRY(place_of(site, caller, request, programme, service));
    const rules::BookingRules* const rules =
        municipality_of(site, request).find(programme)->booking_of(service);
    if (!rules->facility_sets_deadlines) return not_allowed();
    command.hours_are_booked = rules->hours.has_value();
    TRY(booking::set_deadlines(tx, command));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
