// 連携: a parent's account and LINE, and another child that a parent writes down.
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "people/identity.hpp"
#include "people/join.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_access_token = 2000;

}  // namespace

Result<Response> get_parent_line(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                 const Request& request)
{
    const auto since = people::linked_since(snapshot, people::Issuer::line, caller.account);
    const auto account = people::load_account(snapshot, caller.account);
    must(account.has_value(), "a session belongs to an account");
    const auto pages = site.line != nullptr ? site.line->pages(request.municipality) : std::nullopt;
    json::object out{{"linked_at", nullptr}, {"blocked", false}, {"url", nullptr}};
    if (since) out["linked_at"] = to_string_in_japan(*since);
    if (since && site.line != nullptr) out["blocked"] = site.line->is_blocked(snapshot, caller.account);
    if (pages) out["url"] = pages->url;
    out["user_number"] = account->user_number;
    return json_response(200, out);
}

Recorded<Response> post_parent_line_unlink(const Site& site, const people::Caller& caller,
                                           store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const auto access_token = in.maybe_text("access_token", longest_access_token);
    TRY(in.done());
    const bool was_linked = people::linked_since(tx, people::Issuer::line, caller.account).has_value();
    const auto unlinked = people::unlink_by_person(tx, caller.account, people::Issuer::line, request.at,
                                                   site.draw_id(request.at));
    if (!unlinked) return Result<Response>(tl::unexpected(unlinked.error()));
    // From inside LINE the page brings its token along, so that LINE forgets the consent, too.
    if (was_linked && access_token && site.line != nullptr)
        site.line->say_goodbye(tx, *access_token, request.at);
    return Result<Response>(TRY(get_parent_line(site, caller, tx, request)));
}

Recorded<Response> post_parent_child(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::AddChild command;
    command.key = in.id("key");
    command.child = read_child(in);
    TRY(in.done());
    must(caller.household.has_value(), "a parent belongs to a household");
    command.at = request.at;
    command.actor = caller.account;
    command.household = *caller.household;
    command.child.id = site.draw_id(request.at);
    const Result<Id> added = people::add_child(tx, command);
    if (!added) return Result<Response>(tl::unexpected(added.error()));
    return Result<Response>(json_response(201, json::object{{"child", to_string(*added)}}));
}

}  // namespace hagukumi::http
