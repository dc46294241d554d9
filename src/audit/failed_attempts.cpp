#include "audit/failed_attempts.hpp"

#include <algorithm>

#include "audit/sql.hpp"

namespace hagukumi::audit {

namespace {

/// `at` less a duration that may be "for ever".
Instant before(Instant at, std::chrono::milliseconds duration)
{
    return duration >= Cap::for_ever ? Instant{std::numeric_limits<std::int64_t>::min()} : at + -duration;
}

}  // namespace

Id subject_of(const Digest& digest)
{
    const Hash hash = digest.finish();
    Id id;
    std::copy_n(hash.begin(), id.bytes.size(), id.bytes.begin());
    return id;
}

std::optional<Instant> capped_until(store::Snapshot& snapshot, Counter counter, const Id& subject,
                                    const Cap& cap, Instant at)
{
    int failures = 0;
    Instant oldest = at;
    snapshot.query(
        sql::failures_since,
        [&](const store::Row& row) {
            ++failures;
            oldest = row.instant(0);
        },
        counter.number, subject, before(at, cap.within), cap.most);
    if (failures < cap.most) return std::nullopt;
    if (cap.within >= Cap::for_ever) return Instant{std::numeric_limits<std::int64_t>::max()};
    return oldest + cap.within;
}

void add_failure(store::Transaction& tx, Counter counter, const Id& subject, Instant at, const Id& attempt,
                 std::chrono::milliseconds keep)
{
    if (keep < Cap::for_ever) forget_failures(tx, counter, subject, before(at, keep));
    tx.execute(sql::add_failure, counter.number, subject, at, attempt);
}

void forget_failures(store::Transaction& tx, Counter counter, const Id& subject, Instant up_to)
{
    tx.execute(sql::forget_failures, counter.number, subject, up_to);
}

}  // namespace hagukumi::audit
