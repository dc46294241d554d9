#include "messages/notices.hpp"

#include "messages/choices.hpp"
#include "messages/push_devices.hpp"
#include "messages/sql.hpp"

namespace hagukumi::messages {

void post_notice(store::Transaction& tx, const Id& account, const Id& id, Instant at,
                 std::string_view message_template, std::string_view params)
{
    tx.change(sql::add_notice, account, id, at, message_template, params);
}

std::vector<Notice> notices_before(store::Snapshot& snapshot, const Id& account, const Id& before, int limit,
                                   std::optional<Language> also)
{
    std::vector<Notice> notices;
    const auto take = [&](const store::Row& row) {
        Rendered words = render(row.text(2), row.text(3), also);
        notices.push_back({row.id(0), row.instant(1), std::string(row.text(2)), std::move(words.subject),
                           std::move(words.body), row.maybe_instant(4)});
    };
    if (before.is_nil()) snapshot.query(sql::newest_notices, take, account, limit);
    else snapshot.query(sql::older_notices, take, account, limit, before);
    return notices;
}

void delete_notices(store::Transaction& tx, const Id& account)
{
    tx.execute(sql::delete_notices, account);
    forget_notice_choices(tx, account);
    forget_devices(tx, account);
}

std::int64_t count_unread(store::Snapshot& snapshot, const Id& account)
{
    return *snapshot.find(
        sql::count_unread, [](const store::Row& row) { return row.integer(0); }, account);
}

Result<void> mark_read(store::Transaction& tx, const Id& account, const Id& id, Instant at)
{
    if (tx.execute(sql::read_notice, account, id, at) == 1) return {};
    return fail(ErrorKind::not_found, "no_such_notice",
                {"このお知らせは見つかりません。", "There is no such notice."});
}

}  // namespace hagukumi::messages
