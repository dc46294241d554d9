#include "people/by_link.hpp"

#include "audit/record.hpp"
#include "messages/outbox.hpp"
#include "people/family_commands.hpp"
#include "people/family_writes.hpp"
#include "people/mail_link.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "people/sharing.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

/// Where the new account belongs: to the family that invited it, else to a new one of one guardian, whose
/// children and the rest the family or the office adds.
Result<void> find_place(store::Transaction& tx, const MailLink& link, const ByLink& errand, Instant at,
                        CreateAccount& account)
{
    const SignUp& typed = *errand.sign_up;
    const Guardian guardian{typed.guardian, typed.name, typed.kana, {}, false};
    if (link.invitation) {
        const Invitation invitation = TRY(take_invitation(tx, *link.invitation, at));
        account.household = invitation.household;
        account.rights = invitation.rights;
        if (invitation.rights != Rights::full) return {};
        insert_guardian(tx, invitation.household, guardian);
    } else {
        RegisterHousehold family;
        family.key = errand.keys[0];
        family.at = at;
        family.actor = typed.account;
        family.household.id = typed.household;
        family.guardians = {guardian};
        TRY(register_household(tx, family));
        account.household = typed.household;
    }
    account.guardian = typed.guardian;
    return {};
}

Result<Id> sign_up(store::Transaction& tx, const MailLink& link, const ByLink& errand, Instant at,
                   const std::string& password_hash)
{
    const SignUp& typed = *errand.sign_up;
    CreateAccount account;
    account.key = errand.keys[1];
    account.at = at;
    account.actor = typed.account;
    account.id = typed.account;
    account.email = link.email;
    account.password_hash = password_hash;
    account.display_name = typed.name;
    account.language = link.language;
    TRY(find_place(tx, link, errand, at, account));
    TRY(create_account(tx, account));
    accept_terms(tx, typed.account, link.terms, at);
    if (link.invitation) {
        messages::Params params;
        params.text("name", typed.name);
        messages::enqueue(tx, {errand.keys[0], at, messages::channel::household, *account.household,
                               "member_joined", params.json()});
    }
    return typed.account;
}

/// The account of the link's address as it is now.
Result<Id> owner_of(store::Snapshot& snapshot, const MailLink& link)
{
    const auto account = find_account(snapshot, link.email);
    if (!account || account->state != AccountState::active || account->role != Role::parent)
        return fail(ErrorKind::not_found, "link_over",
                    {"このリンクは使えなくなりました。もう一度メールアドレスを入力してください。",
                     "This link no longer works. Please enter your e-mail address again."});
    return account->id;
}

Result<Id> set_password(store::Transaction& tx, const MailLink& link, const ByLink& errand, Instant at,
                        const std::string& password_hash)
{
    const Id account = TRY(owner_of(tx, link));
    ResetAccount reset;
    reset.key = errand.keys[0];
    reset.at = at;
    reset.actor = account;
    reset.account = account;
    reset.password_hash = password_hash;
    TRY(reset_account(tx, reset));
    messages::enqueue(tx,
                      {errand.keys[1], at, messages::channel::account, account, "password_changed", "{}"});
    return account;
}

Result<Id> run_errand(store::Transaction& tx, const SignIn& sign_in, const Verdict& verdict)
{
    const ByLink& errand = *sign_in.by_link;
    const MailLink link = TRY(spend_link(tx, sign_in.name, errand.purpose, sign_in.at));
    switch (errand.purpose) {
        case LinkPurpose::sign_up: return sign_up(tx, link, errand, sign_in.at, verdict.new_hash);
        case LinkPurpose::new_password: return set_password(tx, link, errand, sign_in.at, verdict.new_hash);
        case LinkPurpose::sign_in: return owner_of(tx, link);
        case LinkPurpose::change_email: break;
    }
    throw BugFound("nobody signs in by the confirmation of an address");
}

}  // namespace

Result<HashJob> prepare_by_link(store::Snapshot& snapshot, SignIn sign_in)
{
    must(sign_in.by_link.has_value(), "who comes by a link says what for");
    const MailLink link = TRY(find_link(snapshot, sign_in.name, sign_in.at));
    if (link.purpose != sign_in.by_link->purpose)
        return fail(ErrorKind::not_found, "link_over",
                    {"このリンクはこのお手続きには使えません。メールのリンクを開き直してください。",
                     "This link is for something else. Please open it from the mail again."});
    if (link.purpose != LinkPurpose::sign_in) sign_in.secret = TRY(check_password(sign_in.secret));
    if (sign_in.by_link->sign_up)
        TRY(check_names(sign_in.by_link->sign_up->name, sign_in.by_link->sign_up->kana));
    HashJob job;
    job.sign_in = std::move(sign_in);
    return job;
}

Recorded<SignedIn> finish_by_link(store::Transaction& tx, const HashJob& job, const Verdict& verdict,
                                  const FreshTokens& fresh)
{
    const SignIn& sign_in = job.sign_in;
    const Id account = TRY(run_errand(tx, sign_in, verdict));
    SignedIn signed_in = TRY(open_session(tx, account, Role::parent, Realm::parent, sign_in.at, fresh.session,
                                          sign_in.source.device_name));
    signed_in.device = fresh.device;
    const TokenHash device = hash_of(fresh.device.reveal());
    tx.execute(sql::know_device, account, bytes_of(device), sign_in.at);
    audit::record(tx, sign_in.at, account, "people.sign_in", account, R"({"device":"link"})");
    return Result<SignedIn>(std::move(signed_in));
}

}  // namespace hagukumi::people
