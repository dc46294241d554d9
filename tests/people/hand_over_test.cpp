// Who acts for a family changes by an officer's word; the coupons' family stays the same.
#include "people/hand_over.hpp"

#include "people/card/give_card.hpp"
#include "people/sharing.hpp"
#include "people/town.hpp"

namespace hagukumi::test {

namespace {

struct HandedOver : Town {
    people::RegisterHousehold registered = household_of("見本 花子", "ミホン ハナコ");
    const Id household = register_household(registered);
    const Id mother = registered.guardians[0].id;
    Id account;

    HandedOver()
    {
        auto parent = parent_of(household, "hanako@example.jp", "4019283756");
        parent.guardian = mother;
        account = parent.id;
        EXPECT_TRUE(create(parent));
    }
    people::HandOver to_father()
    {
        people::HandOver handing;
        handing.household = household;
        handing.named = {draw(), "見本 太郎", "ミホン タロウ", day(1990, 2, 3)};
        handing.ended = mother;
        handing.accounts = {account};
        handing.reason = "母の死亡";
        return handing;
    }
    Result<void> hand_over(const people::HandOver& handing) { return command(handing, people::hand_over); }
    people::Family family()
    {
        return ask(nerima,
                   [&](Snapshot& snapshot) {
                       return people::load_family(snapshot, household, people::Reader::officer);
                   })
            .value();
    }
    Result<people::SignedIn> sign_in_of_mother()
    {
        return sign_in(typed(people::Way::email, "hanako@example.jp", parent_password));
    }
};

TEST_F(HandedOver, X_16_TheFormerAccountIsOutAtOnceAndStaysOut)
{
    const auto before = sign_in_of_mother();
    ASSERT_TRUE(before);
    ASSERT_TRUE(caller(before->session));
    ASSERT_TRUE(hand_over(to_father()));
    EXPECT_FALSE(caller(before->session)) << "the session that was open";
    EXPECT_FALSE(sign_in_of_mother());
    EXPECT_TRUE(
        ask(nerima, [&](Snapshot& snapshot) { return people::members_of(snapshot, household); }).empty());
}

TEST_F(HandedOver, X_16_WhoIsNamedComesFirstAndGetsACardOfTheSameFamily)
{
    const auto handing = to_father();
    ASSERT_TRUE(hand_over(handing));
    const people::Family after = family();
    ASSERT_EQ(after.guardians.size(), 2u);
    EXPECT_EQ(after.guardians[0].id, handing.named.id);
    EXPECT_FALSE(after.guardians[0].ended_on);
    EXPECT_EQ(after.guardians[1].ended_on, date_in_japan(now));
    EXPECT_TRUE(after.guardians[1].is_mother) << "what the rules ask of the mother stays hers";

    people::GiveCard card;
    card.account = draw();
    card.household = household;
    card.pin_hash = hash_once("482915");
    const auto give = [](Transaction& tx, const people::GiveCard& given) {
        return people::give_card(tx, given);
    };
    card.guardian = mother;
    EXPECT_EQ(command(card, give).error().code, "guardian_not_found");
    card.guardian = handing.named.id;
    EXPECT_TRUE(command(card, give));
    const auto found = ask(
        nerima, [](Snapshot& snapshot) { return people::find_families(snapshot, "ミホン タロウ", "", 5); });
    ASSERT_EQ(found.families.size(), 1u);
    EXPECT_EQ(found.families[0].guardian_name, "見本 太郎");
}

TEST_F(HandedOver, X_16_AGuardianWhoIsThereTakesOverAndKeepsTheAccount)
{
    ASSERT_TRUE(hand_over(to_father()));
    const Id father = family().guardians[0].id;
    auto again = to_father();
    again.named = {father, "", "", {}};
    again.ended = {};
    again.accounts = {};
    EXPECT_EQ(hand_over(again).error().code, "nothing_handed_over");

    auto grandmother = to_father();
    grandmother.named.name = "見本 梅";
    grandmother.ended = father;
    grandmother.accounts = {};
    ASSERT_TRUE(hand_over(grandmother));
    again.named.id = father;
    again.ended = family().guardians[0].id;
    EXPECT_EQ(hand_over(again).error().code, "guardian_ended");
}

TEST_F(HandedOver, X_16_WhatCannotBeIsRefusedAndChangesNothing)
{
    const auto refused = [&](auto change) {
        auto handing = to_father();
        change(handing);
        const auto result = hand_over(handing);
        return result ? std::string("done") : result.error().code;
    };
    EXPECT_EQ(refused([](auto& one) { one.named.name.clear(); }), "wrong_name");
    EXPECT_EQ(refused([&](auto& one) { one.named = {mother, "", "", {}}; }), "same_guardian");
    EXPECT_EQ(refused([&](auto& one) { one.ended = draw(); }), "guardian_not_found");
    EXPECT_EQ(refused([&](auto& one) { one.accounts = {draw()}; }), "account_not_found");
    EXPECT_EQ(refused([&](auto& one) { one.household = draw(); }), "household_not_found");
    EXPECT_EQ(refused([&](auto& one) {
                  one.named = {mother, "", "", {}};
                  one.ended = {};
              }),
              "account_of_named");
    EXPECT_EQ(family().guardians.size(), 1u);
    EXPECT_TRUE(sign_in_of_mother());
}

TEST_F(HandedOver, X_16_AnInvitationOfTheFormerAccountOpensNothing)
{
    people::Invite invite;
    invite.id = draw();
    invite.key = draw();
    invite.at = now;
    invite.account = account;
    invite.household = household;
    invite.name = "おばあちゃん";
    invite.token = people::Secret("invitation-of-hanako");
    ASSERT_TRUE(change(nerima, [&](Transaction& tx) { return people::invite(tx, invite); }));
    const auto open = [&] {
        return ask(nerima, [&](Snapshot& snapshot) {
            return people::find_invitation(snapshot, "invitation-of-hanako", now).has_value();
        });
    };
    ASSERT_TRUE(open());
    ASSERT_TRUE(hand_over(to_father()));
    EXPECT_FALSE(open());
}

}  // namespace
}  // namespace hagukumi::test
