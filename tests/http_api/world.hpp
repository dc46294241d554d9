// Two municipalities, each with an office, two facilities with a desk and two families, and all routes of the
// API called as the server calls them, without a socket.
//
// Every answer of every test is held against api/openapi.yaml, and no problem may carry a personal datum.
#pragma once

#include <boost/json/object.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "facilities/poster.hpp"
#include "http/route.hpp"
#include "http_api/contract.hpp"
#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"
#include "store/scratch.hpp"

namespace hagukumi::test {

constexpr MunicipalityCode chiyoda{131016};

/// Somebody who may send a request; nobody has no token.
struct Person {
    MunicipalityCode municipality = nerima;
    people::Realm realm = people::Realm::parent;
    std::string token;
    Id account;
};

struct Family {
    Person parent;
    Id household, birth, child;
    Id coupon;      ///< of the overnight stay
    Id day_coupon;  ///< of another allotment
    Id notice;
};

struct Desk {
    Person staff;
    Id facility;
    std::string poster;  ///< the token of the QR code
    std::string passcode;
};

struct Town {
    MunicipalityCode code;
    std::string programme;
    Person officer;
    std::vector<Desk> desks;
    std::vector<Family> families;
};

class World {
public:
    /// Everybody is signed in since so long after midnight of Wednesday, 18 November 2026.
    explicit World(std::chrono::minutes begins = std::chrono::hours(12));
    ~World();

    Town& nerima_town() { return x_towns[0]; }
    Town& chiyoda_town() { return x_towns[1]; }

    /// One more municipality, with everybody in it; at most four in all.  `code`: instead of the file's own.
    Town& add_town(const std::string& programme_file, const std::string& code = "");

    /// Sends a request; the path is below "/api/v1/{municipality}".
    http::Response get(const Person& who, const std::string& path);
    http::Response post(const Person& who, const std::string& path, const boost::json::object& body);
    http::Response post_text(const Person& who, const std::string& path, const std::string& body);
    /// With one header more.
    http::Response get_with(const Person& who, const std::string& path, const std::string& header,
                            const std::string& value);

    http::Response post_with(const Person& who, const std::string& path, const boost::json::object& body,
                             const std::string& header, const std::string& value);

    /// Checks in by the desk's poster and gives the check-in's id.
    std::string check_in(const Family& family, const Desk& desk);
    /// A body for POST /parent/uses that the rules grant.
    boost::json::object use_of(const Family& family, const std::string& check_in, int units = 2);
    /// Uses the coupon and gives the id of the use.
    std::string use(const Family& family, const Desk& desk);

    /// A second guardian of the family, with an account of the own; not in sight of `families`.
    Person add_guardian(const Town& town, const Family& family, people::Rights rights = people::Rights::full);
    /// The father with a household of his own, in which the same child stands once more; not in `families`.
    Family add_family_like(const Town& town, const Family& family);
    /// Gives an account of the tests' own making a session.
    Person sign_in(Person person);
    /// Somebody more who has just signed in: sessions end while a test passes days.
    Person add_officer(const Town& town);
    /// The mother again, with a user number and the PIN 2468, as on her letter or card.
    Person add_number(const Town& town, const Family& family, const std::string& user_number);
    Person add_manager(const Town& town, const Desk& desk);
    /// How many messages by a template wait to be told in a town.
    int promised(const Town& town, std::string_view message_template);
    /// What a parent agreed to once.
    void accept_terms(const Person& parent, const std::string& version);
    /// 支援措置
    void protect(const Town& town, const Family& family);

    /// From now on people come from LINE, too.
    void serve_line(http::LineDoor& door) { x_site.line = &door; }

    Id new_id() { return make_id(at, x_randomness); }
    std::string new_key() { return to_string(new_id()); }
    store::Database& database() { return *x_database; }
    /// With its programmes, for what no route does: the work of the night and the morning.
    const http::Municipality& municipality(const Town& town) const
    {
        return x_site.municipalities.at(town.code);
    }
    const std::vector<http::Route>& routes() const { return x_routes; }
    /// Read once for all tests.
    static const Contract& contract()
    {
        static const Contract read;
        return read;
    }
    /// Names, kana, addresses, telephone numbers and sign-in names of everybody.
    const std::vector<std::string>& personal() const { return x_personal; }
    std::vector<std::string>& incidents() { return x_incidents; }

    Instant at;  ///< the time of the next request

private:
    void add_desk(Town& town, int number);
    void add_family(Town& town, int number);
    Person add_account(const Town& town, people::CreateAccount account);
    void issue(Town& town, Family& family);
    std::string personal_datum(std::string text);

    http::Response send(const std::string& method, const Person& who, const std::string& path,
                        const std::string& body, http::Fields headers = {});
    Result<http::Response> answer(const http::Route& route, const Person& who, const http::Request& request);
    Result<http::Response> prove(const http::Proof& proof, const http::Route& route, const Person& who,
                                 const http::Request& request);
    Result<http::Response> sign_in(const http::SignInWay& way, const http::Route& route,
                                   const http::Request& request);
    void judge(const http::Route& route, const http::Request& request, const http::Response& response);

    Scratch x_scratch;
    SeededRandomness x_randomness{20260708};
    const people::Seal x_seal = people::Seal::draw(x_randomness);
    std::unique_ptr<store::Database> x_database;
    http::Site x_site;
    std::vector<http::Route> x_routes;
    std::unique_ptr<http::RouteTable> x_table;
    std::vector<Town> x_towns;
    std::vector<std::string> x_personal;
    std::vector<std::string> x_incidents;
};

/// The body of an answer.
boost::json::object body_of(const http::Response& response);
/// The code of a problem.
std::string code_of(const http::Response& response);

}  // namespace hagukumi::test
