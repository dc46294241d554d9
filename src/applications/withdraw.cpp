#include "applications/keep.hpp"
#include "applications/sql.hpp"
#include "audit/once.hpp"
#include "audit/record.hpp"
#include "people/open_change.hpp"

namespace hagukumi::applications {

Result<void> withdraw(store::Transaction& tx, const Withdraw& command)
{
    constexpr std::string_view kind = "applications.withdraw";
    audit::Digest content(kind);
    content.add(command.application);
    return audit::once(tx, command, command.account, kind, content, [&]() -> Result<void> {
        const Application application = TRY(find_own(tx, command.application, command.account));
        if (application.state == State::withdrawn) return already_withdrawn();
        if (application.state == State::approved || application.state == State::declined)
            return already_decided();
        const bool was_draft = application.state == State::draft;
        tx.execute(sql::drop_documents, application.id);
        if (was_draft) {
            tx.execute(sql::drop_draft, application.id);
        } else {
            must(tx.execute(sql::withdraw, application.id, command.at) == 1,
                 "what was read in this transaction is still there");
            people::close_open_change(tx, application.household, application.id);
            record_event(tx, application.id, EventKind::withdrawn, command.at, command.account,
                         command.event);
            tx.execute(sql::drop_proposal, application.id);
            tell_account(tx, application, "application_withdrawn", command.at, command.event, {});
        }
        audit::record(tx, command.at, command.account, kind, application.id,
                      was_draft ? R"({"was":"draft"})" : R"({"was":"sent"})");
        return {};
    });
}

}  // namespace hagukumi::applications
