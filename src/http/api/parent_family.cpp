// A family in the hands of its guardians: children that they enter, people whom they invite.
#include <algorithm>

#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/up_to_date.hpp"
#include "people/family_commands.hpp"
#include "people/sharing.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_name = 300, longest_token = 100, most_children = 9;

const Id& household_of(const people::Caller& caller)
{
    must(caller.household.has_value(), "a parent belongs to a household");
    return *caller.household;
}

json::array children_of(const people::Family& family, const Id& birth)
{
    json::array out;
    for (const people::Child& child : family.children) {
        if (child.birth != birth) continue;
        out.push_back(json::object{{"id", to_string(child.id)},
                                   {"name", child.name},
                                   {"nickname", child.nickname},
                                   {"born_on", hagukumi::to_string(child.born_on)}});
    }
    return out;
}

/// What became of a pregnancy that was lost is no line of a list.
json::array births_of(store::Snapshot& snapshot, const people::Family& family)
{
    const auto unconfirmed = people::unconfirmed_births(snapshot, family.household.id);
    json::array out;
    for (const people::Birth& birth : family.births) {
        if (birth.lost_on) continue;
        const bool waits = std::find(unconfirmed.begin(), unconfirmed.end(), birth.id) != unconfirmed.end();
        out.push_back(json::object{{"id", to_string(birth.id)},
                                   {"due_date", to_json(birth.due_date)},
                                   {"born_on", to_json(birth.born_on)},
                                   {"confirmed", !waits},
                                   {"children", children_of(family, birth.id)}});
    }
    return out;
}

/// A body that holds nothing but the command's key.
Result<Id> key_in(const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const Id key = in.id("key");
    TRY(in.done());
    return key;
}

}  // namespace

Result<Response> get_parent_family(const Site&, const people::Caller& caller, store::Snapshot& snapshot,
                                   const Request& request)
{
    const people::Family family =
        TRY(people::load_family(snapshot, household_of(caller), people::Reader::parent));
    json::array members, invitations;
    for (const people::Member& member : people::members_of(snapshot, household_of(caller))) {
        members.push_back(json::object{{"id", to_string(member.account)},
                                       {"name", member.name},
                                       {"rights", people::name_of(member.rights)},
                                       {"since", to_string_in_japan(member.since)},
                                       {"is_own", member.account == caller.account}});
    }
    for (const people::Invitation& one :
         people::open_invitations(snapshot, household_of(caller), request.at)) {
        invitations.push_back(json::object{{"id", to_string(one.id)},
                                           {"name", one.name},
                                           {"rights", people::name_of(one.rights)},
                                           {"ends_at", to_string_in_japan(one.ends_at)}});
    }
    return json_response(200, json::object{{"births", births_of(snapshot, family)},
                                           {"members", std::move(members)},
                                           {"invitations", std::move(invitations)}});
}

Recorded<Response> post_parent_birth(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::ReportBirth command;
    command.key = in.id("key");
    const auto expected = in.maybe_id("birth");
    const auto born_on = in.maybe_date("born_on");
    if (!born_on) in.mistake("born_on", "no date", "a date");
    command.due_date = in.maybe_date("due_date");
    if (in.flag("gave_birth")) command.gave_birth = caller.guardian;
    for (const json::object* one : in.objects("children", most_children)) {
        JsonIn child_in(*one);
        people::Child child;
        child.id = site.draw_id(request.at);
        child.name = child_in.text("name", longest_name);
        child.kana = child_in.maybe_text("kana", longest_name).value_or("");
        child.nickname = child_in.maybe_text("nickname", longest_name).value_or("");
        TRY(child_in.done());
        command.children.push_back(std::move(child));
    }
    TRY(in.done());
    command.at = request.at;
    command.account = caller.account;
    command.household = household_of(caller);
    command.is_expected = expected.has_value();
    command.birth = expected.value_or(site.draw_id(request.at));
    command.born_on = *born_on;
    TRY(people::report_birth(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_parent_child_name(const Site&, const people::Caller& caller, store::Transaction& tx,
                                          const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::NameChild command;
    command.key = in.id("key");
    command.nickname = in.text("nickname", longest_name);
    TRY(in.done());
    command.at = request.at;
    command.account = caller.account;
    command.household = household_of(caller);
    command.child = TRY(id_in_path(request, 0));
    TRY(people::name_child(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_parent_invitation(const Site& site, const people::Caller& caller,
                                          store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    people::Invite command;
    command.key = in.id("key");
    command.name = in.text("name", longest_name);
    const std::string rights = in.text("rights");
    if (rights == "full") command.rights = people::Rights::full;
    else if (rights != "helper") in.mistake("rights", "something else", "full or helper");
    TRY(in.done());
    command.at = request.at;
    command.id = site.draw_id(request.at);
    command.account = caller.account;
    command.household = household_of(caller);
    command.token = site.draw_token();
    TRY(people::invite(tx, command));
    // Under a key that was used before nothing was made, and the first link cannot be given again.
    const auto open = people::open_invitations(tx, command.household, request.at);
    const bool is_new = std::any_of(open.begin(), open.end(),
                                    [&](const people::Invitation& one) { return one.id == command.id; });
    if (!is_new)
        return fail(
            ErrorKind::conflict, "invited_already",
            {"この招待はすでに作られています。リンクが見つからないときは、招待を取り消して作り直してくださ"
             "い。",
             "This invitation was made already. If its link is lost, please withdraw it and make "
             "another one."});
    const std::string page = site.address_of(request.municipality) + "join#";
    return Result<Response>(json_response(201, json::object{{"url", page + command.token.reveal()}}));
}

Recorded<Response> post_parent_invitation_withdraw(const Site&, const people::Caller& caller,
                                                   store::Transaction& tx, const Request& request)
{
    people::WithdrawInvitation command;
    command.key = TRY(key_in(request));
    command.at = request.at;
    command.account = caller.account;
    command.household = household_of(caller);
    command.invitation = TRY(id_in_path(request, 0));
    TRY(people::withdraw_invitation(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_parent_member_remove(const Site&, const people::Caller& caller,
                                             store::Transaction& tx, const Request& request)
{
    people::RemoveMember command;
    command.key = TRY(key_in(request));
    command.at = request.at;
    command.actor = caller.account;
    command.household = household_of(caller);
    command.account = TRY(id_in_path(request, 0));
    TRY(people::remove_member(tx, command));
    return Result<Response>(no_content());
}

Result<Response> post_invitation_look(const Site&, store::Snapshot& snapshot, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string token = in.text("token", longest_token);
    TRY(in.done());
    const people::Invited invited = TRY(people::find_invitation(snapshot, token, request.at));
    return json_response(200, json::object{{"invited_by", invited.invited_by},
                                           {"rights", people::name_of(invited.invitation.rights)},
                                           {"ends_at", to_string_in_japan(invited.invitation.ends_at)}});
}

Recorded<Response> post_office_birth_confirm(const Site& site, const people::Caller& caller,
                                             store::Transaction& tx, const Request& request)
{
    people::ConfirmBirth command;
    command.key = TRY(key_in(request));
    command.at = request.at;
    command.actor = caller.account;
    command.household = TRY(id_in_path(request, 0));
    command.birth = TRY(id_in_path(request, 1));
    TRY(people::confirm_birth(tx, command));
    TRY(bring_up_to_date(site, caller, tx, request, command.household, {command.birth},
                         "出産の届出の確認による再計算"));
    return Result<Response>(no_content());
}

}  // namespace hagukumi::http
