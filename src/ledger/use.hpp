// Using a coupon: the preview that parent and staff read together, and the deed.
//
//  1. Preview and deed decide by the same function on the same facts; only the deed writes.
//  2. The same key and content: the use that was made, with its numbers, whatever the rules say now.
//  3. A refusal changes nothing and is not in the history; the record keeps that it was asked for.
//  4. Units never fall below zero: the rules say so, the statement says so, the table says so.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "ledger/coupon.hpp"
#include "rules/decide.hpp"

namespace hagukumi::ledger {

/// What is asked for at the desk.
struct UseRequest {
    Instant at;
    Id account, household;  ///< the parent's
    Id check_in, coupon;
    rules::Request request;
    Units set_aside;  ///< by the booking of this use: they are free for it, and no more set aside after it
};

struct Preview {
    const rules::Programme* programme = nullptr;
    rules::Facts facts;
    rules::Decision decision;
};

/// Errors: `check_in_not_found`, `check_in_expired`, `coupon_not_found`.
Result<Preview> preview_use(store::Snapshot& snapshot, Programmes programmes, const UseRequest& asked);

struct Redeem {
    Id key;
    Id id;  ///< of the new entry
    UseRequest use;
    bool again = false;  ///< the parent was asked whether this is a second use, and said yes
    /// When it came to us, where that was later than the use itself (use.at): the desk's line was cut.
    std::optional<Instant> entered_at{};
};

/// What the answer to a use says.
struct UseAnswer {
    const rules::Programme* programme = nullptr;
    Id coupon;
    bool limited = false;
    Entry use;
    std::string facility_name;
};

/// {"use":{…}}, the same for every repetition. Asks nothing, so it can be said when the lane is done.
std::string to_json(const UseAnswer& answer);

struct Used {
    UseAnswer answer;
    bool is_replay = false;
};

/// What redeem() asks first, asked ahead: for who asks more before it.
void ask_redeem_ahead(store::Transaction& tx, const Redeem& command);

/// 利用.  Used, or the decision that refused.  Errors: those of preview_use; `used_just_now` (conflict) when
/// the same use was entered less than ten minutes ago; `key_reused`.
Recorded<std::variant<Used, Preview>> redeem(store::Transaction& tx, Programmes programmes,
                                             const Redeem& command);

/// The answer of a use under this key, if there was one: for a phone that lost the answer.
Result<std::optional<std::string>> find_use_by_key(store::Snapshot& snapshot, Programmes programmes,
                                                   const Id& key, const Id& account);

}  // namespace hagukumi::ledger
