// Looks at the month's messages once an hour, so that the office sees before the plan is spent that it will
// be.
#pragma once

#include <map>
#include <optional>

#include "line/channel.hpp"

namespace hagukumi::line {

/// As LINE counted them when it was asked last.
struct LookedAtQuota {
    Quota quota;
    Instant looked_at;
};
std::optional<LookedAtQuota> find_quota(store::Snapshot& snapshot, const Id& channel);

class QuotaWatch {
public:
    QuotaWatch(store::Database& database, const Channels& channels, std::function<Instant()> now)
        : x_database(database), x_channels(channels), x_now(std::move(now))
    {
    }
    /// A chore of the worker; gives 0, for it leaves nothing to be done.
    int look(MunicipalityCode municipality);

private:
    store::Database& x_database;
    const Channels& x_channels;
    const std::function<Instant()> x_now;
    std::map<MunicipalityCode, Instant> x_looks_at;
};

}  // namespace hagukumi::line
