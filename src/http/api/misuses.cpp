// 不正利用: an officer marks a use, and closes the mark when the money came back or the mark was wrong.
#include "settlement/misuse/misuse.hpp"

#include "http/api/json_in.hpp"
#include "http/api/misuse_handlers.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_reason = 1500;  // bytes

}  // namespace

Recorded<Response> post_office_misuse(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                      const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::MarkMisuse command;
    command.key = in.id("key");
    command.yen = Yen{in.whole("yen")};
    command.reason = in.text("reason", longest_reason);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.id = site.draw_id(request.at);
    command.use = TRY(id_in_path(request, 0));
    TRY(settlement::mark_misuse(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_misuse_close(const Site&, const people::Caller& caller, store::Transaction& tx,
                                            const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::CloseMisuse command;
    command.key = in.id("key");
    const std::string outcome = in.text("outcome");
    command.reason = in.text("reason", longest_reason);
    if (outcome != "repaid" && outcome != "withdrawn")
        in.mistake("outcome", "another word", "repaid or withdrawn");
    TRY(in.done());
    command.state =
        outcome == "repaid" ? settlement::MisuseState::repaid : settlement::MisuseState::withdrawn;
    command.at = request.at;
    command.actor = caller.account;
    command.misuse = TRY(id_in_path(request, 0));
    TRY(settlement::close_misuse(tx, command));
    return Result<Response>(no_content());
}

json::array misuses_to_json(store::Snapshot& snapshot, const Id& household)
{
    json::array all;
    for (const settlement::Misuse& one : settlement::misuses_of(snapshot, household))
        all.push_back(json::object{
            {"id", to_string(one.id)},
            {"use", to_string(one.entry)},
            {"yen", one.yen.amount},
            {"reason", one.reason},
            {"marked_at", to_string_in_japan(one.marked_at)},
            {"state", settlement::name_of(one.state)},
            {"closed_at", one.closed_at ? json::value(to_string_in_japan(*one.closed_at)) : nullptr},
            {"closed_why", one.closed_why}});
    return all;
}

}  // namespace hagukumi::http
