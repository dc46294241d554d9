// Failed attempts at secrets (passwords, PINs, passcodes), counted over sliding windows.
//
// A fixed window would let twice the cap through at its edge, so the instants themselves are kept.  What is
// counted for whom is the room's matter: a counter is a number that the room owns (people 1-9, facilities
// 10-19), a subject is an account, or the digest of what was typed.
#pragma once

#include <chrono>
#include <limits>
#include <optional>

#include "audit/digest.hpp"
#include "store/transaction.hpp"

namespace hagukumi::audit {

struct Counter {
    std::int64_t number;
};

/// So many failures within so long, then no more until the oldest has left the window.
struct Cap {
    int most = 0;
    std::chrono::milliseconds within{};

    /// Counted until somebody forgets them.
    static constexpr std::chrono::milliseconds for_ever{std::numeric_limits<std::int64_t>::max() / 4};
};

/// The first 128 bits of a digest, for subjects that are no objects.
Id subject_of(const Digest& digest);

/// When the next attempt may be made; nothing when it may be made now.
std::optional<Instant> capped_until(store::Snapshot& snapshot, Counter counter, const Id& subject,
                                    const Cap& cap, Instant at);

/// Counts a failure.  `attempt` is unique to it.  Failures that are older than `keep` are forgotten.
void add_failure(store::Transaction& tx, Counter counter, const Id& subject, Instant at, const Id& attempt,
                 std::chrono::milliseconds keep);

void forget_failures(store::Transaction& tx, Counter counter, const Id& subject, Instant up_to);

}  // namespace hagukumi::audit
