// Sessions live on the server; the browser holds a random token, the database its SHA-256.
//
//  1. A token is given once, at sign-in, and is always new: a planted one is never taken over (T16).
//  2. A session ends when idle too long, when too old, at sign-out, at any change of the password or PIN,
//     and when the account is disabled.
//  3. A session is known only in its municipality and its realm.
#pragma once

#include <chrono>
#include <vector>

#include "base/result.hpp"
#include "people/account.hpp"
#include "people/secret.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

/// How long a session lasts without a request, and at all.
struct SessionLimits {
    std::chrono::milliseconds idle;
    std::chrono::milliseconds absolute;
};

/// Parents 30 days and 90 days, staff 30 minutes and 12 hours, officers 15 minutes and 8 hours.
SessionLimits session_limits(Role role);

/// Says that find_session() comes next, for the same realm and token.
void ask_session_ahead(store::Snapshot& snapshot, Realm realm, std::string_view token);

/// Who sends this token?  One joined read; `unauthenticated` when nobody does any more.
Result<Caller> find_session(store::Snapshot& snapshot, Realm realm, std::string_view token, Instant at);

/// Notes that the session was used.  Needed only when Caller::touch_due says so (a tenth of the idle time).
void touch_session(store::Transaction& tx, std::string_view token, Instant at);

/// Ends the session.  A token that is not known is no error: the person is signed out either way.
void sign_out(store::Transaction& tx, Realm realm, std::string_view token, Instant at);

/// Ends all sessions of the account ("sign out my other phones", M-25) but the one of `keep`, which may be
/// empty.
std::int64_t end_sessions(store::Transaction& tx, const Id& account, std::string_view keep = {});

/// 「ほかの端末をログアウト」: end_sessions() but the own one, on record.
void sign_out_others(store::Transaction& tx, const Id& account, std::string_view own, Instant at);

/// A device that is signed in, as its owner sees it.
struct DeviceSession {
    Id id;  ///< the first half of the token's SHA-256: it names the session and opens nothing
    std::string device_name;  ///< "iPhone · Safari"; empty: unknown
    Instant signed_in_at, last_seen_at;
    bool is_own = false;  ///< the one of `own`
};
std::vector<DeviceSession> list_sessions(store::Snapshot& snapshot, const Id& account, std::string_view own,
                                         Instant at);

/// Ends one of the account's sessions.  One that is not there any more is no error.
void end_listed_session(store::Transaction& tx, const Id& account, const Id& session, Instant at);

/// What a browser says of itself, short enough to know one's own phone by: "iPhone · Safari", "Windows ·
/// Edge". Empty when it says nothing that is known.
std::string device_name(std::string_view user_agent);

/// Deletes what has ended; the driver calls it now and then.  At most `most` rows.
std::int64_t delete_ended_sessions(store::Transaction& tx, Instant at, int most = 1000);

}  // namespace hagukumi::people
