// 自治体からのお知らせ: written once by the office, read by every family that it is for, with a mark for what
// was read.
//
// News are not posted to each account: a city has thousands, and who comes later reads them as well.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

namespace hagukumi::news {

struct News {
    Id id;
    Instant at;
    std::optional<std::string> programme;  ///< for families with its coupons; empty: for everybody
    Text title, body;                      ///< English may be empty: then Japanese is shown
    Date last_day;                         ///< on which it is shown
    std::optional<Instant> withdrawn_at;
    bool is_read = false;
};

struct Write {
    Id key;
    Instant at;
    Id actor;
    Id id;
    std::optional<std::string> programme;
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

/// What an account reads on `day`: for everybody, or for one of these programmes; newest first.
std::vector<News> news_for(store::Snapshot& snapshot, const Id& account,
                           const std::set<std::string>& programmes, Date day);

/// The first time counts.  `no_such_notice` (not_found).
Result<void> mark_read(store::Transaction& tx, const Id& account, const Id& news, Instant at);

}  // namespace hagukumi::news
