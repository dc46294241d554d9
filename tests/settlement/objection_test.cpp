// One line of a month is not as it was: said by one side, answered by the other, and kept (U-20).
#include "settlement/objection.hpp"

#include "settlement/month_end.hpp"

namespace hagukumi::test {
namespace {

using settlement::Side;

constexpr Month july = month(2026, 7);

struct Objections : testing::Test {
    MonthEnd books;
    Id entry;

    Objections()
    {
        const auto family = books.add_family();
        books.grant(family);
        entry = books.use(family, "stay", 2);
        books.go_to(2026, 8, 1);
    }
    settlement::RaiseObjection raise_command(Side side)
    {
        const Id actor = side == Side::facility ? books.manager : books.officer;
        return {books.draw(),          books.now, actor, side, books.draw(), books.facility, july, entry,
                "2泊ではなく1泊でした"};
    }
    Result<void> raise(const settlement::RaiseObjection& command)
    {
        return books.run([&](store::Transaction& tx) { return settlement::raise_objection(tx, command); });
    }
    Result<void> answer(Side side, const Id& actor, const Id& objection, std::optional<Id> facility = {},
                        const char* words = "訂正しました")
    {
        const settlement::AnswerObjection command{books.draw(), books.now, actor, side,
                                                  facility,     objection, words};
        return books.run([&](store::Transaction& tx) { return settlement::answer_objection(tx, command); });
    }
    std::vector<settlement::Objection> all()
    {
        return books.read([&](store::Snapshot& snapshot) {
            return settlement::objections_of(snapshot, books.facility, july);
        });
    }
};

TEST_F(Objections, U_20_WhatTheFacilityObjectsToIsAnsweredByTheOfficeAndBothStay)
{
    const auto command = raise_command(Side::facility);
    ASSERT_TRUE(raise(command));
    EXPECT_TRUE(raise(command)) << "sent twice";
    EXPECT_EQ(raise(raise_command(Side::facility)).error().code, "objection_open");
    EXPECT_EQ(answer(Side::facility, books.manager, command.id, books.facility).error().code,
              "objection_own");
    EXPECT_EQ(answer(Side::office, books.officer, command.id, {}, " ").error().code, "reason_missing");
    ASSERT_TRUE(answer(Side::office, books.officer, command.id));
    EXPECT_EQ(answer(Side::office, books.officer, command.id).error().code, "objection_answered");
    ASSERT_EQ(all().size(), 1U);
    EXPECT_EQ(all().front().words, "2泊ではなく1泊でした");
    EXPECT_EQ(all().front().answer, "訂正しました");
    EXPECT_EQ(all().front().entry, entry);
}

TEST_F(Objections, U_20_AnOpenObjectionKeepsTheMonthFromBeingConfirmedAndApproved)
{
    const auto by_facility = raise_command(Side::facility);
    ASSERT_TRUE(raise(by_facility));
    EXPECT_EQ(books.confirm(july).error().code, "objection_open");
    ASSERT_TRUE(answer(Side::office, books.officer, by_facility.id));
    ASSERT_TRUE(books.confirm(july));

    const auto by_office = raise_command(Side::office);
    ASSERT_TRUE(raise(by_office));
    EXPECT_EQ(books.approve(books.statement(july).id).error().code, "objection_open");
    ASSERT_TRUE(answer(Side::facility, books.manager, by_office.id, books.facility));
    ASSERT_TRUE(books.approve(books.statement(july).id));
    EXPECT_EQ(raise(raise_command(Side::facility)).error().code, "statement_decided");
}

TEST_F(Objections, AnotherFacilityAnswersNothingAndAnotherLineIsNone)
{
    const auto command = raise_command(Side::office);
    ASSERT_TRUE(raise(command));
    EXPECT_EQ(answer(Side::facility, books.manager, command.id, books.draw()).error().code,
              "objection_not_found");
    auto elsewhere = raise_command(Side::facility);
    elsewhere.entry = books.draw();
    EXPECT_EQ(raise(elsewhere).error().code, "line_not_found");
    elsewhere = raise_command(Side::facility);
    elsewhere.words = "";
    EXPECT_EQ(raise(elsewhere).error().code, "reason_missing");
}

}  // namespace
}  // namespace hagukumi::test
