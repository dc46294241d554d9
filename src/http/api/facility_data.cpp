// Facilities' own data: profile, prices, hours and closed days, changes that wait for an officer, and the
// list as open data.
#include <algorithm>

#include "booking/close_day.hpp"
#include "desk/waiting.hpp"
#include "facilities/facility_commands.hpp"
#include "facilities/open_data.hpp"
#include "facilities/profile.hpp"
#include "http/api/facility_handlers.hpp"
#include "http/api/facility_json.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "paper/csv.hpp"
#include "settlement/papers.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr int closed_days_ahead = 400;
constexpr std::size_t longest_list = 60'000;  // bytes; a body holds no more

// ── out ──

json::object offer_to_json(const Municipality& municipality, const facilities::Offer& offer)
{
    const rules::Programme* programme = municipality.find(offer.programme);
    const rules::Service* service = programme != nullptr ? programme->find_service(offer.service) : nullptr;
    return {
        {"programme", offer.programme},
        {"service", offer.service},
        {"service_name", to_json(service != nullptr ? service->name : Text{offer.service, offer.service})},
        {"first_day", hagukumi::to_string(offer.first_day)},
        {"last_day", to_json(offer.last_day)},
        {"fee_yen", offer.fee.amount},
        {"age_limit_months",
         offer.age_limit_months ? json::value(*offer.age_limit_months) : json::value(nullptr)}};
}

json::object change_to_json(const Municipality& municipality, const facilities::Proposal& proposal)
{
    json::object out{{"id", to_string(proposal.id)},
                     {"state", name_of(proposal.state)},
                     {"proposed_at", to_string_in_japan(proposal.proposed_at)},
                     {"reason", proposal.reason},
                     {"profile", nullptr},
                     {"offer", nullptr}};
    if (const auto* profile = std::get_if<facilities::Profile>(&proposal.change))
        out["profile"] = facility_profile_to_json(*profile);
    else out["offer"] = offer_to_json(municipality, std::get<facilities::Offer>(proposal.change));
    return out;
}

Result<Response> facility_response(const Site& site, store::Snapshot& snapshot, const Id& id,
                                   const Request& request)
{
    const auto facility = facilities::find_facility(snapshot, id);
    if (!facility) return not_found();
    const Municipality& municipality = municipality_of(site, request);
    const Date today = date_in_japan(request.at);
    json::array offers, hours, closed, changes, services;
    for (const facilities::Offer& offer : facilities::all_offers(snapshot, id))
        offers.push_back(offer_to_json(municipality, offer));
    for (const facilities::Opening& one : facilities::openings_of(snapshot, id))
        hours.push_back(json::object{{"weekday", one.weekday},
                                     {"opens", time_of_day(one.opens_minute)},
                                     {"closes", time_of_day(one.closes_minute)}});
    for (const Date day : facilities::closed_days(snapshot, id, today,
                                                  date_of_days(days_since_epoch(today) + closed_days_ahead)))
        closed.emplace_back(hagukumi::to_string(day));
    for (const facilities::Proposal& proposal : facilities::changes_of(snapshot, id))
        changes.push_back(change_to_json(municipality, proposal));
    for (const auto& programme : municipality.programmes)
        for (const rules::Service& service : programme->services())
            services.push_back(json::object{{"programme", programme->code()},
                                            {"service", service.code},
                                            {"service_name", to_json(service.name)}});
    return json_response(
        200, json::object{{"id", to_string(id)},
                          {"code", facility->code},
                          {"today", hagukumi::to_string(today)},
                          {"left_on", to_json(facility->left_on)},
                          {"confirms_uses", desk::confirms_uses(snapshot, id)},
                          {"profile", facility_profile_to_json(facilities::profile_of(*facility))},
                          {"offers", std::move(offers)},
                          {"hours", std::move(hours)},
                          {"closed_days", std::move(closed)},
                          {"changes", std::move(changes)},
                          {"services", std::move(services)}});
}

// ── in ──

struct ProfileAsked {
    Id key;
    facilities::Profile profile;
};
Result<ProfileAsked> profile_asked(const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    ProfileAsked asked;
    asked.key = in.id("key");
    asked.profile = read_profile(in);
    TRY(in.done());
    return asked;
}

struct OfferAsked {
    Id key;
    facilities::Offer offer;
};
Result<OfferAsked> offer_asked(const Site& site, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    OfferAsked asked;
    asked.key = in.id("key");
    facilities::Offer& offer = asked.offer;
    offer.programme = in.text("programme", 100);
    offer.service = in.text("service", 100);
    const auto first_day = in.maybe_date("first_day");
    if (!first_day) in.mistake("first_day", "no date", "a date");
    offer.last_day = in.maybe_date("last_day");
    offer.fee = Yen{in.whole("fee_yen")};
    if (const auto months = in.maybe_whole("age_limit_months")) {
        if (*months < 1 || *months > 240) in.mistake("age_limit_months", "another number", "1 to 240");
        offer.age_limit_months = static_cast<int>(*months);
    }
    TRY(in.done());
    offer.first_day = *first_day;
    const rules::Programme* programme = municipality_of(site, request).find(offer.programme);
    if (programme == nullptr || programme->find_service(offer.service) == nullptr)
        return fail(ErrorKind::malformed, "service_unknown",
                    {"このサービスはありません。一覧から選び直してください。",
                     "There is no such service. Please choose it from the list again."});
    return asked;
}

Result<facilities::SetOpenings> hours_asked(const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::SetOpenings command;
    command.key = in.id("key");
    for (const json::object* line : in.objects("hours", 50)) {
        JsonIn one(*line);
        facilities::Opening opening;
        const std::int64_t weekday = one.whole("weekday");
        if (weekday < 0 || weekday > 6) one.mistake("weekday", "another number", "0 Sunday to 6 Saturday");
        opening.weekday = static_cast<int>(weekday);
        const auto opens = one.maybe_time("opens"), closes = one.maybe_time("closes");
        if (!opens || !closes) one.mistake("opens", "no time", "09:00");
        TRY(one.done());
        opening.opens_minute = *opens;
        opening.closes_minute = *closes;
        command.openings.push_back(opening);
    }
    TRY(in.done());
    command.at = request.at;
    return command;
}

Result<facilities::CloseDay> closed_day_asked(const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::CloseDay command;
    command.key = in.id("key");
    const auto day = in.maybe_date("day");
    if (!day) in.mistake("day", "no date", "a date");
    command.closed = in.flag("closed");
    TRY(in.done());
    command.day = *day;
    command.at = request.at;
    return command;
}

Result<Id> own_facility(const people::Caller& caller)
{
    if (caller.role != people::Role::facility_manager) return not_allowed();
    return facility_of(caller);
}

Recorded<Response> proposed(store::Transaction& tx, const Site& site, const people::Caller& caller,
                            const Request& request, const Id& key, facilities::Change change)
{
    const facilities::ProposeChange command{key,
                                            request.at,
                                            caller.account,
                                            TRY(own_facility(caller)),
                                            site.draw_id(request.at),
                                            std::move(change)};
    const auto outcome = TRY(facilities::propose_change(tx, command));
    return Result<Response>(
        json_response(200, json::object{{"waits", outcome == facilities::Proposed::waits}}));
}

// ── the list as open data ──

struct ListAsked {
    Id key;
    facilities::FacilityList list;
};
Result<ListAsked> list_asked(const Request& request, bool with_key)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    ListAsked asked;
    if (with_key) asked.key = in.id("key");
    const std::string csv = in.text("csv", longest_list);
    TRY(in.done());
    asked.list = TRY(facilities::read_facility_list(csv));
    return asked;
}

}  // namespace

Result<Response> get_desk_facility(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    return facility_response(site, snapshot, facility_of(caller), request);
}

Recorded<Response> post_desk_profile(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    ProfileAsked asked = TRY(profile_asked(request));
    return proposed(tx, site, caller, request, asked.key, std::move(asked.profile));
}

Recorded<Response> post_desk_offer(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                   const Request& request)
{
    OfferAsked asked = TRY(offer_asked(site, request));
    return proposed(tx, site, caller, request, asked.key, std::move(asked.offer));
}

Recorded<Response> post_desk_hours(const Site&, const people::Caller& caller, store::Transaction& tx,
                                   const Request& request)
{
    facilities::SetOpenings command = TRY(hours_asked(request));
    command.actor = caller.account;
    command.facility = TRY(own_facility(caller));
    TRY(facilities::set_openings(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_desk_closed_day(const Site& site, const people::Caller& caller,
                                        store::Transaction& tx, const Request& request)
{
    facilities::CloseDay command = TRY(closed_day_asked(request));
    command.actor = caller.account;
    command.facility = TRY(own_facility(caller));
    TRY(booking::close_day(tx, municipality_of(site, request).programmes, command));
    return Result<Response>(no_content());
}

Result<Response> get_office_facility(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                     const Request& request)
{
    return facility_response(site, snapshot, TRY(id_in_path(request, 0)), request);
}

Recorded<Response> post_office_profile(const Site&, const people::Caller& caller, store::Transaction& tx,
                                       const Request& request)
{
    ProfileAsked asked = TRY(profile_asked(request));
    const Id facility = TRY(id_in_path(request, 0));
    TRY(facilities::change_profile(
        tx, {asked.key, request.at, caller.account, facility, std::move(asked.profile)}));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_offer(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const OfferAsked asked = TRY(offer_asked(site, request));
    const Id facility = TRY(id_in_path(request, 0));
    TRY(facilities::change_offer(tx, {asked.key, request.at, caller.account, facility, asked.offer}));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_hours(const Site&, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    facilities::SetOpenings command = TRY(hours_asked(request));
    command.actor = caller.account;
    command.facility = TRY(id_in_path(request, 0));
    TRY(facilities::set_openings(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_closed_day(const Site& site, const people::Caller& caller,
                                          store::Transaction& tx, const Request& request)
{
    facilities::CloseDay command = TRY(closed_day_asked(request));
    command.actor = caller.account;
    command.facility = TRY(id_in_path(request, 0));
    TRY(booking::close_day(tx, municipality_of(site, request).programmes, command));
    return Result<Response>(no_content());
}

Result<Response> get_office_changes(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                    const Request& request)
{
    const Municipality& municipality = municipality_of(site, request);
    json::array changes;
    for (const facilities::Proposal& proposal : facilities::open_changes(snapshot)) {
        const auto facility = facilities::find_facility(snapshot, proposal.facility);
        must(facility.has_value(), "a change is of a facility");
        json::object one = change_to_json(municipality, proposal);
        one["facility"] = to_string(facility->id);
        one["facility_name"] = facility->name;
        one["before"] = facility_profile_to_json(facilities::profile_of(*facility));
        changes.push_back(std::move(one));
    }
    return json_response(200, json::object{{"changes", std::move(changes)}});
}

Recorded<Response> post_office_change(const Site&, const people::Caller& caller, store::Transaction& tx,
                                      const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::DecideChange command;
    command.key = in.id("key");
    command.approve = in.flag("approve");
    command.reason = in.maybe_text("reason", 600).value_or("");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.change = TRY(id_in_path(request, 0));
    TRY(facilities::decide_change(tx, command));
    return Result<Response>(no_content());
}

Result<Response> post_office_list_look(const Site&, const people::Caller&, store::Snapshot& snapshot,
                                       const Request& request)
{
    const facilities::FacilityList list = TRY(list_asked(request, false)).list;
    const auto listings = facilities::compare(snapshot, list.facilities);
    json::array rows, ignored, mistakes;
    for (std::size_t i = 0; i < listings.size(); ++i) {
        static constexpr std::string_view names[] = {"added", "changed", "same"};
        rows.push_back(json::object{{"row", list.facilities[i].row},
                                    {"code", list.facilities[i].code},
                                    {"name", list.facilities[i].name.value_or("")},
                                    {"listing", names[static_cast<std::size_t>(listings[i])]}});
    }
    for (const std::string& name : list.ignored) ignored.emplace_back(name);
    for (const facilities::ListMistake& mistake : list.mistakes)
        mistakes.push_back(json::object{{"row", mistake.row}, {"what", to_json(mistake.what)}});
    return json_response(200, json::object{{"facilities", std::move(rows)},
                                           {"ignored", std::move(ignored)},
                                           {"mistakes", std::move(mistakes)}});
}

Recorded<Response> post_office_list(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                    const Request& request)
{
    ListAsked asked = TRY(list_asked(request, true));
    if (!asked.list.mistakes.empty())
        return fail(ErrorKind::conflict, "list_mistakes",
                    {"一覧に直すところがあります。内容を確かめてから取り込んでください。",
                     "The list has mistakes. Please look at them before it is taken."});
    facilities::ImportFacilities command{
        asked.key, request.at, caller.account, std::move(asked.list.facilities), {}};
    for (std::size_t i = 0; i < command.facilities.size(); ++i)
        command.fresh.push_back({site.draw_id(request.at), facilities::draw_poster_token(*site.randomness),
                                 facilities::draw_passcodes(*site.randomness)});
    TRY(facilities::import_facilities(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> note_office_list(const Site&, const people::Caller& caller, store::Transaction& tx,
                                    const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    TRY(in.done());
    settlement::note_paper(tx, request.at, caller.account, caller.account, "facility_list");
    return Result<Response>(no_content());
}

Result<Response> draw_office_list(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                  const Request& request)
{
    paper::Sheet sheet;
    for (std::string& name : facilities::facility_list_header())
        sheet.columns.push_back({std::move(name), 10});
    const Municipality& municipality = municipality_of(site, request);
    for (const facilities::Facility& facility :
         facilities::list_facilities(snapshot, date_in_japan(request.at))) {
        const facilities::FacilityWithHours one{facility, facilities::openings_of(snapshot, facility.id)};
        std::vector<paper::Value> values;
        for (std::string& text :
             facilities::facility_list_row(request.municipality, municipality.name.ja, one))
            values.emplace_back(std::move(text));
        sheet.rows.push_back(std::move(values));
    }
    Response response;
    response.body = paper::write_csv(sheet, paper::Encoding::utf_8).bytes;
    response.content_type = "text/csv";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"preschool.csv\"");
    return response;
}

}  // namespace hagukumi::http
