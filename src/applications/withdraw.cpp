#include "applications/keep.hpp"
#include "applications/sql.hpp"
#include "audit/once.hpp"
#include "audit/record.hpp"
#include "messages/outbox.hpp"

namespace hagukumi::applications {

namespace {

void tell_withdrawn(store::Transaction& tx, const Application& application, const Withdraw& command)
{
    const std::string params = messages::Params()
                                   .text("number", number_of(*application.fiscal_year, *application.serial))
                                   .text("when", to_string(date_in_japan(command.at)))
                                   .json();
    messages::Message message;
    message.id = command.event;
    message.at = command.at;
    message.channel = messages::channel::account;
    message.recipient = command.account;
    message.message_template = "application_withdrawn";
    message.params = params;
    messages::enqueue(tx, message);
}

}  // namespace

Result<void> withdraw(store::Transaction& tx, const Withdraw& command)
{
    constexpr std::string_view kind = "applications.withdraw";
    audit::Digest content(kind);
    content.add(command.application);
    return audit::once(tx, command, command.account, kind, content, [&]() -> Result<void> {
        const Application application = TRY(find_own(tx, command.application, command.account));
        if (application.state == State::withdrawn) return already_withdrawn();
        const bool was_draft = application.state == State::draft;
        if (was_draft) {
            tx.execute(sql::drop_draft, application.id);
        } else {
            must(tx.execute(sql::withdraw, application.id, command.at) == 1,
                 "what was read in this transaction is still there");
            record_event(tx, application.id, EventKind::withdrawn, command.at, command.account,
                         command.event);
            tell_withdrawn(tx, application, command);
        }
        audit::record(tx, command.at, command.account, kind, application.id,
                      was_draft ? R"({"was":"draft"})" : R"({"was":"sent"})");
        return {};
    });
}

}  // namespace hagukumi::applications
