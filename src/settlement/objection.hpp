// 異議: one line of a month is not as it was (U-20).  One side says so, the other answers; both stay on
// record.
//
//     raise_objection ─► open ─► answer_objection ─► answered
//                         └──── the month is neither confirmed nor approved meanwhile
//
//  1. An objection moves nothing: what is wrong is corrected or voided in the ledger, and the answer says so.
//  2. Who raised it does not answer it; the facility's is answered by the office, the office's by the
//     facility.
//  3. A line has one open objection at most.  After the approval there is none: it is an adjustment of a
//     later month.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "settlement/statement.hpp"

namespace hagukumi::settlement {

enum class Side : std::uint8_t { facility = 1, office = 2 };
std::string_view name_of(Side side);  ///< "facility", "office"

struct Objection {
    Id id, facility;
    Month month;
    Id entry;
    Side side = Side::facility;
    Id raised_by;
    Instant raised_at;
    std::string words;
    std::optional<Instant> answered_at;
    std::string answer;

    bool is_open() const { return !answered_at; }
};

/// Of a facility's month, oldest first.
std::vector<Objection> objections_of(store::Snapshot& snapshot, const Id& facility, Month month);

bool has_open_objection(store::Snapshot& snapshot, const Id& facility, Month month);

struct RaiseObjection {
    Id key;
    Instant at;
    Id actor;
    Side side = Side::facility;
    Id id;  ///< of the new objection
    Id facility;
    Month month;
    Id entry;
    std::string words;
};
/// Errors: `line_not_found`, `statement_decided` (conflict), `objection_open` (conflict), `reason_missing`
/// (malformed), `key_reused`.
Result<void> raise_objection(store::Transaction& tx, const RaiseObjection& command);

struct AnswerObjection {
    Id key;
    Instant at;
    Id actor;
    Side side = Side::office;    ///< of who answers
    std::optional<Id> facility;  ///< of a desk; an officer answers for all
    Id objection;
    std::string answer;
};
/// Errors: `objection_not_found`, `objection_answered` (conflict), `objection_own` (not allowed),
/// `reason_missing` (malformed), `key_reused`.
Result<void> answer_objection(store::Transaction& tx, const AnswerObjection& command);

/// `objection_open` (conflict) while a line of the month waits for an answer.
Result<void> must_have_no_open_objection(store::Snapshot& snapshot, const Id& facility, Month month);

}  // namespace hagukumi::settlement
