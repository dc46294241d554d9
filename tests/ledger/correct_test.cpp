// 訂正: who may put a use right, until when, and that units and money follow exactly.
#include "ledger/correct.hpp"

#include <rapidcheck.h>

#include "audit/record.hpp"
#include "ledger/books.hpp"
#include "messages/outbox.hpp"

namespace hagukumi::test {
namespace {

using namespace std::chrono_literals;

std::string with_corrections(const char* last_moment, const char* more_units)
{
    std::string text = small_programme;
    text += "corrections: { source: M-24, within_hours: 24, last_moment: ";
    return text + last_moment + ", more_units: " + more_units + " }\n";
}

/// A family that used two visits at the first facility, a moment ago.
struct Used : Books {
    explicit Used(const std::string& text = with_corrections("excluded", "allowed"),
                  const char* service = "visit", std::int64_t units = 2)
        : Books(text)
    {
        family = add_family();
        grant(family);
        const ledger::Redeem command = redeem_command(family, service, units, check_in(family, poster));
        EXPECT_TRUE(is_used(redeem(command)));
        use = command.id;
    }
    std::string code_after(std::chrono::milliseconds time, std::int64_t units = 1)
    {
        ledger::CorrectUse command = correct_command(use, units, facility);
        command.correction.at = now + time;
        const auto outcome = correct(command);
        return is_corrected(outcome) ? "corrected" : outcome.error().code;
    }
    Family family;
    Id use;
};

TEST(Correct, M_24_AFacilityHas24HoursAndTheMinuteAfterIsTooLate)
{
    EXPECT_EQ(Used().code_after(0ms), "corrected");
    EXPECT_EQ(Used().code_after(24h - 1min), "corrected");
    EXPECT_EQ(Used().code_after(24h - 1s), "corrected");
    EXPECT_EQ(Used().code_after(24h - 1ms), "corrected");
    EXPECT_EQ(Used().code_after(24h), "correction_too_late");
    EXPECT_EQ(Used().code_after(24h + 1s), "correction_too_late");
    EXPECT_EQ(Used().code_after(24h + 1min), "correction_too_late");
}

TEST(Correct, M_24_TheLastMomentItselfIsASetting)
{
    const std::string included = with_corrections("included", "allowed");
    EXPECT_EQ(Used(included).code_after(24h), "corrected");
    EXPECT_EQ(Used(included).code_after(24h + 1ms), "correction_too_late");
}

TEST(Correct, M_24_VoidingIsCorrectingToNothingAndHasTheSameTime)
{
    const auto code_after = [](std::chrono::milliseconds time) {
        Used books;
        const ledger::VoidUse command{books.draw(), books.now + time, books.staff,   books.draw(),
                                      books.use,    "まちがい",       books.facility};
        const auto done = books.run(
            [&](store::Transaction& tx) { return ledger::void_use(tx, books.programmes, command); });
        return done ? "voided" : done.error().code;
    };
    EXPECT_EQ(code_after(24h - 1min), "voided");
    EXPECT_EQ(code_after(24h + 1min), "correction_too_late");
}

TEST(Correct, N_17_WhereTheProgrammeSaysNothingOnlyTheOfficeCorrects)
{
    Used books(small_programme);
    EXPECT_EQ(books.code_after(0ms), "office_corrects");
    books.pass(24h * 40);
    ASSERT_TRUE(is_corrected(books.correct(books.correct_command(books.use, 1))));
    EXPECT_EQ(books.coupon(books.family, "visit").left, Units{4});
}

TEST(Correct, AFacilityCorrectsNoOtherFacilitysUse)
{
    Used books;
    const auto command = books.correct_command(books.use, 1, books.other_facility);
    EXPECT_EQ(books.correct(command).error().code, "use_not_found");
}

TEST(Correct, M_24_1_NumberHistoryAndParentFollowTogether)
{
    Used books;
    const ledger::CorrectUse command = books.correct_command(books.use, 1, books.facility);
    ASSERT_TRUE(is_corrected(books.correct(command)));
    EXPECT_EQ(books.coupon(books.family, "visit").left, Units{4});
    const auto history = books.history(books.coupon(books.family, "visit").id);
    ASSERT_EQ(history.size(), 4u);
    EXPECT_EQ(history[0].id, command.ids[1]);
    EXPECT_EQ(history[0].corrects, books.use);
    EXPECT_EQ(history[0].units, Units{-1});
    EXPECT_EQ(history[0].left_after, Units{4});
    EXPECT_EQ(history[1].voids, books.use);
    EXPECT_EQ(history[2].voided_by, command.ids[0]);
    EXPECT_TRUE(books.wrong_balances().empty());

    bool is_told = false;
    for (const messages::Waiting& row : books.read(
             [&](store::Snapshot& snapshot) { return messages::find_untold(snapshot, books.now, 100); })) {
        if (row.message_template != "corrected") continue;
        is_told = true;
        EXPECT_EQ(row.recipient, books.family.household);
        const std::string body = messages::render(row.message_template, row.params).body.ja;
        EXPECT_NE(body.find("訂正前：2回"), std::string::npos) << body;
        EXPECT_NE(body.find("訂正後：1回"), std::string::npos) << body;
        EXPECT_NE(body.find("残り：4回"), std::string::npos) << body;
    }
    EXPECT_TRUE(is_told);
}

TEST(Correct, TheRecordHoldsOldAndNew)
{
    Used books(with_corrections("excluded", "allowed"), "stay", 3);
    ASSERT_TRUE(is_corrected(books.correct(books.correct_command(books.use, 2, books.facility))));
    const auto entries =
        books.read([](store::Snapshot& snapshot) { return audit::entries_before(snapshot, 0, 1); });
    EXPECT_EQ(entries.front().action, "ledger.correct");
    EXPECT_EQ(entries.front().object, books.use);
    EXPECT_NE(entries.front().detail.find(
                  R"("old":{"service":"stay","units":3,"fee_yen":90000,"parent_yen":18000})"),
              std::string::npos)
        << entries.front().detail;
    EXPECT_NE(entries.front().detail.find(
                  R"("new":{"service":"stay","units":2,"fee_yen":60000,"parent_yen":12000})"),
              std::string::npos)
        << entries.front().detail;
    EXPECT_NE(entries.front().detail.find(R"("by":"facility")"), std::string::npos);
}

TEST(Correct, MoneyAndDaysFollowExactly)
{
    Used books(with_corrections("excluded", "allowed"), "stay", 3);
    const ledger::CorrectUse command = books.correct_command(books.use, 2, books.facility);
    ASSERT_TRUE(is_corrected(books.correct(command)));
    const auto entry = books.history(books.coupon(books.family, "stay").id).front();
    EXPECT_EQ(entry.fee, Yen{60000});
    EXPECT_EQ(entry.parent, Yen{12000});
    EXPECT_EQ(entry.public_share, Yen{48000});
    EXPECT_EQ(days_since_epoch(*entry.last_day) - days_since_epoch(*entry.first_day), 1);
    EXPECT_EQ(books.coupon(books.family, "stay").left, Units{5});
}

TEST(Correct, M_24_1_NeverAboveWhatIsLeft)
{
    Used books;
    EXPECT_TRUE(is_corrected(books.correct(books.correct_command(books.use, 5, books.facility))));
    Used others;
    const auto refused = others.correct(others.correct_command(others.use, 6, others.facility));
    ASSERT_TRUE(refused && *refused);
    ASSERT_TRUE(std::holds_alternative<ledger::Preview>(**refused));
    EXPECT_EQ(others.coupon(others.family, "visit").left, Units{3});
    EXPECT_EQ(others.history(others.coupon(others.family, "visit").id).size(), 2u)
        << "a refusal is no history";
}

TEST(Correct, M_24_1_OnlyDownwardsIsASettingForFacilities)
{
    Used books(with_corrections("excluded", "refused"));
    EXPECT_EQ(books.correct(books.correct_command(books.use, 3, books.facility)).error().code,
              "only_fewer_units");
    EXPECT_TRUE(is_corrected(books.correct(books.correct_command(books.use, 1, books.facility))));
    Used others(with_corrections("excluded", "refused"));
    EXPECT_TRUE(is_corrected(others.correct(others.correct_command(others.use, 3)))) << "an officer may";
}

TEST(Correct, M_24_2_AfterTheEndTheReturnedSheetsStayExpired)
{
    Used books;
    const Id coupon = books.coupon(books.family, "visit").id;
    ASSERT_TRUE(books.expire(coupon));
    ASSERT_TRUE(is_corrected(books.correct(books.correct_command(books.use, 1, books.facility))));
    EXPECT_EQ(books.coupon(books.family, "visit").left, Units{0});
    EXPECT_EQ(books.coupon(books.family, "visit").used, Units{1});
    EXPECT_EQ(books.coupon(books.family, "visit").expired, Units{4});
    EXPECT_TRUE(books.wrong_balances().empty());
}

TEST(Correct, AnExpiredCouponHasNoMoreThanTheUseTook)
{
    Used books;
    ASSERT_TRUE(books.expire(books.coupon(books.family, "visit").id));
    const auto refused = books.correct(books.correct_command(books.use, 3, books.facility));
    ASSERT_TRUE(refused && *refused);
    EXPECT_TRUE(std::holds_alternative<ledger::Preview>(**refused));
}

TEST(Correct, CorrectingDoesNotProlongTheTime)
{
    Used books;
    const Instant entered_at = books.now;
    books.pass(23h);
    const ledger::CorrectUse first = books.correct_command(books.use, 1, books.facility);
    ASSERT_TRUE(is_corrected(books.correct(first)));
    books.now = entered_at + (24h - 1min);
    const ledger::CorrectUse second = books.correct_command(first.ids[1], 3, books.facility);
    ASSERT_TRUE(is_corrected(books.correct(second)));
    books.now = entered_at + (24h + 1min);
    EXPECT_EQ(books.correct(books.correct_command(second.ids[1], 1, books.facility)).error().code,
              "correction_too_late");
}

TEST(Correct, IsDecidedAsOfTheMomentOfTheUse)
{
    Used books;
    // The programme ends a year after the birth; the use was in time, and so is what takes its place.
    books.pass(24h * 400);
    ASSERT_TRUE(is_corrected(books.correct(books.correct_command(books.use, 1))));
    EXPECT_EQ(books.history(books.coupon(books.family, "visit").id).front().first_day,
              date_in_japan(books.now + -24h * 400));
}

TEST(Correct, OnceOnlyAndOnlyToSomethingElse)
{
    Used books;
    EXPECT_EQ(books.correct(books.correct_command(books.use, 2, books.facility)).error().code,
              "nothing_changes");
    ledger::CorrectUse command = books.correct_command(books.use, 1, books.facility);
    const auto answer = [&] {
        return std::get<ledger::Corrected>(books.correct(command).value().value()).answer;
    };
    const std::string first = answer();
    EXPECT_EQ(answer(), first);
    command.correction.request.units = Units{3};
    EXPECT_EQ(books.correct(command).error().code, "key_reused");
    EXPECT_EQ(books.correct(books.correct_command(books.use, 3, books.facility)).error().code,
              "already_voided");
    command = books.correct_command(first.empty() ? books.use : command.ids[1], 3, books.facility);
    command.reason = " ";
    EXPECT_EQ(books.correct(command).error().code, "reason_missing");
}

TEST(Correct, WhatABookingSetAsideIsNotTaken)
{
    Used books;
    const Id coupon = books.coupon(books.family, "visit").id;
    const auto aside =
        books.run([&](store::Transaction& tx) { return ledger::set_units_aside(tx, coupon, Units{3}); });
    ASSERT_TRUE(aside);
    const auto refused = books.correct(books.correct_command(books.use, 3, books.facility));
    ASSERT_TRUE(refused && *refused);
    EXPECT_TRUE(std::holds_alternative<ledger::Preview>(**refused));
    EXPECT_TRUE(is_corrected(books.correct(books.correct_command(books.use, 1, books.facility))));
}

TEST(Correct, U_13_AnySequenceOfUsesAndCorrectionsKeepsTheBooks)
{
    const bool holds = rc::check("what is used is what the uses that stand took", [] {
        Books books(with_corrections("excluded", "allowed"));
        const auto family = books.add_family();
        books.grant(family);
        std::int64_t used = 0;
        std::vector<std::pair<Id, std::int64_t>> uses;
        const auto steps = *rc::gen::container<std::vector<std::pair<int, int>>>(
            rc::gen::pair(rc::gen::inRange(0, 8), rc::gen::inRange(1, 6)));
        for (const auto& [deed, number] : steps) {
            books.pass(1min);
            if (deed == 0 || uses.empty()) {
                const auto command =
                    books.redeem_command(family, "visit", number, books.check_in(family, books.poster));
                const bool expected = used + number <= 5;
                RC_ASSERT(is_used(books.redeem(command)) == expected);
                if (!expected) continue;
                uses.emplace_back(command.id, number);
                used += number;
            } else {
                auto& [id, units] = uses[static_cast<std::size_t>(deed) % uses.size()];
                const auto command = books.correct_command(id, number, books.facility);
                const bool expected = number != units && used - units + number <= 5;
                RC_ASSERT(is_corrected(books.correct(command)) == expected);
                if (!expected) continue;
                used += number - units;
                id = command.ids[1];
                units = number;
            }
            RC_ASSERT(books.coupon(family, "visit").used == Units{used});
            RC_ASSERT(books.coupon(family, "visit").left == Units{5 - used});
        }
        RC_ASSERT(books.wrong_balances().empty());
    });
    EXPECT_TRUE(holds);
}

}  // namespace
}  // namespace hagukumi::test
