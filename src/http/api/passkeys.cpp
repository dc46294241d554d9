// パスキー: made on the account's page, and signed in with instead of a password. Bytes travel as base64url.
#include "people/passkey/passkey.hpp"

#include "base/base64url.hpp"
#include "http/api/fresh.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/office_handlers.hpp"
#include "http/api/own_account.hpp"
#include "http/api/passkey_handlers.hpp"
#include "http/cookie.hpp"
#include "people/manage_accounts.hpp"
#include "people/passkey/authenticator.hpp"

namespace hagukumi::http {

namespace json = boost::json;
using people::Realm;

namespace {

/// Four thirds of the bytes: an RSA key with its attestation stays below this.
constexpr std::size_t longest_part = 8192;
constexpr std::size_t longest_name = 120;  ///< 40 characters of Japanese

std::string bytes_in(JsonIn& in, const char* name, std::size_t most = longest_part)
{
    const auto bytes = from_base64url(in.text(name, most));
    if (!bytes) in.mistake(name, "something else", "base64url without padding");
    return bytes.value_or("");
}

/// Where the page stands. The server lets no other Origin than ours come this far; a demonstration has
/// several names.
people::PasskeySite site_of(const Site& site, const Request& request)
{
    const std::string_view origin = request.header("origin");
    return {origin.empty() ? site.public_url : std::string(origin)};
}

std::string handle_of(const Id& account)
{
    return to_base64url({reinterpret_cast<const char*>(account.bytes.data()), account.bytes.size()});
}

Result<std::string> draw_challenge(const Site& site, store::Transaction& tx, const Request& request,
                                   people::Realm realm, const std::optional<Id>& account)
{
    people::AskChallenge command;
    command.at = request.at;
    command.network = people::network_of(request.peer);
    command.realm = realm;
    command.account = account;
    command.challenge = site.draw_token();
    TRY(people::ask_challenge(tx, command));
    return command.challenge.reveal();
}

/// Of a passkey of the caller's own.
Result<people::RemovePasskey> parse_removal(const Site& site, const people::Caller& caller,
                                            const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::RemovePasskey command;
    command.credential = bytes_in(in, "credential");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.account = caller.account;
    command.notice = site.draw_id(request.at);
    return command;
}

Result<void> read_nothing(const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    return in.done();
}

}  // namespace

json::array passkeys_to_json(store::Snapshot& snapshot, const Id& account)
{
    json::array all;
    for (const people::Passkey& one : people::passkeys_of(snapshot, account)) {
        all.push_back(json::object{
            {"credential", to_base64url(one.credential)},
            {"device_name", one.device_name},
            {"made_at", to_string_in_japan(one.made_at)},
            {"last_used_at",
             one.last_used_at ? json::value(to_string_in_japan(*one.last_used_at)) : json::value(nullptr)}});
    }
    return all;
}

Recorded<Response> post_passkey_challenge(const Site& site, const people::Caller& caller,
                                          store::Transaction& tx, const Request& request)
{
    TRY(read_nothing(request));
    TRY(demand_all_factors(site, caller, tx, request));
    const auto account = people::load_account(tx, caller.account);
    must(account.has_value(), "a session belongs to an account");
    const std::string challenge =
        TRY(draw_challenge(site, tx, request, people::realm_of(caller.role), caller.account));
    json::array known;
    for (const people::Passkey& one : people::passkeys_of(tx, caller.account))
        known.push_back(json::value(to_base64url(one.credential)));
    const bool is_staff = account->role != people::Role::parent;
    const std::string& name = is_staff                 ? account->staff_name
                              : account->email.empty() ? account->user_number
                                                       : account->email;
    return Result<Response>(
        json_response(200, json::object{{"challenge", challenge},
                                        {"site", site_of(site, request).name()},
                                        {"site_name", municipality_of(site, request).name.ja},
                                        {"account", handle_of(account->id)},
                                        {"name", name.empty() ? account->display_name : name},
                                        {"display_name", account->display_name},
                                        {"known", std::move(known)}}));
}

Recorded<Response> post_passkey(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::AddPasskey command;
    command.client_data = bytes_in(in, "client_data");
    command.attestation = bytes_in(in, "attestation");
    command.device_name = in.maybe_text("name", longest_name).value_or("");
    TRY(in.done());
    TRY(demand_all_factors(site, caller, tx, request));
    command.at = request.at;
    command.account = caller.account;
    command.notice = site.draw_id(request.at);
    command.site = site_of(site, request);
    if (command.device_name.empty()) command.device_name = people::device_name(request.header("user-agent"));
    TRY(people::add_passkey(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_passkey_remove(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                       const Request& request)
{
    people::remove_passkey(tx, TRY(parse_removal(site, caller, request)));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_passkey_remove(const Site& site, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    people::RemovePasskey command = TRY(parse_removal(site, caller, request));
    command.account = TRY(staff_in_path(tx, request)).id;
    people::remove_passkey(tx, command);
    return Result<Response>(no_content());
}

template <Realm realm>
Recorded<Response> post_passkey_sign_in_challenge(const Site& site, store::Transaction& tx,
                                                  const Request& request)
{
    TRY(read_nothing(request));
    const std::string challenge = TRY(draw_challenge(site, tx, request, realm, std::nullopt));
    return Result<Response>(
        json_response(200, json::object{{"challenge", challenge}, {"site", site_of(site, request).name()}}));
}

template <Realm realm>
Recorded<Response> post_passkey_sign_in(const Site& site, store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::SignInByPasskey command;
    command.credential = bytes_in(in, "credential");
    command.client_data = bytes_in(in, "client_data");
    command.authenticator_data = bytes_in(in, "authenticator_data");
    command.signature = bytes_in(in, "signature");
    const auto handle = in.maybe_text("user_handle", longest_part);
    if (handle) {
        const auto bytes = from_base64url(*handle);
        if (!bytes) in.mistake("user_handle", "something else", "base64url without padding");
        command.user_handle = bytes.value_or("");
    }
    TRY(in.done());
    command.at = request.at;
    command.realm = realm;
    command.site = site_of(site, request);
    command.known_device = request.cookie(site.device_cookie(request.municipality));
    command.device_name = people::device_name(request.header("user-agent"));
    command.session = site.draw_token();
    command.device = site.draw_token();
    const Result<people::SignedIn> signed_in = TRY(people::sign_in_by_passkey(tx, command));
    if (!signed_in) return Result<Response>(tl::unexpected(signed_in.error()));
    Response response = welcome(site, *signed_in);
    add_cookies(response, site, request.municipality, realm, *signed_in);
    return Result<Response>(std::move(response));
}

template Recorded<Response> post_passkey_sign_in_challenge<Realm::parent>(const Site&, store::Transaction&,
                                                                          const Request&);
template Recorded<Response> post_passkey_sign_in_challenge<Realm::desk>(const Site&, store::Transaction&,
                                                                        const Request&);
template Recorded<Response> post_passkey_sign_in_challenge<Realm::office>(const Site&, store::Transaction&,
                                                                          const Request&);
template Recorded<Response> post_passkey_sign_in<Realm::parent>(const Site&, store::Transaction&,
                                                                const Request&);
template Recorded<Response> post_passkey_sign_in<Realm::desk>(const Site&, store::Transaction&,
                                                              const Request&);
template Recorded<Response> post_passkey_sign_in<Realm::office>(const Site&, store::Transaction&,
                                                                const Request&);

}  // namespace hagukumi::http
