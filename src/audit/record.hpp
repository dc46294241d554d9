// The tamper-evident record: who did what to what, and when.
//
// Every entry's hash covers the entry and the hash of the one before, so that nothing can be changed,
// removed, moved or put in later without breaking the chain behind it.  One chain a municipality, numbered
// from 1 without gaps.  Rows are only ever added.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "audit/digest.hpp"
#include "store/transaction.hpp"

namespace hagukumi::audit {

/// The newest entry; seq 0 and a hash of zeros before the first.
struct Head {
    std::int64_t seq = 0;
    Hash hash{};

    friend bool operator==(const Head&, const Head&) = default;
};

struct Entry {
    std::int64_t seq = 0;
    Instant at;
    Id actor;
    std::string action;  ///< "ledger.redeem"
    Id object;
    std::string detail;  ///< JSON; no names, addresses or secrets
    Hash hash{};
};

/// Adds an entry to the municipality's chain.
void record(store::Transaction& tx, Instant at, const Id& actor, std::string_view action, const Id& object,
            std::string_view detail_json);

Head find_head(store::Snapshot& snapshot);

/// For a command that will record(): the head is fetched along with its next question.
void ask_head_ahead(store::Transaction& tx);

/// Entries below `before` (0: the newest), newest first, at most `limit`.
std::vector<Entry> entries_before(store::Snapshot& snapshot, std::int64_t before, int limit);

/// The hash that an entry must carry behind `previous`.
Hash chain_hash(MunicipalityCode municipality, const Head& previous, Instant at, const Id& actor,
                std::string_view action, const Id& object, std::string_view detail);

}  // namespace hagukumi::audit
