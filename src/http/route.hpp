// The route table: who may call what, and where it runs.  The address is read off this table only;
// a test holds it against api/openapi.yaml.
//
//   Open      no sign-in, a snapshot          reader thread
//   Query     a session, a snapshot           reader thread
//   OpenDeed  no sign-in, the transaction     lane
//   Command   a session, the transaction      lane; the session is looked up inside the same transaction
//   ReadDeed  as Command; the body is read before, on the event loop
//   Paper     a session, then both            lane, to write that it was handed out; then a reader thread
//   Proof     a session, then a PIN           reader thread, hash pool, lane
//   SignInWay prepare → hash → finish         reader thread, hash pool, lane
//   Stream    a session, then events (SSE)    reader thread, then the event loop
//   Upload    a session, a snapshot, then the transaction; reader thread, then the lane
//   Hook      a signature over the body       event loop, then the lane
//
// Before any handler: the head is strict, the size and the rate are within limits, and for
// everything but GET the Origin is ours and the body is JSON.  A Hook is called by a machine, which has no
// Origin.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"
#include "http/site.hpp"
#include "people/account.hpp"
#include "people/proof.hpp"
#include "people/sign_in.hpp"
#include "store/transaction.hpp"

namespace hagukumi::http {

using Open = Result<Response> (*)(const Site&, store::Snapshot&, const Request&);
using Query = Result<Response> (*)(const Site&, const people::Caller&, store::Snapshot&, const Request&);

/// The outer error rolls everything back; an inner error is committed with what was written.
using Command = Recorded<Response> (*)(const Site&, const people::Caller&, store::Transaction&,
                                       const Request&);

/// What was found out before is to be done, in a command of somebody who is signed in.
using Work = std::function<Recorded<Response>(const people::Caller&, store::Transaction&)>;

/// A command of which so many come that the lane has no time to read bodies.
struct ReadDeed {
    /// What the body says. Its error is the answer only to who is signed in and may do it. Site and request
    /// live until the answer.
    Result<Work> (*read)(const Site&, const Request&);
};

/// For those who cannot sign in yet: asking for a link.  What it counts is committed, whatever it answers.
using OpenDeed = Recorded<Response> (*)(const Site&, store::Transaction&, const Request&);

/// A file that is drawn for somebody: that it was handed out is written first, and drawing it delays no
/// command.
struct Paper {
    Command note;
    Query draw;
};

/// Somebody else proves by a PIN who they are, on the screen of somebody who is signed in; then a command.
struct Proof {
    /// What was typed.
    Result<people::SignIn> (*parse)(const people::Caller&, const Request&);
    Recorded<Response> (*then)(const Site&, const people::Caller&, const people::Proven&, store::Transaction&,
                               const Request&);
};

/// Needs no database at all.
using Plain = Result<Response> (*)(const Site&, const Request&);

struct SignInWay {
    /// What was typed.
    Result<people::SignIn> (*parse)(const Site&, const Request&);
    /// The answer; the server adds the cookies.
    Response (*welcome)(const Site&, const people::SignedIn&);
};

/// One event for an EventSource.
struct Event {
    Id id;
    std::string kind;  ///< "use", "void"
    std::string json;
};

struct Stream {
    /// Whose events, and those that the client missed since its Last-Event-ID (empty: none missed).
    struct Start {
        Id subject;
        std::vector<Event> missed;
    };
    Result<Start> (*start)(const Site&, const people::Caller&, store::Snapshot&, const Request&);
    /// What this caller is told of an announcement; nothing when it is none of the caller's business.
    std::optional<Event> (*render)(const Site&, const people::Caller&, store::Snapshot&,
                                   const store::Announcement&);
};

/// Signing out ends the session and the cookie.
struct SignOut {};

/// A machine's call, which proves by a signature over the body's bytes who it is.  `open` looks at the
/// signature and gives what is to be done in a transaction of the route's municipality; the answer leaves
/// when that is durable.
struct Hook {
    using Work = std::function<Result<Response>(store::Transaction&)>;
    std::function<Result<Work>(const Request&)> open;
};

/// Something large that somebody sends, of any type.  `open` looks at it on a reader thread, where it may
/// take its time, and gives what is to be done in the lane; the session is looked up on both.
struct Upload {
    std::size_t most_bytes = 0;
    Result<Work> (*open)(const Site&, const people::Caller&, store::Snapshot&, const Request&);
};

/// Which of a family's accounts a parents' route is for; the others' sessions are those of one person each.
enum class Members { guardians, helpers_too };

struct Route {
    std::string method;
    std::string path;                    ///< "/api/v1/{municipality}/parent/uses/{id}"
    std::string name;                    ///< for metrics and logs: "parent_uses_post"
    std::optional<people::Realm> realm;  ///< whose session; empty: nobody's
    std::variant<Plain, Open, Query, OpenDeed, Command, ReadDeed, Paper, Proof, SignInWay, Stream, SignOut,
                 Hook, Upload>
        handler;
    Members members = Members::guardians;
};

/// `for_guardians` (not_allowed) for a helper where the route is not for helpers.
Result<void> check_rights(const Route& route, const people::Caller& caller);

/// Finds routes by method and path; made once.
class RouteTable {
public:
    explicit RouteTable(std::vector<Route> routes);
    RouteTable(RouteTable&&) = default;
    RouteTable(const RouteTable&) = delete;

    struct Found {
        const Route* route = nullptr;         ///< empty: no such address, or none with this method
        std::string allowed;                  ///< the methods that the address knows: "GET, POST"
        std::vector<std::string> parameters;  ///< all {…} of the path, in order
    };
    Found find(std::string_view method, std::string_view path) const;

    std::span<const Route> routes() const { return x_routes; }

private:
    struct Node;
    std::vector<Route> x_routes;
    std::shared_ptr<Node> x_root;
};

}  // namespace hagukumi::http
