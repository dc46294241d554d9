// One poster for families of many municipalities: what of another municipality's posters counts here (U-18).
// All of it is of the municipality of the path; nothing is asked of the poster's home.
#include "base/municipality_code.hpp"
#include "facilities/facility.hpp"
#include "facilities/shared/shared_poster.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/shared_poster_handlers.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

json::object shared_to_json(const Site& site, const facilities::SharedPoster& shared)
{
    const Municipality* const home = site.find(shared.home);
    return {{"id", to_string(shared.id)},
            {"home", to_string(shared.home)},
            {"home_name", home != nullptr ? json::value(to_json(home->name)) : json::value(nullptr)},
            {"token", facilities::to_string(shared.token)},
            {"passcode", shared.passcode},
            {"asked_at", to_string_in_japan(shared.asked_at)},
            {"state", facilities::name_of(shared.state)},
            {"reason", shared.reason}};
}

Response shared_response(const Site& site, store::Snapshot& snapshot, const Id& facility)
{
    json::array posters;
    for (const facilities::SharedPoster& shared : facilities::shared_posters_of(snapshot, facility))
        posters.push_back(shared_to_json(site, shared));
    return json_response(200, json::object{{"posters", std::move(posters)}});
}

Result<facilities::SharePoster> share_asked(const Site& site, const people::Caller& caller,
                                            const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::SharePoster command;
    command.key = in.id("key");
    command.scanned = in.text("scanned", 512);
    command.passcode = in.maybe_text("passcode", 40).value_or("");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.id = site.draw_id(request.at);
    return command;
}

Recorded<Response> end(store::Transaction& tx, const people::Caller& caller, const Request& request,
                       const std::optional<Id>& facility)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::EndSharedPoster command;
    command.key = in.id("key");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.shared = TRY(id_in_path(request, 0));
    command.facility = facility;
    TRY(facilities::end_shared_poster(tx, command));
    return Result<Response>(no_content());
}

Result<Id> managed_facility(const people::Caller& caller)
{
    if (caller.role != people::Role::facility_manager) return not_allowed();
    return facility_of(caller);
}

std::string_view name_of(facilities::TokenState state)
{
    switch (state) {
        case facilities::TokenState::unknown: return "unknown";
        case facilities::TokenState::current: return "current";
        case facilities::TokenState::retired: return "retired";
    }
    throw BugFound("a token is in one of three states");
}

}  // namespace

Result<Response> get_poster_state(const Site&, store::Snapshot& snapshot, const Request& request)
{
    // Who holds no poster hits none of 2^128; what is no token is as unknown as one that nobody printed.
    const auto token = facilities::parse_poster_token(request.parameters.at(0));
    const auto state = token ? facilities::state_of_token(snapshot, *token) : facilities::TokenState::unknown;
    return json_response(200, json::object{{"state", name_of(state)}});
}

Result<Response> get_desk_shared_posters(const Site& site, const people::Caller& caller,
                                         store::Snapshot& snapshot, const Request&)
{
    return shared_response(site, snapshot, facility_of(caller));
}

Recorded<Response> post_desk_shared_poster(const Site& site, const people::Caller& caller,
                                           store::Transaction& tx, const Request& request)
{
    facilities::SharePoster command = TRY(share_asked(site, caller, request));
    command.facility = TRY(managed_facility(caller));
    TRY(facilities::share_poster(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_desk_shared_poster_end(const Site&, const people::Caller& caller,
                                               store::Transaction& tx, const Request& request)
{
    return end(tx, caller, request, TRY(managed_facility(caller)));
}

Result<Response> get_office_shared_posters_asked(const Site& site, const people::Caller&,
                                                 store::Snapshot& snapshot, const Request&)
{
    json::array posters;
    for (const facilities::SharedPoster& shared : facilities::shared_posters_asked(snapshot)) {
        const auto facility = facilities::find_facility(snapshot, shared.facility);
        must(facility.has_value(), "a shared poster is of a facility");
        json::object one = shared_to_json(site, shared);
        one["facility"] = to_string(facility->id);
        one["facility_name"] = facility->name;
        posters.push_back(std::move(one));
    }
    return json_response(200, json::object{{"posters", std::move(posters)}});
}

Result<Response> get_office_shared_posters(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                           const Request& request)
{
    const Id facility = TRY(id_in_path(request, 0));
    if (!facilities::find_facility(snapshot, facility)) return not_found();
    return shared_response(site, snapshot, facility);
}

Recorded<Response> post_office_shared_poster(const Site& site, const people::Caller& caller,
                                             store::Transaction& tx, const Request& request)
{
    facilities::SharePoster command = TRY(share_asked(site, caller, request));
    command.facility = TRY(id_in_path(request, 0));
    command.by_officer = true;
    TRY(facilities::share_poster(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_shared_poster_answer(const Site&, const people::Caller& caller,
                                                    store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::AnswerSharedPoster command;
    command.key = in.id("key");
    command.approves = in.flag("approve");
    command.reason = in.maybe_text("reason", 600).value_or("");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.shared = TRY(id_in_path(request, 0));
    TRY(facilities::answer_shared_poster(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_shared_poster_end(const Site&, const people::Caller& caller,
                                                 store::Transaction& tx, const Request& request)
{
    return end(tx, caller, request, std::nullopt);
}

}  // namespace hagukumi::http
