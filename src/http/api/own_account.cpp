// One's own account: where it is signed in, its passkeys, and who has to prove once more who they are.
#include "http/api/own_account.hpp"

#include "http/api/fresh.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/passkey_handlers.hpp"
#include "people/manage_accounts.hpp"
#include "people/passkey/passkey.hpp"

namespace hagukumi::http {

namespace json = boost::json;
using people::Realm;

namespace {

std::string_view session_of(const Site& site, const people::Caller& caller, const Request& request)
{
    return request.cookie(site.session_cookie(people::realm_of(caller.role), request.municipality));
}

tl::unexpected<Error> sign_in_again(people::Role role)
{
    if (role == people::Role::parent)
        return fail(ErrorKind::not_allowed, "sign_in_again",
                    {"大切な変更のため、もう一度パスワードまたは暗証番号を入力してください。",
                     "This is an important change. Please enter your password or PIN once more."});
    return fail(ErrorKind::not_allowed, "sign_in_again",
                {"大切な変更のため、パスワードと認証アプリの6桁の数字をもう一度入力してください。",
                 "This is an important change. Please enter your password and the six digits of your "
                 "authenticator app once more."});
}

Result<Response> get_staff_account(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    const auto account = people::load_account(snapshot, caller.account);
    must(account.has_value(), "a session belongs to an account");
    const std::string_view own = session_of(site, caller, request);
    return json_response(200, json::object{{"name", account->staff_name},
                                           {"shown", account->display_name},
                                           {"devices", devices_to_json(snapshot, caller, own, request.at)},
                                           {"passkeys", passkeys_to_json(snapshot, caller.account)}});
}

Recorded<Response> post_staff_session_end(const Site&, const people::Caller& caller, store::Transaction& tx,
                                          const Request& request)
{
    people::end_listed_session(tx, caller.account, TRY(id_in_path(request, 0)), request.at);
    return Result<Response>(no_content());
}

Route open_route(Realm realm, const char* path, const char* name, OpenDeed deed)
{
    const std::string site(people::name_of(realm));
    return {"POST", "/api/v1/{municipality}/" + site + path, site + name, {}, deed};
}

template <Realm realm>
void add_sign_in(std::vector<Route>& routes)
{
    routes.push_back(open_route(realm, "/passkey-sign-in/challenge", "_passkey_sign_in_challenge",
                                post_passkey_sign_in_challenge<realm>));
    routes.push_back(open_route(realm, "/passkey-sign-in", "_passkey_sign_in", post_passkey_sign_in<realm>));
}

void add_staff_account(std::vector<Route>& routes, Realm realm)
{
    const std::string site(people::name_of(realm)), base = "/api/v1/{municipality}/" + site;
    routes.push_back({"GET", base + "/own-account", site + "_own_account", realm, Query(get_staff_account)});
    const auto deed = [&](const char* path, const char* name, Command command) {
        routes.push_back({"POST", base + path, site + name, realm, command});
    };
    deed("/own-account/sessions/{session}/end", "_session_end", post_staff_session_end);
    deed("/passkeys/challenge", "_passkey_challenge", post_passkey_challenge);
    deed("/passkeys", "_passkey_add", post_passkey);
    deed("/passkeys/remove", "_passkey_remove", post_passkey_remove);
}

}  // namespace

std::vector<Route> own_account_routes()
{
    std::vector<Route> routes;
    add_sign_in<Realm::parent>(routes);
    add_sign_in<Realm::desk>(routes);
    add_sign_in<Realm::office>(routes);
    add_staff_account(routes, Realm::desk);
    add_staff_account(routes, Realm::office);
    return routes;
}

Result<void> demand_fresh(const people::Caller& caller, Instant at)
{
    if (at - caller.signed_in_at < fresh_for) return {};
    return sign_in_again(caller.role);
}

Result<void> demand_all_factors(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                const Request& request)
{
    if (people::was_opened_by_pin(snapshot, people::realm_of(caller.role), session_of(site, caller, request)))
        return sign_in_again(caller.role);
    return demand_fresh(caller, request.at);
}

json::array devices_to_json(store::Snapshot& snapshot, const people::Caller& caller, std::string_view own,
                            Instant at)
{
    json::array all;
    for (const people::DeviceSession& one : people::list_sessions(snapshot, caller.account, own, at)) {
        all.push_back(json::object{{"id", to_string(one.id)},
                                   {"name", one.device_name},
                                   {"signed_in_at", to_string_in_japan(one.signed_in_at)},
                                   {"last_seen_at", to_string_in_japan(one.last_seen_at)},
                                   {"is_own", one.is_own}});
    }
    return all;
}

}  // namespace hagukumi::http
