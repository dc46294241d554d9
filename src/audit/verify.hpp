// Walks a municipality's chain and says where it was tampered with, in words for an auditor.
#pragma once

#include <optional>

#include "audit/record.hpp"
#include "base/result.hpp"

namespace hagukumi::audit {

enum class Finding {
    intact,
    changed,       ///< this entry is not what was written
    removed,       ///< an entry with this number is missing
    moved,         ///< this entry was written under another number: reordered, or one was put in before it
    tail_cut,      ///< the chain ends before its head: the newest entries are missing
    head_differs,  ///< the chain is sound in itself, but its end is not the stored head
    rewritten,     ///< the chain is sound in itself, but not the one whose head was published
};

struct Verdict {
    Finding finding = Finding::intact;
    std::int64_t seq = 0;         ///< the first entry concerned; of an intact chain the last
    std::int64_t written_as = 0;  ///< of a moved entry: its number when it was written
    std::int64_t entries = 0;     ///< how many were walked
    Head head;                    ///< the end of what was walked soundly
    Text sentence;
};

/// Recomputes every hash.  `published` is a head that was written down elsewhere (mailed, printed, posted):
/// only it shows that somebody with the whole database rewrote the whole chain.
Verdict verify(store::Snapshot& snapshot, const std::optional<Head>& published = std::nullopt);

}  // namespace hagukumi::audit
