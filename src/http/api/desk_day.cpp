// The desk's tablet: codes that change, the quick change of staff, notes of the day and what looks odd today.
#include <algorithm>

#include "facilities/day_note.hpp"
#include "facilities/live_code.hpp"
#include "facilities/poster.hpp"
#include "http/api/desk_handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "people/manage_accounts.hpp"
#include "people/proof.hpp"
#include "settlement/odd_uses.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

/// What an officer would be told of this facility's uses of the day; corrections are the office's matter.
json::array alarms_of(store::Snapshot& snapshot, const Id& facility, Date day)
{
    const settlement::Month month = settlement::month_of(day);
    const auto uses = settlement::uses_between(snapshot, month - std::chrono::months(1),
                                               month + std::chrono::months(1), settlement::Detail::uses);
    std::map<Id, Id> place;  // of each use
    for (const settlement::UseRow& use : uses) place.emplace(use.entry, use.facility);
    json::array alarms;
    for (const settlement::Finding& found : settlement::find_odd(uses, {}, {}, day)) {
        json::array numbers;
        for (const Id& use : found.uses)
            if (place.at(use) == facility) numbers.emplace_back(ledger::number_of(use));
        if (found.day != day || numbers.empty()) continue;
        alarms.push_back(json::object{{"kind", settlement::name_of(found.kind)},
                                      {"uses", std::move(numbers)},
                                      {"why", to_json(found.why)}});
    }
    return alarms;
}

}  // namespace

Result<people::SignIn> parse_desk_switch(const Site& site, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::SignIn sign_in;
    sign_in.realm = people::Realm::desk;
    sign_in.way = people::Way::staff_pin;
    sign_in.name = in.text("name");
    sign_in.secret = people::Secret(in.text("pin", 40));
    TRY(in.done());
    sign_in.beside =
        std::string(request.cookie(site.session_cookie(people::Realm::desk, request.municipality)));
    sign_in.source.device = std::string(request.cookie(site.device_cookie(request.municipality)));
    sign_in.source.network = people::network_of(request.peer);
    sign_in.at = request.at;
    return sign_in;
}

Result<Response> get_desk_colleagues(const Site& site, const people::Caller& caller,
                                     store::Snapshot& snapshot, const Request& request)
{
    const std::string device(request.cookie(site.device_cookie(request.municipality)));
    json::array colleagues;
    for (const people::Colleague& one : people::colleagues_here(snapshot, facility_of(caller), device)) {
        colleagues.push_back(json::object{{"name", one.name},
                                          {"display_name", one.display_name},
                                          {"has_pin", one.has_pin},
                                          {"is_me", one.account == caller.account}});
    }
    return json_response(200, json::object{{"colleagues", std::move(colleagues)}});
}

Result<Response> get_desk_live_code(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                    const Request& request)
{
    const Id& facility = facility_of(caller);
    const auto poster = facilities::find_poster(snapshot, facility);
    must(poster.has_value(), "a desk belongs to a facility, which has a poster");
    const auto secret = facilities::find_live_secret(snapshot, facility);
    json::object out{{"on", secret.has_value()},
                     {"facility_name", poster->facility_name},
                     {"url", nullptr},
                     {"passcode", nullptr},
                     {"changes_in_ms", nullptr}};
    if (secret) {
        const facilities::LiveCode code = facilities::live_code(*secret, facility, request.at);
        out["url"] =
            facilities::poster_link(site.public_url, request.municipality, poster->token) + "." + code.live;
        out["passcode"] = code.passcode;
        out["changes_in_ms"] = (code.changes_at - request.at).count();
    }
    return json_response(200, out);
}

Recorded<Response> post_desk_live_code(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                       const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::SetLiveCodes command;
    command.key = in.id("key");
    const bool is_on = in.flag("on");
    TRY(in.done());
    if (caller.role != people::Role::facility_manager) return not_allowed();
    command.at = request.at;
    command.actor = caller.account;
    command.facility = facility_of(caller);
    if (is_on) {
        command.secret.emplace();
        site.randomness->fill(command.secret->data(), command.secret->size());
    }
    TRY(facilities::set_live_codes(tx, command));
    return Result<Response>(no_content());
}

Result<Response> get_desk_day(const Site&, const people::Caller& caller, store::Snapshot& snapshot,
                              const Request& request)
{
    const Date day = TRY(day_in_query(request, date_in_japan(request.at)));
    const Id& facility = facility_of(caller);
    json::array notes;
    for (const facilities::DayNote& note : facilities::notes_of_day(snapshot, facility, day)) {
        const auto author = people::load_account(snapshot, note.author);
        notes.push_back(json::object{{"id", to_string(note.id)},
                                     {"author", author ? author->display_name : std::string()},
                                     {"at", to_string_in_japan(note.at)},
                                     {"note", note.note}});
    }
    return json_response(200, json::object{{"day", hagukumi::to_string(day)},
                                           {"notes", std::move(notes)},
                                           {"alarms", alarms_of(snapshot, facility, day)}});
}

Recorded<Response> post_desk_note(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                  const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::AddNote command;
    command.key = in.id("key");
    const auto day = in.maybe_date("day");
    if (!day) in.mistake("day", "no date", "a date");
    command.note = in.text("note", 1000);
    TRY(in.done());
    command.day = *day;
    command.at = request.at;
    command.actor = caller.account;
    command.facility = facility_of(caller);
    command.id = site.draw_id(request.at);
    TRY(facilities::add_note(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_desk_note_remove(const Site&, const people::Caller& caller, store::Transaction& tx,
                                         const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::RemoveNote command;
    command.key = in.id("key");
    TRY(in.done());
    command.note = TRY(id_in_path(request, 0));
    command.at = request.at;
    command.actor = caller.account;
    command.facility = facility_of(caller);
    TRY(facilities::remove_note(tx, command));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
