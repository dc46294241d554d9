#include "applications/keep.hpp"

#include "applications/sql.hpp"

namespace hagukumi::applications {

Result<rules::Facts> known_facts(store::Snapshot& snapshot, const Id& household, Instant at)
{
    rules::Facts facts;
    facts.at = at;
    TRY(people::load_facts(snapshot, household, std::nullopt, std::nullopt, date_in_japan(at), facts));
    return facts;
}

void record_event(store::Transaction& tx, const Id& application, EventKind kind, Instant at, const Id& actor,
                  const Id& event)
{
    tx.execute(sql::add_event, event, application, kind, at, actor);
}

tl::unexpected<Error> form_not_found()
{
    return fail(ErrorKind::not_found, "form_not_found",
                {"この申請は、いまは受け付けていません。", "This form is not open at present."});
}

tl::unexpected<Error> application_changed()
{
    return fail(ErrorKind::conflict, "application_changed",
                {"ほかの画面で書き換えられています。画面を読み込み直してください。",
                 "It was changed on another screen. Please load it again."});
}

tl::unexpected<Error> already_withdrawn()
{
    return fail(ErrorKind::conflict, "already_withdrawn",
                {"この申請は、すでに取り下げられています。", "This application was withdrawn already."});
}

tl::unexpected<Error> not_a_draft(State state)
{
    if (state == State::withdrawn) return already_withdrawn();
    return fail(
        ErrorKind::conflict, "already_sent",
        {"この申請は、すでに送られています。直すときは、取り下げて申請し直すか、担当へご連絡ください。",
         "This application was sent already. To change it, withdraw it and apply again, or tell the "
         "office."});
}

}  // namespace hagukumi::applications
