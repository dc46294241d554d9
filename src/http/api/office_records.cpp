// 届出の記録: an officer records what rules depend on.  A command of the people room does it; here it is
// read, held against the family of the path, and followed by what it changes of the coupons.
#include <boost/json/array.hpp>

#include <algorithm>

#include "base/era.hpp"
#include "booking/refused.hpp"
#include "booking/registration.hpp"
#include "booking/residence.hpp"
#include "facilities/facility.hpp"
#include "http/api/bookings_out.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/record_handlers.hpp"
#include "http/api/up_to_date.hpp"
#include "people/family_commands.hpp"
#include "people/not_found.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

// Room for 50 characters of an address and for what people write of a telephone.
constexpr std::size_t longest_postal_code = 20, longest_address = 600, longest_phone = 40;
constexpr std::size_t longest_text = 2000;  // of a reason, whose length its command looks at
constexpr std::size_t longest_message = 1500, most_bookings = 500;
constexpr std::int64_t days_ahead = 2 * 366;

/// A move, a treatment or a nursery may lie ahead, but not in another century: a slip of the keyboard would
/// open or close coupons for years without anybody noticing.
Result<void> check_days(const Request& request, std::initializer_list<std::optional<Date>> days)
{
    const std::int64_t last = days_since_epoch(date_in_japan(request.at)) + days_ahead;
    for (const std::optional<Date>& day : days) {
        if (day && days_since_epoch(*day) > last)
            return fail(ErrorKind::malformed, "day_far_ahead",
                        {"日付が先すぎます（2年先まで入力できます）。年を確かめてください。",
                         "The day lies too far ahead; up to two years ahead can be entered. Please check the "
                         "year."});
    }
    return {};
}

/// Whose record it is: the household of the path, and its birth or child where one is named.
Result<people::Family> family_in_path(store::Snapshot& snapshot, const Request& request)
{
    return people::load_family(snapshot, TRY(id_in_path(request, 0)), people::Reader::officer);
}

Result<Id> birth_in_path(const people::Family& family, const Request& request)
{
    const Id birth = TRY(id_in_path(request, 1));
    if (std::none_of(family.births.begin(), family.births.end(),
                     [&](const people::Birth& one) { return one.id == birth; }))
        return people::no_birth();
    return birth;
}

Result<people::Child> child_in_path(const people::Family& family, const Request& request)
{
    const Id child = TRY(id_in_path(request, 1));
    const auto found = std::find_if(family.children.begin(), family.children.end(),
                                    [&](const people::Child& one) { return one.id == child; });
    if (found == family.children.end()) return people::no_child();
    return *found;
}

std::vector<Id> births_of(const people::Family& family)
{
    std::vector<Id> births;
    for (const people::Birth& birth : family.births) births.push_back(birth.id);
    return births;
}

/// A booking in a line, for who decides whether it ends.
json::object line_of(store::Snapshot& snapshot, const Municipality& municipality,
                     const booking::Booking& booking)
{
    const rules::Programme* const programme = municipality.find(booking.place.programme);
    must(programme != nullptr, "a booking that was judged is of a programme that is served");
    const auto facility = facilities::find_facility(snapshot, booking.place.facility);
    must(facility.has_value(), "a booking is at a facility");
    const bool has_hours = !booking.boxes.empty();
    return {{"id", to_string(booking.id)},
            {"number", ledger::number_of(booking.id)},
            {"state", booking.is_in_draw() ? "in_draw" : booking::name_of(booking.state)},
            {"service_name", to_json(service_name(*programme, booking.place.service))},
            {"facility_name", facility->name},
            {"child", child_name(snapshot, booking.household, booking.holder, Viewer::desk)},
            {"first_day", hagukumi::to_string(booking.first_day)},
            {"last_day", hagukumi::to_string(booking.last_day)},
            {"from", has_hours ? json::value(time_of_day(booking.from_minute)) : nullptr},
            {"until", has_hours ? json::value(time_of_day(booking.until_minute)) : nullptr}};
}

constexpr const char* reason = "届出の記録による再計算";

}  // namespace

json::array household_classes_to_json(const Municipality& municipality)
{
    json::array out;
    std::vector<std::string> known;
    const auto add = [&](const std::string& code, const Text& name) {
        if (std::find(known.begin(), known.end(), code) != known.end()) return;
        known.push_back(code);
        out.push_back(json::object{{"code", code}, {"name", to_json(name)}});
    };
    for (const auto& programme : municipality.programmes)
        for (const auto& [code, name] : programme->household_classes()) add(code, name);
    add("general", {"一般", "General"});  // of who has stated nothing
    return out;
}

Result<Response> get_office_residence_look(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                           const Request& request)
{
    const Date last_day = TRY(day_in_query(request, date_in_japan(request.at)));
    TRY(check_days(request, {last_day}));
    const people::Family family = TRY(family_in_path(snapshot, request));
    const Municipality& municipality = municipality_of(site, request);
    json::array bookings;
    for (const booking::Booking& one : booking::bookings_beyond(snapshot, municipality.programmes,
                                                                family.household.id, last_day, request.at))
        bookings.push_back(line_of(snapshot, municipality, one));
    return json_response(200, json::object{{"resident_until", hagukumi::to_string(last_day)},
                                           {"bookings", std::move(bookings)}});
}

Recorded<Response> post_office_residence(const Site& site, const people::Caller& caller,
                                         store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::ChangeResidence change;
    people::ChangeResidence& command = change.residence;
    command.key = in.id("key");
    command.resident_from = in.maybe_date("resident_from");
    command.resident_until = in.maybe_date("resident_until");
    const auto postal_code = in.maybe_text("postal_code", longest_postal_code);
    const auto address = in.maybe_text("address", longest_address);
    const auto phone = in.maybe_text("phone", longest_phone);
    change.shown = in.maybe_ids("bookings", most_bookings);
    change.message = in.maybe_text("message", longest_message).value_or("");
    TRY(in.done());
    TRY(check_days(request, {command.resident_from, command.resident_until}));
    const people::Family family = TRY(family_in_path(tx, request));
    const people::Household& home = family.household;
    command.at = request.at;
    command.actor = caller.account;
    command.household = home.id;
    command.postal_code = postal_code.value_or(home.postal_code);
    command.address = address.value_or(home.address);
    command.phone = phone.value_or(home.phone);
    TRY(booking::change_residence(tx, municipality_of(site, request).programmes, change));
    TRY(bring_up_to_date(site, caller, tx, request, home.id, births_of(family), reason));
    return Result<Response>(no_content());
}

Result<Response> get_office_refused_bookings(const Site& site, const people::Caller&,
                                             store::Snapshot& snapshot, const Request& request)
{
    const people::Family family = TRY(family_in_path(snapshot, request));
    const Municipality& municipality = municipality_of(site, request);
    json::array bookings;
    for (const booking::RefusedBooking& one :
         booking::refused_bookings(snapshot, municipality.programmes, family.household.id, request.at)) {
        json::object line = line_of(snapshot, municipality, one.booking);
        line["why"] = to_json(one.why);
        bookings.push_back(std::move(line));
    }
    return json_response(200, json::object{{"bookings", std::move(bookings)}});
}

Recorded<Response> post_office_cancel_refused(const Site& site, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    booking::CancelRefused command;
    command.key = in.id("key");
    command.bookings = in.maybe_ids("bookings", most_bookings);
    command.message = in.text("message", longest_message);
    if (command.bookings.empty()) in.mistake("bookings", "none", "one or more");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.household = TRY(family_in_path(tx, request)).household.id;
    TRY(booking::cancel_refused(tx, municipality_of(site, request).programmes, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_household_class(const Site& site, const people::Caller& caller,
                                               store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::ChangeHouseholdClass command;
    command.key = in.id("key");
    command.household_class = in.text("household_class");
    const auto from = in.maybe_date("class_from");
    if (!from) in.mistake("class_from", "no date", "a date");
    command.class_until = in.maybe_date("class_until");
    const json::array classes = household_classes_to_json(municipality_of(site, request));
    if (std::none_of(classes.begin(), classes.end(), [&](const json::value& one) {
            return one.at("code").as_string() == command.household_class;
        }))
        in.mistake("household_class", "something else", "a class that a programme of this municipality has");
    TRY(in.done());
    TRY(check_days(request, {from, command.class_until}));
    const people::Family family = TRY(family_in_path(tx, request));
    command.at = request.at;
    command.actor = caller.account;
    command.household = family.household.id;
    command.class_from = *from;
    TRY(people::change_household_class(tx, command));
    TRY(bring_up_to_date(site, caller, tx, request, command.household, births_of(family), reason));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_protection(const Site&, const people::Caller& caller, store::Transaction& tx,
                                          const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::ProtectAddress command;
    command.key = in.id("key");
    // Said in a word: a flag that was left out would read as "off", and show where somebody is.
    const std::string protection = in.text("protection");
    if (protection != "on" && protection != "off") in.mistake("protection", "something else", "on or off");
    command.protect = protection == "on";
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.household = TRY(id_in_path(request, 0));
    TRY(people::protect_address(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_birth_correction(const Site& site, const people::Caller& caller,
                                                store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::CorrectBirth command;
    command.key = in.id("key");
    command.due_date = in.maybe_date("due_date");
    command.born_on = in.maybe_date("born_on");
    command.lost_on = in.maybe_date("lost_on");
    const std::int64_t children = in.whole("children");
    if (children < 0 || children > 1000) in.mistake("children", "something else", "a number of children");
    command.reason = in.text("reason", longest_text);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.household = TRY(id_in_path(request, 0));
    command.birth = TRY(id_in_path(request, 1));
    command.children = static_cast<int>(children);
    TRY(people::correct_birth(tx, command));
    const people::Family family = TRY(family_in_path(tx, request));
    for (const people::Child& child : family.children)
        if (child.birth == command.birth) booking::remember_birthday(tx, command.household, child);
    // What an officer writes for the record stays there: entries have readers of their own.
    TRY(bring_up_to_date(site, caller, tx, request, command.household, {command.birth}, reason));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_loss(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                    const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::RecordLoss command;
    command.key = in.id("key");
    command.lost_on = in.maybe_date("lost_on");
    TRY(in.done());
    TRY(check_days(request, {command.lost_on}));
    const people::Family family = TRY(family_in_path(tx, request));
    command.at = request.at;
    command.actor = caller.account;
    command.birth = TRY(birth_in_path(family, request));
    TRY(people::record_loss(tx, command));
    TRY(bring_up_to_date(site, caller, tx, request, family.household.id, {command.birth}, reason));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_discharge(const Site& site, const people::Caller& caller,
                                         store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::RecordDischarge command;
    command.key = in.id("key");
    command.discharged_on = in.maybe_date("discharged_on");
    TRY(in.done());
    TRY(check_days(request, {command.discharged_on}));
    const people::Family family = TRY(family_in_path(tx, request));
    command.at = request.at;
    command.actor = caller.account;
    command.birth = TRY(birth_in_path(family, request));
    TRY(people::record_discharge(tx, command));
    TRY(bring_up_to_date(site, caller, tx, request, family.household.id, {command.birth}, reason));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_hospitalisation(const Site& site, const people::Caller& caller,
                                               store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::RecordHospitalisation command;
    command.key = in.id("key");
    command.from = in.maybe_date("hospitalised_from");
    command.until = in.maybe_date("hospitalised_until");
    TRY(in.done());
    TRY(check_days(request, {command.from, command.until}));
    const people::Family family = TRY(family_in_path(tx, request));
    command.at = request.at;
    command.actor = caller.account;
    command.birth = TRY(birth_in_path(family, request));
    TRY(people::record_hospitalisation(tx, command));
    TRY(bring_up_to_date(site, caller, tx, request, family.household.id, {command.birth}, reason));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_enrolment(const Site& site, const people::Caller& caller,
                                         store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::RecordEnrolment command;
    command.key = in.id("key");
    command.enrolled_on = in.maybe_date("enrolled_on");
    TRY(in.done());
    TRY(check_days(request, {command.enrolled_on}));
    const people::Family family = TRY(family_in_path(tx, request));
    const people::Child child = TRY(child_in_path(family, request));
    command.at = request.at;
    command.actor = caller.account;
    command.child = child.id;
    TRY(people::record_enrolment(tx, command));
    std::vector<Id> births;
    if (child.birth) births.push_back(*child.birth);
    TRY(bring_up_to_date(site, caller, tx, request, family.household.id, births, reason));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
