// Sends a complete request where it belongs: to the pages, a reader, the hash pool or the lane.
//
//   Plain, pages  answered here and now, on the loop
//   Open, Query   reader ──────────────────────────────► mailbox
//   Command       lane (session and command in one transaction) ──► mailbox
//   ReadDeed      here (the body), then as Command
//   Paper         lane (note) ─► reader (draw) ──► mailbox
//   Proof         reader (prepare) ─► hash pool (verify) ─► lane (finish, then the command) ──► mailbox
//   SignInWay     reader (prepare) ─► hash pool (verify) ─► lane (finish) ──► mailbox
//   Stream        hub
//
// Used on the loop only; what it starts elsewhere keeps the exchange alive, and with it the site.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "http/exchange.hpp"
#include "http/guarded.hpp"
#include "http/hub.hpp"
#include "http/reader_pool.hpp"
#include "http/route.hpp"
#include "http/site.hpp"
#include "http/static_files.hpp"

namespace hagukumi::http {

class Dispatcher {
public:
    /// All references outlive the dispatcher and everything that it starts.
    struct Parts {
        const Site& site;
        const RouteTable& routes;
        const StaticFiles& pages;
        ReaderPool& readers;
        ReaderPool& uploads;  ///< of one thread: a picture takes much more memory than its file
        Mailbox& mailbox;
        Hub& hub;
        const Log& log;
    };
    /// Pages of the server's own, by their path: "/healthz".
    using OwnPages = std::map<std::string, std::function<Response(const Request&)>, std::less<>>;

    Dispatcher(Parts parts, OwnPages own_pages);

    /// Answers, or sends on its way.  `request` is the exchange's own, to be completed.
    void dispatch(Exchange& exchange, Request& request);

private:
    using Shared = std::shared_ptr<Exchange>;

    void dispatch_elsewhere(Exchange& exchange, const Request& request, const std::string& allowed);
    void to_reader(const Shared& exchange, std::function<Result<Response>(const Exchange&)> work);
    void ask(const Shared& exchange, Query query, people::Realm realm);
    void open_deed(const Shared& exchange, OpenDeed deed);
    template <class Deed>
    void command(const Shared& exchange, Deed deed, people::Realm realm);
    void take_in(const Shared& exchange, const Upload& upload, people::Realm realm);
    void hand_out(const Shared& exchange, const Paper& paper, people::Realm realm);
    void prove(const Shared& exchange, const Proof& proof, people::Realm realm);
    void knock(const Shared& exchange, const Hook& hook);
    void sign_in(const Shared& exchange, const SignInWay& way, people::Realm realm);
    void finish_sign_in(const Shared& exchange, const SignInWay& way, people::Realm realm,
                        people::HashJob job, const people::Verdict& verdict);
    void sign_out(const Shared& exchange, people::Realm realm);

    /// An unsafe request must come from a page of ours, and be JSON; or why it is refused.
    std::optional<Response> find_foul(const Request& request) const;

    Parts x_parts;
    OwnPages x_own_pages;
    std::vector<std::string> x_origins;
    std::map<std::pair<people::Realm, MunicipalityCode>, std::string> x_cookies;  ///< their names
};

/// The origins from which a page may change something: the public URL's; for a loopback one all its names.
std::vector<std::string> origins_of(const std::string& public_url);

/// The hosts that we answer for.
std::vector<std::string> hosts_of(const std::string& public_url, std::uint16_t port);

}  // namespace hagukumi::http
