// 窓口の確認: where the office asks for it, a use that a phone asks for waits until the desk has said yes
//
//
//     phone はい ─► wait ─► the desk reads it ─┬─ confirm ─► the use, under the phone's own key and as of its
//     moment
//       ▲           │                         └─ reject ──► nothing moves; the phone reads why, and the
//       family gets a notice └── asks ───┘ every few seconds, the same key: nothing is asked for twice
//
//  1. Waiting spends nothing and sets nothing aside.  Who used up the coupon elsewhere meanwhile is refused
//     when the desk confirms, by the rules of the moment at which she asked.
//  2. It ends with the check-in.  A use that nobody answered is none.
//  3. What the staff enter themselves waits for nobody: they are the ones who look.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "ledger/use.hpp"

namespace hagukumi::desk {

using ledger::Programmes;

enum class WaitingState : std::uint8_t { waiting = 1, confirmed = 2, rejected = 3 };

struct WaitingUse {
    Id id, key, facility;
    ledger::UseRequest use;  ///< as it was asked for; use.at is that moment
    Instant ends_at;
    WaitingState state = WaitingState::waiting;
    std::string reason = {};  ///< of who rejected it
};

bool confirms_uses(store::Snapshot& snapshot, const Id& facility);

/// By an officer.  Errors: `facility_not_found`, `key_reused`.
struct SetConfirmsUses {
    Id key;
    Instant at;
    Id actor;
    Id facility;
    bool on = false;
};
Result<void> set_confirms_uses(store::Transaction& tx, const SetConfirmsUses& command);

/// What wait_for_desk() asks first, asked ahead.
void ask_waiting_ahead(store::Snapshot& snapshot, const ledger::Redeem& command);

/// What stands between a phone's はい and its use: nothing, or `waits_for_desk`, `rejected_by_desk`,
/// `desk_silent` (conflicts, each with what to do); `key_reused`.  Writes that it waits, the first time.
Result<std::optional<Error>> wait_for_desk(store::Transaction& tx, Programmes programmes,
                                           const ledger::Redeem& command);

/// The same for who only asks what became of a key.
std::optional<Error> find_waiting(store::Snapshot& snapshot, const Id& key, const Id& account, Instant at);

/// What waits at a facility, oldest first.
std::vector<WaitingUse> waiting_at(store::Snapshot& snapshot, const Id& facility, Instant at);

struct AnswerWaiting {
    Id key;
    Instant at;
    Id staff, facility;
    Id waiting;
    bool confirms = false;
    std::string reason;  ///< of a rejection; the parent reads it
    Id entry;            ///< drawn for the use
};
/// The use; for a rejection and for a repetition nothing; or the decision that refused, which rejects it too.
/// Errors: `waiting_not_found`, `waiting_decided`, `waiting_ended` (conflicts), `reason_missing` (malformed),
/// those of ledger::redeem(); `key_reused`.
Recorded<std::variant<std::monostate, ledger::Used, ledger::Preview>> answer_waiting(
    store::Transaction& tx, Programmes programmes, const AnswerWaiting& command);

}  // namespace hagukumi::desk
