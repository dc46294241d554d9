// What an approved application says of the family, written into its records; for the files of this room.
#pragma once

#include <span>

#include "applications/review.hpp"

namespace hagukumi::applications {

/// Draws on the ids that a command brought.
class Ids {
public:
    explicit Ids(std::span<const Id> ids) : x_ids(ids) {}
    Id next()
    {
        must(!x_ids.empty(), "a decision brings as many ids as it needs");
        const Id id = x_ids.front();
        x_ids = x_ids.subspan(1);
        return id;
    }
    /// All that are left.
    std::vector<Id> rest() { return {x_ids.begin(), x_ids.end()}; }

private:
    std::span<const Id> x_ids;
};

/// Four commands, a birth and a child.
inline constexpr std::size_t ids_of_a_family = 6;

/// Whom the coupons belong to.
struct Holder {
    std::optional<Id> birth, child;
};

/// Name, address and class as answered, where they differ from what is known, and the birth with its child. A
/// birth of the household with the same due date, day of birth or day of loss is that birth; with `about`
/// that one is, whatever its days were.  Errors are those of people's commands.
Result<Holder> record_family(store::Transaction& tx, const rules::Form& form, const Application& application,
                             const rules::AnswersRead& read, Instant at, const Id& officer, Ids& ids,
                             const people::Birth* about = nullptr);

}  // namespace hagukumi::applications
