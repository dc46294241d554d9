// 期限前のお知らせ: once for each end of a coupon, as many days before as the municipality's file says.
#include "ledger/remind.hpp"

#include "base/age.hpp"
#include "ledger/books.hpp"
#include "messages/outbox.hpp"
#include "people/family_commands.hpp"

namespace hagukumi::test {
namespace {

/// A visit ends with the first year, a stay with four months.
const std::string two_ends = std::string(small_programme) + R"(  - rule: stay_while_small
    source: T-5
    for: [stay]
    last_day: period_after_event(birth.event_on, 4 months)
    days_outside: refuse
    refused: { ja: "{last_day}までです。", en: "Until {last_day}." }
)";

class Reminded : public Books {
public:
    using Books::Books;

    /// Goes through what is due now, in pages of `most`; gives how many messages were promised.
    int round(int most = 200)
    {
        int told = 0;
        for (;;) {
            const auto page = read([&](store::Snapshot& snapshot) -> std::optional<ledger::ReminderPage> {
                const auto after = ledger::reminders_go_on_after(snapshot, now);
                if (!after) return std::nullopt;
                return ledger::look_for_endings(snapshot, programmes, rule, *after, now, most);
            });
            if (!page) return told;
            const auto done =
                run([&](store::Transaction& tx) { return ledger::remind(tx, programmes, rule, *page, now); });
            EXPECT_TRUE(done) << done.error().message.en;
            told += done.value_or(0);
        }
    }

    /// Nine in the morning, `days` before `last`.
    void go_to(Date last, int days)
    {
        now = start_of_day_in_japan(plus_days(last, -days)) + std::chrono::hours(9);
    }

    std::vector<messages::Waiting> promised()
    {
        std::vector<messages::Waiting> found;
        for (const messages::Waiting& one :
             read([&](store::Snapshot& snapshot) { return messages::find_untold(snapshot, now, 1000); }))
            if (one.message_template == "coupon_ending") found.push_back(one);
        return found;
    }

    ledger::ReminderRule rule{30, {}};
};

/// The last day of the year after a birth.
Date end_of_year(const Books::Family& family)
{
    return period_after_event(family.born_on, std::chrono::months(12));
}

TEST(Remind, U_17_AFamilyIsToldOnceAsManyDaysBeforeAsTheFileSays)
{
    Reminded books;
    const auto family = books.add_family();
    books.grant(family);
    books.go_to(end_of_year(family), 31);
    EXPECT_EQ(books.round(), 0) << "a day too early";
    books.go_to(end_of_year(family), 30);
    EXPECT_EQ(books.round(), 2) << "stay and visit are two coupons";
    EXPECT_EQ(books.promised().size(), 2u);
    EXPECT_EQ(books.promised()[0].recipient, family.household);
    EXPECT_EQ(books.round(), 0) << "the round of this day is over";
    books.go_to(end_of_year(family), 29);
    EXPECT_EQ(books.round(), 0) << "each end is told once";
}

TEST(Remind, U_17_EachEndOfACouponIsToldByItself)
{
    Reminded books(two_ends);
    const auto family = books.add_family();
    books.grant(family);
    books.go_to(end_of_year(family), 260);
    EXPECT_EQ(books.round(), 1) << "the stay ends with four months";
    EXPECT_NE(books.promised()[0].params.find("宿泊型"), std::string::npos);
    books.go_to(end_of_year(family), 30);
    EXPECT_EQ(books.round(), 1) << "the visit ends with the year";
}

TEST(Remind, WhatWasUsedUpHasNoEnd)
{
    Reminded books;
    const auto family = books.add_family();
    books.grant(family);
    ASSERT_TRUE(books.adjust(books.coupon(family, "visit").id, -5));
    ASSERT_TRUE(books.adjust(books.coupon(family, "stay").id, -6)) << "one day is left, a stay needs two";
    books.go_to(end_of_year(family), 10);
    EXPECT_EQ(books.round(), 0);
}

TEST(Remind, U_07_AfterALossNobodyIsReminded)
{
    Reminded books;
    const auto family = books.add_family(1, Books::Born::not_yet);
    books.grant(family);
    people::RecordLoss loss;
    loss.key = books.draw();
    loss.at = books.now;
    loss.actor = books.officer;
    loss.birth = family.birth;
    loss.lost_on = date_in_japan(books.now);
    ASSERT_TRUE(books.run([&](store::Transaction& tx) { return people::record_loss(tx, loss); }));
    books.pass(std::chrono::hours(24 * 350));
    books.go_to(date_in_japan(books.now), 0);
    EXPECT_EQ(books.round(), 0);
}

TEST(Remind, NobodyIsToldBeforeNineOrWhereTheFileSaysZero)
{
    Reminded books;
    const auto family = books.add_family();
    books.grant(family);
    books.go_to(end_of_year(family), 30);
    books.pass(std::chrono::minutes(-1));
    EXPECT_EQ(books.round(), 0);
    books.pass(std::chrono::minutes(1));
    books.rule = {30, {{"131202-small", 0}}};
    EXPECT_EQ(books.round(), 0) << "of this programme nobody is reminded";
    books.rule = {0, {{"131202-small", 7}}};
    books.go_to(end_of_year(family), 7);
    EXPECT_EQ(books.round(), 2) << "the programme's own number";
}

TEST(Remind, ARoundThatIsCutShortGoesOnWhereItStopped)
{
    Reminded books;
    const auto first = books.add_family(), second = books.add_family(), third = books.add_family();
    for (const auto& family : {first, second, third}) books.grant(family);
    books.go_to(end_of_year(first), 30);
    const auto page = books.read([&](store::Snapshot& snapshot) {
        return ledger::look_for_endings(snapshot, books.programmes, books.rule, Id{}, books.now, 2);
    });
    ASSERT_EQ(page.ending.size(), 2u);
    ASSERT_TRUE(books.run([&](store::Transaction& tx) {
        return ledger::remind(tx, books.programmes, books.rule, page, books.now);
    }));
    EXPECT_EQ(books.round(2), 4) << "two of six were told before";
    EXPECT_EQ(books.promised().size(), 6u);
}

}  // namespace
}  // namespace hagukumi::test
