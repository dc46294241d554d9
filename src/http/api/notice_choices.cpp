// お知らせの受け取り方: what a parent wants to be written about, by mail and in LINE.
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/portal_handlers.hpp"
#include "messages/choices.hpp"
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
                          {"line", way_to_json(is_in_line, wanted.line)}});
}

Recorded<Response> post_parent_notice_choices(const Site&, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    const auto body = TRY(parse_body(request.body));
    JsonIn in(body);
    const messages::NoticeChoices wanted{read_kinds(in, "mail"), read_kinds(in, "line")};
    TRY(in.done());
    messages::keep_notice_choices(tx, caller.account, wanted);
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
