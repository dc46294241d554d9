// 共用の掲示: one poster for families of many municipalities (U-18).
//
// A facility near a border is registered in each municipality by itself, with prices, statements and staff of
// its own there.  The poster on its desk is of one of them, its home.  Another municipality is told "the
// poster that hangs there already", and from then on its families check in with that one, too:
//
//     poster of A ─► phone of a family of B ─► asks B only ─► B knows the token ─► B's record of the facility
//
//  1. A family's municipality decides: its record of the facility, its rules, its prices, its statement.
//  2. Nothing is asked of the home and nothing is told to it: what is kept here was read off the paper.
//  3. Six digits mean one facility in a municipality.  Where the home's digits are another facility's here,
//     only the QR code is shared.
//  4. A facility's wish counts when an officer has approved it.  A newer poster of the same home takes the
//     place of the older one.
//  5. Where codes change (live_code.hpp) in this municipality, no printed poster counts, this one neither.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "facilities/poster.hpp"

namespace hagukumi::facilities {

enum class SharedState : std::uint8_t { asked = 1, counts = 2, declined = 3, ended = 4 };
std::string_view name_of(SharedState state);

struct SharedPoster {
    Id id, facility;
    MunicipalityCode home;
    PosterToken token;
    Passcode passcode;  ///< empty: only the QR code is shared
    Instant asked_at;
    SharedState state = SharedState::asked;
    std::string reason;  ///< of an officer who declined
};

/// "The poster that hangs there already."  An officer's counts at once, a facility's waits for one.
/// Errors: `facility_not_found`; `poster_unreadable` (malformed), `poster_needs_link` (malformed: the token
/// alone says nothing of its home), `passcode_form` (malformed); `poster_is_own`, `shared_poster_taken`,
/// `passcode_taken` (conflicts).
struct SharePoster {
    Id key;
    Instant at;
    Id actor;
    Id id;  ///< of the new one
    Id facility;
    std::string scanned;   ///< the link, as a camera read it
    std::string passcode;  ///< as typed; empty: only the QR code
    bool by_officer = false;
};
Result<void> share_poster(store::Transaction& tx, const SharePoster& command);

/// By an officer.  Errors: `shared_poster_not_found`, `shared_poster_decided` (conflict), `reason_missing`
/// (malformed), `shared_poster_taken`, `passcode_taken`.
struct AnswerSharedPoster {
    Id key;
    Instant at;
    Id actor;
    Id shared;
    bool approves = false;
    std::string reason;
};
Result<void> answer_shared_poster(store::Transaction& tx, const AnswerSharedPoster& command);

/// It counts no more.  Errors: `shared_poster_not_found` (also another facility's).
struct EndSharedPoster {
    Id key;
    Instant at;
    Id actor;
    Id shared;
    std::optional<Id> facility{};  ///< whose desk ends it; empty: an officer
};
Result<void> end_shared_poster(store::Transaction& tx, const EndSharedPoster& command);

/// Those that count, wait or were declined last, newest first.
std::vector<SharedPoster> shared_posters_of(store::Snapshot& snapshot, const Id& facility);
/// Those that wait for an officer, oldest first.
std::vector<SharedPoster> shared_posters_asked(store::Snapshot& snapshot);

/// Of which facility here a token of another municipality is.
struct FoundShared {
    Id facility;
    bool has_ended = false;  ///< it was, and is no more
};
std::optional<FoundShared> find_shared(store::Snapshot& snapshot, const PosterToken& token);

/// What a municipality says of a token to whoever holds its poster: enough to see that a shared one was
/// replaced, and no facility.
enum class TokenState { unknown, current, retired };
TokenState state_of_token(store::Snapshot& snapshot, const PosterToken& token);

}  // namespace hagukumi::facilities
