// Joins the people of a household to the courier.
#pragma once

#include <functional>

#include "messages/sender.hpp"

namespace hagukumi::app {

class PeopleAddressBook final : public messages::AddressBook {
public:
    /// LINE's user id of an account, where messages still arrive.
    using Reachable = std::function<std::optional<std::string>(store::Snapshot&, const Id&)>;
    /// Without `in_line` nobody is written to in LINE.
    explicit PeopleAddressBook(Reachable in_line = {}) : x_in_line(std::move(in_line)) {}

    std::vector<messages::Recipient> people_of_household(store::Snapshot& snapshot,
                                                         const Id& household) override;
    std::optional<messages::Recipient> person(store::Snapshot& snapshot, const Id& account) override;

private:
    std::optional<std::string> line_of(store::Snapshot& snapshot, const Id& account) const;

    const Reachable x_in_line;
};

}  // namespace hagukumi::app
