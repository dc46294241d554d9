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
#include "rules/stated_facts.hpp"

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
        for (std::size_t found = 0; (found = file.find(own_code, found)) != std::string::npos;)
            file.replace(found, own_code.size(), other_code);
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
    // Who asks for brothers and sisters is told that there are none.
    for (const rules::FactToTry& asked : rules::facts_to_state(first, 2026)) {
        if (asked.key != "household.children_born_on") continue;
        const json::object alone{{asked.key, to_string(days_from(date_in_japan(at), -40))}};
        const auto stated = post(town.officer, path + "/facts", {{"key", new_key()}, {"facts", alone}});
        if (stated.status != 204) throw std::runtime_error(stated.body);
    }
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

}  // namespace hagukumi::test
