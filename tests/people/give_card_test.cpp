// A guardian without an account gets one for a card; the drawn PIN is none that is guessed first.
#include "people/card/give_card.hpp"

#include <set>

#include "people/password.hpp"
#include "people/town.hpp"

namespace hagukumi::test {

namespace {

struct GivenCard : Town {
    people::RegisterHousehold family = household_of("佐藤 花", "サトウ ハナ");
    const Id household = register_household(family);

    Result<std::string> give(const Id& guardian, const char* pin = "482915")
    {
        people::GiveCard card;
        card.account = draw();
        card.household = household;
        card.guardian = guardian;
        card.pin_hash = hash_once(pin);
        return command(card, [](Transaction& tx, const people::GiveCard& given) {
            return people::give_card(tx, given);
        });
    }
};

}  // namespace

TEST_F(GivenCard, AFamilyWithoutAnAccountGetsANumberOfItsOwn)
{
    const std::string number = give(family.guardians[0].id).value();
    EXPECT_EQ(number.size(), 10u);
    const auto account =
        ask(nerima, [&](Snapshot& snapshot) { return people::find_account(snapshot, number); });
    ASSERT_TRUE(account);
    EXPECT_EQ(account->household, household);
    EXPECT_EQ(account->guardian, family.guardians[0].id);
    EXPECT_EQ(give(family.guardians[0].id).value(), number) << "made anew, it is the same number";
}

TEST_F(GivenCard, AStoppedAccountStaysStopped)
{
    const std::string number = give(family.guardians[0].id).value();
    const auto account =
        ask(nerima, [&](Snapshot& snapshot) { return people::find_account(snapshot, number); });
    people::DisableAccount stop;
    stop.account = account->id;
    stop.reason = "届出";
    ASSERT_TRUE(command(stop, people::disable_account));
    EXPECT_EQ(give(family.guardians[0].id).error().code, "account_disabled");
}

TEST_F(GivenCard, SomebodyElseIsNotFound)
{
    EXPECT_EQ(give(draw()).error().code, "guardian_not_found");
}

TEST_F(GivenCard, DrawnPinsAreSixDigitsAndDiffer)
{
    std::set<std::string> drawn;
    for (int i = 0; i < 200; ++i) {
        const people::Secret pin = people::draw_pin(randomness);
        EXPECT_EQ(pin.reveal().size(), 6u);
        EXPECT_TRUE(people::check_pin(pin)) << pin.reveal();
        drawn.insert(pin.reveal());
    }
    EXPECT_GT(drawn.size(), 190u);
}

}  // namespace hagukumi::test
