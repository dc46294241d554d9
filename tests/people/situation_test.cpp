// Which families a notice is for, by what is known of their births.
#include "people/situation/situation.hpp"

#include <gtest/gtest.h>

#include "people/town.hpp"

namespace hagukumi::test {
namespace {

using people::BirthSeen;
using people::Situation;

const Date today = day(2026, 7, 8);

bool is_in(Situation situation, std::vector<BirthSeen> births, int months = 0)
{
    return people::is_in({situation, months}, births, today);
}
BirthSeen expected(Date due, int children = 1)
{
    return {due, std::nullopt, std::nullopt, children};
}
BirthSeen born(Date on, std::optional<Date> due = {}, int children = 1)
{
    return {due, on, std::nullopt, children};
}
BirthSeen lost(Date on)
{
    return {std::nullopt, std::nullopt, on, 1};
}

TEST(Situations, WhoIsPregnantUntilSixWeeksAfterTheDueDate)
{
    EXPECT_TRUE(is_in(Situation::pregnant, {expected(day(2026, 12, 1))}));
    EXPECT_TRUE(is_in(Situation::pregnant, {expected(day(2026, 5, 27))})) << "42 days ago";
    EXPECT_FALSE(is_in(Situation::pregnant, {expected(day(2026, 5, 26))}));
    EXPECT_FALSE(is_in(Situation::pregnant, {born(day(2026, 7, 1), day(2026, 7, 3))}));
    EXPECT_TRUE(is_in(Situation::pregnant, {born(day(2024, 1, 1)), expected(day(2026, 9, 1))}));
    EXPECT_FALSE(is_in(Situation::pregnant, {}));
}

TEST(Situations, WhoHasAChildUnderSoManyMonths)
{
    EXPECT_TRUE(is_in(Situation::child_under, {born(day(2026, 3, 9))}, 4));
    EXPECT_FALSE(is_in(Situation::child_under, {born(day(2026, 3, 8))}, 4)) << "four months old today";
    EXPECT_TRUE(is_in(Situation::child_under, {born(day(2026, 6, 1)), expected(day(2027, 3, 1))}, 4));
    EXPECT_FALSE(is_in(Situation::child_under, {born(day(2026, 7, 9))}, 4)) << "not born yet";
}

TEST(Situations, TwinsAndChildrenWhoCameEarly)
{
    EXPECT_TRUE(is_in(Situation::multiple, {expected(day(2026, 10, 1), 2)}, 12));
    EXPECT_TRUE(is_in(Situation::multiple, {born(day(2026, 1, 1), {}, 2)}, 12));
    EXPECT_FALSE(is_in(Situation::multiple, {born(day(2025, 7, 1), {}, 2)}, 12)) << "older than a year";
    EXPECT_FALSE(is_in(Situation::multiple, {born(day(2026, 1, 1))}, 12));
    EXPECT_TRUE(is_in(Situation::premature, {born(day(2026, 6, 1), day(2026, 6, 22))}, 12))
        << "36 weeks, 6 days is before week 37";
    EXPECT_FALSE(is_in(Situation::premature, {born(day(2026, 6, 1), day(2026, 6, 21))}, 12));
    EXPECT_FALSE(is_in(Situation::premature, {born(day(2026, 6, 1))}, 12)) << "no due date is known";
}

TEST(Situations, U_07_AFamilyThatHadALossIsInNone)
{
    for (const Situation situation :
         {Situation::pregnant, Situation::child_under, Situation::multiple, Situation::premature}) {
        EXPECT_FALSE(is_in(situation, {lost(day(2026, 6, 1))}, 84)) << people::name_of(situation);
        EXPECT_FALSE(is_in(situation, {born(day(2025, 1, 1), day(2025, 3, 1), 2), lost(day(2026, 6, 1))}, 84))
            << people::name_of(situation);
    }
    EXPECT_TRUE(is_in(Situation::pregnant, {lost(day(2025, 6, 1)), expected(day(2026, 9, 1))}))
        << "a later pregnancy";
    EXPECT_FALSE(is_in(Situation::pregnant, {{day(2026, 9, 1), std::nullopt, day(2026, 7, 1), 1}}));
}

struct SituationsOfATown : Town {};

TEST_F(SituationsOfATown, AllFamiliesAreCountedAsEachIsJudged)
{
    auto one = household_of("髙﨑 葵", "タカサキ アオイ");
    one.births.clear();
    one.children.clear();
    one.births.push_back({draw(), std::nullopt, day(2026, 10, 1), std::nullopt, std::nullopt, 2, {}, {}, {}});
    const Id twins = register_household(one);
    auto other = household_of("佐藤 花子", "サトウ ハナコ");
    other.births.clear();
    other.children.clear();
    other.births.push_back(
        {draw(), std::nullopt, day(2026, 10, 1), std::nullopt, day(2026, 7, 1), 2, {}, {}, {}});
    const Id loss = register_household(other);
    auto early = household_of("伊藤 葉", "イトウ ヨウ");
    early.births.clear();
    early.children.clear();
    early.births.push_back(
        {draw(), std::nullopt, day(2026, 7, 1), day(2026, 5, 30), std::nullopt, 1, {}, {}, {}});
    const std::vector<Id> all{twins, loss, register_household(early),
                              register_household(household_of("鈴木 空", "スズキ ソラ"))};
    for (const people::SituationWanted wanted : {people::SituationWanted{Situation::pregnant, 0},
                                                 {Situation::child_under, 4},
                                                 {Situation::child_under, 84},
                                                 {Situation::multiple, 12},
                                                 {Situation::premature, 2}}) {
        const auto found =
            ask(nerima, [&](Snapshot& snapshot) { return people::households_in(snapshot, wanted, today); });
        EXPECT_FALSE(found.empty()) << people::name_of(wanted.situation);
        for (const Id& household : all) {
            const auto family = ask(nerima, [&](Snapshot& snapshot) {
                return people::load_family(snapshot, household, people::Reader::officer).value();
            });
            EXPECT_EQ(std::count(found.begin(), found.end(), household),
                      people::is_in(wanted, family, today) ? 1 : 0)
                << people::name_of(wanted.situation) << wanted.months;
        }
    }
    EXPECT_EQ(people::parse_situation("premature"), Situation::premature);
    EXPECT_FALSE(people::parse_situation("rich"));
}

}  // namespace
}  // namespace hagukumi::test
