// A parent's own account: links in mails, terms, devices, another address, leaving.
#include <algorithm>

#include "booking/booking.hpp"
#include "http/api/fresh.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/own_account.hpp"
#include "http/api/portal_handlers.hpp"
#include "people/choose_language.hpp"
#include "people/identity.hpp"
#include "people/mail_link.hpp"
#include "people/manage_accounts.hpp"
#include "people/sharing.hpp"

namespace hagukumi::http {

namespace json = boost::json;
using people::LinkPurpose;

namespace {

constexpr std::size_t longest_email = 300, longest_token = 100, longest_name = 300, longest_secret = 600;

Result<void> demand_mail(const Site& site)
{
    if (site.sends_mail()) return {};
    return fail(ErrorKind::not_found, "no_mail",
                {"ここではメールを使った手続きができません。自治体の窓口へお問い合わせください。",
                 "Nothing is sent by mail here. Please ask your municipality's office."});
}

/// A facility expects this family, or will tell it of a seat.
bool is_open(const booking::Booking& one)
{
    using booking::State;
    return one.state == State::requested || one.state == State::booked || one.state == State::waiting ||
           one.state == State::offered;
}

people::AskForLink begin(const Site& site, const Request& request, LinkPurpose purpose)
{
    people::AskForLink command;
    command.at = request.at;
    command.id = site.draw_id(request.at);
    command.purpose = purpose;
    command.network = people::network_of(request.peer);
    command.page = site.address_of(request.municipality);
    command.token = site.draw_token();
    return command;
}

/// 202 whatever the address is (T04).
Recorded<Response> ask(const Site& site, store::Transaction& tx, const people::AskForLink& command)
{
    const Result<void> asked = people::ask_for_link(tx, site.link_limits, command);
    if (!asked) return Result<Response>(tl::unexpected(asked.error()));
    return Result<Response>(json_response(202, json::object{{"asked", true}}));
}

std::string_view name_of(LinkPurpose purpose)
{
    switch (purpose) {
        case LinkPurpose::sign_up: return "sign_up";
        case LinkPurpose::new_password: return "new_password";
        case LinkPurpose::sign_in: return "sign_in";
        case LinkPurpose::change_email: return "change_email";
    }
    throw BugFound("a link is for one of the four");
}

/// In which a person is written to: a code of base/language.hpp.
std::string known_language(JsonIn& in, std::string language)
{
    const auto found = std::find_if(all_languages.begin(), all_languages.end(),
                                    [&](Language one) { return code_of(one) == language; });
    if (found == all_languages.end())
        in.mistake("language", "something else", "ja, en, ja-easy, zh, ko, vi, pt, ne or fil");
    return language;
}

people::SignIn by_link(const Site& site, const Request& request, JsonIn& in, LinkPurpose purpose)
{
    people::SignIn sign_in;
    sign_in.realm = people::Realm::parent;
    sign_in.way = people::Way::link;
    sign_in.at = request.at;
    sign_in.source.device = std::string(request.cookie(site.device_cookie(request.municipality)));
    sign_in.source.network = people::network_of(request.peer);
    sign_in.name = in.text("token", longest_token);
    sign_in.by_link = people::ByLink{purpose, {site.draw_id(request.at), site.draw_id(request.at)}, {}};
    return sign_in;
}

}  // namespace

Result<Response> get_terms(const Site& site, const Request& request)
{
    const Terms& terms = municipality_of(site, request).terms;
    return json_response(200, json::object{{"version", terms.version}, {"text", to_json(terms.text)}});
}

Recorded<Response> post_parent_link(const Site& site, store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string purpose = in.text("purpose");
    people::AskForLink command = begin(site, request, LinkPurpose::sign_up);
    if (purpose == "new_password") command.purpose = LinkPurpose::new_password;
    else if (purpose == "sign_in") command.purpose = LinkPurpose::sign_in;
    else if (purpose != "sign_up")
        in.mistake("purpose", "something else", "sign_up, new_password or sign_in");
    command.email = in.text("email", longest_email);
    command.terms = in.maybe_text("terms").value_or("");
    command.language = known_language(in, in.maybe_text("language").value_or("ja"));
    const auto invitation = in.maybe_text("invitation", longest_token);
    // Without the consent no step (M-02).
    const std::string& version = municipality_of(site, request).terms.version;
    if (purpose == "sign_up" && command.terms != version)
        in.mistake("terms", "another version", "the version of the terms that is in force");
    if (invitation && purpose != "sign_up") in.mistake("invitation", "another purpose", "purpose sign_up");
    TRY(in.done());
    TRY(demand_mail(site));
    if (invitation)
        command.invitation = TRY(people::find_invitation(tx, *invitation, request.at)).invitation.id;
    return ask(site, tx, command);
}

Result<Response> post_parent_link_look(const Site&, store::Snapshot& snapshot, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string token = in.text("token", longest_token);
    TRY(in.done());
    const people::MailLink link = TRY(people::find_link(snapshot, token, request.at));
    return json_response(200, json::object{{"purpose", name_of(link.purpose)},
                                           {"email", link.email},
                                           {"ends_at", to_string_in_japan(link.ends_at)}});
}

Result<people::SignIn> parse_sign_up(const Site& site, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::SignIn sign_in = by_link(site, request, in, LinkPurpose::sign_up);
    sign_in.secret = people::Secret(in.text("password", longest_secret));
    people::SignUp typed;
    typed.name = in.text("name", longest_name);
    typed.kana = in.maybe_text("kana", longest_name).value_or("");
    TRY(in.done());
    typed.household = site.draw_id(request.at);
    typed.guardian = site.draw_id(request.at);
    typed.account = site.draw_id(request.at);
    sign_in.by_link->sign_up = std::move(typed);
    return sign_in;
}

Result<people::SignIn> parse_new_password(const Site& site, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::SignIn sign_in = by_link(site, request, in, LinkPurpose::new_password);
    sign_in.secret = people::Secret(in.text("password", longest_secret));
    TRY(in.done());
    return sign_in;
}

Result<people::SignIn> parse_sign_in_by_link(const Site& site, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::SignIn sign_in = by_link(site, request, in, LinkPurpose::sign_in);
    TRY(in.done());
    return sign_in;
}

Result<Response> get_parent_account(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                    const Request& request)
{
    const auto account = people::load_account(snapshot, caller.account);
    must(account.has_value(), "a session belongs to an account");
    const std::string_view own =
        request.cookie(site.session_cookie(people::Realm::parent, request.municipality));
    const auto subject = people::find_subject_of(snapshot, people::Issuer::line, caller.account);
    return json_response(200, json::object{{"email", account->email},
                                           {"user_number", account->user_number},
                                           {"has_password", account->has_password},
                                           {"in_line", subject.has_value()},
                                           {"sends_mail", site.sends_mail()},
                                           {"terms", people::accepted_terms(snapshot, caller.account)},
                                           {"devices", devices_to_json(snapshot, caller, own, request.at)},
                                           {"passkeys", passkeys_to_json(snapshot, caller.account)}});
}

Recorded<Response> post_parent_terms(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string version = in.text("version");
    if (version != municipality_of(site, request).terms.version)
        in.mistake("version", "another version", "the version of the terms that is in force");
    TRY(in.done());
    people::accept_terms(tx, caller.account, version, request.at);
    return Result<Response>(no_content());
}

Recorded<Response> post_parent_language(const Site&, const people::Caller& caller, store::Transaction& tx,
                                        const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string language = known_language(in, in.text("language"));
    TRY(in.done());
    people::choose_language(tx, caller.account, *language_of(language));
    return Result<Response>(no_content());
}

Recorded<Response> post_parent_session_end(const Site&, const people::Caller& caller, store::Transaction& tx,
                                           const Request& request)
{
    people::end_listed_session(tx, caller.account, TRY(id_in_path(request, 0)), request.at);
    return Result<Response>(no_content());
}

Recorded<Response> post_parent_other_sessions_end(const Site& site, const people::Caller& caller,
                                                  store::Transaction& tx, const Request& request)
{
    people::sign_out_others(tx, caller.account,
                            request.cookie(site.session_cookie(people::Realm::parent, request.municipality)),
                            request.at);
    return Result<Response>(no_content());
}

Recorded<Response> post_parent_email(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::AskForLink command = begin(site, request, LinkPurpose::change_email);
    command.email = in.text("email", longest_email);
    TRY(in.done());
    TRY(demand_mail(site));
    TRY(demand_fresh(caller, request.at));
    command.account = caller.account;
    command.language = caller.language;
    return ask(site, tx, command);
}

Recorded<Response> post_parent_email_confirm(const Site& site, store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string token = in.text("token", longest_token);
    TRY(in.done());
    TRY(people::confirm_email(tx, token, request.at, site.draw_id(request.at)));
    return Result<Response>(no_content());
}

Recorded<Response> post_parent_delete(const Site&, const people::Caller& caller, store::Transaction& tx,
                                      const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::DeleteAccount command;
    command.key = in.id("key");
    TRY(in.done());
    TRY(demand_fresh(caller, request.at));
    command.at = request.at;
    command.account = caller.account;
    // Nobody would be told of a booking any more (W-15).
    if (people::count_accounts_of(tx, *caller.household) == 1) {
        const auto bookings =
            booking::bookings_of_household(tx, *caller.household, date_in_japan(request.at));
        if (std::any_of(bookings.begin(), bookings.end(), is_open))
            return fail(ErrorKind::conflict, "bookings_open",
                        {"これからの予約が残っています。先に予約を取り消してください。",
                         "There are bookings ahead. Please cancel them first."});
    }
    TRY(people::delete_account(tx, command));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
