// 職員の利用者: who of the office and the facilities may sign in, as what.
//
// Passwords and second factors are drawn here, shown once in the answer, and kept as a hash and a seal only;
// hashing is slow on purpose and happens before the lane (Upload).
#include "facilities/facility.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/office_handlers.hpp"
#include "http/api/own_account.hpp"
#include "people/draw_password.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/totp.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_name = 100, longest_reason = 500;

/// What a new or reset account signs in with.
struct Keys {
    people::Secret password;
    std::string password_hash, totp_secret;
};

Keys draw_keys(Randomness& randomness)
{
    Keys keys;
    keys.password = people::draw_password(randomness);
    keys.password_hash = people::hash_password(keys.password);
    keys.totp_secret = people::draw_totp_secret(randomness);
    return keys;
}

json::object keys_to_json(const Id& account, const std::string& name, const Keys& keys)
{
    return {{"id", to_string(account)},
            {"name", name},
            {"password", keys.password.reveal()},
            {"second_factor", people::totp_uri(keys.totp_secret, "Hagukumi", name)},
            {"second_factor_typed", people::base32(keys.totp_secret)}};
}

Result<void> must_be_somebody_else(const people::Caller& caller, const people::Account& account)
{
    if (caller.account != account.id) return {};
    return fail(ErrorKind::conflict, "own_account",
                {"ご自分の利用者は、ここでは変えられません。ほかの職員に頼んでください。",
                 "Your own account cannot be changed here. Please ask a colleague."});
}

json::value facility_of(store::Snapshot& snapshot, const std::optional<Id>& id)
{
    if (!id) return nullptr;
    const auto facility = facilities::find_facility(snapshot, *id);
    if (!facility) return nullptr;
    return json::object{{"id", to_string(facility->id)}, {"name", facility->name}};
}

}  // namespace

Result<people::Account> staff_in_path(store::Snapshot& snapshot, const Request& request)
{
    auto account = people::load_account(snapshot, TRY(id_in_path(request, 0)));
    if (!account || account->role == people::Role::parent) return not_found();
    return std::move(*account);
}

Result<Response> get_office_staff(const Site&, const people::Caller& caller, store::Snapshot& snapshot,
                                  const Request& request)
{
    json::array staff, places;
    for (const people::Role role : {people::Role::officer, people::Role::operator_,
                                    people::Role::facility_manager, people::Role::facility_staff}) {
        for (const people::Account& one : people::list_accounts(snapshot, role))
            staff.push_back(json::object{{"id", to_string(one.id)},
                                         {"name", one.staff_name},
                                         {"shown", one.display_name},
                                         {"role", people::name_of(one.role)},
                                         {"facility", facility_of(snapshot, one.facility)},
                                         {"active", one.state == people::AccountState::active},
                                         {"is_own", one.id == caller.account},
                                         {"passkeys", passkeys_to_json(snapshot, one.id)}});
    }
    for (const facilities::Facility& one : facilities::list_facilities(snapshot, date_in_japan(request.at)))
        places.push_back(json::object{{"id", to_string(one.id)}, {"name", one.name}});
    return json_response(200, json::object{{"staff", std::move(staff)}, {"facilities", std::move(places)}});
}

Result<Work> open_office_staff_add(const Site& site, const people::Caller& caller, store::Snapshot&,
                                   const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::CreateAccount command;
    command.staff_name = in.text("name", longest_name);
    command.display_name = in.text("shown", longest_name);
    const auto role = people::parse_role(in.text("role"));
    command.facility = in.maybe_id("facility");
    if (!role || *role == people::Role::parent || *role == people::Role::operator_)
        in.mistake("role", "something else", "facility_staff, facility_manager or officer");
    TRY(in.done());
    command.role = *role;
    command.at = request.at;
    command.key = site.draw_id(request.at);
    command.id = site.draw_id(request.at);
    command.actor = caller.account;
    const Keys keys = draw_keys(*site.randomness);
    command.password_hash = keys.password_hash;
    command.totp_secret = keys.totp_secret;
    return Work([command, keys](const people::Caller&, store::Transaction& tx) -> Recorded<Response> {
        TRY(people::create_account(tx, command));
        return Result<Response>(json_response(201, keys_to_json(command.id, command.staff_name, keys)));
    });
}

Result<Work> open_office_staff_reset(const Site& site, const people::Caller& caller,
                                     store::Snapshot& snapshot, const Request& request)
{
    const people::Account account = TRY(staff_in_path(snapshot, request));
    TRY(must_be_somebody_else(caller, account));
    const Keys keys = draw_keys(*site.randomness);
    people::ResetAccount command;
    command.key = site.draw_id(request.at);
    command.at = request.at;
    command.actor = caller.account;
    command.account = account.id;
    command.password_hash = keys.password_hash;
    command.totp_secret = keys.totp_secret;
    return Work([command, keys, name = account.staff_name](const people::Caller&,
                                                           store::Transaction& tx) -> Recorded<Response> {
        TRY(people::reset_account(tx, command));
        return Result<Response>(json_response(200, keys_to_json(command.account, name, keys)));
    });
}

Recorded<Response> post_office_staff_disable(const Site&, const people::Caller& caller,
                                             store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::DisableAccount command;
    command.key = in.id("key");
    command.reason = in.text("reason", longest_reason);
    TRY(in.done());
    const people::Account account = TRY(staff_in_path(tx, request));
    TRY(must_be_somebody_else(caller, account));
    command.at = request.at;
    command.actor = caller.account;
    command.account = account.id;
    TRY(people::disable_account(tx, command));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
