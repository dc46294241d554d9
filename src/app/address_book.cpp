#include "app/address_book.hpp"

#include "app/sql.hpp"
#include "people/manage_accounts.hpp"

namespace hagukumi::app {

namespace {

std::optional<std::string> address_of(std::string email)
{
    if (email.empty()) return std::nullopt;
    return email;
}

}  // namespace

std::vector<messages::Recipient> PeopleAddressBook::people_of_household(store::Snapshot& snapshot,
                                                                        const Id& household)
{
    std::vector<messages::Recipient> people;
    snapshot.query(
        sql::people_of_household,
        [&](const store::Row& row) {
            people.push_back({row.id(0), std::string(row.text(1)),
                              row.is_null(2) ? std::nullopt : address_of(std::string(row.text(2))),
                              row.integer(3) == 1, std::nullopt});
        },
        household);
    for (messages::Recipient& person : people) person.line = line_of(snapshot, person.account);
    return people;
}

std::optional<messages::Recipient> PeopleAddressBook::person(store::Snapshot& snapshot, const Id& account)
{
    const std::optional<people::Account> found = people::load_account(snapshot, account);
    if (!found || found->state != people::AccountState::active) return std::nullopt;
    return messages::Recipient{found->id, found->language, address_of(found->email), false,
                               line_of(snapshot, found->id)};
}

std::optional<std::string> PeopleAddressBook::line_of(store::Snapshot& snapshot, const Id& account) const
{
    return x_in_line ? x_in_line(snapshot, account) : std::nullopt;
}

}  // namespace hagukumi::app
