#include <algorithm>

#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "rules/booking/terms.hpp"

namespace hagukumi::http {

namespace {

constexpr std::size_t longest_invitation = 200;
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

/// Who opened the page inside LINE, and that the menu that led to it still counts.
Result<std::string> person_in_line(const Site& site, const Request& request, const std::string& id_token,
                                   const std::optional<Id>& menu)
{
    if (site.line == nullptr)
        return fail(ErrorKind::not_found, "no_line",
                    {"この自治体ではLINEからの利用はできません。", "This municipality does not use LINE."});
    std::string person = TRY(site.line->person(request.municipality, id_token, request.at));
    if (menu) TRY(site.line->check_menu(request.municipality, person, *menu, request.at));
    return person;
}

Result<people::SignIn> parse_staff_sign_in(const Site& site, const Request& request, people::Realm realm)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::SignIn sign_in = begin(site, request, realm);
    sign_in.way = people::Way::staff;
    sign_in.name = in.text("name");
    sign_in.secret = people::Secret(in.text("password", longest_secret));
    sign_in.code = in.text("totp", 40);
    if (realm == people::Realm::desk)
        sign_in.new_pin = people::Secret(in.maybe_text("new_pin", 40).value_or(""));
    TRY(in.done());
    return sign_in;
}

}  // namespace

Result<people::SignIn> parse_parent_sign_in(const Site& site, const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
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
    } else if (way == "line") {
        sign_in.way = people::Way::line;
        const std::string id_token = in.text("id_token", longest_id_token);
        const auto menu = in.maybe_id("menu");
        TRY(in.done());
        sign_in.name = TRY(person_in_line(site, request, id_token, menu));
        return sign_in;
    } else {
        in.mistake("way", "something else", "email, user_number or line");
    }
    const auto id_token = in.maybe_text("id_token", longest_id_token);
    TRY(in.done());
    if (id_token)
        sign_in.linking = people::Identity{people::Issuer::line,
                                           TRY(person_in_line(site, request, *id_token, std::nullopt))};
    return sign_in;
}

Result<people::SignIn> parse_join(const Site& site, const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::SignIn sign_in = begin(site, request, people::Realm::parent);
    sign_in.way = people::Way::line;
    const std::string id_token = in.text("id_token", longest_id_token);
    const auto menu = in.maybe_id("menu");
    people::Joining joining;
    joining.guardian_name = in.text("guardian_name");
    joining.postal_code = in.text("postal_code", 40);
    joining.address = in.text("address", 600);
    joining.phone = in.text("phone", 40);
    joining.pin = people::Secret(in.text("pin", 40));
    joining.child = read_child(in);
    TRY(in.done());
    const auto& programmes = municipality_of(site, request).programmes;
    const bool takes_families = std::any_of(programmes.begin(), programmes.end(), [](const auto& programme) {
        return programme->booking_of(rules::interview_code) != nullptr;
    });
    if (!takes_families)
        return fail(ErrorKind::conflict, "no_interview",
                    {"この自治体では、ここからの登録を受け付けていません。窓口へお問い合わせください。",
                     "This municipality takes no registrations here. Please ask its office."});
    sign_in.name = TRY(person_in_line(site, request, id_token, menu));
    for (Id* const id :
         {&joining.household, &joining.guardian, &joining.account, &joining.notice, &joining.child.id})
        *id = site.draw_id(request.at);
    sign_in.joining = std::move(joining);
    return sign_in;
}

Result<people::SignIn> parse_accept(const Site& site, const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::SignIn sign_in = begin(site, request, people::Realm::parent);
    sign_in.way = people::Way::line;
    const std::string id_token = in.text("id_token", longest_id_token);
    people::Accepting accepting;
    accepting.invitation = people::Secret(in.text("invitation", longest_invitation));
    accepting.name = in.text("name");
    accepting.pin = people::Secret(in.text("pin", 40));
    TRY(in.done());
    sign_in.name = TRY(person_in_line(site, request, id_token, std::nullopt));
    for (Id* const id : {&accepting.guardian, &accepting.notice, &accepting.told})
        *id = site.draw_id(request.at);
    sign_in.accepting = std::move(accepting);
    return sign_in;
}

Result<people::SignIn> parse_registration(const Site& site, const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::SignIn sign_in = begin(site, request, people::Realm::parent);
    sign_in.way = people::Way::user_number;
    sign_in.name = in.text("user_number");
    sign_in.secret = people::Secret(in.text("pin", 40));
    const std::string id_token = in.text("id_token", longest_id_token);
    const auto menu = in.maybe_id("menu");
    people::Registration registration;
    registration.nickname = in.text("nickname");
    const auto mother_born_on = in.maybe_date("mother_born_on");
    registration.born_on = in.maybe_date("born_on");
    registration.due_date = in.maybe_date("due_date");
    if (!mother_born_on) in.mistake("mother_born_on", "no date", "a date");
    TRY(in.done());
    registration.mother_born_on = *mother_born_on;
    registration.identity = {people::Issuer::line, TRY(person_in_line(site, request, id_token, menu))};
    sign_in.registration = std::move(registration);
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
