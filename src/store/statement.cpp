#include "store/statement.hpp"

#include <algorithm>

#include "base/result.hpp"

namespace hagukumi::store {

Id Row::id(int column) const
{
    const Bytes raw = bytes(column);
    Id id;
    must(raw.size() == id.bytes.size(), "an identifier has 16 bytes");
    std::copy(raw.begin(), raw.end(), id.bytes.begin());
    return id;
}

std::optional<std::int64_t> Row::maybe_integer(int column) const
{
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

std::optional<Date> Row::maybe_date(int column) const
{
    if (is_null(column)) return std::nullopt;
    return date(column);
}

std::optional<Instant> Row::maybe_instant(int column) const
{
    if (is_null(column)) return std::nullopt;
    return instant(column);
}

std::optional<Id> Row::maybe_id(int column) const
{
    if (is_null(column)) return std::nullopt;
    return id(column);
}

}  // namespace hagukumi::store
