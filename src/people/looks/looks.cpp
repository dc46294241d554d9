#include "people/looks/looks.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <limits>

#include "audit/record.hpp"
#include "base/age.hpp"
#include "base/first_id.hpp"
#include "people/looks/sql.hpp"

namespace hagukumi::people {

namespace {

constexpr std::array<std::string_view, 4> seen_names{"family", "application", "document", "decision_notice"};
constexpr std::array<std::string_view, 6> reason_names{"directly", "search",      "application",
                                                       "code",     "undelivered", "record"};

}  // namespace

std::string_view name_of(Seen what)
{
    return seen_names.at(static_cast<std::size_t>(what) - 1);
}

std::string_view name_of(LookReason why)
{
    return reason_names.at(static_cast<std::size_t>(why) - 1);
}

std::optional<LookReason> parse_look_reason(std::string_view name)
{
    for (std::size_t i = 0; i < reason_names.size(); ++i) {
        if (reason_names[i] == name) return static_cast<LookReason>(i + 1);
    }
    return std::nullopt;
}

void record_look(store::Transaction& tx, const Look& look)
{
    tx.execute(sql::add_look, look.id, look.at, look.officer, look.household, look.what, look.object,
               look.why);
    audit::record(tx, look.at, look.officer, "people.look", look.object,
                  boost::json::serialize(
                      boost::json::object{{"what", name_of(look.what)}, {"why", name_of(look.why)}}));
}

std::vector<Look> find_looks(store::Snapshot& snapshot, const LooksWanted& wanted, const Id& before,
                             int limit)
{
    std::vector<Look> found;
    const auto add = [&](const store::Row& row) {
        found.push_back({row.id(0), row.instant(1), row.id(2), row.id(3), static_cast<Seen>(row.integer(4)),
                         row.id(5), static_cast<LookReason>(row.integer(6))});
    };
    const Instant from = wanted.first_day ? start_of_day_in_japan(*wanted.first_day) : Instant{};
    const Instant until = wanted.last_day ? start_of_day_in_japan(day_after(*wanted.last_day))
                                          : Instant{std::numeric_limits<std::int64_t>::max()};
    // The days are found by the key; what was seen since then is not walked past.
    Id below;
    below.bytes.fill(0xFF);
    if (wanted.last_day) below = id_behind(until);
    if (before != Id{}) below = std::min(below, before);
    const Id first = first_id_since(from);
    if (wanted.household)
        snapshot.query(sql::looks_at_household, add, *wanted.household, wanted.officer, from, until, first,
                       below, limit);
    else if (wanted.officer)
        snapshot.query(sql::looks_of_officer, add, *wanted.officer, from, until, first, below, limit);
    else snapshot.query(sql::looks, add, from, until, first, below, limit);
    return found;
}

}  // namespace hagukumi::people
