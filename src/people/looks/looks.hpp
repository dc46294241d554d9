// 閲覧の記録: which officer saw whose record, when and why.
//
//  1. A look is written before what is seen leaves the server, and stands in the tamper-evident record, too.
//  2. It says which family and which page, nothing of what stood there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

namespace hagukumi::people {

/// What was looked at; as numbered in the table.
enum class Seen : std::uint8_t { family = 1, application = 2, document = 3, decision_notice = 4 };
std::string_view name_of(Seen what);  ///< "family"

/// What led there; as numbered in the table.
enum class LookReason : std::uint8_t {
    directly = 1,     ///< by its address: a bookmark, another page
    search = 2,       ///< from the list of families
    application = 3,  ///< from an application, or the list of them
    code = 4,         ///< from a serial code
    undelivered = 5,  ///< from a message that did not arrive
    record = 6,       ///< from the record itself
};
std::string_view name_of(LookReason why);  ///< "search"
std::optional<LookReason> parse_look_reason(std::string_view name);

struct Look {
    Id id;
    Instant at;
    Id officer;
    Id household;
    Seen what = Seen::family;
    Id object;  ///< the household, the application or the document
    LookReason why = LookReason::directly;
};
void record_look(store::Transaction& tx, const Look& look);

struct LooksWanted {
    std::optional<Id> household, officer;
    std::optional<Date> first_day, last_day;  ///< in Japan, both included
};
/// Newest first, those before `before` (nil: from the newest), at most `limit`.
std::vector<Look> find_looks(store::Snapshot& snapshot, const LooksWanted& wanted, const Id& before,
                             int limit);

}  // namespace hagukumi::people
