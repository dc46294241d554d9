// Coming from LINE: by ID token, registered or not, and from the newest menu only.
#include <gtest/gtest.h>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <set>

#include "http_api/world.hpp"
#include "messages/undelivered.hpp"
#include "people/identity.hpp"
#include "people/password.hpp"
#include "people/sharing.hpp"

namespace hagukumi::test {
namespace {

/// A LINE whose tokens say who it is: "token of U1".
struct Door final : http::LineDoor {
    std::set<MunicipalityCode> municipalities{nerima};
    std::optional<Id> newest_menu;
    std::vector<Undelivered> answers;  ///< of the talk, that did not arrive

    std::optional<Pages> pages(MunicipalityCode municipality) const override
    {
        if (!municipalities.contains(municipality)) return std::nullopt;
        return Pages{"2000000001-AbCdEfGh",
                     "https://liff.line.me/2000000001-AbCdEfGh",
                     "https://static.line-scdn.net/liff.js",
                     municipality != nerima,
                     {{"1530064", "目黒区下目黒"}}};
    }
    Result<std::string> person(MunicipalityCode municipality, std::string_view id_token, Instant) override
    {
        if (municipalities.contains(municipality) && id_token.starts_with("token of "))
            return std::string(id_token.substr(9));
        return fail(ErrorKind::unauthenticated, "wrong_id_token", {"違います。", "Wrong."});
    }
    Result<void> check_menu(MunicipalityCode, std::string_view, const Id& menu, Instant) override
    {
        if (newest_menu == menu) return {};
        return fail(ErrorKind::conflict, "menu_is_old", {"前のメニューです。", "An earlier menu."});
    }
    bool is_blocked(store::Snapshot&, const Id&) const override { return true; }
    std::vector<Id> blocked_accounts(store::Snapshot&) const override { return blocked; }
    void say_goodbye(store::Transaction&, std::string_view access_token, Instant) override
    {
        goodbyes.emplace_back(access_token);
    }
    std::vector<Id> blocked;
    std::vector<std::string> goodbyes;
    std::vector<Undelivered> undelivered(store::Snapshot&) const override { return answers; }
    bool send_again(store::Transaction&, const Id& id, Instant) override { return take(id); }
    bool forget(store::Transaction&, const Id& id) override { return take(id); }
    std::optional<Quota> quota(store::Snapshot&) const override { return Quota{200, 180, {}}; }
    bool take(const Id& id)
    {
        return std::erase_if(answers, [&](const Undelivered& one) { return one.id == id; }) > 0;
    }
    std::string script_origin() const override { return "https://static.line-scdn.net"; }
    std::string connect_origins() const override { return "https://api.line.me"; }
};

struct FromLine : testing::Test {
    World world;
    Door door;
    const Person nobody{nerima, people::Realm::parent, "", {}};
    const Family& family = world.nerima_town().families[0];

    FromLine()
    {
        people::CreateAccount parent;
        parent.key = world.new_id();
        parent.at = world.at;
        parent.id = world.new_id();
        parent.household = family.household;
        parent.user_number = "0007777";
        parent.pin_hash = people::hash_password(people::Secret("0482"));
        const auto made = run_on(world.database(), nerima,
                                 [&](store::Transaction& tx) { return people::create_account(tx, parent); });
        EXPECT_TRUE(made.has_value());
    }
    http::Response enter(const std::string& person, std::optional<Id> menu = {})
    {
        boost::json::object body{{"way", "line"}, {"id_token", "token of " + person}};
        if (menu) body["menu"] = to_string(*menu);
        return world.post(nobody, "/parent/sign-in", body);
    }
    boost::json::object registration(const std::string& person)
    {
        return {{"id_token", "token of " + person},
                {"user_number", "０００７７７７"},  // N-04.1
                {"pin", "0482"},
                {"nickname", "はな"},
                {"mother_born_on", "1994-02-03"},
                {"born_on", to_string(date_of_days(days_since_epoch(date_in_japan(world.at)) - 40))}};
    }
};

TEST_F(FromLine, N_06_WhoRegistersIsSignedInAndComesBackByLineAlone)
{
    world.serve_line(door);
    EXPECT_EQ(code_of(enter("U1")), "not_registered");
    const auto done = world.post(nobody, "/parent/register", registration("U1"));
    EXPECT_EQ(done.status, 200);
    EXPECT_EQ(body_of(done).at("name"), "はな");
    EXPECT_EQ(enter("U1").status, 200);
    EXPECT_EQ(code_of(enter("U2")), "not_registered");
}

TEST_F(FromLine, N_07_AWrongDateIsAnsweredLikeAWrongPin)
{
    world.serve_line(door);
    auto wrong_date = registration("U1"), wrong_pin = registration("U1");
    wrong_date["mother_born_on"] = "1994-02-04";
    wrong_pin["pin"] = "9999";
    const auto first = world.post(nobody, "/parent/register", wrong_date);
    const auto second = world.post(nobody, "/parent/register", wrong_pin);
    EXPECT_EQ(first.status, 401);
    EXPECT_EQ(first.body, second.body);
}

TEST_F(FromLine, AWrongTokenOpensNothing)
{
    world.serve_line(door);
    EXPECT_EQ(code_of(world.post(nobody, "/parent/sign-in", {{"way", "line"}, {"id_token", "forged"}})),
              "wrong_id_token");
    auto forged = registration("U1");
    forged["id_token"] = "forged";
    EXPECT_EQ(code_of(world.post(nobody, "/parent/register", forged)), "wrong_id_token");
}

TEST_F(FromLine, N_03_APageThatAnEarlierMenuOpenedDoesNothing)
{
    world.serve_line(door);
    door.newest_menu = world.new_id();
    EXPECT_EQ(code_of(enter("U1", world.new_id())), "menu_is_old");
    auto from_old = registration("U1");
    from_old["menu"] = to_string(world.new_id());
    EXPECT_EQ(code_of(world.post(nobody, "/parent/register", from_old)), "menu_is_old");
    from_old["menu"] = to_string(*door.newest_menu);
    EXPECT_EQ(world.post(nobody, "/parent/register", from_old).status, 200);
    EXPECT_EQ(enter("U1", door.newest_menu).status, 200);
}

TEST_F(FromLine, WithoutAChannelNobodyComesFromLine)
{
    EXPECT_EQ(code_of(enter("U1")), "no_line");
    EXPECT_TRUE(body_of(world.get(nobody, "/about")).at("line").is_null());
    world.serve_line(door);
    EXPECT_EQ(body_of(world.get(nobody, "/about")).at("line").at("liff_id"), "2000000001-AbCdEfGh");
}

TEST_F(FromLine, WhatIsMissingIsNamed)
{
    world.serve_line(door);
    auto partly = registration("U1");
    partly.erase("mother_born_on");
    partly.erase("nickname");
    const auto answer = world.post(nobody, "/parent/register", partly);
    EXPECT_EQ(answer.status, 400);
    EXPECT_NE(answer.body.find("mother_born_on"), std::string::npos);
    EXPECT_NE(answer.body.find("nickname"), std::string::npos);
}

// ── taking over, linking and unlinking ──

TEST_F(FromLine, G_25_NumberAndPinMoveTheRegistrationToAnotherLineAccount)
{
    world.serve_line(door);
    EXPECT_EQ(world.post(nobody, "/parent/register", registration("U1")).status, 200);
    boost::json::object move{
        {"way", "user_number"}, {"user_number", "0007777"}, {"pin", "0482"}, {"id_token", "token of U2"}};
    EXPECT_EQ(world.post(nobody, "/parent/sign-in", move).status, 200);
    EXPECT_EQ(code_of(enter("U1")), "not_registered");
    EXPECT_EQ(enter("U2").status, 200);
    move["pin"] = "9999";
    move["id_token"] = "token of U3";
    EXPECT_EQ(world.post(nobody, "/parent/sign-in", move).status, 401);
    EXPECT_EQ(code_of(enter("U3")), "not_registered");
    move["pin"] = "0482";
    move["id_token"] = "forged";
    EXPECT_EQ(code_of(world.post(nobody, "/parent/sign-in", move)), "wrong_id_token");
}

TEST_F(FromLine, TheLinkIsShownAndEndsWhenThePersonEndsIt)
{
    world.serve_line(door);
    const Person& parent = family.parent;
    const auto link = [&] {
        return run_on(world.database(), nerima, [&](store::Transaction& tx) {
            return people::link_identity(tx, {world.at, parent.account, {people::Issuer::line, "U1"}});
        });
    };
    EXPECT_TRUE(body_of(world.get(parent, "/parent/line")).at("linked_at").is_null());
    ASSERT_TRUE(link());
    const auto shown = body_of(world.get(parent, "/parent/line"));
    EXPECT_FALSE(shown.at("linked_at").is_null());
    EXPECT_TRUE(shown.at("blocked").as_bool());  // G-27
    const auto ended = world.post(parent, "/parent/line/unlink", {{"access_token", "of the page"}});
    EXPECT_EQ(ended.status, 200);
    EXPECT_EQ(door.goodbyes, std::vector<std::string>{"of the page"}) << "LINE is told of it";
    EXPECT_EQ(world.post(parent, "/parent/line/unlink", {{"access_token", "once more"}}).status, 200);
    EXPECT_EQ(door.goodbyes.size(), 1u) << "nothing is linked any more";
    EXPECT_TRUE(body_of(ended).at("linked_at").is_null());
    EXPECT_EQ(code_of(enter("U1")), "not_registered");
    EXPECT_EQ(world.get(nobody, "/parent/line").status, 401);
}

// ── a family that writes itself down ──

struct Joins : FromLine {
    Town& town = world.add_town("131105-temporary-care");
    const Person newcomer{town.code, people::Realm::parent, "", {}};

    Joins()
    {
        door.municipalities.insert(town.code);
        world.serve_line(door);
    }
    static boost::json::object child()
    {
        return {{"child_name", "目黒 蓮"},
                {"child_kana", "めぐろ れん"},
                {"child_born_on", "2024-05-20"},
                {"child_sex", "male"}};
    }
    static boost::json::object family_of(const std::string& person)
    {
        boost::json::object body = child();
        body["id_token"] = "token of " + person;
        body["guardian_name"] = "目黒 花子";
        body["postal_code"] = "153-0064";
        body["address"] = "目黒区下目黒1-1";
        body["phone"] = "03-0000-0000";
        body["pin"] = "2468";
        return body;
    }
};

TEST_F(Joins, G_04_ANewFamilyIsWrittenDownOnceAndSignedIn)
{
    EXPECT_EQ(body_of(world.get(newcomer, "/about")).at("line").at("newcomers"), "child");
    EXPECT_GT(body_of(world.get(newcomer, "/registrable")).at("places").as_array().size(), 0u);
    const auto first = world.post(newcomer, "/parent/join", family_of("U1"));
    EXPECT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(body_of(first).at("name"), "目黒 花子");
    EXPECT_EQ(world.post(newcomer, "/parent/join", family_of("U1")).status, 200);
    EXPECT_EQ(world.post(newcomer, "/parent/sign-in", {{"way", "line"}, {"id_token", "token of U1"}}).status,
              200);
}

TEST_F(Joins, G_04_WhatIsWrongIsNamedAndNothingIsWrittenDown)
{
    auto wrong = family_of("U1");
    wrong["child_kana"] = "目黒 蓮";
    EXPECT_EQ(code_of(world.post(newcomer, "/parent/join", wrong)), "wrong_kana");
    wrong = family_of("U1");
    wrong["phone"] = "110";
    EXPECT_EQ(code_of(world.post(newcomer, "/parent/join", wrong)), "wrong_phone");
    wrong = family_of("U1");
    wrong["id_token"] = "forged";
    EXPECT_EQ(code_of(world.post(newcomer, "/parent/join", wrong)), "wrong_id_token");
    EXPECT_EQ(
        code_of(world.post(newcomer, "/parent/sign-in", {{"way", "line"}, {"id_token", "token of U1"}})),
        "not_registered");
}

TEST_F(Joins, WhereALetterIsNeededNobodyWritesAFamilyDown)
{
    EXPECT_EQ(code_of(world.post(nobody, "/parent/join", family_of("U1"))), "no_interview");
}

TEST_F(Joins, G_04_1_AnotherChildIsAddedOnceUnderItsKey)
{
    const Person& parent = town.families[0].parent;
    const auto count = [&] {
        return body_of(world.get(parent, "/parent/me")).at("children").as_array().size();
    };
    const std::size_t before = count();
    auto body = child();
    body["key"] = world.new_key();
    const auto first = world.post(parent, "/parent/children", body);
    EXPECT_EQ(first.status, 201);
    EXPECT_EQ(world.post(parent, "/parent/children", body).body, first.body);
    EXPECT_EQ(count(), before + 1);
    body["child_born_on"] = "2030-01-01";
    body["key"] = world.new_key();
    EXPECT_EQ(code_of(world.post(parent, "/parent/children", body)), "wrong_birth_date");
    EXPECT_EQ(world.post(newcomer, "/parent/children", body).status, 401);
}

// ── a second parent comes in by an invitation ──

struct Invited : Joins {
    Invited() { EXPECT_EQ(world.post(newcomer, "/parent/join", family_of("U1")).status, 200); }
    /// The mother, signed in by LINE.
    Person mother()
    {
        Person person = newcomer;
        world.database().read(town.code, [&](store::Snapshot& snapshot) {
            person.account = people::find_account_of(snapshot, {people::Issuer::line, "U1"}).value();
        });
        return world.sign_in(person);
    }
    std::string invite(const Person& who, const char* rights)
    {
        const auto made = world.post(who, "/parent/family/invitations",
                                     {{"key", world.new_key()}, {"name", "パパ"}, {"rights", rights}});
        EXPECT_EQ(made.status, 201) << made.body;
        const std::string url(body_of(made).at("url").as_string());
        return url.substr(url.find('#') + 1);
    }
    http::Response accept(const std::string& person, const std::string& invitation,
                          const std::string& pin = "8642")
    {
        return world.post(newcomer, "/parent/accept",
                          {{"id_token", "token of " + person},
                           {"invitation", invitation},
                           {"name", "目黒 太郎"},
                           {"pin", pin}});
    }
    http::Response enter_town(const std::string& person)
    {
        return world.post(newcomer, "/parent/sign-in", {{"way", "line"}, {"id_token", "token of " + person}});
    }
};

TEST_F(Invited, U_09_TheSecondParentComesIntoTheFamilyFromInsideLine)
{
    const std::string invitation = invite(mother(), "full");
    EXPECT_EQ(code_of(accept("U2", invitation, "1234")), "pin_too_plain");
    EXPECT_EQ(code_of(accept("U2", "no-such-invitation")), "invitation_over");
    const auto accepted = accept("U2", invitation);
    ASSERT_EQ(accepted.status, 200) << accepted.body;
    EXPECT_EQ(body_of(accepted).at("name"), "目黒 太郎");
    EXPECT_EQ(enter_town("U2").status, 200) << "from now on by LINE alone";
    EXPECT_EQ(accept("U2", invitation).status, 200) << "pressed twice: the account that was made";
    EXPECT_EQ(code_of(accept("U3", invitation)), "invitation_over") << "it works once";
    world.database().read(town.code, [&](store::Snapshot& snapshot) {
        const auto account = [&](const char* person) {
            return people::load_account(
                       snapshot, people::find_account_of(snapshot, {people::Issuer::line, person}).value())
                .value();
        };
        EXPECT_EQ(account("U2").household, account("U1").household);
        EXPECT_NE(account("U2").id, account("U1").id);
        EXPECT_FALSE(account("U2").user_number.empty()) << "with the PIN it moves to a new phone";
        EXPECT_TRUE(account("U2").has_pin);
        const auto members = people::members_of(snapshot, *account("U1").household);
        ASSERT_EQ(members.size(), 2u);
        EXPECT_EQ(members[1].rights, people::Rights::full);
    });
}

TEST_F(Invited, U_09_ALineAccountWithAnotherRegistrationIsNotMovedByAnInvitation)
{
    const std::string invitation = invite(mother(), "full");
    EXPECT_EQ(world.post(newcomer, "/parent/join", family_of("U5")).status, 200);
    EXPECT_EQ(code_of(accept("U5", invitation)), "already_registered");
    EXPECT_EQ(accept("U2", invitation).status, 200) << "the invitation is still good";
}

// ── whom no message reaches ──

TEST_F(FromLine, G_27_TheOfficeSeesWhoHasBlockedTheAccount)
{
    world.serve_line(door);
    const Person& officer = world.nerima_town().officer;
    const auto linked = run_on(world.database(), nerima, [&](store::Transaction& tx) {
        return people::link_identity(tx, {world.at, family.parent.account, {people::Issuer::line, "U1"}});
    });
    ASSERT_TRUE(linked);
    const auto members = body_of(world.get(officer, "/office/families/" + to_string(family.household)))
                             .at("members")
                             .as_array();
    ASSERT_EQ(members.size(), 2u);
    const auto count = [&](std::string_view line) {
        return std::count_if(members.begin(), members.end(), [&](const boost::json::value& one) {
            return one.at("line").as_string() == line;
        });
    };
    EXPECT_EQ(count("blocked"), 1);
    EXPECT_EQ(count("none"), 1);
    EXPECT_TRUE(body_of(world.get(officer, "/office/undelivered")).at("blocked").as_array().empty());
    door.blocked = {family.parent.account, world.new_id()};
    const auto blocked = body_of(world.get(officer, "/office/undelivered")).at("blocked").as_array();
    ASSERT_EQ(blocked.size(), 1u);
    EXPECT_EQ(blocked[0].at("household"), boost::json::value(to_string(family.household)));
}

// ── what did not arrive ──

TEST_F(FromLine, TheOfficeSeesWhatDidNotArriveSendsItAgainAndNobodyElseDoes)
{
    world.serve_line(door);
    const Person& officer = world.nerima_town().officer;
    const Id letter = world.new_id(), answer = world.new_id();
    door.answers = {{answer, std::nullopt, world.at, "産後ケアメニュー", "403", 1}};
    const auto done = run_on(world.database(), nerima, [&](store::Transaction& tx) -> Result<void> {
        messages::enqueue(tx, {letter, world.at, messages::channel::line, family.parent.account,
                               "line_linked", R"({"when":{"ja":"いま","en":"now"}})"});
        const auto leased = messages::lease_letters(tx, world.at, world.at, 1);
        messages::mark_dead(tx, leased.at(0), world.at, "400 Failed to send messages");
        return {};
    });
    ASSERT_TRUE(done);
    const auto letters = [&] {
        return body_of(world.get(officer, "/office/undelivered")).at("letters").as_array();
    };
    ASSERT_EQ(letters().size(), 2u);
    EXPECT_EQ(letters()[0].at("household"), boost::json::value(to_string(family.household)));
    EXPECT_EQ(letters()[1].at("way"), "talk");
    EXPECT_EQ(body_of(world.get(officer, "/office/undelivered")).at("quota").at("used"), 180);
    const auto act = [&](const Person& who, const Id& id, const char* action) {
        return world.post(who, "/office/undelivered/" + to_string(id), {{"action", action}}).status;
    };
    EXPECT_EQ(act(world.chiyoda_town().officer, letter, "send_again"), 404);
    EXPECT_EQ(act(family.parent, letter, "send_again"), 401);
    EXPECT_EQ(act(officer, letter, "burn"), 400);
    EXPECT_EQ(act(officer, letter, "send_again"), 200);
    EXPECT_EQ(act(officer, letter, "send_again"), 404);
    EXPECT_EQ(act(officer, answer, "told_otherwise"), 200);
    EXPECT_EQ(letters().size(), 0u);
    EXPECT_EQ(act(officer, world.new_id(), "send_again"), 404);
}

TEST_F(FromLine, AMailThatCameBackIsNamedByItsSubjectAndCannotBeSentAgain)
{
    const Person& officer = world.nerima_town().officer;
    const Id letter = world.new_id();
    const auto done = run_on(world.database(), nerima, [&](store::Transaction& tx) -> Result<void> {
        messages::enqueue(tx, {letter, world.at, messages::channel::mail, family.parent.account,
                               "application_approved", R"({"form":{"ja":"申請","en":"form"}})"});
        messages::mark_sent(tx, letter, world.at);
        messages::mark_returned(tx, letter, world.at, "returned 5.1.1");
        return {};
    });
    ASSERT_TRUE(done);
    const auto letters = body_of(world.get(officer, "/office/undelivered")).at("letters").as_array();
    ASSERT_EQ(letters.size(), 1u);
    EXPECT_EQ(letters[0].at("returned"), true);
    EXPECT_EQ(letters[0].at("subject").at("ja"), "申請の結果のお知らせ");
    EXPECT_EQ(letters[0].at("household"), boost::json::value(to_string(family.household)));
    const std::string path = "/office/undelivered/" + to_string(letter);
    EXPECT_EQ(world.post(officer, path, {{"action", "send_again"}}).status, 404);
    EXPECT_EQ(world.post(officer, path, {{"action", "told_otherwise"}}).status, 200);
}

}  // namespace
}  // namespace hagukumi::test
