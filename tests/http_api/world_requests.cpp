// How a request is answered as the dispatcher would, and judged by the contract.
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <sstream>

#include "base/municipality_code.hpp"
#include "http/connection.hpp"
#include "http/guarded.hpp"
#include "http_api/world.hpp"
#include "people/session.hpp"

namespace hagukumi::test {

namespace json = boost::json;

http::Response World::get(const Person& who, const std::string& path)
{
    return send("GET", who, path, "");
}

http::Response World::get_with(const Person& who, const std::string& path, const std::string& header,
                               const std::string& value)
{
    return send("GET", who, path, "", {{header, value}});
}

http::Response World::post_with(const Person& who, const std::string& path, const json::object& body,
                                const std::string& header, const std::string& value)
{
    return send("POST", who, path, json::serialize(body), {{header, value}});
}

http::Response World::post(const Person& who, const std::string& path, const json::object& body)
{
    return send("POST", who, path, json::serialize(body));
}

http::Response World::post_text(const Person& who, const std::string& path, const std::string& body)
{
    return send("POST", who, path, body);
}

http::Response World::send(const std::string& method, const Person& who, const std::string& path,
                           const std::string& body, http::Fields headers)
{
    http::Request request;
    request.method = method;
    std::string rest = path.substr(0, path.find('?'));
    request.path = "/api/v1/" + to_string(who.municipality) + rest;
    if (const auto mark = path.find('?'); mark != std::string::npos) {
        std::istringstream pairs(path.substr(mark + 1));
        for (std::string pair; std::getline(pairs, pair, '&');)
            request.query.emplace_back(pair.substr(0, pair.find('=')), pair.substr(pair.find('=') + 1));
    }
    request.headers = std::move(headers);
    request.body = body;
    request.peer = "203.0.113.7";
    request.at = at;
    auto found = x_table->find(method, request.path);
    if (found.route == nullptr) throw std::runtime_error("no such route: " + method + " " + path);
    request.route = found.route;
    request.parameters.assign(found.parameters.begin() + 1, found.parameters.end());
    request.municipality = who.municipality;

    const http::Log log = [this](const std::string& line) { x_incidents.push_back(line); };
    Result<http::Response> answered =
        http::guarded(x_site, log, [&] { return answer(*found.route, who, request); });
    http::Response response = http::to_be_sent(x_site, log, std::move(answered));
    judge(*found.route, request, response);
    return response;
}

/// As the dispatcher does: the session in the same snapshot or transaction as the work.
Result<http::Response> World::answer(const http::Route& route, const Person& who,
                                     const http::Request& request)
{
    if (const auto* plain = std::get_if<http::Plain>(&route.handler)) return (*plain)(x_site, request);
    if (const auto* way = std::get_if<http::SignInWay>(&route.handler)) return sign_in(*way, route, request);
    if (const auto* proof = std::get_if<http::Proof>(&route.handler))
        return prove(*proof, route, who, request);
    if (std::holds_alternative<http::SignOut>(route.handler)) {
        TRY(run_on(*x_database, request.municipality, [&](store::Transaction& tx) -> Result<void> {
            people::sign_out(tx, *route.realm, who.token, request.at);
            return {};
        }));
        return http::no_content();
    }
    if (const auto* deed = std::get_if<http::OpenDeed>(&route.handler)) {
        Result<http::Response> inner = TRY(run_on(*x_database, request.municipality,
                                                  [&](store::Transaction& tx) -> Recorded<http::Response> {
                                                      return (*deed)(x_site, tx, request);
                                                  }));
        return inner;
    }
    const auto* paper = std::get_if<http::Paper>(&route.handler);
    const http::Command* command =
        paper != nullptr ? &paper->note : std::get_if<http::Command>(&route.handler);
    const auto* reading = std::get_if<http::ReadDeed>(&route.handler);
    if (command != nullptr || reading != nullptr) {
        const auto work = [&](store::Transaction& tx) -> Recorded<http::Response> {
            const people::Caller caller = TRY(people::find_session(tx, *route.realm, who.token, request.at));
            TRY(http::check_rights(route, caller));
            if (reading != nullptr) return TRY(reading->read(x_site, request))(caller, tx);
            return (*command)(x_site, caller, tx, request);
        };
        Result<http::Response> inner = TRY(run_on(*x_database, request.municipality, work));
        if (paper == nullptr || !inner) return inner;
    }
    if (const auto* upload = std::get_if<http::Upload>(&route.handler)) {
        Result<http::Work> work;
        x_database->read(request.municipality, [&](store::Snapshot& snapshot) {
            work = [&]() -> Result<http::Work> {
                const people::Caller caller =
                    TRY(people::find_session(snapshot, *route.realm, who.token, request.at));
                return upload->open(x_site, caller, snapshot, request);
            }();
        });
        if (!work) return tl::unexpected(work.error());
        auto inner = run_on(*x_database, request.municipality,
                            [&](store::Transaction& tx) -> Recorded<http::Response> {
                                const people::Caller caller =
                                    TRY(people::find_session(tx, *route.realm, who.token, request.at));
                                return (*work)(caller, tx);
                            });
        return TRY(std::move(inner));
    }
    Result<http::Response> asked;
    x_database->read(request.municipality, [&](store::Snapshot& snapshot) {
        asked = [&]() -> Result<http::Response> {
            if (const auto* open = std::get_if<http::Open>(&route.handler))
                return (*open)(x_site, snapshot, request);
            const people::Caller caller =
                TRY(people::find_session(snapshot, *route.realm, who.token, request.at));
            TRY(http::check_rights(route, caller));
            if (paper != nullptr) return paper->draw(x_site, caller, snapshot, request);
            if (const auto* query = std::get_if<http::Query>(&route.handler))
                return (*query)(x_site, caller, snapshot, request);
            const auto& stream = std::get<http::Stream>(route.handler);
            const http::Stream::Start start = TRY(stream.start(x_site, caller, snapshot, request));
            http::Response events;
            events.content_type = "text/event-stream";
            for (const http::Event& event : start.missed) events.body += event.kind + " " + event.json + "\n";
            return events;
        }();
    });
    return asked;
}

Result<http::Response> World::prove(const http::Proof& proof, const http::Route& route, const Person& who,
                                    const http::Request& request)
{
    Result<people::HashJob> job;
    x_database->read(request.municipality, [&](store::Snapshot& snapshot) {
        job = [&]() -> Result<people::HashJob> {
            const people::Caller caller =
                TRY(people::find_session(snapshot, *route.realm, who.token, request.at));
            return people::prepare_sign_in(snapshot, x_site.sign_in_limits,
                                           TRY(proof.parse(caller, request)));
        }();
    });
    if (!job) return tl::unexpected(job.error());
    const people::Verdict verdict = people::verify(*job);
    auto answer =
        run_on(*x_database, request.municipality, [&](store::Transaction& tx) -> Recorded<http::Response> {
            const people::Caller caller = TRY(people::find_session(tx, *route.realm, who.token, request.at));
            const Result<people::Proven> proven =
                TRY(people::finish_proof(tx, x_site.sign_in_limits, *job, verdict, x_site.draw_token()));
            if (!proven) return Result<http::Response>(tl::unexpected(proven.error()));
            return proof.then(x_site, caller, *proven, tx, request);
        });
    return TRY(std::move(answer));
}

Result<http::Response> World::sign_in(const http::SignInWay& way, const http::Route& route,
                                      const http::Request& request)
{
    people::SignIn typed = TRY(way.parse(x_site, request));
    EXPECT_EQ(typed.realm, *route.realm);
    Result<people::HashJob> job;
    x_database->read(request.municipality, [&](store::Snapshot& snapshot) {
        job = people::prepare_sign_in(snapshot, x_site.sign_in_limits, typed);
    });
    if (!job) return tl::unexpected(job.error());
    const people::Verdict verdict = people::verify(*job);
    const people::FreshTokens fresh{x_site.draw_token(), x_site.draw_token()};
    Result<people::SignedIn> recorded = TRY(
        run_on(*x_database, request.municipality, [&](store::Transaction& tx) -> Recorded<people::SignedIn> {
            return people::finish_sign_in(tx, x_site.sign_in_limits, *job, verdict, fresh);
        }));
    const people::SignedIn signed_in = TRY(std::move(recorded));
    return way.welcome(x_site, signed_in);
}

void World::judge(const http::Route& route, const http::Request& request, const http::Response& response)
{
    for (const std::string& breach : contract().breaches_of_answer(route.method, route.path, response.status,
                                                                   response.content_type, response.body))
        ADD_FAILURE() << breach << "\n" << response.body;
    if (response.status < 300 && request.method == "POST" &&
        !std::holds_alternative<http::SignOut>(route.handler) &&
        !std::holds_alternative<http::Upload>(route.handler)) {
        for (const std::string& breach :
             contract().breaches_of_request(route.method, route.path, request.body))
            ADD_FAILURE() << "taken, but not in the contract: " << breach;
    }
    if (response.status < 400) return;
    EXPECT_NE(response.status, 500) << (x_incidents.empty() ? "" : x_incidents.back());
    for (const std::string& datum : x_personal)
        EXPECT_EQ(response.body.find(datum), std::string::npos) << response.body;
}

json::object body_of(const http::Response& response)
{
    return json::parse(response.body).as_object();
}

std::string code_of(const http::Response& response)
{
    const json::object body = body_of(response);
    const json::value* code = body.if_contains("code");
    return code != nullptr && code->is_string() ? std::string(code->as_string()) : "no problem";
}

}  // namespace hagukumi::test
