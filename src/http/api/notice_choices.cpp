// お知らせの受け取り方: what a parent wants to be written about, by mail, in LINE and on devices.
#include "base/base64url.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/portal_handlers.hpp"
#include "http/api/push_door.hpp"
#include "messages/choices.hpp"
#include "messages/push_devices.hpp"
#include "people/identity.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::http {

namespace json = boost::json;
using messages::NoticeKind;

namespace {

json::object way_to_json(bool arrives, const std::vector<NoticeKind>& wanted)
{
    json::array kinds;
    for (const NoticeKind kind : wanted) kinds.push_back(json::value(messages::name_of(kind)));
    return {{"arrives", arrives}, {"wanted", std::move(kinds)}};
}

std::vector<NoticeKind> read_kinds(JsonIn& in, const char* name)
{
    std::vector<NoticeKind> kinds;
    for (const std::string& code : in.codes(name, messages::all_notice_kinds.size())) {
        if (const auto kind = messages::notice_kind_of(code)) kinds.push_back(*kind);
        else in.mistake(name, "something else", "uses, coupons, bookings or reminders");
    }
    return kinds;
}

/// With the key that a browser subscribes with; without one nobody is offered it.
json::object push_to_json(store::Snapshot& snapshot, const Id& account, const std::vector<NoticeKind>& wanted)
{
    const auto devices = messages::devices_of(snapshot, account);
    const messages::PushServices* const push = push_services();
    json::object out = way_to_json(push != nullptr && !devices.empty(), wanted);
    out["devices"] = devices.size();
    out["key"] = push != nullptr ? json::value(push->public_key) : json::value(nullptr);
    return out;
}

}  // namespace

Result<Response> get_parent_notice_choices(const Site& site, const people::Caller& caller,
                                           store::Snapshot& snapshot, const Request&)
{
    const auto account = people::load_account(snapshot, caller.account);
    must(account.has_value(), "a session belongs to an account");
    const bool is_in_line =
        site.line != nullptr &&
        people::find_subject_of(snapshot, people::Issuer::line, caller.account).has_value() &&
        !site.line->is_blocked(snapshot, caller.account);
    const messages::NoticeChoices wanted = messages::load_notice_choices(snapshot, caller.account);
    return json_response(
        200, json::object{{"mail", way_to_json(site.sends_mail() && !account->email.empty(), wanted.mail)},
                          {"line", way_to_json(is_in_line, wanted.line)},
                          {"push", push_to_json(snapshot, caller.account, wanted.push)}});
}

Recorded<Response> post_parent_notice_choices(const Site&, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    messages::NoticeChoices wanted{read_kinds(in, "mail"), read_kinds(in, "line"), {}};
    // A page of before push leaves that choice as it is.
    wanted.push = body.contains("push") ? read_kinds(in, "push")
                                        : messages::load_notice_choices(tx, caller.account).push;
    TRY(in.done());
    messages::keep_notice_choices(tx, caller.account, wanted);
    return Result<Response>(no_content());
}

Recorded<Response> post_parent_push_device(const Site& site, const people::Caller& caller,
                                           store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    messages::PushDevice device{site.draw_id(request.at), caller.account, {}, {}, {}};
    device.endpoint = in.text("endpoint", messages::longest_endpoint);
    device.p256dh = from_base64url(in.text("p256dh")).value_or("");
    device.auth = from_base64url(in.text("auth")).value_or("");
    TRY(in.done());
    const messages::PushServices* const push = push_services();
    if (push == nullptr)
        return fail(ErrorKind::not_found, "no_push",
                    {"ここではプッシュ通知を使えません。メールかLINEでお受け取りください。",
                     "There are no push messages here. Please choose mail or LINE."});
    TRY(messages::keep_device(tx, *push, device, request.at));
    return Result<Response>(no_content());
}

Recorded<Response> post_parent_push_device_end(const Site&, const people::Caller& caller,
                                               store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string endpoint = in.text("endpoint", messages::longest_endpoint);
    TRY(in.done());
    messages::forget_device(tx, caller.account, endpoint);
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
