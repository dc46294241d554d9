#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"

namespace hagukumi::http {

namespace {

constexpr std::size_t longest_secret = 600;  // 128 characters, as check_password() allows

people::SignIn begin(const Site& site, const Request& request, people::Realm realm)
{
    people::SignIn sign_in;
    sign_in.realm = realm;
    sign_in.source.device = std::string(request.cookie(site.device_cookie(request.municipality)));
    sign_in.source.network = people::network_of(request.peer);
    sign_in.at = request.at;
    return sign_in;
}

Result<people::SignIn> parse_staff_sign_in(const Site& site, const Request& request, people::Realm realm)
{
    const auto body = TRY(parse_body(request.body));
    JsonIn in(body);
    people::SignIn sign_in = begin(site, request, realm);
    sign_in.way = people::Way::staff;
    sign_in.name = in.text("name");
    sign_in.secret = people::Secret(in.text("password", longest_secret));
    sign_in.code = in.text("totp", 40);
    TRY(in.done());
    return sign_in;
}

}  // namespace

Result<people::SignIn> parse_parent_sign_in(const Site& site, const Request& request)
{
    const auto body = TRY(parse_body(request.body));
    JsonIn in(body);
    people::SignIn sign_in = begin(site, request, people::Realm::parent);
    const std::string way = in.text("way");
    if (way == "email") {
        sign_in.way = people::Way::email;
        sign_in.name = in.text("email", 300);
        sign_in.secret = people::Secret(in.text("password", longest_secret));
    } else if (way == "user_number") {
        sign_in.way = people::Way::user_number;
        sign_in.name = in.text("user_number");
        sign_in.secret = people::Secret(in.text("pin", 40));
    } else {
        in.mistake("way", "something else", "email or user_number");
    }
    TRY(in.done());
    return sign_in;
}

Result<people::SignIn> parse_desk_sign_in(const Site& site, const Request& request)
{
    return parse_staff_sign_in(site, request, people::Realm::desk);
}

Result<people::SignIn> parse_office_sign_in(const Site& site, const Request& request)
{
    return parse_staff_sign_in(site, request, people::Realm::office);
}

Response welcome(const Site&, const people::SignedIn& signed_in)
{
    return json_response(200, boost::json::object{{"name", signed_in.display_name},
                                                  {"role", people::name_of(signed_in.caller.role)},
                                                  {"language", signed_in.caller.language}});
}

}  // namespace hagukumi::http
