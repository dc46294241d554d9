// Objections to a line of a month, raised and answered by facility and office.
#include "settlement/objection.hpp"

#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/report_handlers.hpp"
#include "http/api/settlement_out.hpp"

namespace hagukumi::http {

namespace {

using settlement::Side;

constexpr std::size_t longest = 1500;  // bytes

Result<Id> facility_of_manager(const people::Caller& caller)
{
    if (caller.role != people::Role::facility_manager) return not_allowed();
    return facility_of(caller);
}

Recorded<Response> raise(const Site& site, const people::Caller& caller, store::Transaction& tx,
                         const Request& request, Side side, const Id& facility, settlement::Month month)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::RaiseObjection command;
    command.key = in.id("key");
    command.entry = in.id("entry");
    command.words = in.text("words", longest);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.side = side;
    command.id = site.draw_id(request.at);
    command.facility = facility;
    command.month = month;
    TRY(settlement::raise_objection(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> answer(const people::Caller& caller, store::Transaction& tx, const Request& request,
                          Side side, std::optional<Id> facility)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::AnswerObjection command;
    command.key = in.id("key");
    command.answer = in.text("answer", longest);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.side = side;
    command.facility = facility;
    command.objection = TRY(id_in_path(request, 0));
    TRY(settlement::answer_objection(tx, command));
    return Result<Response>(no_content());
}

}  // namespace

Recorded<Response> post_desk_objection(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                       const Request& request)
{
    const Id facility = TRY(facility_of_manager(caller));
    return raise(site, caller, tx, request, Side::facility, facility, TRY(month_in_path(request, 0)));
}

Recorded<Response> post_desk_objection_answer(const Site&, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    return answer(caller, tx, request, Side::facility, TRY(facility_of_manager(caller)));
}

Recorded<Response> post_office_objection(const Site& site, const people::Caller& caller,
                                         store::Transaction& tx, const Request& request)
{
    const Id facility = TRY(id_in_path(request, 0));
    return raise(site, caller, tx, request, Side::office, facility, TRY(month_in_path(request, 1)));
}

Recorded<Response> post_office_objection_answer(const Site&, const people::Caller& caller,
                                                store::Transaction& tx, const Request& request)
{
    return answer(caller, tx, request, Side::office, {});
}

}  // namespace hagukumi::http
