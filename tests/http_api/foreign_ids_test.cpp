// An id is no key: whoever sends the id of another household, facility or municipality is told that there is
// nothing, in the very words for an id that nobody has.  And nobody uses the routes of another realm.
#include <gtest/gtest.h>

#include <boost/json/serialize.hpp>

#include "http_api/world.hpp"

namespace hagukumi::test {

namespace {

/// A request that takes ids, as somebody sends it.
struct Attempt {
    const char* name;
    const Person* who;
    std::string method, path;
    boost::json::object body;
};

http::Response send(World& world, const Attempt& attempt)
{
    return attempt.method == "GET" ? world.get(*attempt.who, attempt.path)
                                   : world.post(*attempt.who, attempt.path, attempt.body);
}

void must_find_nothing(World& world, const std::vector<Attempt>& attempts)
{
    for (const Attempt& attempt : attempts) {
        const auto response = send(world, attempt);
        EXPECT_EQ(response.status, 404) << attempt.name << " " << response.body;
    }
}

/// Everything that a parent can say of a family, a check-in and a key.
std::vector<Attempt> parents_attempts(World& world, const Person& who, const Family& named,
                                      const std::string& check_in, const std::string& key)
{
    auto use = world.use_of(named, check_in);
    auto preview = use;
    preview.erase("key");
    preview.erase("check_in");
    return {{"coupon", &who, "GET", "/parent/coupons/" + to_string(named.coupon), {}},
            {"check-in", &who, "GET", "/parent/check-ins/" + check_in, {}},
            {"preview", &who, "POST", "/parent/check-ins/" + check_in + "/preview", preview},
            {"use", &who, "POST", "/parent/uses", use},
            {"use by key", &who, "GET", "/parent/uses/by-key/" + key, {}},
            {"notice", &who, "POST", "/parent/notices/" + to_string(named.notice) + "/read", {}}};
}

/// Everything that an officer can say of a family, a use and a facility.
std::vector<Attempt> officers_attempts(World& world, const Town& own, const Family& named,
                                       const std::string& use, const Id& facility)
{
    const Person& who = own.officer;
    const std::string family = "/office/families/" + to_string(named.household);
    const std::string birth = family + "/births/" + to_string(named.birth);
    const std::string coupon = "/office/coupons/" + to_string(named.coupon);
    const std::string poster = "/office/facilities/" + to_string(facility) + "/poster";
    const auto because = [&] {
        return boost::json::object{{"key", world.new_key()}, {"reason", "確認のため"}};
    };
    auto grant = because();
    grant["programme"] = own.programme;
    grant["birth"] = to_string(named.birth);
    auto adjustment = because();
    adjustment["units"] = 1;
    return {
        {"family", &who, "GET", family, {}},
        {"facts", &who, "GET", family + "/facts", {}},
        {"stating",
         &who,
         "POST",
         family + "/facts",
         {{"key", world.new_key()}, {"facts", boost::json::object()}}},
        {"grant", &who, "POST", family + "/grants", grant},
        {"residence look", &who, "GET", family + "/residence/bookings", {}},
        {"residence", &who, "POST", family + "/residence", {{"key", world.new_key()}}},
        {"refused bookings", &who, "GET", family + "/refused-bookings", {}},
        {"class",
         &who,
         "POST",
         family + "/household-class",
         {{"key", world.new_key()}, {"household_class", "general"}, {"class_from", "2026-11-01"}}},
        {"protection",
         &who,
         "POST",
         family + "/protection",
         {{"key", world.new_key()}, {"protection", "on"}}},
        {"birth correction",
         &who,
         "POST",
         birth + "/correction",
         {{"key", world.new_key()}, {"born_on", "2026-10-08"}, {"children", 1}, {"reason", "確認"}}},
        {"loss", &who, "POST", birth + "/loss", {{"key", world.new_key()}}},
        {"discharge", &who, "POST", birth + "/discharge", {{"key", world.new_key()}}},
        {"hospital", &who, "POST", birth + "/hospitalisation", {{"key", world.new_key()}}},
        {"enrolment",
         &who,
         "POST",
         family + "/children/" + to_string(named.child) + "/enrolment",
         {{"key", world.new_key()}}},
        {"adjustment", &who, "POST", coupon + "/adjustments", adjustment},
        {"expiry", &who, "POST", coupon + "/expire", because()},
        {"correction",
         &who,
         "POST",
         "/office/uses/" + use + "/correction-preview",
         {{"service", "short_stay"}}},
        {"void", &who, "POST", "/office/uses/" + use + "/void", because()},
        {"account", &who, "GET", "/office/facilities/" + to_string(facility) + "/account", {}},
        {"statement", &who, "GET", "/office/facilities/" + to_string(facility) + "/statements/2026-10", {}},
        {"poster", &who, "GET", poster, {}},
        {"rotate", &who, "POST", poster + "/rotate", {{"key", world.new_key()}, {"what", "qr"}}}};
}

}  // namespace

TEST(ForeignIds, AnotherHouseholdsIdsLeadNowhere)
{
    World world;
    Town& town = world.nerima_town();
    const Family& owner = town.families[0];
    const std::string check_in = world.check_in(owner, town.desks[0]);
    const auto used = world.use_of(owner, check_in);
    ASSERT_EQ(world.post(owner.parent, "/parent/uses", used).status, 201);
    const std::string key(used.at("key").as_string());
    must_find_nothing(world, parents_attempts(world, town.families[1].parent, owner, check_in, key));
}

TEST(ForeignIds, AnotherMunicipalitysIdsLeadNowhere)
{
    World world;
    Town& town = world.nerima_town();
    Town& other = world.chiyoda_town();
    const Family& owner = other.families[0];
    const std::string check_in = world.check_in(owner, other.desks[0]);
    const auto used = world.use_of(owner, check_in);
    ASSERT_EQ(world.post(owner.parent, "/parent/uses", used).status, 201);
    const std::string key(used.at("key").as_string());
    must_find_nothing(world, parents_attempts(world, town.families[0].parent, owner, check_in, key));
    const std::string use = world.use(other.families[1], other.desks[0]);
    must_find_nothing(world, officers_attempts(world, town, owner, use, other.desks[0].facility));
}

TEST(ForeignIds, ForeignAndUnknownIdsAreToldApartByNobody)
{
    World world;
    Town& town = world.nerima_town();
    Town& other = world.chiyoda_town();
    Family unknown = other.families[0];
    unknown.household = unknown.birth = unknown.coupon = unknown.notice = world.new_id();
    const Family& owner = other.families[0];
    const std::string check_in = world.check_in(owner, other.desks[0]);
    const std::string use = world.use(other.families[1], other.desks[0]);

    auto foreign = officers_attempts(world, town, owner, use, other.desks[0].facility);
    auto nobodys = officers_attempts(world, town, unknown, world.new_key(), world.new_id());
    for (auto& one : parents_attempts(world, town.families[0].parent, owner, check_in, world.new_key()))
        foreign.push_back(one);
    for (auto& one :
         parents_attempts(world, town.families[0].parent, unknown, world.new_key(), world.new_key()))
        nobodys.push_back(one);
    for (std::size_t i = 0; i < foreign.size(); ++i)
        EXPECT_EQ(send(world, foreign[i]).body, send(world, nobodys[i]).body) << foreign[i].name;
}

// The same requests work for whom the ids belong to: the matrix above refuses for the right reason.
TEST(ForeignIds, TheOwnersIdsWork)
{
    World world;
    Town& town = world.nerima_town();
    const Family& owner = town.families[0];
    const std::string check_in = world.check_in(owner, town.desks[0]);
    const auto used = world.use_of(owner, check_in);
    ASSERT_EQ(world.post(owner.parent, "/parent/uses", used).status, 201);
    const std::string use = world.use(town.families[1], town.desks[0]);
    world.at = world.at + std::chrono::minutes(11);
    const std::string later = world.check_in(owner, town.desks[1]);
    for (auto& attempt :
         parents_attempts(world, owner.parent, owner, later, std::string(used.at("key").as_string())))
        EXPECT_LT(send(world, attempt).status, 300) << attempt.name << send(world, attempt).body;
    for (auto& attempt : officers_attempts(world, town, owner, use, town.desks[0].facility))
        EXPECT_LT(send(world, attempt).status, 300) << attempt.name << send(world, attempt).body;
}

TEST(ForeignIds, ACouponIsNotUsedWithTheCheckInOfAnother)
{
    World world;
    Town& town = world.nerima_town();
    const std::string own = world.check_in(town.families[1], town.desks[0]);
    const std::string theirs = world.check_in(town.families[0], town.desks[0]);
    // her check-in, their coupon; their check-in, her coupon
    EXPECT_EQ(world.post(town.families[1].parent, "/parent/uses", world.use_of(town.families[0], own)).status,
              404);
    EXPECT_EQ(
        world.post(town.families[1].parent, "/parent/uses", world.use_of(town.families[1], theirs)).status,
        404);
}

TEST(ForeignIds, AKeyIsItsPersonsOwn)
{
    World world;
    Town& town = world.nerima_town();
    auto first = world.use_of(town.families[0], world.check_in(town.families[0], town.desks[0]));
    auto second = world.use_of(town.families[1], world.check_in(town.families[1], town.desks[0]));
    second["key"] = first.at("key");
    const auto one = world.post(town.families[0].parent, "/parent/uses", first);
    const auto two = world.post(town.families[1].parent, "/parent/uses", second);
    EXPECT_EQ(two.status, 201);
    EXPECT_NE(one.body, two.body);
}

TEST(ForeignIds, NothingIsGrantedToAHouseholdForTheBirthOfAnother)
{
    World world;
    Town& town = world.nerima_town();
    for (const char* member : {"birth", "child"}) {
        boost::json::object body{{"key", world.new_key()}, {"programme", town.programme}, {"reason", "申請"}};
        body["birth"] = to_string(town.families[1].birth);
        const bool is_birth = std::string_view(member) == "birth";
        body[member] = to_string(is_birth ? town.families[0].birth : town.families[0].child);
        const auto response = world.post(
            town.officer, "/office/families/" + to_string(town.families[1].household) + "/grants", body);
        EXPECT_EQ(response.status, 404) << member << response.body;
    }
}

TEST(ForeignIds, APageDoesNotBeginAtAnothersEntry)
{
    World world;
    Town& town = world.nerima_town();
    const std::string theirs = world.use(town.families[0], town.desks[0]);
    const auto page = body_of(world.get(town.families[1].parent, "/parent/history?before=" + theirs));
    for (const auto& entry : page.at("entries").as_array())
        EXPECT_NE(std::string(entry.at("coupon").as_string()), to_string(town.families[0].coupon));
}

TEST(ForeignIds, ThePosterOfAnotherMunicipalityChecksNobodyIn)
{
    World world;
    const std::string poster = world.chiyoda_town().desks[0].poster;
    const auto response =
        world.post(world.nerima_town().families[0].parent, "/parent/check-ins", {{"token", poster}});
    EXPECT_GE(response.status, 400);
    EXPECT_LT(response.status, 500);
}

// ── realms ──

// Every route with a session, sent with the token of every other realm and of the other municipality.
TEST(WrongRole, EveryRouteIsForItsOwnRealmOnly)
{
    World world;
    Town& town = world.nerima_town();
    Town& other = world.chiyoda_town();
    const std::vector<Person> people{town.families[0].parent,
                                     town.desks[0].staff,
                                     town.officer,
                                     other.families[0].parent,
                                     other.desks[0].staff,
                                     other.officer,
                                     Person{nerima, people::Realm::parent, "", {}}};
    const std::string base = "/api/v1/{municipality}";
    for (const http::Route& route : world.routes()) {
        if (!route.realm || std::holds_alternative<http::SignInWay>(route.handler) ||
            std::holds_alternative<http::SignOut>(route.handler))
            continue;
        std::string path = route.path.substr(base.size());
        for (auto from = path.find('{'); from != std::string::npos; from = path.find('{'))
            path.replace(from, path.find('}') - from + 1, to_string(town.families[0].coupon));
        for (Person person : people) {
            if (person.municipality == town.code && person.realm == *route.realm && !person.token.empty())
                continue;
            person.municipality = town.code;  // the address is ours, the token is not
            const auto response =
                route.method == "GET" ? world.get(person, path) : world.post(person, path, {});
            EXPECT_EQ(response.status, 401) << route.name;
            EXPECT_EQ(code_of(response), code_of(world.get({town.code, *route.realm, "", {}}, "/parent/me")));
        }
    }
}

TEST(WrongRole, SigningOutWithAForeignTokenEndsNothing)
{
    World world;
    Town& town = world.nerima_town();
    EXPECT_EQ(world.post(town.officer, "/parent/sign-out", {}).status, 204);
    EXPECT_EQ(world.get(town.officer, "/office/me").status, 200);
}

}  // namespace hagukumi::test
