#include "applications/documents.hpp"

#include <boost/json.hpp>

#include <algorithm>

#include "applications/keep.hpp"
#include "applications/sql.hpp"
#include "audit/record.hpp"

namespace hagukumi::applications {

namespace {

constexpr std::size_t most_documents = 20;

Result<Application> find_written_on(store::Snapshot& snapshot, const Id& application, const Id& account)
{
    Application found = TRY(find_own(snapshot, application, account));
    if (!is_written_on(found.state)) return not_a_draft(found.state);
    return found;
}

Result<void> check_question(const rules::Programme& programme, const Application& application,
                            const std::string& question)
{
    const rules::Form* const form = programme.find_form(application.form);
    if (form == nullptr) return form_not_found();
    const auto number = form->find_question(question);
    if (number && form->question(*number).kind == rules::AnswerKind::file) return {};
    return fail(ErrorKind::malformed, "question_unknown",
                {"この項目には添付できません。画面を読み込み直してください。",
                 "Nothing can be attached to this question. Please load the page again."});
}

}  // namespace

std::vector<DocumentLine> documents_of(store::Snapshot& snapshot, const Id& application)
{
    std::vector<DocumentLine> lines;
    snapshot.query(
        sql::documents_of,
        [&](const store::Row& row) {
            lines.push_back({row.id(0), std::string(row.text(1)), static_cast<media::Kind>(row.integer(2)),
                             static_cast<int>(row.integer(3)), row.integer(4)});
        },
        application);
    return lines;
}

Result<void> attach(store::Transaction& tx, const rules::Programme& programme, const Attach& command)
{
    const Application application = TRY(find_written_on(tx, command.application, command.account));
    TRY(check_question(programme, application, command.question));
    if (documents_of(tx, application.id).size() >= most_documents) {
        return fail(ErrorKind::conflict, "documents_too_many",
                    {"添付が多すぎます。いらないものを外してください。",
                     "There are too many documents. Please remove those that are not needed."});
    }
    tx.execute(sql::add_document, command.id, application.id, command.question, command.kind, command.pages,
               command.size, store::Bytes(command.sealed), command.at);
    audit::record(tx, command.at, command.account, "applications.attach", application.id,
                  boost::json::serialize(boost::json::object{{"document", to_string(command.id)}}));
    return {};
}

Result<void> detach(store::Transaction& tx, const Id& account, const Id& application, const Id& document,
                    Instant at)
{
    const Application found = TRY(find_written_on(tx, application, account));
    if (tx.execute(sql::drop_document, document, found.id) == 0) return {};
    audit::record(tx, at, account, "applications.detach", found.id,
                  boost::json::serialize(boost::json::object{{"document", to_string(document)}}));
    return {};
}

Result<Seen> look_at_document(store::Transaction& tx, const people::Seal& seal, const Id& application,
                              const Id& document, const Id& who, Instant at)
{
    Seen seen;
    std::optional<people::Secret> opened;
    const auto found = tx.find(
        sql::find_document,
        [&](const store::Row& row) {
            seen.kind = static_cast<media::Kind>(row.integer(0));
            opened = seal.open(row.bytes(1));
            return true;
        },
        document, application);
    if (!found) {
        return fail(ErrorKind::not_found, "not_found",
                    {"この書類は見つかりません。画面を読み込み直してください。",
                     "There is no such document. Please load the page again."});
    }
    if (!opened) {
        return fail(ErrorKind::unavailable, "document_unreadable",
                    {"書類を開けません。システムの管理者へお知らせください。",
                     "The document cannot be opened. Please tell the operator."});
    }
    seen.bytes = opened->reveal();
    audit::record(tx, at, who, "applications.look_at_document", application,
                  boost::json::serialize(boost::json::object{{"document", to_string(document)}}));
    return seen;
}

std::int64_t forget_documents(store::Transaction& tx, Instant now)
{
    const Instant before = now + std::chrono::hours(-24 * documents_kept_days);
    return tx.execute(sql::forget_documents, before) + tx.execute(sql::forget_documents_of_drafts, before);
}

}  // namespace hagukumi::applications
