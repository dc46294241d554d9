// Sessions end: idle, old, signed out, with the password, with the account.

#include "people/session.hpp"

#include <gtest/gtest.h>

#include "audit/verify.hpp"
#include "people/totp.hpp"
#include "people/town.hpp"

namespace hagukumi::test {
namespace {

using people::Realm;
using people::Role;
using people::Way;

struct Session : Town {
    const Id home = register_household(household_of("練馬 花子", "ネリマ ハナコ"));
    const Id mother = create(parent_of(home, "hanako@example.jp", "0012345")).value();
    const std::string secret = people::draw_totp_secret(randomness);
    const Id officer = create(staff(Role::officer, "tanto", secret)).value();

    people::Secret parent_session()
    {
        return sign_in(typed(Way::email, "hanako@example.jp", parent_password)).value().session;
    }
    people::Secret office_session()
    {
        return sign_in(typed_by_staff(Realm::office, "tanto", secret)).value().session;
    }
    void touch(const people::Secret& token)
    {
        change(nerima, [&](Transaction& tx) -> Result<int> {
            people::touch_session(tx, token.reveal(), now);
            return 1;
        }).value();
    }
};

TEST_F(Session, AnOfficersEndsAfterAQuarterOfAnHourWithoutARequest)
{
    const auto token = office_session();
    now = now + 15min + -1ms;
    EXPECT_TRUE(caller(token, Realm::office));
    now = now + 1ms;
    const auto ended = caller(token, Realm::office);
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().kind, ErrorKind::unauthenticated);
}

TEST_F(Session, AnOfficersEndsAfterEightHoursHoweverBusy)
{
    const auto token = office_session();
    const Instant signed_in = now;
    while (now - signed_in < 8h - 10min) {
        now = now + 10min;
        const auto found = caller(token, Realm::office);
        ASSERT_TRUE(found);
        EXPECT_TRUE(found->touch_due);
        touch(token);
    }
    now = signed_in + 8h;
    EXPECT_FALSE(caller(token, Realm::office));
}

TEST_F(Session, UsingItIsNotedATenthOfTheIdleTimeLaterNotAtOnce)
{
    const auto token = office_session();
    now = now + 1min;
    EXPECT_FALSE(caller(token, Realm::office)->touch_due);
    now = now + 30s;
    EXPECT_TRUE(caller(token, Realm::office)->touch_due);
    touch(token);
    EXPECT_FALSE(caller(token, Realm::office)->touch_due);
}

TEST_F(Session, AParentsLastsThirtyIdleDays)
{
    const auto token = parent_session();
    now = now + 24h * 30 + -1ms;
    EXPECT_TRUE(caller(token));
    now = now + 1ms;
    EXPECT_FALSE(caller(token));
}

TEST_F(Session, SignedOutIsSignedOut)
{
    const auto token = parent_session(), other_phone = parent_session();
    change(nerima, [&](Transaction& tx) -> Result<int> {
        people::sign_out(tx, Realm::parent, token.reveal(), now);
        people::sign_out(tx, Realm::parent, "never given", now);  // no error: signed out either way
        return 1;
    }).value();
    EXPECT_FALSE(caller(token));
    EXPECT_TRUE(caller(other_phone));
}

// M-25: sign out other phones.
TEST_F(Session, M_25_TheOtherPhonesAreSignedOut)
{
    const auto lost = parent_session(), here = parent_session();
    EXPECT_EQ(change(nerima,
                     [&](Transaction& tx) -> Result<std::int64_t> {
                         return people::end_sessions(tx, mother, here.reveal());
                     }),
              1);
    EXPECT_FALSE(caller(lost));
    EXPECT_TRUE(caller(here));
}

TEST_F(Session, ANewPasswordEndsThemAll)
{
    const auto token = parent_session();
    people::ChangePassword changing{
        draw(), now, mother, hash_once(parent_password), hash_once("atarashii-kotoba"), false};
    ASSERT_TRUE(change(nerima, [&](Transaction& tx) { return people::change_password(tx, changing); }));
    EXPECT_FALSE(caller(token));
    EXPECT_FALSE(sign_in(typed(Way::email, "hanako@example.jp", parent_password)));
    EXPECT_TRUE(sign_in(typed(Way::email, "hanako@example.jp", "atarashii-kotoba")));
    // Proved against a hash that is no longer the stored one.
    changing.key = draw();
    const auto stale = change(nerima, [&](Transaction& tx) { return people::change_password(tx, changing); });
    ASSERT_FALSE(stale);
    EXPECT_EQ(stale.error().kind, ErrorKind::conflict);
}

// Read before the password changed, finished after: the old one opens nothing.
TEST_F(Session, ASignInUnderWayDoesNotOutliveTheOldPassword)
{
    const auto job = prepare(typed(Way::email, "hanako@example.jp", parent_password)).value();
    const auto verdict = people::verify(job);
    ASSERT_TRUE(verdict.secret_matches);
    const people::ChangePassword changing{
        draw(), now, mother, hash_once(parent_password), hash_once("atarashii-kotoba"), false};
    ASSERT_TRUE(change(nerima, [&](Transaction& tx) { return people::change_password(tx, changing); }));
    EXPECT_EQ(code_of(finish(job, verdict)), "sign_in_failed");
}

TEST_F(Session, ADisabledAccountIsOutAtOnceAndStaysOut)
{
    const auto token = office_session();
    people::DisableAccount disabling;
    disabling.account = officer;
    disabling.reason = "異動";
    ASSERT_TRUE(command(disabling, people::disable_account));
    EXPECT_FALSE(caller(token, Realm::office));
    now = now + 1min;
    EXPECT_EQ(code_of(sign_in(typed_by_staff(Realm::office, "tanto", secret))), "sign_in_failed");
}

TEST_F(Session, TheDatabaseHoldsNoTokenAnyoneCouldUse)
{
    static constexpr store::Statement all_hashes{"test.session_hashes",
                                                 "SELECT token_hash FROM session WHERE municipality = $1"};
    const auto token = parent_session();
    const auto hash = people::hash_of(token.reveal());
    int seen = 0;
    ask(nerima, [&](Snapshot& snapshot) {
        snapshot.query(all_hashes, [&](const store::Row& row) {
            const store::Bytes stored = row.bytes(0);
            seen += std::equal(stored.begin(), stored.end(), hash.begin(), hash.end());
            EXPECT_EQ(token.reveal().find(std::string(stored.begin(), stored.end())), std::string::npos);
        });
        return 0;
    });
    EXPECT_EQ(seen, 1);
}

TEST_F(Session, WhatHasEndedIsDeletedNowAndThen)
{
    parent_session();
    const auto fresh_from = now + 24h * 60;
    now = fresh_from;
    const auto fresh = parent_session();
    now = now + 24h * 31 + -1h;  // the first is past its 90 days, the second idle for less than 31
    const auto deleted = change(nerima, [&](Transaction& tx) -> Result<std::int64_t> {
        return people::delete_ended_sessions(tx, now);
    });
    EXPECT_EQ(deleted, 1);
}

TEST_F(Session, SigningInIsOnRecordAndTheRecordIsIntact)
{
    parent_session();
    const auto entries =
        ask(nerima, [](Snapshot& snapshot) { return audit::entries_before(snapshot, 0, 1); });
    ASSERT_EQ(entries.size(), 1U);
    EXPECT_EQ(entries[0].action, "people.sign_in");
    EXPECT_EQ(entries[0].actor, mother);
    EXPECT_EQ(ask(nerima, [](Snapshot& snapshot) { return audit::verify(snapshot); }).finding,
              audit::Finding::intact);
}

}  // namespace
}  // namespace hagukumi::test
