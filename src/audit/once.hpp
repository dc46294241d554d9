// The frame of a command that answers no more than that it was done.
#pragma once

#include <utility>

#include "audit/done_before.hpp"

namespace hagukumi::audit {

/// Runs `effect` (() -> Result<void>) unless the same command was done under this key; remembers it when it
/// succeeds.  `command` has key and at.
template <class Command, class Effect>
Result<void> once(store::Transaction& tx, const Command& command, const Id& actor, std::string_view kind,
                  const Digest& content, Effect effect)
{
    const Fingerprint fingerprint = content.finish();
    if (TRY(find_done(tx, command.key, actor, kind, fingerprint))) return {};
    Result<void> done = effect();
    if (done) remember(tx, command.key, actor, kind, fingerprint, command.at, "{}");
    return done;
}

}  // namespace hagukumi::audit
