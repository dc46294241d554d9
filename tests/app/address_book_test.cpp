// Who is told, and whether places may be named.
#include "app/address_book.hpp"

#include <gtest/gtest.h>

#include "people/family_commands.hpp"
#include "people/manage_accounts.hpp"
#include "people/password.hpp"
#include "store/scratch.hpp"

namespace hagukumi::test {

//
TEST(AddressBook, AProtectedFamilyIsToldOfNoPlaces)
{
    Scratch scratch;
    const auto database = open(scratch.file("hagukumi.db"));
    SeededRandomness dice(1);
    const Instant at{1'790'000'000'000};
    people::RegisterHousehold family;
    family.key = make_id(at, dice);
    family.at = at;
    family.household.id = make_id(at, dice);
    people::Guardian mother;
    mother.id = make_id(at, dice);
    mother.name = "佐藤 花";
    mother.kana = "さとう はな";
    family.guardians = {mother};
    people::CreateAccount account;
    account.key = make_id(at, dice);
    account.at = at;
    account.id = make_id(at, dice);
    account.email = "hana@example.jp";
    account.password_hash = people::hash_password(people::Secret("plum rain over Tokyo"));
    account.household = family.household.id;
    account.guardian = mother.id;

    app::PeopleAddressBook book;
    const auto told = [&] {
        std::vector<messages::Recipient> people;
        database->read(nerima, [&](store::Snapshot& snapshot) {
            people = book.people_of_household(snapshot, family.household.id);
        });
        return people;
    };
    const auto made = run_on(*database, nerima, [&](store::Transaction& tx) -> Result<void> {
        TRY(people::register_household(tx, family));
        TRY(people::create_account(tx, account));
        return {};
    });
    ASSERT_TRUE(made) << made.error().message.en;
    ASSERT_EQ(told().size(), 1U);
    EXPECT_EQ(told()[0].email, "hana@example.jp");
    EXPECT_FALSE(told()[0].hide_places);

    const auto hidden = run_on(*database, nerima, [&](store::Transaction& tx) -> Result<void> {
        return people::protect_address(tx, {make_id(at, dice), at, {}, family.household.id, true});
    });
    ASSERT_TRUE(hidden);
    EXPECT_TRUE(told()[0].hide_places);
    database->stop();
}

}  // namespace hagukumi::test
