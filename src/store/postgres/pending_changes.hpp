// Changes that nobody waits for, put together: what the same statement does for many commands of a batch is
// one statement when it is sent.
#pragma once

#include <map>
#include <span>
#include <utility>
#include <vector>

#include "store/postgres/values.hpp"
#include "store/statement_shape.hpp"
#include "store/transaction.hpp"

namespace hagukumi::store::postgres {

class PendingChanges {
public:
    /// What one statement changes of one municipality, for as many parameters as there are.
    struct Group {
        const Statement* statement;
        MunicipalityCode municipality;
        Rows rows;
        std::vector<KeptParameters> each;
    };

    bool empty() const { return x_groups.empty(); }
    const std::vector<Group>& groups() const { return x_groups; }

    /// Joins its like, unless something in between is in the way.  The same rows set again are set once.
    void add(const Statement& statement, MunicipalityCode municipality, std::span<const Parameter> parameters,
             Rows rows);

    std::vector<Group> take() { return std::exchange(x_groups, {}); }

private:
    const ChangeShape& shape_of(const Statement& statement);
    bool are_in_each_others_way(const Statement& one, const Statement& other);
    bool joins(Group& group, KeptParameters& parameters);

    std::vector<Group> x_groups;
    std::map<const Statement*, ChangeShape> x_shapes;
    std::map<std::pair<const Statement*, const Statement*>, bool> x_in_the_way;
};

}  // namespace hagukumi::store::postgres
