#include <boost/json.hpp>

#include "applications/keep.hpp"
#include "applications/sql.hpp"
#include "applications/written_json.hpp"
#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "base/age.hpp"
#include "messages/outbox.hpp"

namespace hagukumi::applications {

namespace {

constexpr std::string_view kind = "applications.send";

/// An attachment must be a document that this account uploaded.  None can be uploaded yet, so that no
/// identifier names one.
void tell_unknown_documents(const rules::Form& form, rules::AnswersRead& read)
{
    for (const rules::TakenAnswer& answer : read.answers) {
        const rules::FormQuestion& question = form.question(answer.question);
        if (question.kind != rules::AnswerKind::file) continue;
        read.mistakes.push_back({answer.question, 0, rules::Flaw::not_a_document,
                                 rules::sentence_of(question, rules::Flaw::not_a_document)});
    }
}

rules::WrittenAnswers taken(const rules::Form& form, const rules::AnswersRead& read)
{
    rules::WrittenAnswers answers;
    for (const rules::TakenAnswer& answer : read.answers)
        answers[form.question(answer.question).code] = answer.texts;
    return answers;
}

void tell_received(store::Transaction& tx, const rules::Form& form, const Send& command,
                   const std::string& number, const std::optional<Date>& answered_by)
{
    const Text until = answered_by
                           ? Text{to_string(*answered_by), to_string(*answered_by)}
                           : Text{"決まりしだいお知らせします", "we tell you as soon as it is decided"};
    const std::string params = messages::Params()
                                   .words("form", form.name)
                                   .text("number", number)
                                   .text("when", to_string(date_in_japan(command.at)))
                                   .words("answered_by", until)
                                   .json();
    messages::Message message;
    message.id = command.event;
    message.at = command.at;
    message.channel = messages::channel::account;
    message.recipient = command.account;
    message.message_template = "application_received";
    message.params = params;
    messages::enqueue(tx, message);
}

}  // namespace

Recorded<std::variant<Sent, NotSent>> send(store::Transaction& tx, const rules::Programme& programme,
                                           const Send& command)
{
    using Outcome = std::variant<Sent, NotSent>;
    const audit::Fingerprint fingerprint =
        audit::Digest(kind).add(command.application).add(command.version).finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.account, kind, fingerprint)))
        return Result<Outcome>(Sent{std::move(*done)});

    const Application application = TRY(find_own(tx, command.application, command.account));
    if (application.state != State::draft) return not_a_draft(application.state);
    if (application.version != command.version) return application_changed();
    const rules::Form* const form =
        application.programme == programme.code() ? programme.find_form(application.form) : nullptr;
    if (form == nullptr) return form_not_found();

    const rules::Facts known = TRY(known_facts(tx, application.household, command.at));
    rules::AnswersRead read =
        rules::read_answers(programme, *form, application.written, known, rules::Reading::sending);
    tell_unknown_documents(*form, read);
    if (!read.is_accepted()) {
        audit::record(tx, command.at, command.account, "applications.send_refused", application.id,
                      boost::json::serialize(boost::json::object{{"mistakes", read.mistakes.size()},
                                                                 {"against", read.against.size()}}));
        return Result<Outcome>(NotSent{std::move(read)});
    }

    // From here on it is sent, or the whole transaction falls.
    const int year = fiscal_year(date_in_japan(command.at));
    const auto last = tx.find(
        sql::last_serial, [](const store::Row& row) { return row.maybe_integer(0).value_or(0); }, year);
    const std::int64_t serial = last.value_or(0) + 1;
    const std::string answers = to_json(taken(*form, read));
    const std::int64_t changed =
        tx.execute(sql::send, application.id, command.version, answers, store::Bytes(programme.version()),
                   year, serial, read.answered_by, command.at);
    must(changed == 1, "what was read in this transaction is still there");
    record_event(tx, application.id, EventKind::sent, command.at, command.account, command.event);
    const std::string number = number_of(year, serial);
    audit::record(tx, command.at, command.account, kind, application.id,
                  boost::json::serialize(boost::json::object{
                      {"programme", programme.code()}, {"form", form->code}, {"number", number}}));
    tell_received(tx, *form, command, number, read.answered_by);
    boost::json::object answer{{"number", number}, {"answered_by", nullptr}};
    if (read.answered_by) answer["answered_by"] = to_string(*read.answered_by);
    Sent sent{boost::json::serialize(answer)};
    audit::remember(tx, command.key, command.account, kind, fingerprint, command.at, sent.answer);
    return Result<Outcome>(std::move(sent));
}

}  // namespace hagukumi::applications
