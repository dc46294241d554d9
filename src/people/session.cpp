#include "people/session.hpp"

#include <algorithm>

#include "audit/record.hpp"
#include "messages/push_devices.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

using namespace std::chrono_literals;

SessionLimits session_limits(Role role)
{
    switch (role) {
        case Role::parent: return {24h * 30, 24h * 90};
        case Role::facility_staff:
        case Role::facility_manager: return {30min, 12h};
        case Role::officer:
        case Role::operator_: return {15min, 8h};
    }
    throw BugFound("a role is one of the five");
}

void ask_session_ahead(store::Snapshot& snapshot, Realm realm, std::string_view token)
{
    if (token.empty()) return;
    const TokenHash hash = hash_of(token);
    snapshot.ask_ahead(sql::find_session, bytes_of(hash), realm);
}

Result<Caller> find_session(store::Snapshot& snapshot, Realm realm, std::string_view token, Instant at)
{
    if (!token.empty()) {
        const TokenHash hash = hash_of(token);
        bool has_ended = false;
        const auto caller = snapshot.find(
            sql::find_session,
            [&](const store::Row& row) {
                Caller found;
                found.account = row.id(0);
                found.role = static_cast<Role>(row.integer(2));
                found.municipality = snapshot.municipality();
                found.household = row.maybe_id(3);
                found.guardian = row.maybe_id(4);
                found.facility = row.maybe_id(5);
                found.language = std::string(row.text(6));
                found.signed_in_at = row.instant(7);
                found.rights = static_cast<Rights>(row.integer(8));
                const auto unused = at - row.instant(1);
                const auto allowed = session_limits(found.role).idle;
                has_ended = unused >= allowed || at >= row.instant(9);
                found.touch_due = unused >= allowed / 10;
                return found;
            },
            bytes_of(hash), realm);
        if (caller && !has_ended) return *caller;
    }
    return fail(ErrorKind::unauthenticated, "signed_out",
                {"ログインの有効時間が過ぎたか、まだログインしていません。もう一度ログインしてください。",
                 "Your sign-in has ended, or you have not signed in yet. Please sign in."});
}

void touch_session(store::Transaction& tx, std::string_view token, Instant at)
{
    const TokenHash hash = hash_of(token);
    tx.execute(sql::touch_session, bytes_of(hash), at);
}

void sign_out(store::Transaction& tx, Realm realm, std::string_view token, Instant at)
{
    const TokenHash hash = hash_of(token);
    const auto account = tx.find(
        sql::find_session_account, [](const store::Row& row) { return row.id(0); }, bytes_of(hash), realm);
    if (!account) return;
    tx.execute(sql::end_session, bytes_of(hash), realm);
    audit::record(tx, at, *account, "people.sign_out", *account, "{}");
}

std::int64_t end_sessions(store::Transaction& tx, const Id& account, std::string_view keep)
{
    const TokenHash hash = hash_of(keep);  // of the empty token, which no session has, when none is kept
    // A lost phone shows nothing any more; those that stay say at their next visit that they are shown it.
    messages::forget_devices(tx, account);
    return tx.execute(sql::end_sessions, account, bytes_of(hash));
}

void sign_out_others(store::Transaction& tx, const Id& account, std::string_view own, Instant at)
{
    if (end_sessions(tx, account, own) > 0)
        audit::record(tx, at, account, "people.sign_out_others", account, "{}");
}

std::vector<DeviceSession> list_sessions(store::Snapshot& snapshot, const Id& account, std::string_view own,
                                         Instant at)
{
    const TokenHash own_hash = hash_of(own);
    std::vector<DeviceSession> sessions;
    snapshot.query(
        sql::list_sessions,
        [&](const store::Row& row) {
            const store::Bytes hash = row.bytes(0);
            DeviceSession session{{},
                                  std::string(row.text(1)),
                                  row.instant(2),
                                  row.instant(3),
                                  std::equal(hash.begin(), hash.end(), own_hash.begin(), own_hash.end())};
            std::copy_n(hash.begin(), session.id.bytes.size(), session.id.bytes.begin());
            sessions.push_back(std::move(session));
        },
        account, at);
    return sessions;
}

void end_listed_session(store::Transaction& tx, const Id& account, const Id& session, Instant at)
{
    const store::Bytes head(session.bytes.data(), session.bytes.size());
    messages::forget_devices(tx, account);
    if (tx.execute(sql::end_listed_session, account, head) == 1)
        audit::record(tx, at, account, "people.sign_out_other", account, "{}");
}

std::int64_t delete_ended_sessions(store::Transaction& tx, Instant at, int most)
{
    return tx.execute(sql::delete_ended_sessions, at, most);
}

}  // namespace hagukumi::people
