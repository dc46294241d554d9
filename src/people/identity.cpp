#include "people/identity.hpp"

#include "audit/record.hpp"
#include "people/manage_accounts.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

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
        tx.execute(sql::unlink, command.identity.issuer, command.account);
        tx.execute(sql::keep_move, command.identity.issuer, *before, command.account, command.at);
    }
    tx.execute(sql::link, command.identity.issuer, command.identity.subject, command.account, command.at);
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

void unlink_identity(store::Transaction& tx, const Id& account, Issuer issuer, Instant at)
{
    if (tx.execute(sql::unlink, issuer, account) == 0) return;
    audit::record(tx, at, account, "people.unlink_identity", account, R"({"issuer":"line"})");
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
