#include "line/quota_watch.hpp"

#include "line/sql.hpp"

namespace hagukumi::line {

namespace {

constexpr std::chrono::hours looks_every{1};
constexpr std::chrono::seconds after_failure{30};

}  // namespace

std::optional<LookedAtQuota> find_quota(store::Snapshot& snapshot, const Id& channel)
{
    return snapshot.find(
        sql::find_quota,
        [](const store::Row& row) {
            LookedAtQuota found;
            if (!row.is_null(0)) found.quota.most = row.integer(0);
            found.quota.used = row.integer(1);
            found.looked_at = row.instant(2);
            return found;
        },
        channel);
}

int QuotaWatch::look(MunicipalityCode municipality)
{
    const Channel* const channel = x_channels.of(municipality);
    const Instant now = x_now();
    if (channel == nullptr || now < x_looks_at[municipality]) return 0;
    const Result<Quota> quota = channel->client->quota();
    x_looks_at[municipality] =
        now + (quota ? std::chrono::milliseconds(looks_every) : std::chrono::milliseconds(after_failure));
    if (!quota) return 0;
    static_cast<void>(x_database.lane().run(municipality, [&](store::Transaction& tx) -> Result<void> {
        tx.execute(sql::keep_quota, channel->id, quota->most, quota->used, now);
        return {};
    }));
    return 0;
}

}  // namespace hagukumi::line
