// Uses that wait for the desk: what a phone asked for, read by the staff, and their yes or no.
#include "desk/waiting.hpp"

#include "http/api/desk_handlers.hpp"
#include "http/api/facility_handlers.hpp"
#include "http/api/use_steps.hpp"
#include "http/api/whose.hpp"
#include "people/family.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

/// As the parent read it when she pressed はい; nothing where the programme is no longer here.
std::optional<json::object> waiting_to_json(store::Snapshot& snapshot, const Municipality& municipality,
                                            const desk::WaitingUse& waiting)
{
    const auto judged = desk::preview(snapshot, municipality.programmes, waiting.use);
    if (!judged) return std::nullopt;
    const rules::Service* service = judged->programme->find_service(waiting.use.request.service);
    if (service == nullptr) return std::nullopt;
    const auto family = people::load_family(snapshot, waiting.use.household, people::Reader::parent);
    json::array children;
    if (family) {
        auto whose = children_by_coupon(snapshot, *family);
        if (const auto found = whose.find(waiting.use.coupon); found != whose.end())
            children = std::move(found->second);
    }
    return json::object{
        {"id", to_string(waiting.id)},
        {"asked_at", to_string_in_japan(waiting.use.at)},
        {"ends_at", to_string_in_japan(waiting.ends_at)},
        {"guardian", family && !family->guardians.empty() ? family->guardians.front().name : ""},
        {"children", std::move(children)},
        {"service_name", to_json(service->name)},
        {"unit_name", to_json(rules::name_of(service->unit))},
        {"design", service->design},
        {"preview", preview_to_json(*judged, {})}};
}

}  // namespace

Result<Response> get_desk_waiting(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                  const Request& request)
{
    const Municipality& municipality = municipality_of(site, request);
    const Id& facility = facility_of(caller);
    json::array all;
    for (const desk::WaitingUse& waiting : desk::waiting_at(snapshot, facility, request.at))
        if (auto one = waiting_to_json(snapshot, municipality, waiting)) all.push_back(std::move(*one));
    return json_response(200, json::object{{"confirms", desk::confirms_uses(snapshot, facility)},
                                           {"waiting", std::move(all)}});
}

Recorded<Response> post_desk_waiting(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    desk::AnswerWaiting command;
    command.key = in.id("key");
    command.confirms = in.flag("confirm");
    command.reason = in.maybe_text("reason", 600).value_or("");
    TRY(in.done());
    command.at = request.at;
    command.staff = caller.account;
    command.facility = facility_of(caller);
    command.waiting = TRY(id_in_path(request, 0));
    command.entry = site.draw_id(request.at);
    auto outcome = TRY(desk::answer_waiting(tx, municipality_of(site, request).programmes, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* refused = std::get_if<ledger::Preview>(&*outcome))
        return Result<Response>(refusal(*refused, language_asked(request)));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_confirms_uses(const Site&, const people::Caller& caller,
                                             store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    desk::SetConfirmsUses command;
    command.key = in.id("key");
    command.on = in.flag("on");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.facility = TRY(id_in_path(request, 0));
    TRY(desk::set_confirms_uses(tx, command));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
