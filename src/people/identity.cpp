#include "people/identity.hpp"

#include "audit/failed_attempts.hpp"
#include "audit/record.hpp"
#include "messages/outbox.hpp"
#include "people/manage_accounts.hpp"
#include "people/session.hpp"
#include "people/sql.hpp"
#include "rules/in_all.hpp"

namespace hagukumi::people {

namespace {

/// The id of what is told of a link: made of whom it links, the time in front, as every id has it.
Id event_id(std::string_view what, const LinkIdentity& command)
{
    Id event = audit::subject_of(
        audit::Digest(what).add(command.account).add(command.identity.subject).add(command.at.milliseconds));
    for (std::size_t i = 0; i < 6; ++i)
        event.bytes[i] = static_cast<std::uint8_t>(command.at.milliseconds >> (40 - 8 * i) & 0xff);
    return event;
}

/// {when} of a notice.
std::string when(Instant at)
{
    return messages::Params().words("when", rules::moment_in_all(at)).json();
}

}  // namespace

std::optional<Id> find_account_of(store::Snapshot& snapshot, const Identity& identity)
{
    return snapshot.find(
        sql::find_account_of, [](const store::Row& row) { return row.id(0); }, identity.issuer,
        identity.subject);
}

std::optional<std::string> find_subject_of(store::Snapshot& snapshot, Issuer issuer, const Id& account)
{
    return snapshot.find(
        sql::find_subject_of, [](const store::Row& row) { return std::string(row.text(0)); }, issuer,
        account);
}

Result<void> link_identity(store::Transaction& tx, const LinkIdentity& command)
{
    const auto linked = find_account_of(tx, command.identity);
    if (linked == command.account) return {};
    if (linked)
        return fail(ErrorKind::conflict, "already_registered",
                    {"このLINEは、すでに別の利用者番号で登録されています。",
                     "This LINE account is registered under another user number already."});
    const auto before = find_subject_of(tx, command.identity.issuer, command.account);
    if (before) {
        note_changed_link(tx, {command.identity.issuer, *before});
        end_sessions(tx, command.account, {});  // the phone that lost the account is signed in no longer
        tx.execute(sql::unlink, command.identity.issuer, command.account);
        tx.execute(sql::keep_move, command.identity.issuer, *before, command.account, command.at);
    }
    tx.execute(sql::link, command.identity.issuer, command.identity.subject, command.account, command.at);
    note_changed_link(tx, command.identity);
    audit::record(tx, command.at, command.account, before ? "people.move_identity" : "people.link_identity",
                  command.account, R"({"issuer":"line"})");
    return {};
}

std::vector<Moved> find_untold_moves(store::Snapshot& snapshot, Issuer issuer)
{
    std::vector<Moved> all;
    snapshot.query(
        sql::untold_moves,
        [&](const store::Row& row) {
            all.push_back({std::string(row.text(0)), row.instant(1)});
        },
        issuer);
    return all;
}

void mark_told(store::Transaction& tx, Issuer issuer, const Moved& moved)
{
    tx.execute(sql::mark_move_told, issuer, moved.subject, moved.at);
}

Result<void> take_over(store::Transaction& tx, const LinkIdentity& command)
{
    if (find_account_of(tx, command.identity) == command.account) return {};
    TRY(link_identity(tx, command));
    messages::enqueue(tx, {event_id("people.linked", command), command.at, messages::channel::account,
                           command.account, "line_linked", when(command.at)});
    return {};
}

void unlink_identity(store::Transaction& tx, const Id& account, Issuer issuer, Instant at)
{
    const auto subject = find_subject_of(tx, issuer, account);
    if (subject) note_changed_link(tx, {issuer, *subject});
    if (tx.execute(sql::unlink, issuer, account) == 0) return;
    audit::record(tx, at, account, "people.unlink_identity", account, R"({"issuer":"line"})");
}

Result<void> unlink_by_person(store::Transaction& tx, const Id& account, Issuer issuer, Instant at,
                              const Id& notice)
{
    if (!find_subject_of(tx, issuer, account)) return {};
    const auto found = load_account(tx, account);
    must(found.has_value(), "whoever is signed in has an account");
    const bool has_another_way =
        (!found->email.empty() && found->has_password) || (!found->user_number.empty() && found->has_pin);
    if (!has_another_way)
        return fail(
            ErrorKind::conflict, "only_way_in",
            {"LINEのほかにログインする方法がないため、解除できません。先にメールアドレスとパスワードを"
             "設定するか、自治体の窓口へご相談ください。",
             "LINE is your only way to sign in, so it cannot be unlinked. Please set an e-mail address "
             "and a password first, or ask your municipality's office."});
    unlink_identity(tx, account, issuer, at);
    messages::enqueue(tx, {notice, at, messages::channel::account, account, "line_unlinked", when(at)});
    return {};
}

std::optional<Instant> linked_since(store::Snapshot& snapshot, Issuer issuer, const Id& account)
{
    return snapshot.find(
        sql::linked_since, [](const store::Row& row) { return row.instant(0); }, issuer, account);
}

std::vector<Changed> find_changed_links(store::Snapshot& snapshot, Issuer issuer, int most)
{
    std::vector<Changed> all;
    snapshot.query(
        sql::changed_links,
        [&](const store::Row& row) {
            all.push_back({std::string(row.text(0)), !row.is_null(1)});
        },
        issuer, most);
    return all;
}

void forget_changed_link(store::Transaction& tx, Issuer issuer, std::string_view subject)
{
    tx.execute(sql::forget_changed_link, issuer, subject);
}

void note_changed_link(store::Transaction& tx, const Identity& identity)
{
    tx.execute(sql::note_changed_link, identity.issuer, identity.subject);
}

Recorded<SignedIn> sign_in_by_identity(store::Transaction& tx, const Identity& identity, Instant at,
                                       const FreshTokens& fresh, const std::string& device_name)
{
    const auto linked = find_account_of(tx, identity);
    const auto account = linked ? load_account(tx, *linked) : std::nullopt;
    if (!account || account->state != AccountState::active || account->role != Role::parent)
        return Result<SignedIn>(
            fail(ErrorKind::unauthenticated, "not_registered",
                 {"先に利用者登録が必要です。利用者番号と暗証番号が書かれた通知書をご用意ください。",
                  "Please register first. You need the letter with your user number and PIN."}));
    audit::record(tx, at, account->id, "people.sign_in", account->id, R"({"device":"line"})");
    return Result<SignedIn>(
        TRY(open_session(tx, account->id, account->role, Realm::parent, at, fresh.session, device_name)));
}

}  // namespace hagukumi::people
