// Batches: how the office makes codes, hands them out, and takes them back.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "store/transaction.hpp"

namespace hagukumi::codes {

inline constexpr int most_in_a_batch = 2000;

struct MakeBatch {
    Id key;
    Instant at;
    Id actor;
    Id id;
    std::string programme;           ///< its code
    std::string label;               ///< for the office: 「2026年度 4月発送分」
    Date last_day;                   ///< on which they can still be received
    std::optional<Id> household;     ///< the only family that may receive them; empty: anybody
    std::vector<std::string> codes;  ///< draw_code(), by the caller
};
/// Errors: `batch_size`, `batch_over`, `batch_label` (malformed), `household_not_found`.
Result<Id> make_batch(store::Transaction& tx, const MakeBatch& command);

struct WithdrawBatch {
    Id key;
    Instant at;
    Id actor;
    Id batch;
    std::string reason;
};
/// What was received stays; the rest opens nothing any more.
Result<void> withdraw_batch(store::Transaction& tx, const WithdrawBatch& command);

struct Batch {
    Id id;
    std::string programme, label;
    Date last_day;
    std::optional<Id> household;
    Instant made_at;
    std::optional<Instant> withdrawn_at;
    std::int64_t codes = 0, received = 0;
};
/// Newest first.
std::vector<Batch> batches(store::Snapshot& snapshot);
Result<Batch> find_batch(store::Snapshot& snapshot, const Id& id);

struct SerialCode {
    std::string code;
    std::int64_t number = 0;  ///< within its batch, from 1
    std::optional<Instant> received_at;
    std::optional<Id> household, child;
    /// Taken by somebody else first, and given back: only this family may receive it, until this day.
    std::optional<Id> kept_for{};
    std::optional<Date> kept_until{};
    std::optional<Instant> given_back_at{};
};
std::vector<SerialCode> codes_of(store::Snapshot& snapshot, const Id& batch);

/// For the office's telephone: what became of a code; `code_mistyped` or `code_unknown`.
struct Traced {
    SerialCode code;
    Batch batch;
};
Result<Traced> trace(store::Snapshot& snapshot, std::string_view typed);

}  // namespace hagukumi::codes
