// A family that several people look after: children that the parents enter, helpers who come and go.

#include "people/sharing.hpp"

#include <gtest/gtest.h>

#include "people/mail_link.hpp"
#include "people/town.hpp"

namespace hagukumi::test {
namespace {

using people::LinkPurpose;
using people::Rights;
using people::Way;

struct Sharing : Town {
    const Id home = register_household(household_of("練馬 花子", "ネリマ ハナコ"));
    const Id mother = create(parent_of(home, "hanako@example.jp", "0012345")).value();

    template <class T>
    static std::string code(const Result<T>& result)
    {
        return result ? "" : result.error().code;
    }

    people::Invite invitation(const char* name, Rights rights = Rights::helper)
    {
        people::Invite command;
        command.key = draw();
        command.at = now;
        command.id = draw();
        command.account = mother;
        command.household = home;
        command.name = name;
        command.rights = rights;
        command.token = people::draw_token(randomness);
        return command;
    }
    std::string invite(const people::Invite& command)
    {
        return code(change(nerima, [&](Transaction& tx) { return people::invite(tx, command); }));
    }
    Result<people::Invited> look(const people::Invite& command)
    {
        return ask(nerima, [&](Snapshot& snapshot) {
            return people::find_invitation(snapshot, command.token.reveal(), now);
        });
    }
    /// Follows an invitation as the page does: an address, the mail's link, a name and a password.
    Result<people::SignedIn> join(
        const people::Invite& command, const char* email, const char* name,
        const std::function<void()>& meanwhile = [] {})
    {
        people::AskForLink link;
        link.at = now;
        link.id = draw();
        link.email = email;
        link.language = "ja";
        link.network = "203.0.113.0/24";
        link.token = people::draw_token(randomness);
        const auto invited = look(command);
        if (!invited) return tl::unexpected(invited.error());
        link.invitation = invited->invitation.id;
        EXPECT_TRUE(change(nerima, [&](Transaction& tx) { return people::ask_for_link(tx, {}, link); }));
        meanwhile();
        auto in = typed(Way::link, link.token.reveal(), parent_password);
        in.by_link = people::ByLink{
            LinkPurpose::sign_up, {draw(), draw()}, people::SignUp{name, "", draw(), draw(), draw()}};
        return sign_in(std::move(in));
    }
    std::vector<people::Member> members()
    {
        return ask(nerima, [&](Snapshot& snapshot) { return people::members_of(snapshot, home); });
    }
    std::string remove(const Id& account)
    {
        return code(change(nerima, [&](Transaction& tx) {
            return people::remove_member(tx, {draw(), now, mother, home, account});
        }));
    }

    people::ReportBirth birth(Date born_on, std::vector<const char*> names)
    {
        people::ReportBirth command;
        command.key = draw();
        command.at = now;
        command.account = mother;
        command.household = home;
        command.birth = draw();
        command.born_on = born_on;
        for (const char* name : names) {
            people::Child child;
            child.id = draw();
            child.name = name;
            command.children.push_back(child);
        }
        return command;
    }
    std::string report(const people::ReportBirth& command)
    {
        return code(change(nerima, [&](Transaction& tx) { return people::report_birth(tx, command); }));
    }
    people::Family family()
    {
        return ask(nerima,
                   [&](Snapshot& snapshot) {
                       return people::load_family(snapshot, home, people::Reader::officer);
                   })
            .value();
    }
    std::vector<Id> unconfirmed()
    {
        return ask(nerima, [&](Snapshot& snapshot) { return people::unconfirmed_births(snapshot, home); });
    }
};

TEST_F(Sharing, U_09_AHelperJoinsTheFamilyWithHerRightsOnly)
{
    const auto command = invitation("おばあちゃん");
    EXPECT_EQ(invite(command), "");
    EXPECT_EQ(look(command)->invitation.rights, Rights::helper);
    const auto in = join(command, "haru@example.jp", "練馬 ハル");
    ASSERT_TRUE(in) << in.error().message.en;
    EXPECT_EQ(in->caller.household, home);
    EXPECT_EQ(in->caller.rights, Rights::helper);
    EXPECT_FALSE(in->caller.guardian) << "a helper is no guardian";
    EXPECT_EQ(members().size(), 2U);
    EXPECT_EQ(code(look(command)), "invitation_over");
}

TEST_F(Sharing, U_09_ASecondGuardianIsAnEqual)
{
    const auto command = invitation("夫", Rights::full);
    EXPECT_EQ(invite(command), "");
    const auto in = join(command, "taro@example.jp", "練馬 太郎");
    ASSERT_TRUE(in) << in.error().message.en;
    EXPECT_EQ(in->caller.rights, Rights::full);
    EXPECT_TRUE(in->caller.guardian);
    EXPECT_EQ(family().guardians.size(), 2U);
    EXPECT_EQ(remove(in->caller.account), "not_a_helper");
    EXPECT_TRUE(caller(in->session));
}

TEST_F(Sharing, U_09_WhoIsRemovedIsCutOffAtOnceAndMaySignUpAnew)
{
    const auto command = invitation("おばあちゃん");
    invite(command);
    const auto in = join(command, "haru@example.jp", "練馬 ハル").value();
    EXPECT_EQ(remove(number_id(99)), "account_not_found");
    EXPECT_EQ(remove(in.caller.account), "");
    EXPECT_FALSE(caller(in.session));
    EXPECT_EQ(members().size(), 1U);
    const auto again = invitation("おばあちゃん");
    invite(again);
    EXPECT_TRUE(join(again, "haru@example.jp", "練馬 ハル"));
}

TEST_F(Sharing, U_09_AnInvitationEndsAfterAWeekOnceWithdrawnAndWithItsGuardian)
{
    const auto first = invitation("一人目"), second = invitation("二人目"), third = invitation("三人目");
    for (const auto* one : {&first, &second, &third}) EXPECT_EQ(invite(*one), "");
    const auto withdraw = [&](const Id& household) {
        return code(change(nerima, [&](Transaction& tx) {
            return people::withdraw_invitation(tx, {draw(), now, mother, household, first.id});
        }));
    };
    EXPECT_EQ(withdraw(number_id(99)), "invitation_over") << "another family's";
    EXPECT_TRUE(look(first));
    EXPECT_EQ(withdraw(home), "");
    EXPECT_EQ(code(look(first)), "invitation_over");
    now = now + (24h * 7 - 1ms);
    EXPECT_TRUE(look(second));
    now = now + 1ms;
    EXPECT_EQ(code(look(second)), "invitation_over");

    const auto fourth = invitation("四人目");
    invite(fourth);
    change(nerima, [&](Transaction& tx) { return people::delete_account(tx, {draw(), now, mother}); });
    EXPECT_EQ(code(look(fourth)), "invitation_over");
}

// the mail of an invitation is followed after the rights of who invited have ended.
TEST_F(Sharing, X_16_AMailOfAnInvitationIsWorthNothingOnceWhoInvitedHasLeft)
{
    const auto from_disabled = invitation("一人目", people::Rights::full);
    invite(from_disabled);
    const auto disable = [&] {
        change(nerima, [&](Transaction& tx) {
            return people::disable_account(tx, {draw(), now, mother, mother, "引き継ぎ"});
        });
    };
    EXPECT_EQ(code_of(join(from_disabled, "late@example.jp", "遅井 実", disable)), "invitation_over");
    EXPECT_EQ(members().size(), 0U);
}

TEST_F(Sharing, U_09_NobodyIsFloodedWithInvitations)
{
    for (int i = 0; i < 5; ++i) EXPECT_EQ(invite(invitation("だれか")), "");
    EXPECT_EQ(invite(invitation("だれか")), "too_many_invitations");
    EXPECT_EQ(invite(invitation("")), "wrong_name");
}

TEST_F(Sharing, TwinsAreOneBirthAndTheOfficeSeesThatNobodyConfirmedIt)
{
    const auto twins = birth(day(2026, 5, 20), {"練馬 朝", "練馬 夕"});
    EXPECT_EQ(report(twins), "");
    EXPECT_EQ(report(twins), "") << "the same command again";
    ASSERT_EQ(family().births.size(), 1U);
    EXPECT_EQ(family().births[0].children, 2);
    EXPECT_EQ(family().children.size(), 2U);
    EXPECT_EQ(unconfirmed(), std::vector<Id>{twins.birth});
    EXPECT_TRUE(change(nerima, [&](Transaction& tx) {
        return people::confirm_birth(tx, {draw(), now, officer_id, home, twins.birth});
    }));
    EXPECT_TRUE(unconfirmed().empty());
}

TEST_F(Sharing, AnExpectedBirthIsReportedOnceAndNearItsDate)
{
    people::RecordPregnancy pregnancy;
    pregnancy.household = home;
    pregnancy.birth = draw();
    pregnancy.due_date = day(2026, 7, 1);
    ASSERT_TRUE(command(pregnancy, people::record_pregnancy));
    auto born = birth(day(2026, 6, 28), {"練馬 雪"});
    born.birth = pregnancy.birth;
    born.is_expected = true;
    auto too_early = born;
    too_early.born_on = day(2026, 3, 10);  // 113 days before; 16 weeks are 112
    EXPECT_EQ(report(too_early), "birth_and_due_date");
    EXPECT_EQ(report(born), "");
    EXPECT_EQ(family().births.at(0).born_on, day(2026, 6, 28));
    EXPECT_EQ(family().births.at(0).due_date, day(2026, 7, 1)) << "what was expected stays beside it";
    auto again = born;
    again.key = draw();
    EXPECT_EQ(report(again), "birth_recorded_already");
    auto foreign = born;
    foreign.key = draw();
    foreign.household = register_household(household_of("大泉 月子", "オオイズミ ツキコ"));
    EXPECT_EQ(report(foreign), "birth_not_found");
}

TEST_F(Sharing, WhatCannotBeIsRefusedAndNobodyIsEnteredTwice)
{
    EXPECT_EQ(report(birth(day(2026, 7, 9), {"練馬 雪"})), "birth_in_future");
    EXPECT_EQ(report(birth(day(2008, 7, 8), {"練馬 雪"})), "child_grown_up");
    EXPECT_EQ(report(birth(day(2008, 7, 10), {"練馬 雪"})), "");
    EXPECT_EQ(report(birth(day(2026, 5, 20), {})), "children_count");
    EXPECT_EQ(report(birth(day(2026, 5, 20), {" "})), "wrong_name");
    EXPECT_EQ(report(birth(day(2026, 5, 20), {"練馬 空"})), "");
    EXPECT_EQ(report(birth(day(2026, 5, 20), {"練馬　空"})), "child_known");
    EXPECT_EQ(family().children.size(), 2U);
}

TEST_F(Sharing, AChildIsCalledWhatTheFamilyCallsIt)
{
    const auto one = birth(day(2026, 5, 20), {"練馬 空"});
    report(one);
    const auto call = [&](const Id& household, const char* nickname) {
        return code(change(nerima, [&](Transaction& tx) {
            return people::name_child(tx, {draw(), now, mother, household, one.children[0].id, nickname});
        }));
    };
    EXPECT_EQ(call(home, "そらちゃん"), "");
    EXPECT_EQ(family().children.at(0).nickname, "そらちゃん");
    EXPECT_EQ(call(number_id(99), "だれか"), "child_not_found");
}

}  // namespace
}  // namespace hagukumi::test
