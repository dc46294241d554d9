#include "people/sharing.hpp"

#include <boost/json.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/family_writes.hpp"
#include "people/manage_accounts.hpp"
#include "people/not_found.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::hours lasts = 24h * 7;
constexpr std::size_t most_open = 5;

Invitation invitation_in(const store::Row& row)
{
    return {row.id(0), row.id(1), std::string(row.text(2)), static_cast<Rights>(row.integer(3)),
            row.instant(4)};
}

/// Who has left the family invites nobody into it any more.  The name of who invites, or nothing.
std::optional<std::string> name_of_inviter(store::Snapshot& snapshot, const Id& inviter, const Id& household)
{
    const auto account = load_account(snapshot, inviter);
    if (!account || account->state != AccountState::active || account->household != household)
        return std::nullopt;
    return account->display_name;
}

tl::unexpected<Error> invitation_over()
{
    return fail(
        ErrorKind::not_found, "invitation_over",
        {"この招待は使えません。期限が過ぎたか、すでに使われたか、取り消されています。招待した方に、"
         "もう一度招待してもらってください。",
         "This invitation no longer works: it has ended, was used or was withdrawn. Please ask the person "
         "who invited you for another one."});
}

std::string rights_json(Rights rights)
{
    return boost::json::serialize(boost::json::object{{"rights", name_of(rights)}});
}

}  // namespace

Result<void> invite(store::Transaction& tx, const Invite& command)
{
    const auto content = audit::Digest("people.invite")
                             .add(command.household)
                             .add(command.name)
                             .add(static_cast<std::int64_t>(command.rights));
    return audit::once(tx, command, command.account, "people.invite", content, [&]() -> Result<void> {
        TRY(check_names(command.name, ""));
        if (open_invitations(tx, command.household, command.at).size() >= most_open)
            return fail(
                ErrorKind::conflict, "too_many_invitations",
                {"使われていない招待が5件あります。いらない招待を取り消してから、もう一度お試しください。",
                 "Five invitations are open. Please withdraw one that you do not need first."});
        const TokenHash hash = hash_of(command.token.reveal());
        tx.execute(sql::add_invitation, command.id, bytes_of(hash), command.household, command.account,
                   command.name, command.rights, command.at, command.at + lasts);
        audit::record(tx, command.at, command.account, "people.invite", command.household,
                      rights_json(command.rights));
        return {};
    });
}

std::vector<Invitation> open_invitations(store::Snapshot& snapshot, const Id& household, Instant at)
{
    std::vector<Invitation> found;
    snapshot.query(
        sql::open_invitations, [&](const store::Row& row) { found.push_back(invitation_in(row)); }, household,
        at);
    return found;
}

Result<Invited> find_invitation(store::Snapshot& snapshot, std::string_view token, Instant at)
{
    const TokenHash hash = hash_of(token);
    Id inviter;
    auto found = snapshot.find(
        sql::find_invitation,
        [&](const store::Row& row) {
            inviter = row.id(5);
            return invitation_in(row);
        },
        bytes_of(hash), at);
    if (!found) return invitation_over();
    auto name = name_of_inviter(snapshot, inviter, found->household);
    if (!name) return invitation_over();
    return Invited{std::move(*found), std::move(*name)};
}

Result<Invitation> take_invitation(store::Transaction& tx, const Id& id, Instant at)
{
    Id inviter;
    auto found = tx.find(
        sql::load_invitation,
        [&](const store::Row& row) {
            inviter = row.id(5);
            return invitation_in(row);
        },
        id);
    if (!found || !name_of_inviter(tx, inviter, found->household)) return invitation_over();
    if (tx.execute(sql::take_invitation, id, at) != 1) return invitation_over();
    return std::move(*found);
}

Result<void> withdraw_invitation(store::Transaction& tx, const WithdrawInvitation& command)
{
    const auto content = audit::Digest("people.withdraw_invitation").add(command.invitation);
    return audit::once(
        tx, command, command.account, "people.withdraw_invitation", content, [&]() -> Result<void> {
            if (tx.execute(sql::withdraw_invitation, command.invitation, command.household) != 1)
                return invitation_over();
            audit::record(tx, command.at, command.account, "people.withdraw_invitation", command.household,
                          "{}");
            return {};
        });
}

std::vector<Member> members_of(store::Snapshot& snapshot, const Id& household)
{
    std::vector<Member> members;
    snapshot.query(
        sql::members_of,
        [&](const store::Row& row) {
            members.push_back(
                {row.id(0), std::string(row.text(1)), static_cast<Rights>(row.integer(2)), row.instant(3)});
        },
        household);
    return members;
}

Result<void> remove_member(store::Transaction& tx, const RemoveMember& command)
{
    const auto content = audit::Digest("people.remove_member").add(command.account);
    return audit::once(tx, command, command.actor, "people.remove_member", content, [&]() -> Result<void> {
        const auto members = members_of(tx, command.household);
        const auto member = std::find_if(members.begin(), members.end(),
                                         [&](const Member& one) { return one.account == command.account; });
        if (member == members.end()) return no_account();
        if (member->rights != Rights::helper)
            return fail(ErrorKind::not_allowed, "not_a_helper",
                        {"ほかの保護者を外すことはできません。自治体の窓口へご相談ください。",
                         "A guardian cannot remove another one. Please ask your municipality's office."});
        TRY(delete_account(tx, {command.key, command.at, command.account}));
        audit::record(tx, command.at, command.actor, "people.remove_member", command.account, "{}");
        return {};
    });
}

}  // namespace hagukumi::people
