// Uses by the hour and by the bill.
#include "ledger/books.hpp"
#include "rules/json.hpp"

namespace hagukumi::test {
namespace {

std::string replaced(std::string text,
                     std::initializer_list<std::pair<std::string_view, std::string_view>> pairs)
{
    for (const auto& [from, to] : pairs) {
        std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        for (; at != std::string::npos; at = text.find(from, at + to.size()))
            text.replace(at, from.size(), to);
    }
    return text;
}

/// Visits are counted by the hour, a begun one in full.
std::string by_the_hour()
{
    return replaced(
        small_programme,
        {{"holder: birth, unit: visit", "holder: birth, unit: hour"},
         {"allotment: visit, unit: visit, asks: number, least_per_use: 1, design: 2",
          "allotment: visit, unit: hour, asks: hours, begun_unit: counts, least_per_use: 1, design: 2"},
         {"allotment: visit, unit: visit, asks: number, least_per_use: 1, design: 3",
          "allotment: visit, unit: hour, asks: number, least_per_use: 1, design: 3"}});
}

TEST(Hours, ABegunHourCountsAndTheTimesAreKeptWithTheReason)
{
    Books books(by_the_hour());
    const auto family = books.add_family();
    books.grant(family);
    auto command = books.redeem_command(family, "visit", 1, books.check_in(family, books.poster));
    command.use.request.units.reset();
    command.use.request.from = 9 * 60 + 30;
    command.use.request.until = 11 * 60 + 45;
    ASSERT_TRUE(is_used(books.redeem(command)));
    EXPECT_EQ(books.coupon(family, "visit").left, Units{2});

    const auto entry = books.history(books.coupon(family, "visit").id).front();
    const auto asked = rules::request_of(*books.programme().find_service("visit"), entry.decision);
    ASSERT_TRUE(asked);
    EXPECT_EQ(asked->from, 9 * 60 + 30);
    EXPECT_EQ(asked->until, 11 * 60 + 45);

    // The same key with another end is another use.
    command.use.request.until = 12 * 60;
    const auto other = books.redeem(command);
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, "key_reused");
}

TEST(Hours, WithoutTimesNothingIsUsed)
{
    Books books(by_the_hour());
    const auto family = books.add_family();
    books.grant(family);
    const auto command = books.redeem_command(family, "visit", 1, books.check_in(family, books.poster));
    const auto outcome = books.redeem(command);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error().code, "time_missing");
    EXPECT_EQ(books.coupon(family, "visit").left, Units{5});
}

TEST(Amounts, ABillIsPaidFromTheBalanceAndTheRestByTheParent)
{
    Books books(replaced(small_programme,
                         {{"holder: birth, unit: visit, units: 5, more_than_left: refuse",
                           "holder: birth, unit: yen, units: 3000, more_than_left: use_what_is_left"},
                          {"allotment: visit, unit: visit, asks: number, least_per_use: 1, design: 2",
                           "allotment: visit, unit: yen, asks: amount, least_per_use: 1, design: 2"},
                          {"allotment: visit, unit: visit, asks: number, least_per_use: 1, design: 3",
                           "allotment: visit, unit: yen, asks: amount, least_per_use: 1, design: 3"}}));
    const auto family = books.add_family();
    books.grant(family);
    ASSERT_TRUE(is_used(
        books.redeem(books.redeem_command(family, "visit", 2500, books.check_in(family, books.poster)))));
    EXPECT_EQ(books.coupon(family, "visit").left, Units{500});
    ASSERT_TRUE(is_used(
        books.redeem(books.redeem_command(family, "visit", 800, books.check_in(family, books.poster)))));
    EXPECT_EQ(books.coupon(family, "visit").left, Units{0});
    const auto entry = books.history(books.coupon(family, "visit").id).front();
    EXPECT_EQ(entry.units, Units{-500});
    EXPECT_EQ(rules::request_of(*books.programme().find_service("visit"), entry.decision)->units, Units{800});
}

}  // namespace
}  // namespace hagukumi::test
