#include "audit/record.hpp"

#include <algorithm>
#include <limits>

#include "audit/entry_row.hpp"
#include "audit/sql.hpp"

namespace hagukumi::audit {

Hash chain_hash(MunicipalityCode municipality, const Head& previous, Instant at, const Id& actor,
                std::string_view action, const Id& object, std::string_view detail)
{
    return Digest("hagukumi.audit.1")
        .add(municipality)
        .add(previous.seq + 1)
        .add(previous.hash)
        .add(at)
        .add(actor)
        .add(action)
        .add(object)
        .add(detail)
        .finish();
}

Head find_head(store::Snapshot& snapshot)
{
    Head head;
    snapshot.query(sql::find_head, [&](const store::Row& row) { head = {row.integer(0), hash_in(row, 1)}; });
    return head;
}

void ask_head_ahead(store::Transaction& tx)
{
    if (tx.kept<Head>(Id{}) == nullptr) tx.ask_ahead(sql::find_head);
}

void record(store::Transaction& tx, Instant at, const Id& actor, std::string_view action, const Id& object,
            std::string_view detail_json)
{
    const Head* const kept = tx.kept<Head>(Id{});
    const Head previous = kept != nullptr ? *kept : find_head(tx);
    const Head next{previous.seq + 1,
                    chain_hash(tx.municipality(), previous, at, actor, action, object, detail_json)};
    tx.write(sql::add_entry, next.seq, at, actor, action, object, detail_json, bytes_of(next.hash));
    tx.keep(Id{}, next, [](store::Transaction& end, const Head& head) {
        end.write(sql::set_head, head.seq, bytes_of(head.hash));
    });
}

std::vector<Entry> entries_before(store::Snapshot& snapshot, std::int64_t before, int limit)
{
    std::vector<Entry> entries;
    snapshot.query(
        sql::entries_before, [&](const store::Row& row) { entries.push_back(entry_in(row)); },
        before > 0 ? before : std::numeric_limits<std::int64_t>::max(), limit);
    return entries;
}

}  // namespace hagukumi::audit
