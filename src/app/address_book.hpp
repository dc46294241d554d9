// Joins the people of a household to the courier.
#pragma once

#include "messages/sender.hpp"

namespace hagukumi::app {

class PeopleAddressBook final : public messages::AddressBook {
public:
    std::vector<messages::Recipient> people_of_household(store::Snapshot& snapshot,
                                                         const Id& household) override;
    std::optional<messages::Recipient> person(store::Snapshot& snapshot, const Id& account) override;
};

}  // namespace hagukumi::app
