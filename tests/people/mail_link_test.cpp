// Links in mails: signing up, a new password, signing in, another address; and nobody learns who is known.

#include "people/mail_link.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json/parse.hpp>

#include "messages/outbox.hpp"
#include "people/family.hpp"
#include "people/sql.hpp"
#include "people/town.hpp"

namespace hagukumi::test {
namespace {

using people::LinkPurpose;
using people::Way;

constexpr const char* new_password = "asagao-to-yoru-no-ame";

struct Links : Town {
    const Id home = register_household(household_of("練馬 花子", "ネリマ ハナコ"));
    const Id mother = create(parent_of(home, "hanako@example.jp", "0012345")).value();
    people::LinkLimits link_limits;

    /// Asks, and gives the code of the error, or nothing.
    std::string ask_for(LinkPurpose purpose, const char* email, std::optional<Id> account = {},
                        const char* network = "203.0.113.0/24")
    {
        people::AskForLink command;
        command.at = now;
        command.id = draw();
        command.purpose = purpose;
        command.email = email;
        command.terms = "2026-04-01";
        command.language = "ja";
        command.network = network;
        command.page = "https://hagukumi.example.jp/131202/";
        command.account = account;
        command.token = people::draw_token(randomness);
        const auto asked =
            change(nerima, [&](Transaction& tx) { return people::ask_for_link(tx, link_limits, command); });
        return asked ? "" : asked.error().code;
    }

    struct Mail {
        std::string message_template, to, token;
    };
    /// All mails that wait, oldest first; they are taken out.
    std::vector<Mail> mails()
    {
        std::vector<Mail> found;
        change(nerima, [&](Transaction& tx) -> Result<void> {
            for (const auto& row : messages::lease_letters(tx, now, now, 100)) {
                const auto values = boost::json::parse(row.params).as_object();
                Mail mail{row.message_template, std::string(values.at("to").as_string()), ""};
                if (const auto* link = values.if_contains("link")) {
                    const std::string url(link->as_string());
                    mail.token = url.substr(url.find('#') + 1);
                }
                found.push_back(std::move(mail));
                messages::mark_sent(tx, row.id, now);
            }
            return {};
        });
        return found;
    }
    std::string token_for(LinkPurpose purpose, const char* email, std::optional<Id> account = {})
    {
        EXPECT_EQ(ask_for(purpose, email, account), "");
        const auto sent = mails();
        return sent.size() == 1 ? sent[0].token : "";
    }

    Result<people::SignedIn> come(const std::string& token, LinkPurpose purpose, const char* password = "",
                                  const char* name = "")
    {
        auto in = typed(Way::link, token, password);
        in.by_link = people::ByLink{purpose, {draw(), draw()}, {}};
        if (*name) in.by_link->sign_up = people::SignUp{name, "", draw(), draw(), draw()};
        return sign_in(std::move(in));
    }
    std::string look(const std::string& token)
    {
        const auto found =
            ask(nerima, [&](Snapshot& snapshot) { return people::find_link(snapshot, token, now); });
        return found ? found->email : found.error().code;
    }
};

TEST_F(Links, M_01_NothingExistsBeforeTheMailIsFollowedAndThenAFamilyDoes)
{
    const std::string token = token_for(LinkPurpose::sign_up, " Sakura@Example.jp");
    EXPECT_FALSE(ask(nerima, [&](Snapshot& s) { return people::find_account(s, "sakura@example.jp"); }));
    EXPECT_EQ(look(token), "sakura@example.jp");
    const auto in = come(token, LinkPurpose::sign_up, new_password, "桜井 さくら");
    ASSERT_TRUE(in) << in.error().message.en;
    EXPECT_EQ(in->display_name, "桜井 さくら");
    EXPECT_TRUE(caller(in->session));
    const auto family = ask(nerima, [&](Snapshot& snapshot) {
        return people::load_family(snapshot, *in->caller.household, people::Reader::officer);
    });
    ASSERT_TRUE(family);
    EXPECT_EQ(family->guardians.at(0).name, "桜井 さくら");
    EXPECT_TRUE(sign_in(typed(Way::email, "sakura@example.jp", new_password)));
}

// M-02: version and time of the consent are kept.
TEST_F(Links, M_02_TheVersionOfTheTermsIsKept)
{
    const auto in = come(token_for(LinkPurpose::sign_up, "sakura@example.jp"), LinkPurpose::sign_up,
                         new_password, "桜井 さくら");
    ASSERT_TRUE(in);
    const auto accepted = [&] {
        return ask(nerima, [&](Snapshot& s) { return people::accepted_terms(s, in->caller.account); });
    };
    EXPECT_EQ(accepted(), "2026-04-01");
    now = now + 24h;
    change(nerima, [&](Transaction& tx) -> Result<void> {
        people::accept_terms(tx, in->caller.account, "2026-07-09", now);
        return {};
    });
    EXPECT_EQ(accepted(), "2026-07-09");
    EXPECT_EQ(ask(nerima, [&](Snapshot& s) { return people::accepted_terms(s, mother); }), "");
}

TEST_F(Links, M_01_1_ALinkEndsAfterADayAndWorksOnce)
{
    const std::string first = token_for(LinkPurpose::sign_up, "sakura@example.jp");
    now = now + (24h - 1ms);
    EXPECT_EQ(look(first), "sakura@example.jp");
    now = now + 1ms;
    EXPECT_EQ(look(first), "link_over");
    EXPECT_EQ(code_of(come(first, LinkPurpose::sign_up, new_password, "桜井 さくら")), "link_over");

    const std::string second = token_for(LinkPurpose::sign_up, "sakura@example.jp");
    ASSERT_TRUE(come(second, LinkPurpose::sign_up, new_password, "桜井 さくら"));
    EXPECT_EQ(look(second), "link_used");
    EXPECT_EQ(code_of(come(second, LinkPurpose::sign_up, new_password, "桜井 さくら")), "link_used");
    EXPECT_EQ(look("nobody-gave-this-out"), "link_over");
}

// The answer is the same; the mail tells its owner what is the case.
TEST_F(Links, M_01_1_OnlyTheMailSaysWhetherAnAddressIsKnown)
{
    for (const LinkPurpose purpose :
         {LinkPurpose::sign_up, LinkPurpose::new_password, LinkPurpose::sign_in}) {
        EXPECT_EQ(ask_for(purpose, "hanako@example.jp"), ask_for(purpose, "nobody@example.jp"));
    }
    std::vector<std::string> known, unknown;
    for (const Mail& mail : mails()) {
        (mail.to == "hanako@example.jp" ? known : unknown).push_back(mail.message_template);
    }
    std::sort(known.begin(), known.end());
    std::sort(unknown.begin(), unknown.end());
    EXPECT_EQ(known, (std::vector<std::string>{"link_known", "link_new_password", "link_sign_in"}));
    EXPECT_EQ(unknown, (std::vector<std::string>{"link_sign_up", "link_unknown", "link_unknown"}));
}

TEST_F(Links, M_01_1_WhoIsKnownIsCappedLikeWhoIsNot)
{
    for (const char* email : {"hanako@example.jp", "nobody@example.jp"}) {
        for (int i = 0; i < 3; ++i) EXPECT_EQ(ask_for(LinkPurpose::new_password, email), "") << email;
        EXPECT_EQ(ask_for(LinkPurpose::new_password, email), "too_many_links") << email;
    }
    now = now + 1h;
    EXPECT_EQ(ask_for(LinkPurpose::new_password, "hanako@example.jp"), "");
}

TEST_F(Links, M_01_1_ANetworkThatAsksForManyAddressesIsStopped)
{
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(ask_for(LinkPurpose::sign_up, ("p" + std::to_string(i) + "@example.jp").c_str()), "");
    EXPECT_EQ(ask_for(LinkPurpose::sign_up, "p20@example.jp"), "too_many_links");
    EXPECT_EQ(ask_for(LinkPurpose::sign_up, "p20@example.jp", {}, "192.0.2.0/24"), "");
}

TEST_F(Links, M_03_AnAddressThatIsNoneIsNamedAtOnce)
{
    for (const char* wrong :
         {"", "hanako", "@example.jp", "a@b", "あ@例え.jp", "a@b@example.jp", "a@.jp.", "<a>@example.jp"})
        EXPECT_EQ(ask_for(LinkPurpose::sign_up, wrong), "wrong_address") << wrong;
    for (const char* odd : {"a..b@docomo.example", "ab.@ezweb.example", "ｈａｎａ＠example.jp"})
        EXPECT_EQ(ask_for(LinkPurpose::sign_up, odd), "") << odd;
}

TEST_F(Links, M_04_ANewPasswordEndsAllSessionsAndOlderLinks)
{
    const auto before = sign_in(typed(Way::email, "hanako@example.jp", parent_password));
    ASSERT_TRUE(before);
    const std::string older = token_for(LinkPurpose::new_password, "hanako@example.jp");
    const std::string token = token_for(LinkPurpose::new_password, "hanako@example.jp");
    EXPECT_EQ(code_of(come(token, LinkPurpose::new_password, "short")), "password_too_short");
    const auto in = come(token, LinkPurpose::new_password, new_password);
    ASSERT_TRUE(in) << in.error().message.en;
    EXPECT_TRUE(caller(in->session));
    EXPECT_FALSE(caller(before->session));
    EXPECT_EQ(look(older), "link_over");
    EXPECT_EQ(code_of(sign_in(typed(Way::email, "hanako@example.jp", parent_password))), "sign_in_failed");
    EXPECT_TRUE(sign_in(typed(Way::email, "hanako@example.jp", new_password)));
}

// T17: who knew the old password and asked for another address must not have the account after all.
TEST_F(Links, M_04_AChangeOfAddressThatWaitsEndsWithThePassword)
{
    const auto confirm = [&](const std::string& with) {
        const auto done =
            change(nerima, [&](Transaction& tx) { return people::confirm_email(tx, with, now, draw()); });
        return done ? "" : done.error().code;
    };
    const std::string thiefs = token_for(LinkPurpose::change_email, "thief@example.jp", mother);
    ASSERT_TRUE(come(token_for(LinkPurpose::new_password, "hanako@example.jp"), LinkPurpose::new_password,
                     new_password));
    EXPECT_EQ(confirm(thiefs), "link_over");

    const std::string again = token_for(LinkPurpose::change_email, "thief@example.jp", mother);
    const auto old_hash = ask(nerima, [&](Snapshot& snapshot) {
        return snapshot.find(
            people::sql::find_hashes, [](const store::Row& row) { return std::string(row.text(0)); }, mother);
    });
    people::ChangePassword changed;
    changed.key = draw();
    changed.at = now;
    changed.account = mother;
    changed.old_hash = *old_hash;
    changed.new_hash = "another";
    ASSERT_TRUE(change(nerima, [&](Transaction& tx) { return people::change_password(tx, changed); }));
    EXPECT_EQ(confirm(again), "link_over");
    EXPECT_TRUE(sign_in(typed(Way::email, "thief@example.jp", new_password)).error().code ==
                "sign_in_failed");
}

TEST_F(Links, M_25_ALinkSignsInOnANewPhoneAndOpensNothingElse)
{
    const std::string token = token_for(LinkPurpose::sign_in, "hanako@example.jp");
    EXPECT_EQ(code_of(come(token, LinkPurpose::new_password, new_password)), "link_over");
    const auto in = come(token, LinkPurpose::sign_in);
    ASSERT_TRUE(in) << in.error().message.en;
    EXPECT_EQ(in->caller.account, mother);
    EXPECT_EQ(code_of(come(token, LinkPurpose::sign_in)), "link_used");
}

TEST_F(Links, M_25_OtherPhonesAreListedAndSignedOut)
{
    const auto own = sign_in(typed(Way::email, "hanako@example.jp", parent_password)).value();
    auto lost_phone = typed(Way::email, "hanako@example.jp", parent_password);
    lost_phone.source.device_name = "iPhone · Safari";
    const auto lost = sign_in(lost_phone).value();
    const auto list = [&] {
        return ask(nerima, [&](Snapshot& snapshot) {
            return people::list_sessions(snapshot, mother, own.session.reveal(), now);
        });
    };
    ASSERT_EQ(list().size(), 2U);
    for (const auto& one : list()) {
        EXPECT_EQ(one.is_own, one.device_name.empty());
        if (one.is_own) continue;
        change(nerima, [&](Transaction& tx) -> Result<void> {
            people::end_listed_session(tx, number_id(77), one.id, now);  // somebody else's account: nothing
            return {};
        });
        EXPECT_TRUE(caller(lost.session));
        change(nerima, [&](Transaction& tx) -> Result<void> {
            people::end_listed_session(tx, mother, one.id, now);
            return {};
        });
    }
    EXPECT_FALSE(caller(lost.session));
    EXPECT_TRUE(caller(own.session));
}

TEST_F(Links, AnAddressChangesOnceItsOwnerConfirms)
{
    const std::string token = token_for(LinkPurpose::change_email, "new@example.jp", mother);
    EXPECT_TRUE(sign_in(typed(Way::email, "hanako@example.jp", parent_password)));
    const auto confirm = [&](const std::string& with) {
        const auto done =
            change(nerima, [&](Transaction& tx) { return people::confirm_email(tx, with, now, draw()); });
        return done ? "" : done.error().code;
    };
    EXPECT_EQ(confirm(token), "");
    EXPECT_TRUE(sign_in(typed(Way::email, "new@example.jp", parent_password)));
    EXPECT_EQ(code_of(sign_in(typed(Way::email, "hanako@example.jp", parent_password))), "sign_in_failed");
    const auto told = mails();
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told[0].message_template, "email_changed");
    EXPECT_EQ(told[0].to, "hanako@example.jp");
    EXPECT_EQ(confirm(token), "link_used");

    // Taken meanwhile, or taken before: neither changes anything.
    const std::string late = token_for(LinkPurpose::change_email, "late@example.jp", mother);
    ASSERT_TRUE(come(token_for(LinkPurpose::sign_up, "late@example.jp"), LinkPurpose::sign_up, new_password,
                     "遅井 実"));
    EXPECT_EQ(confirm(late), "email_taken");
    EXPECT_EQ(ask_for(LinkPurpose::change_email, "late@example.jp", mother), "");
    EXPECT_EQ(mails().at(0).message_template, "link_taken");
}

TEST_F(Links, W_15_WhoLeavesIsForgottenButForWhatTheMunicipalityKeeps)
{
    const auto in = sign_in(typed(Way::email, "hanako@example.jp", parent_password)).value();
    ASSERT_TRUE(change(nerima, [&](Transaction& tx) {
        return people::delete_account(tx, {draw(), now, mother});
    }));
    EXPECT_FALSE(caller(in.session));
    EXPECT_EQ(mails().at(0).message_template, "account_deleted");
    const auto account = ask(nerima, [&](Snapshot& s) { return people::load_account(s, mother); });
    ASSERT_TRUE(account);
    EXPECT_EQ(account->email + account->user_number + account->display_name, "");
    EXPECT_FALSE(account->has_password || account->has_pin);
    EXPECT_TRUE(ask(nerima, [&](Snapshot& s) {
        return people::load_family(s, home, people::Reader::officer);
    })) << "the family's record stays";
    EXPECT_EQ(ask(nerima, [&](Snapshot& s) { return people::count_accounts_of(s, home); }), 0);
    // The address is free again.
    EXPECT_TRUE(come(token_for(LinkPurpose::sign_up, "hanako@example.jp"), LinkPurpose::sign_up, new_password,
                     "練馬 花子"));
}

TEST(DeviceName, IsWhatItsOwnerWouldCallIt)
{
    EXPECT_EQ(
        people::device_name("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
                            "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"),
        "iPhone · Safari");
    EXPECT_EQ(people::device_name("Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like "
                                  "Gecko) Chrome/126.0.0.0 Mobile Safari/537.36"),
              "Android · Chrome");
    EXPECT_EQ(people::device_name("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
                                  "Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0"),
              "Windows · Edge");
    EXPECT_EQ(people::device_name("curl/7.88.1"), "");
    EXPECT_EQ(people::device_name(""), "");
}

}  // namespace
}  // namespace hagukumi::test
