// Documents: taken in by the family, looked at by the family and the office; each look is in the record.
#include "applications/documents.hpp"

#include "http/api/applications_out.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "people/looks/looks.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

tl::unexpected<Error> no_seal()
{
    return fail(ErrorKind::unavailable, "documents_not_set_up",
                {"いまは書類を受け付けられません。担当の窓口へお知らせください。",
                 "Documents cannot be taken at present. Please tell the office."});
}

Result<Response> shown(const Site& site, store::Transaction& tx, const Id& application, const Id& document,
                       const people::Caller& caller, Instant at)
{
    if (site.seal == nullptr) return no_seal();
    applications::Seen seen =
        TRY(applications::look_at_document(tx, *site.seal, application, document, caller.account, at));
    Response response;
    response.content_type = media::media_type(seen.kind);
    response.body = std::move(seen.bytes);
    response.headers.emplace_back("Content-Disposition", seen.kind == media::Kind::pdf
                                                             ? "attachment; filename=\"shorui.pdf\""
                                                             : "attachment; filename=\"shorui.jpg\"");
    return response;
}

}  // namespace

Result<Work> open_document(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                           const Request& request)
{
    if (site.seal == nullptr) return no_seal();
    const Id application = TRY(id_in_path(request, 0));
    const auto own = TRY(applications::find_own(snapshot, application, caller.account));
    const FormOf of = TRY(form_of(municipality_of(site, request), own));
    if (site.scan) TRY(site.scan(request.body));
    const media::Document document = TRY(media::read_document(request.body));
    applications::Attach command;
    command.at = request.at;
    command.account = caller.account;
    command.application = application;
    command.question = request.query_value("question");
    command.id = site.draw_id(request.at);
    command.kind = document.kind;
    command.pages = document.pages;
    command.size = static_cast<std::int64_t>(document.bytes.size());
    command.sealed = site.seal->close(document.bytes, *site.randomness);
    return Work([programme = of.programme, command = std::move(command)](
                    const people::Caller& again, store::Transaction& tx) -> Recorded<Response> {
        must(again.account == command.account, "one session has one account");
        TRY(applications::attach(tx, *programme, command));
        return Result<Response>(json_response(
            201,
            document_to_json({command.id, command.question, command.kind, command.pages, command.size})));
    });
}

Recorded<Response> post_parent_document_remove(const Site&, const people::Caller& caller,
                                               store::Transaction& tx, const Request& request)
{
    TRY(applications::detach(tx, caller.account, TRY(id_in_path(request, 0)), TRY(id_in_path(request, 1)),
                             request.at));
    return Result<Response>(no_content());
}

Recorded<Response> post_parent_document_look(const Site& site, const people::Caller& caller,
                                             store::Transaction& tx, const Request& request)
{
    const auto own = TRY(applications::find_own(tx, TRY(id_in_path(request, 0)), caller.account));
    return Result<Response>(TRY(shown(site, tx, own.id, TRY(id_in_path(request, 1)), caller, request.at)));
}

Recorded<Response> post_office_document_look(const Site& site, const people::Caller& caller,
                                             store::Transaction& tx, const Request& request)
{
    const auto found = applications::find_application(tx, TRY(id_in_path(request, 0)));
    if (!found || found->state == applications::State::draft) return not_found();
    const Id document = TRY(id_in_path(request, 1));
    people::record_look(tx, {site.draw_id(request.at), request.at, caller.account, found->household,
                             people::Seen::document, document, people::LookReason::application});
    return Result<Response>(TRY(shown(site, tx, found->id, document, caller, request.at)));
}

}  // namespace hagukumi::http
