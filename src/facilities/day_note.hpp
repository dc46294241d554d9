// その日のメモ: what the staff of a day tell each other (「14時に見学1組」).  Not for families, and not about
// them: it stands on a tablet that many look at.
#pragma once

#include <string>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

namespace hagukumi::facilities {

struct DayNote {
    Id id, author;
    Instant at;
    std::string note;
};

/// Oldest first, without those that were crossed out.
std::vector<DayNote> notes_of_day(store::Snapshot& snapshot, const Id& facility, Date day);

struct AddNote {
    Id key;
    Instant at;
    Id actor, facility;
    Id id;  ///< of the new note
    Date day;
    std::string note;
};
/// Errors: `note_form` (malformed: empty, or more than 200 characters); `note_full` (conflict: 20 a day).
Result<void> add_note(store::Transaction& tx, const AddNote& command);

struct RemoveNote {
    Id key;
    Instant at;
    Id actor, facility;
    Id note;
};
/// Crossed out; it stays on record.  Errors: `note_not_found`.
Result<void> remove_note(store::Transaction& tx, const RemoveNote& command);

}  // namespace hagukumi::facilities
