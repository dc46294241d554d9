// お知らせ: notices that a parent reads in the portal, with a mark for what was read.
#pragma once

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "messages/templates.hpp"
#include "store/transaction.hpp"

namespace hagukumi::messages {

struct Notice {
    Id id;
    Instant at;
    std::string message_template;
    Text subject;
    Text body;
    std::optional<Instant> read_at;
};

/// Puts a notice into an account's portal, once an id.
void post_notice(store::Transaction& tx, const Id& account, const Id& id, Instant at,
                 std::string_view message_template, std::string_view params);

/// Notices older than `before` (nil: the newest), newest first, at most `limit`; in Japanese, English and
/// `also`.
std::vector<Notice> notices_before(store::Snapshot& snapshot, const Id& account, const Id& before, int limit,
                                   std::optional<Language> also = std::nullopt);

/// The account is gone, and with it what it chose (choices.hpp).
void delete_notices(store::Transaction& tx, const Id& account);

std::int64_t count_unread(store::Snapshot& snapshot, const Id& account);

/// Marks a notice as read; the first time counts.  not_found when the account has no such notice.
Result<void> mark_read(store::Transaction& tx, const Id& account, const Id& id, Instant at);

}  // namespace hagukumi::messages
