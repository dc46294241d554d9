#include "audit/done_before.hpp"

#include <algorithm>

#include "audit/sql.hpp"

namespace hagukumi::audit {

void ask_done_ahead(store::Snapshot& snapshot, const Id& key, const Id& actor)
{
    snapshot.ask_ahead(sql::find_command, key, actor);
}

Result<Done> find_done(store::Transaction& tx, const Id& key, const Id& actor, std::string_view kind,
                       const Fingerprint& fingerprint)
{
    bool same = true;
    auto answer = tx.find(
        sql::find_command,
        [&](const store::Row& row) {
            const store::Bytes stored = row.bytes(1);
            same = row.text(0) == kind &&
                   std::equal(stored.begin(), stored.end(), fingerprint.begin(), fingerprint.end());
            return std::string(row.text(2));
        },
        key, actor);
    if (same) return answer;
    return fail(ErrorKind::conflict, "key_reused",
                {"この受付番号は別の内容で使用済みです。画面を開き直してから、もう一度操作してください。",
                 "This key was already used for something else. Please open the page again and repeat."});
}

void remember(store::Transaction& tx, const Id& key, const Id& actor, std::string_view kind,
              const Fingerprint& fingerprint, Instant at, std::string_view answer)
{
    tx.write(sql::add_command, key, actor, kind, bytes_of(fingerprint), at, answer);
}

std::optional<std::string> find_answer(store::Snapshot& snapshot, const Id& key, const Id& actor,
                                       std::string_view kind)
{
    std::optional<std::string> answer;
    snapshot.query(
        sql::find_command,
        [&](const store::Row& row) {
            if (row.text(0) == kind) answer = std::string(row.text(2));
        },
        key, actor);
    return answer;
}

}  // namespace hagukumi::audit
