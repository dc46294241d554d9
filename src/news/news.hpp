// 自治体からのお知らせ: written once by the office, read by every family that it is for, with a mark for what
// was read.
//
// News are not posted to each account: a city has thousands, and who comes later reads them as well.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

namespace hagukumi::news {

/// Whom news are for.  Everything that is given must hold; nothing given: everybody.
struct Audience {
    std::optional<std::string> programme;  ///< families with its coupons
    std::string situation;                 ///< families in it, as another room names it; empty: any
    int months = 0;                        ///< how old a child is at most, where the situation asks it
};

struct News {
    Id id;
    Instant at;
    Audience audience;
    Text title, body;  ///< English may be empty: then Japanese is shown
    Date last_day;     ///< on which it is shown
    std::optional<Instant> withdrawn_at;
    bool is_read = false;
};

struct Write {
    Id key;
    Instant at;
    Id actor;
    Id id;
    Audience audience;
    Text title, body;
    Date last_day;
};
/// Errors: `news_empty`, `news_over` (malformed).
Result<Id> write(store::Transaction& tx, const Write& command);

struct Withdraw {
    Id key;
    Instant at;
    Id actor;
    Id news;
};
Result<void> withdraw(store::Transaction& tx, const Withdraw& command);

/// All that were written, newest first.
std::vector<News> all(store::Snapshot& snapshot);

/// Whether the reader's family is in an audience.  It is asked only where something is given.
using IsFor = std::function<bool(const Audience&)>;

/// What an account reads on `day`, newest first.
std::vector<News> news_for(store::Snapshot& snapshot, const Id& account, const IsFor& is_for, Date day);

/// The first time counts.  `no_such_notice` (not_found).
Result<void> mark_read(store::Transaction& tx, const Id& account, const Id& news, Instant at);

}  // namespace hagukumi::news
