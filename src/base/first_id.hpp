// Where the identifiers of an instant begin: what was written since then is found by its key alone.
#pragma once

#include "base/id.hpp"
#include "base/instant.hpp"

namespace hagukumi {

/// Not above any id that was made at `since` or later.
inline Id first_id_since(Instant since)
{
    Id first;  // ids begin with the time in 48 bits
    for (std::size_t i = 0; i < 6; ++i)
        first.bytes[i] = static_cast<std::uint8_t>(since.milliseconds >> (40 - 8 * i) & 0xff);
    return first;
}

/// Above every id of what happened before `until`: an id is drawn with its instant, or at most an hour later.
inline Id id_behind(Instant until)
{
    return first_id_since(until + std::chrono::hours(1));
}

}  // namespace hagukumi
