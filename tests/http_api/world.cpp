#include "http_api/world.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <sstream>

#include "base/municipality_code.hpp"
#include "facilities/facility_commands.hpp"
#include "http/api/routes.hpp"
#include "http/connection.hpp"
#include "http/guarded.hpp"
#include "ledger/balance.hpp"
#include "messages/notices.hpp"
#include "people/family_writes.hpp"
#include "people/password.hpp"
#include "people/session.hpp"
#include "people/sql.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::test {

namespace json = boost::json;

namespace {

std::string text_of(const std::string& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) throw std::runtime_error("cannot read " + file);
    return text.str();
}

Date days_from(Date day, int days)
{
    return date_of_days(days_since_epoch(day) + days);
}

/// What cannot go wrong in the making of a world.
template <class T>
T sure(Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().code + ": " + result.error().message.en);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace

World::World(std::chrono::minutes begins)
    : at{start_of_day_in_japan(Date{std::chrono::year(2026) / 11 / 18}) + begins},
      x_routes(http::api_routes()),
      x_table(std::make_unique<http::RouteTable>(http::api_routes()))
{
    store::Options options;
    options.database = x_scratch.file("hagukumi.db");
    options.invariants = {std::make_shared<ledger::LeftIsWhatTheNewestEntrySays>()};
    options.on_incident = [this](const std::string&, const std::string& what) {
        x_incidents.push_back(what);
    };
    x_database = open(std::move(options));
    x_site.public_url = "https://hagukumi.example.jp";
    x_site.now = [this] { return at; };
    x_site.draw_id = [this](Instant when) { return make_id(when, x_randomness); };
    x_site.draw_token = [this] { return people::draw_token(x_randomness); };
    x_site.randomness = &x_randomness;
    x_site.seal = &x_seal;
    x_site.database = x_database.get();
    x_site.mail_domain = "hagukumi.example.jp";
    x_towns.reserve(4);
    add_town("131202-postpartum");
    add_town("131016-postpartum");
}

World::~World()
{
    x_database->stop();
}

std::string World::personal_datum(std::string text)
{
    x_personal.push_back(text);
    return text;
}

Town& World::add_town(const std::string& programme_file, const std::string& other_code)
{
    const std::string folder = HAGUKUMI_SOURCE_DIR "/programmes/";
    rules::Calendars calendars;
    std::error_code none;
    for (const auto& file : std::filesystem::directory_iterator(folder + "calendars", none)) {
        auto calendar = rules::read_calendar(file.path().filename(), text_of(file.path()));
        calendars[calendar.name] = calendar.calendar;
    }
    std::string name = programme_file.substr(programme_file.rfind('/') + 1);
    std::string file = text_of(folder + programme_file + ".yaml");
    if (!other_code.empty()) {
        const std::string own_code = name.substr(0, other_code.size());
        name.replace(0, own_code.size(), other_code);
        for (std::size_t at = 0; (at = file.find(own_code, at)) != std::string::npos;)
            file.replace(at, own_code.size(), other_code);
    }
    auto read = rules::read_programme(name, file, calendars);
    if (!read.programme) throw std::runtime_error(to_string(read.mistakes.front(), "en"));
    const MunicipalityCode code = read.programme->municipality();
    x_site.municipalities[code] = {code,
                                   read.programme->municipality_name(),
                                   {read.programme},
                                   {{read.programme->code(), file}},
                                   {"2026-04-01", {"規約", "Terms", {}}}};
    x_site.calendars = calendars;

    Town& town = x_towns.emplace_back();
    town.code = code;
    town.programme = read.programme->code();
    people::CreateAccount officer;
    officer.role = people::Role::officer;
    officer.staff_name = personal_datum("officer-kurosawa");
    officer.display_name = personal_datum("黒沢 令子");
    town.officer = add_account(town, std::move(officer));
    for (const int number : {0, 1}) add_desk(town, number);
    for (const int number : {0, 1}) add_family(town, number);
    return town;
}

Person World::add_account(const Town& town, people::CreateAccount account)
{
    static const std::string password = people::hash_password(people::Secret("plum rain over Tokyo"));
    account.key = new_id();
    account.at = at;
    account.id = new_id();
    account.password_hash = password;
    if (account.role != people::Role::parent) account.totp_secret = "12345678901234567890";
    sure(run_on(*x_database, town.code,
                [&](store::Transaction& tx) { return people::create_account(tx, account); }));
    return sign_in({town.code, people::realm_of(account.role), "", account.id});
}

Person World::sign_in(Person person)
{
    person.token = people::draw_token(x_randomness).reveal();
    sure(run_on(*x_database, person.municipality, [&](store::Transaction& tx) -> Result<void> {
        const auto hash = people::hash_of(person.token);
        tx.execute(people::sql::add_session, people::bytes_of(hash), person.account, person.realm, at,
                   at + std::chrono::hours(8), "");
        return {};
    }));
    return person;
}

void World::add_desk(Town& town, int number)
{
    Desk desk;
    facilities::AddFacility command;
    command.key = new_id();
    command.at = at;
    command.actor = town.officer.account;
    command.facility.id = desk.facility = new_id();
    command.facility.code = "F-000" + std::to_string(number);
    command.facility.name = number == 0 ? "さくら助産院" : "みどり産後ケアホーム";
    command.facility.kana = number == 0 ? "さくらじょさんいん" : "みどりさんごけあほーむ";
    command.facility.accepts_loss = true;
    for (const auto& programme : x_site.municipalities[town.code].programmes) {
        for (const rules::Service& service : programme->services())
            command.offers.push_back(
                {programme->code(), service.code, days_from(date_in_japan(at), -400), {}, Yen{30000}, {}});
    }
    command.token = facilities::draw_poster_token(x_randomness);
    command.passcodes = facilities::draw_passcodes(x_randomness);
    desk.poster = facilities::to_string(command.token);
    desk.passcode = command.passcodes.front();
    sure(run_on(*x_database, town.code,
                [&](store::Transaction& tx) { return facilities::add_facility(tx, command); }));

    people::CreateAccount staff;
    staff.role = number == 0 ? people::Role::facility_manager : people::Role::facility_staff;
    staff.staff_name = personal_datum("desk-shiraishi-" + std::to_string(number));
    staff.display_name = personal_datum("白石 窓口" + std::to_string(number));
    staff.facility = desk.facility;
    desk.staff = add_account(town, std::move(staff));
    town.desks.push_back(std::move(desk));
}

void World::add_family(Town& town, int number)
{
    const std::string tag = to_string(town.code) + std::to_string(number);
    const Date born_on = days_from(date_in_japan(at), -40);
    people::RegisterHousehold command;
    command.key = new_id();
    command.at = at;
    command.actor = town.officer.account;
    people::Household& household = command.household;
    household.id = new_id();
    household.resident_from = days_from(born_on, -2000);
    household.address = personal_datum("夕凪町" + tag + "番地");
    household.phone = personal_datum("000-1111-" + tag.substr(3));
    people::Guardian mother;
    mother.id = new_id();
    mother.name = personal_datum("雨宮 千鶴" + tag);
    mother.kana = personal_datum("あまみや ちづる" + tag);
    mother.is_mother = true;
    mother.birth_date = Date{std::chrono::year(1994) / 2 / 3};
    command.guardians = {mother};
    people::Birth birth;
    birth.id = new_id();
    birth.mother = mother.id;
    birth.due_date = birth.born_on = born_on;
    birth.discharged_on = days_from(born_on, 6);
    command.births = {birth};
    people::Child child;
    child.id = new_id();
    child.birth = birth.id;
    child.name = personal_datum("雨宮 小雪" + tag);
    child.nickname = personal_datum("こゆきちゃん" + tag);
    child.born_on = born_on;
    command.children = {child};
    sure(run_on(*x_database, town.code,
                [&](store::Transaction& tx) { return people::register_household(tx, command); }));

    people::CreateAccount account;
    account.role = people::Role::parent;
    account.email = personal_datum("chizuru" + tag + "@example.jp");
    account.display_name = mother.name;
    account.household = household.id;
    account.guardian = mother.id;
    Family family{add_account(town, std::move(account)), household.id, birth.id, child.id, {}, {}, new_id()};
    issue(town, family);
    sure(run_on(*x_database, town.code, [&](store::Transaction& tx) -> Result<void> {
        messages::Params params;
        for (const char* name : {"coupon", "facility", "when", "service", "units", "unit", "left"})
            params.text(name, "1");
        messages::post_notice(tx, family.parent.account, family.notice, at, "voided", params.json());
        return {};
    }));
    town.families.push_back(std::move(family));
}

Person World::add_guardian(const Town& town, const Family& family, people::Rights rights)
{
    people::CreateAccount account;
    account.role = people::Role::parent;
    account.email = personal_datum("second-guardian@example.jp");
    account.display_name = personal_datum("雨宮 槇雄");
    account.rights = rights;
    account.household = family.household;
    if (rights == people::Rights::full) {  // as an invitation does; a helper is no guardian
        people::Guardian guardian;
        guardian.id = new_id();
        guardian.name = account.display_name;
        guardian.kana = personal_datum("アマミヤ マキオ");
        account.guardian = guardian.id;
        sure(run_on(*x_database, town.code, [&](store::Transaction& tx) -> Result<void> {
            people::insert_guardian(tx, family.household, guardian);
            return {};
        }));
    }
    return add_account(town, std::move(account));
}

Family World::add_family_like(const Town& town, const Family& family)
{
    std::optional<people::Child> child;
    x_database->read(town.code, [&](store::Snapshot& snapshot) {
        const auto known = people::load_family(snapshot, family.household, people::Reader::officer);
        child = known.value().children.front();
    });
    people::RegisterHousehold command;
    command.key = new_id();
    command.at = at;
    command.actor = town.officer.account;
    command.household.id = new_id();
    command.household.resident_from = days_from(date_in_japan(at), -2000);
    people::Guardian father;
    father.id = new_id();
    father.name = personal_datum("雨宮 槇雄");
    father.kana = personal_datum("あまみや まきお");
    command.guardians = {father};
    child->id = new_id();
    child->birth.reset();
    command.children = {*child};
    sure(run_on(*x_database, town.code,
                [&](store::Transaction& tx) { return people::register_household(tx, command); }));
    people::CreateAccount account;
    account.role = people::Role::parent;
    account.email = personal_datum("makio@example.jp");
    account.display_name = father.name;
    account.household = command.household.id;
    account.guardian = father.id;
    return {add_account(town, std::move(account)), command.household.id, {}, child->id, {}, {}, new_id()};
}

Person World::add_officer(const Town& town)
{
    people::CreateAccount account;
    account.role = people::Role::officer;
    account.staff_name = personal_datum("officer-" + new_key());
    account.display_name = personal_datum("小野寺 律");
    return add_account(town, std::move(account));
}

Person World::add_number(const Town& town, const Family& family, const std::string& user_number)
{
    static const std::string pin_hash = people::hash_password(people::Secret("2468"));
    people::CreateAccount account;
    account.role = people::Role::parent;
    account.user_number = personal_datum(user_number);
    account.pin_hash = pin_hash;
    account.display_name = personal_datum("雨宮 千鶴");
    account.household = family.household;
    return add_account(town, std::move(account));
}

Person World::add_manager(const Town& town, const Desk& desk)
{
    people::CreateAccount account;
    account.role = people::Role::facility_manager;
    account.staff_name = personal_datum("manager-" + new_key());
    account.display_name = personal_datum("三枝 千景");
    account.facility = desk.facility;
    return add_account(town, std::move(account));
}

int World::promised(const Town& town, std::string_view message_template)
{
    static constexpr store::Statement promised{
        "test.promised", "SELECT id FROM outbox WHERE municipality = $1 AND template = $2"};
    int count = 0;
    database().read(town.code, [&](store::Snapshot& snapshot) {
        snapshot.query(
            promised, [&](const store::Row&) { ++count; }, message_template);
    });
    return count;
}

void World::accept_terms(const Person& parent, const std::string& version)
{
    sure(run_on(*x_database, parent.municipality, [&](store::Transaction& tx) -> Result<void> {
        people::accept_terms(tx, parent.account, version, at + -std::chrono::hours(1));
        return {};
    }));
}

void World::protect(const Town& town, const Family& family)
{
    sure(run_on(*x_database, town.code, [&](store::Transaction& tx) -> Result<void> {
        return people::protect_address(tx, {new_id(), at, town.officer.account, family.household, true});
    }));
}

/// Coupons come from the office, over its own route.
void World::issue(Town& town, Family& family)
{
    // A registration comes from a facility, after the interview.
    const rules::Programme& first = *x_site.municipalities[town.code].programmes.front();
    if (first.allotment_of(first.services().front()).holder == rules::Holder::registration) return;
    const std::string path = "/office/families/" + to_string(family.household);
    json::object wanted{{"key", new_key()},
                        {"programme", town.programme},
                        {"birth", to_string(family.birth)},
                        {"interviewed_on", to_string(date_in_japan(at))},
                        {"reason", "申請による発行"}};
    if (first.allotment_of(first.services().front()).holder == rules::Holder::child)
        wanted["child"] = to_string(family.child);
    const auto granted = post(town.officer, path + "/grants", wanted);
    if (granted.status != 201) throw std::runtime_error(granted.body);
    const auto& programme = *x_site.municipalities[town.code].programmes.front();
    const std::string stay = programme.allotment_of(programme.services().front()).code;
    const json::object shown = body_of(get(town.officer, path));
    for (const json::value& coupon : shown.at("coupons").as_array()) {
        const Id id = parse_id(std::string(coupon.at("id").as_string())).value();
        (coupon.at("allotment").as_string() == stay ? family.coupon : family.day_coupon) = id;
    }
}

std::string World::check_in(const Family& family, const Desk& desk)
{
    const auto response = post(family.parent, "/parent/check-ins", {{"token", desk.poster}});
    if (response.status != 201) throw std::runtime_error(response.body);
    return std::string(body_of(response).at("id").as_string());
}

json::object World::use_of(const Family& family, const std::string& check_in, int units)
{
    const auto& programme = *x_site.municipalities[family.parent.municipality].programmes.front();
    json::object body{{"key", new_key()},
                      {"check_in", check_in},
                      {"coupon", to_string(family.coupon)},
                      {"service", programme.services().front().code}};
    if (programme.services().front().asks == rules::Asks::dates) {
        body["first_day"] = to_string(date_in_japan(at));
        body["last_day"] = to_string(days_from(date_in_japan(at), units - 1));
    } else {
        body["units"] = units;
    }
    return body;
}

std::string World::use(const Family& family, const Desk& desk)
{
    const auto response = post(family.parent, "/parent/uses", use_of(family, check_in(family, desk)));
    if (response.status != 201) throw std::runtime_error(response.body);
    return std::string(body_of(response).at("use").at("id").as_string());
}

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
    http::Response response = answered ? std::move(*answered) : http::problem(answered.error());
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
    if (command != nullptr) {
        const auto work = [&](store::Transaction& tx) -> Recorded<http::Response> {
            const people::Caller caller = TRY(people::find_session(tx, *route.realm, who.token, request.at));
            TRY(http::check_rights(route, caller));
            return (*command)(x_site, caller, tx, request);
        };
        Result<http::Response> inner = TRY(run_on(*x_database, request.municipality, work));
        if (paper == nullptr || !inner) return inner;
    }
    if (const auto* upload = std::get_if<http::Upload>(&route.handler)) {
        Result<http::Upload::Work> work;
        x_database->read(request.municipality, [&](store::Snapshot& snapshot) {
            work = [&]() -> Result<http::Upload::Work> {
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
