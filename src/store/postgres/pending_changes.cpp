#include "store/postgres/pending_changes.hpp"

#include <algorithm>

namespace hagukumi::store::postgres {

void PendingChanges::add(const Statement& statement, MunicipalityCode municipality,
                         std::span<const Parameter> parameters, Rows rows)
{
    KeptParameters kept(parameters);
    for (auto group = x_groups.rbegin(); group != x_groups.rend(); ++group) {
        if (group->municipality != municipality) continue;
        if (group->statement == &statement) {
            if (group->rows == rows && joins(*group, kept)) return;
            break;  // behind it, for it may be about the same row
        }
        if (are_in_each_others_way(statement, *group->statement)) break;
    }
    x_groups.push_back({&statement, municipality, rows, {}});
    x_groups.back().each.push_back(std::move(kept));
}

/// Moves it to its like, when its rows are certainly others, or the same set again.
bool PendingChanges::joins(Group& group, KeptParameters& parameters)
{
    const ChangeShape& shape = shape_of(*group.statement);
    if (shape.kind != ChangeShape::Kind::insert) {
        const auto is_same_row = [&](const KeptParameters& other) {
            return std::all_of(shape.pins.begin(), shape.pins.end(), [&](const ChangeShape::Pin& pin) {
                return are_equal(parameters.at(pin.parameter), other.at(pin.parameter));
            });
        };
        const auto same = std::find_if(group.each.begin(), group.each.end(), is_same_row);
        if (same != group.each.end()) {
            if (!shape.replaces) return false;
            *same = std::move(parameters);
            return true;
        }
    }
    group.each.push_back(std::move(parameters));
    return true;
}

const ChangeShape& PendingChanges::shape_of(const Statement& statement)
{
    const auto known = x_shapes.find(&statement);
    if (known != x_shapes.end()) return known->second;
    return x_shapes.emplace(&statement, shape_of_change(statement.sql)).first->second;
}

bool PendingChanges::are_in_each_others_way(const Statement& one, const Statement& other)
{
    const auto known = x_in_the_way.find({&one, &other});
    if (known != x_in_the_way.end()) return known->second;
    return x_in_the_way.emplace(std::pair(&one, &other), store::are_in_each_others_way(one.sql, other.sql))
        .first->second;
}

}  // namespace hagukumi::store::postgres
