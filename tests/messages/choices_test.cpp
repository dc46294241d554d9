// What a person does without, and what goes out in any case.
#include "messages/choices.hpp"

#include <gtest/gtest.h>

#include <set>

#include "messages/templates.hpp"
#include "store/scratch.hpp"
#include "store/statements.hpp"

namespace hagukumi::test {
namespace {

using messages::NoticeKind;

struct Choices : testing::Test {
    Scratch scratch;
    std::unique_ptr<store::Database> database = open(scratch.file("choices.sqlite"));
    const Id mother = number_id(11), father = number_id(12);

    Choices()
    {
        run([](store::Transaction& tx) { tx.execute(add_municipality, "町"); });
    }
    template <class Work>
    void run(Work work)
    {
        const auto done = run_on(*database, nerima, [&](store::Transaction& tx) -> Result<void> {
            work(tx);
            return {};
        });
        ASSERT_TRUE(done) << done.error().message.en;
    }
    /// The addresses that are left of a message: "mail", "line".
    std::set<std::string> ways(const Id& account, const char* message_template)
    {
        messages::Recipient person{account, "ja", "hana@example.jp", false, "U1"};
        database->read(nerima, [&](store::Snapshot& snapshot) {
            messages::respect_choices(snapshot, message_template, person);
        });
        std::set<std::string> left;
        if (person.email) left.insert("mail");
        if (person.line) left.insert("line");
        return left;
    }
};

TEST_F(Choices, WhoChoseNothingIsWrittenToAboutEverything)
{
    for (const messages::Template& one : messages::all_templates())
        EXPECT_EQ(ways(mother, one.name), (std::set<std::string>{"mail", "line"})) << one.name;
}

TEST_F(Choices, AKindIsLeftOutOnOneWayAndForOnePersonOnly)
{
    run([&](store::Transaction& tx) {
        messages::keep_notice_choices(tx, mother, {{NoticeKind::coupons, NoticeKind::reminders}, {}});
    });
    EXPECT_EQ(ways(mother, "used"), std::set<std::string>{});
    for (const char* reminder : {"coupon_ending", "approval_waiting"})
        EXPECT_EQ(ways(mother, reminder), std::set<std::string>{"mail"});
    EXPECT_EQ(ways(father, "used"), (std::set<std::string>{"mail", "line"}));
}

TEST_F(Choices, WhatSomebodyHasToKnowGoesOutInAnyCase)
{
    run([&](store::Transaction& tx) { messages::keep_notice_choices(tx, mother, {{}, {}}); });
    for (const char* name :
         {"application_declined", "booking_offered", "booking_cancelled", "line_linked", "password_changed",
          "member_joined", "late_use_refused", "code_taken_back", "code_given_back"})
        EXPECT_EQ(ways(mother, name), (std::set<std::string>{"mail", "line"})) << name;
}

TEST_F(Choices, AreChosenAnewAndForgottenWithTheAccount)
{
    run([&](store::Transaction& tx) {
        messages::keep_notice_choices(tx, mother, {{}, {}});
        messages::keep_notice_choices(tx, mother, {{NoticeKind::uses}, {}});
    });
    EXPECT_EQ(ways(mother, "used"), std::set<std::string>{"mail"});
    run([&](store::Transaction& tx) { messages::forget_notice_choices(tx, mother); });
    EXPECT_EQ(ways(mother, "expired"), (std::set<std::string>{"mail", "line"}));
}

TEST_F(Choices, EveryKindHasItsMessages)
{
    std::set<NoticeKind> found;
    for (const messages::Template& one : messages::all_templates())
        if (const auto kind = messages::kind_of_message(one.name)) found.insert(*kind);
    EXPECT_EQ(found.size(), messages::all_notice_kinds.size());
    for (const NoticeKind kind : messages::all_notice_kinds)
        EXPECT_EQ(messages::notice_kind_of(messages::name_of(kind)), kind);
}

}  // namespace
}  // namespace hagukumi::test
