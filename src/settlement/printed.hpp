// What the papers of a statement name besides its numbers.  It is kept with the confirmation: a facility that
// moves, or a family that changes its name, changes nothing that was confirmed before.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "facilities/facility.hpp"
#include "settlement/statement.hpp"

namespace hagukumi::settlement {

struct Printed {
    std::string facility_name, facility_address, facility_phone;
    std::map<Id, std::string> users;  ///< by coupon, the guardian who comes first; empty: there is none

    bool operator==(const Printed&) const = default;
};

/// As it is today.
Printed printed_now(store::Snapshot& snapshot, const facilities::Facility& facility, const Draft& draft);

void keep_printed(store::Transaction& tx, const Id& statement, const Printed& printed);

/// As it was kept; empty for a statement from before it was.
std::optional<Printed> find_printed(store::Snapshot& snapshot, const Id& statement);

/// Of a statement that is sent back.
void drop_printed(store::Transaction& tx, const Id& statement);

}  // namespace hagukumi::settlement
