// The main job: check in, read the preview together, use.
#include "desk/waiting.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/use_steps.hpp"

namespace hagukumi::http {

Recorded<Response> post_parent_check_in(const Site& site, const people::Caller& caller,
                                        store::Transaction& tx, const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    facilities::OpenCheckIn command;
    command.at = request.at;
    command.account = caller.account;
    command.household = caller.household.value_or(Id{});
    command.id = site.draw_id(request.at);
    command.scanned = in.maybe_text("token", 500).value_or("");
    command.passcode = in.maybe_text("passcode", 40).value_or("");
    command.facility = in.maybe_id("facility");
    if (command.scanned.empty() == command.passcode.empty())
        in.mistake("token", "both or none", "token or passcode");
    TRY(in.done());
    Result<facilities::CheckIn> opened = TRY(facilities::open_check_in(tx, site.check_in_settings, command));
    if (!opened) return Result<Response>(tl::unexpected(std::move(opened).error()));
    return Result<Response>(json_response(201, check_in_to_json(site, tx, *opened, request)));
}

Result<Response> get_parent_check_in(const Site& site, const people::Caller& caller,
                                     store::Snapshot& snapshot, const Request& request)
{
    const Id id = TRY(id_in_path(request, 0));
    const auto check_in = TRY(facilities::find_check_in(snapshot, id, caller.account, request.at));
    return json_response(200, check_in_to_json(site, snapshot, check_in, request));
}

Result<Response> post_parent_preview(const Site& site, const people::Caller& caller,
                                     store::Snapshot& snapshot, const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    ledger::UseRequest use = read_use(in, request.at);
    TRY(in.done());
    use.account = caller.account;
    use.household = caller.household.value_or(Id{});
    use.check_in = TRY(id_in_path(request, 0));
    return preview_response(site, snapshot, request, std::move(use));
}

Result<Work> read_parent_use(const Site& site, const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    ledger::Redeem read;
    read.key = in.id("key");
    read.use = read_use(in, request.at);
    read.use.check_in = in.id("check_in");
    read.again = in.flag("again");
    TRY(in.done());
    read.id = site.draw_id(request.at);
    return [read, &site, &request](const people::Caller& caller, store::Transaction& tx) {
        ledger::Redeem command = read;
        command.use.account = caller.account;
        command.use.household = caller.household.value_or(Id{});
        return use_response(site, tx, request, std::move(command));
    };
}

Result<Response> get_parent_use_by_key(const Site& site, const people::Caller& caller,
                                       store::Snapshot& snapshot, const Request& request)
{
    const Id key = TRY(id_in_path(request, 0));
    auto answer = TRY(
        ledger::find_use_by_key(snapshot, municipality_of(site, request).programmes, key, caller.account));
    if (!answer) {
        if (auto waits = desk::find_waiting(snapshot, key, caller.account, request.at))
            return tl::unexpected(std::move(*waits));
        return fail(ErrorKind::not_found, "nothing_stored",
                    {"この利用は記録されていません。クーポンは減っていません。",
                     "Nothing was stored under this key; no units were used."});
    }
    return json_text_response(200, std::move(*answer));
}

}  // namespace hagukumi::http
