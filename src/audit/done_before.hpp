// Done before? — the first question of every command.
//
// A command carries a key that its caller drew when the confirmation was shown.  The same key with the same
// content gets the same answer, byte by byte, whatever the rules say now; with other content it is a
// conflict. The record stands in the transaction of the effect and is kept as long as the effect
// (reliability.md T07).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "audit/digest.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

namespace hagukumi::audit {

/// What a command asks for, as one hash: build it with Digest("kind") over everything that the caller sent
/// but the key.
using Fingerprint = Hash;

/// The stored answer of a command that was done, or nothing when the key is new.
using Done = std::optional<std::string>;

/// Looks the key up.  Error `key_reused` (conflict) when it was used for another command.
Result<Done> find_done(store::Transaction& tx, const Id& key, const Id& actor, std::string_view kind,
                       const Fingerprint& fingerprint);

/// The same question, asked ahead.
void ask_done_ahead(store::Snapshot& snapshot, const Id& key, const Id& actor);

/// Stores the answer under the key, once; refusals are not remembered, so that the key stays free.
void remember(store::Transaction& tx, const Id& key, const Id& actor, std::string_view kind,
              const Fingerprint& fingerprint, Instant at, std::string_view answer);

/// The stored answer under a key, for a caller who asks what became of it; nothing was done when there is
/// none.
std::optional<std::string> find_answer(store::Snapshot& snapshot, const Id& key, const Id& actor,
                                       std::string_view kind);

}  // namespace hagukumi::audit
