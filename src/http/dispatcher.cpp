#include "http/dispatcher.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "base/municipality_code.hpp"
#include "http/connection.hpp"
#include "http/cookie.hpp"
#include "people/session.hpp"

namespace hagukumi::http {

namespace {

/// Read on the loop, what the lane need not read. What is long is left to it, for the loop serves everybody.
bool is_read_here(const Request& request)
{
    constexpr std::size_t longest = 16 << 10;
    return request.body.size() <= longest;
}

/// The deed of a body, read now or, where it is long, in the lane.
class WhatTheBodySays {
public:
    WhatTheBodySays(ReadDeed reading, const Site& site, const Request& request) : x_reading(reading)
    {
        if (!is_read_here(request)) return;
        try {
            x_work = reading.read(site, request);
        } catch (const std::exception&) {
            // Read again in the lane, which gives a number to what breaks.
        }
    }
    Recorded<Response> operator()(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                  const Request& request) const
    {
        if (!x_work) return TRY(x_reading.read(site, request))(caller, tx);
        if (!*x_work) return tl::unexpected(x_work->error());
        return (**x_work)(caller, tx);
    }

private:
    ReadDeed x_reading;
    std::optional<Result<Work>> x_work;
};

bool is_safe(const Request& request)
{
    return request.method == "GET" || request.method == "HEAD";
}

/// "application/json", perhaps with charset=utf-8.
bool is_json(std::string_view content_type)
{
    const std::string_view type = content_type.substr(0, content_type.find(';'));
    if (!equals_ignoring_case(type, "application/json")) return false;
    std::string_view parameter = content_type.substr(type.size());
    while (!parameter.empty() && (parameter.front() == ';' || parameter.front() == ' '))
        parameter.remove_prefix(1);
    return parameter.empty() || equals_ignoring_case(parameter, "charset=utf-8");
}

Error foreign_page()
{
    return {ErrorKind::not_allowed,
            "foreign_origin",
            {"このサービスのページからの操作ではないため、受け付けられません。ページを開き直してください。",
             "This did not come from a page of this service. Please open the page anew."},
            0,
            {}};
}

/// Finds the session and asks.
Result<Response> ask_as(const Site& site, Query query, people::Realm realm, const Exchange& exchange)
{
    const Request& request = exchange.request();
    Result<Response> answer;
    bool touch_due = false;
    site.database->read(request.municipality, [&](store::Snapshot& snapshot) {
        answer = [&]() -> Result<Response> {
            const people::Caller caller =
                TRY(people::find_session(snapshot, realm, exchange.token, request.at));
            touch_due = caller.touch_due;
            TRY(check_rights(*request.route, caller));
            return query(site, caller, snapshot, request);
        }();
    });
    if (touch_due) keep_session(site, request.municipality, exchange.token, request.at);
    return answer;
}

/// Finds the session inside the transaction, and does the deed.
template <class Deed>
Recorded<Response> do_as(const Site& site, const Deed& deed, people::Realm realm, store::Transaction& tx,
                         const Exchange& exchange)
{
    const Request& request = exchange.request();
    const people::Caller caller = TRY(people::find_session(tx, realm, exchange.token, request.at));
    TRY(check_rights(*request.route, caller));
    Result<Response> answer = TRY(deed(site, caller, tx, request));
    if (caller.touch_due) people::touch_session(tx, exchange.token, request.at);
    return answer;
}

/// Finds the session again, judges the PIN and does what it was typed for.
Recorded<Response> finish_proof(const Site& site, const Proof& proof, people::Realm realm,
                                store::Transaction& tx, const Exchange& exchange, const people::HashJob& job,
                                const people::Verdict& verdict, const people::Secret& fresh)
{
    const Request& request = exchange.request();
    const people::Caller caller = TRY(people::find_session(tx, realm, exchange.token, request.at));
    const Result<people::Proven> proven =
        TRY(people::finish_proof(tx, site.sign_in_limits, job, verdict, fresh));
    if (!proven) return Result<Response>(tl::unexpected(proven.error()));
    Result<Response> answer = TRY(proof.then(site, caller, *proven, tx, request));
    if (caller.touch_due) people::touch_session(tx, exchange.token, request.at);
    return answer;
}

}  // namespace

Dispatcher::Dispatcher(Parts parts, OwnPages own_pages)
    : x_parts(parts), x_own_pages(std::move(own_pages)), x_origins(origins_of(parts.site.public_url))
{
    for (const auto& [code, municipality] : x_parts.site.municipalities)
        for (const people::Realm realm : {people::Realm::parent, people::Realm::desk, people::Realm::office})
            x_cookies[{realm, code}] = x_parts.site.session_cookie(realm, code);
    for (const Route& route : x_parts.routes.routes()) {
        const bool needs_nobody =
            std::holds_alternative<Plain>(route.handler) || std::holds_alternative<Open>(route.handler) ||
            std::holds_alternative<OpenDeed>(route.handler) || std::holds_alternative<Hook>(route.handler);
        must(needs_nobody || route.realm.has_value(), "a route with a session says whose");
    }
}

void Dispatcher::dispatch(Exchange& exchange, Request& request)
{
    RouteTable::Found found = x_parts.routes.find(request.method, request.path);
    if (found.route == nullptr) return dispatch_elsewhere(exchange, request, found.allowed);
    const Route& route = *found.route;
    request.route = &route;
    exchange.name = route.name;
    request.municipality = {};
    request.parameters = std::move(found.parameters);

    // Which of the parameters is the municipality: it always comes first.
    if (route.path.find("{municipality}") != std::string::npos) {
        const auto code = parse_municipality_code(request.parameters.front());
        if (!code || x_parts.site.find(*code) == nullptr) {
            return exchange.respond(refusal(404, "not_found"));
        }
        request.municipality = *code;
        request.parameters.erase(request.parameters.begin());
    }
    const auto* hook = std::get_if<Hook>(&route.handler);
    if (auto foul = hook != nullptr ? std::nullopt : find_foul(request)) {
        return exchange.respond(std::move(*foul));
    }
    if (route.realm) {
        const auto name = x_cookies.find({*route.realm, request.municipality});
        exchange.token = name == x_cookies.end() ? std::string_view() : request.cookie(name->second);
    }

    const Shared shared = exchange.shared_from_this();
    const people::Realm realm = route.realm.value_or(people::Realm::parent);
    if (const auto* plain = std::get_if<Plain>(&route.handler)) {
        exchange.respond(guarded(x_parts.site, x_parts.log, [&] { return (*plain)(x_parts.site, request); }));
    } else if (const auto* open = std::get_if<Open>(&route.handler)) {
        to_reader(shared, [this, open = *open](const Exchange& asked) {
            Result<Response> answer;
            const Request& its = asked.request();
            x_parts.site.database->read(its.municipality, [&](store::Snapshot& snapshot) {
                answer = open(x_parts.site, snapshot, its);
            });
            return answer;
        });
    } else if (const auto* query = std::get_if<Query>(&route.handler)) {
        to_reader(shared, [this, query = *query, realm](const Exchange& asked) {
            return ask_as(x_parts.site, query, realm, asked);
        });
    } else if (const auto* deed = std::get_if<OpenDeed>(&route.handler)) {
        open_deed(shared, *deed);
    } else if (const auto* changing = std::get_if<Command>(&route.handler)) {
        command(shared, *changing, realm);
    } else if (const auto* reading = std::get_if<ReadDeed>(&route.handler)) {
        command(shared, WhatTheBodySays{*reading, x_parts.site, request}, realm);
    } else if (const auto* paper = std::get_if<Paper>(&route.handler)) {
        hand_out(shared, *paper, realm);
    } else if (const auto* proof = std::get_if<Proof>(&route.handler)) {
        prove(shared, *proof, realm);
    } else if (const auto* way = std::get_if<SignInWay>(&route.handler)) {
        sign_in(shared, *way, realm);
    } else if (const auto* stream = std::get_if<Stream>(&route.handler)) {
        if (request.method == "HEAD") exchange.respond(refusal(405, "method_not_allowed"));
        else x_parts.hub.open(shared, *stream, realm);
    } else if (const auto* upload = std::get_if<Upload>(&route.handler)) {
        take_in(shared, *upload, realm);
    } else if (hook != nullptr) {
        knock(shared, *hook);
    } else {
        sign_out(shared, realm);
    }
}

void Dispatcher::dispatch_elsewhere(Exchange& exchange, const Request& request, const std::string& allowed)
{
    if (const auto own = x_own_pages.find(request.path); own != x_own_pages.end() && is_safe(request)) {
        exchange.name = std::string_view(own->first).substr(1);
        return exchange.respond(own->second(request));
    }
    exchange.name = "unknown";
    if (!allowed.empty()) {
        Response response = refusal(405, "method_not_allowed");
        response.headers.emplace_back("Allow", allowed);
        return exchange.respond(std::move(response));
    }
    if (auto page = x_parts.pages.answer(x_parts.site, request)) {
        exchange.name = "pages";
        return exchange.respond(std::move(*page));
    }
    exchange.respond(refusal(404, "not_found"));
}

std::optional<Response> Dispatcher::find_foul(const Request& request) const
{
    if (!request.header("content-encoding").empty()) return refusal(415, "compressed");  // T36
    if (is_safe(request)) return std::nullopt;
    const std::string_view origin = request.header("origin");
    if (std::find(x_origins.begin(), x_origins.end(), origin) == x_origins.end())
        return problem(foreign_page());
    const std::string_view content_type = request.header("content-type");
    const bool has_no_body = request.body.empty() && content_type.empty();
    const bool takes_anything = std::holds_alternative<Upload>(request.route->handler);
    if (!has_no_body && !takes_anything && !is_json(content_type)) return refusal(415, "not_json");
    return std::nullopt;
}

void Dispatcher::to_reader(const Shared& exchange, std::function<Result<Response>(const Exchange&)> work)
{
    const bool is_taken = x_parts.readers.submit(of(*exchange), [this, exchange, work = std::move(work)] {
        exchange->answer = guarded(x_parts.site, x_parts.log, [&] { return work(*exchange); });
        x_parts.mailbox.put(exchange);
    });
    if (!is_taken) exchange->respond(refusal(503, "busy"));
}

namespace {

/// A command of somebody who is signed in.
template <class Deed>
struct AsCaller {
    const Site& site;
    const Exchange& asked;
    Deed deed;
    people::Realm realm;

    Recorded<Response> operator()(store::Transaction& tx) const
    {
        return do_as(site, deed, realm, tx, asked);
    }
    std::string_view kind() const { return asked.name; }
    void ask_ahead(store::Snapshot& snapshot) const
    {
        people::ask_session_ahead(snapshot, realm, asked.token);
    }
};

/// The end of a command: its answer goes into the mailbox, and the loop is woken once a batch. By then the
/// server may have ended, for it waits for the answer only.
struct ToMailbox {
    std::shared_ptr<Exchange> exchange;
    std::shared_ptr<Mailbox> mailbox;

    void operator()(Recorded<Response> answer)
    {
        if (answer) exchange->answer = std::move(*answer);
        else exchange->answer = tl::unexpected(std::move(answer).error());
        mailbox->put_by(std::move(exchange));  // the lane keeps nothing of it
    }
    void after_batch() { mailbox->wake(); }
};

}  // namespace

template <class Deed>
void Dispatcher::command(const Shared& exchange, Deed deed, people::Realm realm)
{
    if (is_read_here(exchange->request())) exchange->request().json();
    x_parts.site.database->lane().submit(of(*exchange),
                                         AsCaller<Deed>{x_parts.site, *exchange, std::move(deed), realm},
                                         ToMailbox{exchange, x_parts.mailbox.shared_from_this()});
}

void Dispatcher::hand_out(const Shared& exchange, const Paper& paper, people::Realm realm)
{
    const auto note = [&site = x_parts.site, &asked = *exchange, deed = paper.note,
                       realm](store::Transaction& tx) { return do_as(site, deed, realm, tx, asked); };
    auto then_draw = [this, exchange, draw = paper.draw, realm](Recorded<Response> noted) {
        const auto answer = [this, &exchange](Result<Response> response) {
            exchange->answer = std::move(response);
            x_parts.mailbox.put(exchange);
        };
        if (!noted) return answer(tl::unexpected(std::move(noted).error()));
        if (!*noted) return answer(std::move(*noted));
        const bool is_taken = x_parts.readers.submit(of(*exchange), [this, exchange, draw, realm] {
            exchange->answer = guarded(x_parts.site, x_parts.log,
                                       [&] { return ask_as(x_parts.site, draw, realm, *exchange); });
            x_parts.mailbox.put(exchange);
        });
        if (!is_taken) answer(refusal(503, "busy"));
    };
    x_parts.site.database->lane().submit(exchange->request().municipality, note, std::move(then_draw));
}

void Dispatcher::open_deed(const Shared& exchange, OpenDeed deed)
{
    x_parts.site.database->lane().submit(
        exchange->request().municipality,
        [&site = x_parts.site, &asked = *exchange, deed](store::Transaction& tx) {
            return deed(site, tx, asked.request());
        },
        ToMailbox{exchange, x_parts.mailbox.shared_from_this()});
}

void Dispatcher::take_in(const Shared& exchange, const Upload& upload, people::Realm realm)
{
    const bool is_taken = x_parts.uploads.submit(of(*exchange), [this, exchange, upload, realm] {
        const Site& site = x_parts.site;
        const Request& request = exchange->request();
        auto work = guarded(site, x_parts.log, [&] {
            Result<Work> opened;
            site.database->read(request.municipality, [&](store::Snapshot& snapshot) {
                opened = [&]() -> Result<Work> {
                    const people::Caller caller =
                        TRY(people::find_session(snapshot, realm, exchange->token, request.at));
                    TRY(check_rights(*request.route, caller));
                    return upload.open(site, caller, snapshot, request);
                }();
            });
            return opened;
        });
        if (!work) {
            exchange->answer = tl::unexpected(std::move(work).error());
            x_parts.mailbox.put(exchange);
            return;
        }
        site.database->lane().submit(
            request.municipality,
            [&asked = *exchange, realm,
             work = std::move(*work)](store::Transaction& tx) -> Recorded<Response> {
                const people::Caller caller =
                    TRY(people::find_session(tx, realm, asked.token, asked.request().at));
                TRY(check_rights(*asked.request().route, caller));
                return work(caller, tx);
            },
            ToMailbox{exchange, x_parts.mailbox.shared_from_this()});
    });
    if (!is_taken) exchange->respond(refusal(503, "busy"));
}

/// The signature costs microseconds, so it is looked at here and now; a reader thread would cost more.
void Dispatcher::knock(const Shared& exchange, const Hook& hook)
{
    auto work = guarded(x_parts.site, x_parts.log, [&] { return hook.open(exchange->request()); });
    if (!work) return exchange->respond(tl::unexpected(std::move(work).error()));
    x_parts.site.database->lane().submit(
        exchange->request().municipality,
        [work = std::move(*work)](store::Transaction& tx) -> Recorded<Response> { return work(tx); },
        ToMailbox{exchange, x_parts.mailbox.shared_from_this()});
}

void Dispatcher::prove(const Shared& exchange, const Proof& proof, people::Realm realm)
{
    const auto refuse = [this](const Shared& refused, Error error) {
        refused->answer = tl::unexpected(std::move(error));
        x_parts.mailbox.put(refused);
    };
    const bool is_taken = x_parts.readers.submit(of(*exchange), [this, exchange, proof, realm, refuse] {
        const Site& site = x_parts.site;
        const Request& request = exchange->request();
        Result<people::HashJob> job;
        site.database->read(request.municipality, [&](store::Snapshot& snapshot) {
            job = guarded(site, x_parts.log, [&]() -> Result<people::HashJob> {
                const people::Caller caller =
                    TRY(people::find_session(snapshot, realm, exchange->token, request.at));
                TRY(check_rights(*request.route, caller));
                people::SignIn typed = TRY(proof.parse(caller, request));
                return people::prepare_sign_in(snapshot, site.sign_in_limits, std::move(typed));
            });
        });
        if (!job) return refuse(exchange, std::move(job).error());
        exchange->delay = job->delay;
        site.hash_pool->verify(std::move(*job), [this, exchange, proof, realm, refuse](
                                                    people::HashJob done, Result<people::Verdict> verdict) {
            if (!verdict) return refuse(exchange, std::move(verdict).error());
            const auto work = [&site = x_parts.site, &asked = *exchange, proof, realm, done = std::move(done),
                               verdict = std::move(*verdict),
                               fresh = x_parts.site.draw_token()](store::Transaction& tx) {
                return finish_proof(site, proof, realm, tx, asked, done, verdict, fresh);
            };
            x_parts.site.database->lane().submit(exchange->request().municipality, work,
                                                 ToMailbox{exchange, x_parts.mailbox.shared_from_this()});
        });
    });
    if (!is_taken) exchange->respond(refusal(503, "busy"));
}

void Dispatcher::sign_in(const Shared& exchange, const SignInWay& way, people::Realm realm)
{
    const auto refuse = [this](const Shared& refused, Error error) {
        refused->answer = tl::unexpected(std::move(error));
        x_parts.mailbox.put(refused);
    };
    const bool is_taken = x_parts.readers.submit(of(*exchange), [this, exchange, way, realm, refuse] {
        const Site& site = x_parts.site;
        const Request& request = exchange->request();
        auto job = guarded(site, x_parts.log, [&]() -> Result<people::HashJob> {
            people::SignIn typed = TRY(way.parse(site, request));
            typed.realm = realm;
            typed.at = request.at;
            typed.source.device = request.cookie(site.device_cookie(request.municipality));
            typed.source.network = people::network_of(request.peer);
            typed.source.device_name = people::device_name(request.header("user-agent"));
            Result<people::HashJob> prepared;
            site.database->read(request.municipality, [&](store::Snapshot& snapshot) {
                prepared = people::prepare_sign_in(snapshot, site.sign_in_limits, std::move(typed));
            });
            return prepared;
        });
        if (!job) return refuse(exchange, std::move(job).error());
        exchange->delay = job->delay;
        site.hash_pool->verify(std::move(*job), [this, exchange, way, realm, refuse](
                                                    people::HashJob done, Result<people::Verdict> verdict) {
            if (!verdict) return refuse(exchange, std::move(verdict).error());
            finish_sign_in(exchange, way, realm, std::move(done), *verdict);
        });
    });
    if (!is_taken) exchange->respond(refusal(503, "busy"));
}

void Dispatcher::finish_sign_in(const Shared& exchange, const SignInWay& way, people::Realm realm,
                                people::HashJob job, const people::Verdict& verdict)
{
    const Site& site = x_parts.site;
    const MunicipalityCode municipality = exchange->request().municipality;
    people::FreshTokens fresh{site.draw_token(), site.draw_token()};

    auto work = [&site, job = std::move(job), verdict,
                 fresh = std::move(fresh)](store::Transaction& tx) -> Recorded<people::SignedIn> {
        return people::finish_sign_in(tx, site.sign_in_limits, job, verdict, fresh);
    };
    auto done = [&site, &mailbox = x_parts.mailbox, &log = x_parts.log, exchange, way, realm,
                 municipality](Recorded<people::SignedIn> outcome) {
        exchange->answer = guarded(site, log, [&]() -> Result<Response> {
            Result<people::SignedIn> recorded = TRY(std::move(outcome));
            const people::SignedIn signed_in = TRY(std::move(recorded));
            Response response = way.welcome(site, signed_in);
            add_cookies(response, site, municipality, realm, signed_in);
            return response;
        });
        mailbox.put(exchange);
    };
    site.database->lane().submit(municipality, std::move(work), std::move(done));
}

void Dispatcher::sign_out(const Shared& exchange, people::Realm realm)
{
    const auto work = [&asked = *exchange, realm](store::Transaction& tx) -> Result<void> {
        people::sign_out(tx, realm, asked.token, asked.request().at);
        return {};
    };
    x_parts.site.database->lane().submit(
        exchange->request().municipality, work,
        [exchange, realm, &site = x_parts.site, &mailbox = x_parts.mailbox](Result<void> outcome) {
            if (outcome) {
                Response response = no_content();
                response.headers.emplace_back(
                    "Set-Cookie", cookie(site, site.session_cookie(realm, exchange->request().municipality),
                                         "", std::chrono::seconds(0)));
                exchange->answer = std::move(response);
            } else {
                exchange->answer = tl::unexpected(std::move(outcome).error());
            }
            mailbox.put(exchange);
        });
}

namespace {

struct Authority {
    std::string scheme, host, port;
    bool is_loopback() const { return host == "127.0.0.1" || host == "localhost" || host == "[::1]"; }
    bool has_usual_port() const { return port.empty() || port == (scheme == "https" ? "443" : "80"); }
};

Authority authority_of(const std::string& public_url)
{
    const auto url = boost::urls::parse_uri(public_url);
    if (!url) return {};
    Authority found{std::string(url->scheme()), std::string(url->encoded_host()), std::string(url->port())};
    for (std::string* part : {&found.scheme, &found.host})
        std::transform(part->begin(), part->end(), part->begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return found;
}

}  // namespace

std::vector<std::string> origins_of(const std::string& public_url)
{
    const Authority ours = authority_of(public_url);
    const std::string port = ours.has_usual_port() ? "" : ":" + ours.port;
    std::vector<std::string> origins{ours.scheme + "://" + ours.host + port};
    if (ours.is_loopback())
        for (const char* name : {"127.0.0.1", "localhost", "[::1]"})
            origins.push_back(ours.scheme + "://" + name + port);
    return origins;
}

std::vector<std::string> hosts_of(const std::string& public_url, std::uint16_t port)
{
    const Authority ours = authority_of(public_url);
    std::vector<std::string> hosts;
    if (ours.has_usual_port()) {
        hosts.push_back(ours.host);
        hosts.push_back(ours.host + (ours.scheme == "https" ? ":443" : ":80"));
    } else {
        hosts.push_back(ours.host + ":" + ours.port);
    }
    // Who watches over us asks directly.  No page of others can have these names, and none of them is an
    // origin unless the public URL is one of them.
    for (const char* name : {"127.0.0.1", "localhost", "[::1]"})
        hosts.push_back(std::string(name) + ":" + std::to_string(port));
    return hosts;
}

}  // namespace hagukumi::http
