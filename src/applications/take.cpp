#include "applications/keep.hpp"
#include "applications/review_steps.hpp"
#include "applications/sql.hpp"
#include "audit/once.hpp"
#include "audit/record.hpp"

namespace hagukumi::applications {

Result<void> take(store::Transaction& tx, const Take& command)
{
    constexpr std::string_view kind = "applications.take";
    audit::Digest content(kind);
    content.add(command.application)
        .add(std::int64_t{command.give_back})
        .add(std::int64_t{command.take_over});
    return audit::once(tx, command, command.officer, kind, content, [&]() -> Result<void> {
        const Application application = TRY(find_open(tx, command.application));
        if (application.officer && *application.officer != command.officer && !command.take_over)
            return taken_by_another();
        if (command.give_back ? !application.officer : application.officer == command.officer) return {};
        const std::optional<Id> now = command.give_back ? std::optional<Id>() : command.officer;
        must(tx.execute(sql::take, application.id, now) == 1, "what was read in this transaction is there");
        record_event(tx, application.id, command.give_back ? EventKind::given_back : EventKind::taken,
                     command.at, command.officer, command.event);
        audit::record(tx, command.at, command.officer, kind, application.id,
                      command.give_back ? R"({"given_back":true})" : R"({"given_back":false})");
        return {};
    });
}

}  // namespace hagukumi::applications
