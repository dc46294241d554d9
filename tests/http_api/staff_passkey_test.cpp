// Passkeys of staff and officers over their routes: made, used, lost, and each door that stays shut.
#include <gtest/gtest.h>

#include "base/authenticator.hpp"
#include "base/base64url.hpp"
#include "base/municipality_code.hpp"
#include "http_api/world.hpp"
#include "people/passkey/passkey.hpp"

namespace hagukumi::test {

namespace {

namespace json = boost::json;

struct StaffPasskeys : testing::Test {
    World world;
    Town& town = world.nerima_town();
    const Person& officer = town.officer;
    const Person& staff = town.desks[0].staff;
    const Authenticator device;

    static std::string site_of(const Person& who) { return std::string(name_of(who.realm)); }
    static std::string cookie_of(const Person& who)
    {
        return "__Host-hagukumi-" + site_of(who) + "-" + to_string(who.municipality) + "=" + who.token;
    }
    static std::string text_in(const http::Response& response, const char* name)
    {
        return std::string(body_of(response).at(name).as_string());
    }

    /// What the browser sends when somebody makes a passkey.
    http::Response add(const Person& who, const Authenticator& key, const char* name = "自分のスマホ")
    {
        const auto asked = world.post(who, "/" + site_of(who) + "/passkeys/challenge", {});
        EXPECT_EQ(asked.status, 200) << asked.body;
        const std::string client = key.client_data("webauthn.create", text_in(asked, "challenge"));
        return world.post(who, "/" + site_of(who) + "/passkeys",
                          {{"client_data", to_base64url(client)},
                           {"attestation", to_base64url(key.attestation())},
                           {"name", name}});
    }
    /// And when somebody signs in with it on the site of a realm.
    http::Response sign_in(const Authenticator& key, people::Realm realm, MunicipalityCode code = nerima)
    {
        const Person nobody{code, realm, "", {}};
        const std::string site = "/" + site_of(nobody) + "/passkey-sign-in";
        const std::string challenge = text_in(world.post(nobody, site + "/challenge", {}), "challenge");
        const std::string client = key.client_data("webauthn.get", challenge), data = key.assertion();
        return world.post(nobody, site,
                          {{"credential", to_base64url(key.credential)},
                           {"client_data", to_base64url(client)},
                           {"authenticator_data", to_base64url(data)},
                           {"signature", to_base64url(key.signature(data, client))}});
    }
    /// Whoever has the cookie that an answer sets.
    static Person person_of(const http::Response& response, people::Realm realm)
    {
        const std::string name = "hagukumi-" + std::string(name_of(realm)) + "-131202=";
        for (const auto& [field, value] : response.headers) {
            const auto at = value.find(name);
            if (field != "Set-Cookie" || at == std::string::npos) continue;
            const auto begin = at + name.size();
            return {nerima, realm, value.substr(begin, value.find(';') - begin), {}};
        }
        return {nerima, realm, "", {}};
    }
    json::array passkeys_of(const Person& who)
    {
        return body_of(world.get(who, "/" + site_of(who) + "/own-account")).at("passkeys").as_array();
    }
    /// What the record says last.
    std::string newest_action()
    {
        const auto entries = body_of(world.get(officer, "/office/audit?limit=1")).at("entries").as_array();
        return std::string(entries.at(0).at("action").as_string());
    }
};

}  // namespace

TEST_F(StaffPasskeys, AnOfficerMakesOneSignsInWithItAndRemovesIt)
{
    ASSERT_EQ(add(officer, device).status, 204);
    EXPECT_EQ(newest_action(), "people.add_passkey");
    ASSERT_EQ(passkeys_of(officer).size(), 1U);
    EXPECT_EQ(passkeys_of(officer).at(0).at("device_name").as_string(), "自分のスマホ");
    EXPECT_TRUE(passkeys_of(officer).at(0).at("last_used_at").is_null());
    const auto welcome = sign_in(device, people::Realm::office);
    ASSERT_EQ(welcome.status, 200) << welcome.body;
    EXPECT_EQ(body_of(welcome).at("role").as_string(), "officer");
    const Person again = person_of(welcome, people::Realm::office);
    EXPECT_EQ(world.get(again, "/office/me").status, 200);
    EXPECT_FALSE(passkeys_of(officer).at(0).at("last_used_at").is_null());
    EXPECT_EQ(world.promised(town, "staff_passkey_added"), 1);
    const json::object named{{"credential", to_base64url(device.credential)}};
    EXPECT_EQ(world.post(again, "/office/passkeys/remove", named).status, 204);
    EXPECT_EQ(newest_action(), "people.remove_passkey");
    EXPECT_EQ(world.promised(town, "staff_passkey_removed"), 1);
    EXPECT_EQ(code_of(sign_in(device, people::Realm::office)), "passkey_unknown");
    EXPECT_EQ(world.get(again, "/office/me").status, 200) << "who removes the own one stays";
}

TEST_F(StaffPasskeys, StaffSignInAtTheirDesk)
{
    ASSERT_EQ(add(staff, device, "").status, 204);
    EXPECT_EQ(passkeys_of(staff).at(0).at("device_name").as_string(), "")
        << "this browser says nothing of itself";
    const auto welcome = sign_in(device, people::Realm::desk);
    ASSERT_EQ(welcome.status, 200) << welcome.body;
    const Person again = person_of(welcome, people::Realm::desk);
    EXPECT_EQ(body_of(world.get(again, "/desk/me")).at("facility"),
              body_of(world.get(staff, "/desk/me")).at("facility"));
}

TEST_F(StaffPasskeys, NoneOpensAnotherSiteOrAnotherMunicipality)
{
    Authenticator parents, desks;
    parents.credential = "device-2";
    desks.credential = "device-3";
    ASSERT_EQ(add(officer, device).status, 204);
    ASSERT_EQ(add(town.families[0].parent, parents).status, 204);
    ASSERT_EQ(add(staff, desks).status, 204);
    using people::Realm;
    for (const Realm realm : {Realm::parent, Realm::desk, Realm::office}) {
        EXPECT_EQ(sign_in(device, realm).status, realm == Realm::office ? 200 : 401);
        EXPECT_EQ(sign_in(parents, realm).status, realm == Realm::parent ? 200 : 401);
        EXPECT_EQ(sign_in(desks, realm).status, realm == Realm::desk ? 200 : 401);
        for (const Authenticator* key : {&device, &std::as_const(parents), &std::as_const(desks)})
            EXPECT_EQ(sign_in(*key, realm, chiyoda).status, 401);
    }
}

// T18: whoever is not recognised by the device shows one factor only.
TEST_F(StaffPasskeys, ADeviceThatHasNotRecognisedItsOwnerOpensNothing)
{
    Authenticator careless;
    ASSERT_EQ(add(staff, careless).status, 204);
    careless.recognises = false;
    EXPECT_EQ(code_of(sign_in(careless, people::Realm::desk)), "passkey_unknown");
    careless.credential = "device-2";
    EXPECT_EQ(code_of(add(staff, careless)), "passkey_wrong");
}

TEST_F(StaffPasskeys, WhoeverIsStoppedStaysOutside)
{
    ASSERT_EQ(add(staff, device).status, 204);
    const Person again = person_of(sign_in(device, people::Realm::desk), people::Realm::desk);
    const std::string path = "/office/staff/" + to_string(staff.account) + "/disable";
    ASSERT_EQ(world.post(officer, path, {{"key", world.new_key()}, {"reason", "退職"}}).status, 204);
    EXPECT_EQ(code_of(sign_in(device, people::Realm::desk)), "passkey_unknown");
    EXPECT_EQ(world.get(again, "/desk/me").status, 401);
}

TEST_F(StaffPasskeys, OneIsMadeOnlyByWhoHasJustShownBothFactors)
{
    const std::string path = "/desk/passkeys/challenge";
    ASSERT_TRUE(run_on(world.database(), nerima, [&](store::Transaction& tx) -> Result<void> {
        people::note_pin_session(tx, staff.token);
        return {};
    }));
    EXPECT_EQ(code_of(world.post_with(staff, path, {}, "cookie", cookie_of(staff))), "sign_in_again")
        << "a tablet's PIN is not enough";
    const json::object made{{"client_data", "e30"}, {"attestation", "oA"}};
    EXPECT_EQ(code_of(world.post_with(staff, "/desk/passkeys", made, "cookie", cookie_of(staff))),
              "sign_in_again");
    EXPECT_EQ(world.post_with(officer, "/office/passkeys/challenge", {}, "cookie", cookie_of(officer)).status,
              200);
    world.at = world.at + std::chrono::minutes(10);
    EXPECT_EQ(code_of(world.post(officer, "/office/passkeys/challenge", {})), "sign_in_again");
}

TEST_F(StaffPasskeys, AnOfficerRemovesThatOfALostDeviceOfTheOwnMunicipalitysStaff)
{
    ASSERT_EQ(add(staff, device).status, 204);
    const Person finder = person_of(sign_in(device, people::Realm::desk), people::Realm::desk);
    ASSERT_EQ(world.get(finder, "/desk/me").status, 200);
    const json::object named{{"credential", to_base64url(device.credential)}};
    const std::string path = "/office/staff/" + to_string(staff.account) + "/passkeys/remove";
    EXPECT_EQ(world.post(world.chiyoda_town().officer, path, named).status, 404);
    EXPECT_EQ(world.get(finder, "/desk/me").status, 200);
    const auto listed = [&] {
        const json::object page = body_of(world.get(officer, "/office/staff"));
        for (const json::value& one : page.at("staff").as_array())
            if (one.at("id").as_string() == to_string(staff.account)) return one.at("passkeys").as_array();
        return json::array();
    };
    EXPECT_EQ(listed().size(), 1U);
    EXPECT_EQ(world.post(officer, path, named).status, 204);
    EXPECT_EQ(newest_action(), "people.remove_passkey");
    EXPECT_TRUE(listed().empty());
    EXPECT_EQ(world.get(finder, "/desk/me").status, 401) << "whoever holds the device is out";
    EXPECT_EQ(code_of(sign_in(device, people::Realm::desk)), "passkey_unknown");
    const std::string parent = "/office/staff/" + to_string(town.families[0].parent.account);
    EXPECT_EQ(world.post(officer, parent + "/passkeys/remove", named).status, 404) << "nor a parent's";
}

TEST_F(StaffPasskeys, StaffSeeWhereTheyAreSignedInAndEndASession)
{
    ASSERT_EQ(add(officer, device).status, 204);
    const Person other = person_of(sign_in(device, people::Realm::office), people::Realm::office);
    const auto page = body_of(world.get_with(officer, "/office/own-account", "cookie", cookie_of(officer)));
    ASSERT_EQ(page.at("devices").as_array().size(), 2U);
    for (const json::value& one : page.at("devices").as_array()) {
        if (one.at("is_own").as_bool()) continue;
        const std::string id(one.at("id").as_string());
        EXPECT_EQ(world.post(staff, "/desk/own-account/sessions/" + id + "/end", {}).status, 204);
        EXPECT_EQ(world.get(other, "/office/me").status, 200) << "nobody ends a colleague's";
        EXPECT_EQ(world.post(officer, "/office/own-account/sessions/" + id + "/end", {}).status, 204);
    }
    EXPECT_EQ(world.get(other, "/office/me").status, 401);
    EXPECT_EQ(world.get(officer, "/office/me").status, 200);
}

}  // namespace hagukumi::test
