#include <boost/json.hpp>

#include <algorithm>

#include "applications/documents.hpp"
#include "applications/index.hpp"
#include "applications/keep.hpp"
#include "applications/offer.hpp"
#include "applications/review_steps.hpp"
#include "applications/sending.hpp"
#include "applications/sql.hpp"
#include "applications/written_json.hpp"
#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "people/open_change.hpp"

namespace hagukumi::applications {

namespace {

constexpr std::string_view kind = "applications.send";

/// An attachment must be a document of this application, attached to this question.
void tell_unknown_documents(const rules::Form& form, const std::vector<DocumentLine>& documents,
                            rules::AnswersRead& read)
{
    for (const rules::TakenAnswer& answer : read.answers) {
        const rules::FormQuestion& question = form.question(answer.question);
        if (question.kind != rules::AnswerKind::file) continue;
        for (std::size_t part = 0; part < answer.texts.size(); ++part) {
            const bool is_there =
                std::any_of(documents.begin(), documents.end(), [&](const DocumentLine& document) {
                    return document.question == question.code && to_string(document.id) == answer.texts[part];
                });
            if (is_there) continue;
            read.mistakes.push_back({answer.question, part, rules::Flaw::not_a_document,
                                     rules::sentence_of(question, rules::Flaw::not_a_document)});
        }
    }
}

/// What no answer names any more is not kept.
void drop_unnamed(store::Transaction& tx, const Id& application, const std::vector<DocumentLine>& documents,
                  const rules::AnswersRead& read)
{
    for (const DocumentLine& document : documents) {
        const std::string id = to_string(document.id);
        const bool is_named =
            std::any_of(read.answers.begin(), read.answers.end(), [&](const rules::TakenAnswer& answer) {
                return std::find(answer.texts.begin(), answer.texts.end(), id) != answer.texts.end();
            });
        if (!is_named) tx.execute(sql::drop_document, document.id, application);
    }
}

/// Writes what was accepted; number, day of sending and state are then those of `application`.
void write(store::Transaction& tx, const rules::Programme& programme, const rules::Form& form,
           const Send& command, const rules::AnswersRead& read, Application& application)
{
    const std::string answers = to_json(taken(form, read));
    const std::string name = answer_of(form, read, rules::Becomes::guardian_name);
    const std::string kana = answer_of(form, read, rules::Becomes::guardian_kana);
    const store::Bytes version(programme.version());
    const bool is_first = application.state == State::draft;
    std::int64_t changed = 0;
    if (is_first) {
        const auto [year, serial] = next_number(tx, command.at);
        application.fiscal_year = year;
        application.serial = serial;
        changed = tx.execute(sql::send, application.id, command.version, answers, version, year, serial,
                             read.answered_by, command.at, name, kana);
    } else {
        changed = tx.execute(sql::send_again, application.id, command.version, answers, version,
                             read.answered_by, command.at, name, kana);
    }
    must(changed == 1, "what was read in this transaction is still there");
    index_answers(tx, application.id, number_of(*application.fiscal_year, *application.serial), form, read);
    record_event(tx, application.id, is_first ? EventKind::sent : EventKind::sent_again, command.at,
                 command.account, command.event, {}, answers);
}

}  // namespace

Recorded<std::variant<Sent, NotSent>> send(store::Transaction& tx, const rules::Programme& programme,
                                           const Send& command)
{
    using SendOutcome = std::variant<Sent, NotSent>;
    const audit::Fingerprint fingerprint =
        audit::Digest(kind).add(command.application).add(command.version).finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.account, kind, fingerprint)))
        return Result<SendOutcome>(Sent{std::move(*done)});

    Application application = TRY(find_own(tx, command.application, command.account));
    if (!is_written_on(application.state)) return not_a_draft(application.state);
    if (application.version != command.version) return application_changed();
    const rules::Form* const form =
        application.programme == programme.code() ? programme.find_form(application.form) : nullptr;
    if (form == nullptr) return form_not_found();

    rules::AnswersRead read = TRY(look_at(tx, programme, *form, application, command.at));
    const std::vector<DocumentLine> documents = documents_of(tx, application.id);
    tell_unknown_documents(*form, documents, read);
    if (!read.is_accepted()) {
        audit::record(tx, command.at, command.account, "applications.send_refused", application.id,
                      boost::json::serialize(boost::json::object{{"mistakes", read.mistakes.size()},
                                                                 {"against", read.against.size()}}));
        return Result<SendOutcome>(NotSent{std::move(read)});
    }

    // From here on it is sent, or the whole transaction falls.
    write(tx, programme, *form, command, read, application);
    drop_unnamed(tx, application.id, documents, read);
    // O-14: until it is answered, nothing new is to stand on what is known of the family.
    if (form->blocks_booking)
        people::note_open_change(tx, {application.household, application.id, programme.code(), command.at});
    const std::string number = number_of(*application.fiscal_year, *application.serial);
    audit::record(tx, command.at, command.account, kind, application.id,
                  boost::json::serialize(boost::json::object{
                      {"programme", programme.code()}, {"form", form->code}, {"number", number}}));
    tell_received(tx, application, *form, read, command.at, command.event);
    TRY(decide_by_rules(tx, programme, *form, TRY(find_own(tx, application.id, command.account)), read,
                        command));
    Sent sent{receipt_of(number, read)};
    audit::remember(tx, command.key, command.account, kind, fingerprint, command.at, sent.answer);
    return Result<SendOutcome>(std::move(sent));
}

}  // namespace hagukumi::applications
