#include "applications/receive.hpp"

#include <boost/json.hpp>

#include <algorithm>

#include "applications/index.hpp"
#include "applications/keep.hpp"
#include "applications/review_steps.hpp"
#include "applications/sending.hpp"
#include "applications/sql.hpp"
#include "applications/written_json.hpp"
#include "audit/record.hpp"
#include "people/open_change.hpp"

namespace hagukumi::applications {

namespace {

rules::Facts facts_of_unknown(Instant sent_at)
{
    people::Household home;
    home.resident_from = date_in_japan(sent_at);
    rules::Facts facts;
    facts.at = sent_at;
    facts.household = people::household_facts(home, nullptr, *home.resident_from);
    return facts;
}

}  // namespace

Result<rules::AnswersRead> read_received(store::Snapshot& snapshot, const rules::Programme& programme,
                                         const rules::Form& form, const rules::WrittenAnswers& written,
                                         const std::optional<Id>& household, Instant sent_at, Instant at)
{
    rules::Facts known = household ? TRY(known_facts(snapshot, *household, at)) : facts_of_unknown(sent_at);
    const auto on = [&](Instant day) {
        known.at = day;
        return rules::read_answers(programme, form, written, known, rules::Reading::sending);
    };
    rules::AnswersRead read = on(sent_at);
    if (date_in_japan(sent_at) == date_in_japan(at)) return read;
    const rules::AnswersRead today = on(at);
    read.answered_by = today.answered_by;
    read.answered_by_is_certain = today.answered_by_is_certain;
    return read;
}

std::vector<rules::FieldMistake> mistakes_of_received(const rules::Form& form, const rules::AnswersRead& read)
{
    std::vector<rules::FieldMistake> mistakes = read.mistakes;
    std::erase_if(mistakes, [&](const rules::FieldMistake& one) {
        return form.question(one.question).kind == rules::AnswerKind::file &&
               one.flaw == rules::Flaw::missing;
    });
    return mistakes;
}

audit::Hash content_of(const rules::Programme& programme, const rules::Form& form,
                       const rules::AnswersRead& read)
{
    audit::Digest digest("applications.received");
    digest.add(programme.code()).add(form.code);
    for (const rules::TakenAnswer& answer : read.answers) {
        digest.add(form.question(answer.question).code);
        for (const std::string& text : answer.texts) digest.add(text);
    }
    return digest.finish();
}

std::optional<Id> find_received(store::Snapshot& snapshot, const audit::Hash& content)
{
    return snapshot.find(
        sql::find_received, [](const store::Row& row) { return row.id(0); }, audit::bytes_of(content));
}

std::optional<Origin> origin_of(store::Snapshot& snapshot, const Id& application)
{
    return snapshot.find(
        sql::origin_of,
        [](const store::Row& row) {
            return Origin{std::string(row.text(0)), static_cast<int>(row.integer(1)), row.id(2),
                          row.instant(3)};
        },
        application);
}

Result<std::string> receive(store::Transaction& tx, const rules::Programme& programme,
                            const rules::Form& form, const Receive& command)
{
    const rules::AnswersRead read = TRY(
        read_received(tx, programme, form, command.written, command.household, command.sent_at, command.at));
    must(mistakes_of_received(form, read).empty() && read.against.empty(),
         "what is received was looked at in this transaction");
    const std::string answers = to_json(taken(form, read));
    const auto [year, serial] = next_number(tx, command.at);
    const std::string number = number_of(year, serial);
    tx.execute(sql::receive, command.application, programme.code(), form.code, command.household,
               command.account, to_json(command.written), answers, store::Bytes(programme.version()), year,
               serial, read.answered_by, command.at, command.sent_at,
               answer_of(form, read, rules::Becomes::guardian_name),
               answer_of(form, read, rules::Becomes::guardian_kana));
    const audit::Hash content = content_of(programme, form, read);
    tx.execute(sql::add_origin, command.application, command.file, command.line, audit::bytes_of(content),
               command.officer, command.at);
    index_answers(tx, command.application, number, form, read);
    record_event(tx, command.application, EventKind::received, command.at, command.officer, command.event, {},
                 answers);
    if (form.blocks_booking)
        people::note_open_change(tx, {command.household, command.application, programme.code(), command.at});
    audit::record(tx, command.at, command.officer, "applications.receive", command.application,
                  boost::json::serialize(boost::json::object{
                      {"programme", programme.code()}, {"form", form.code}, {"number", number}}));
    const Application application = TRY(find_own(tx, command.application, command.account));
    tell_received(tx, application, form, read, command.at, command.event);
    // The rules alone do not decide where papers are to be looked at.
    if (read.mistakes.empty()) {
        Send decided;
        decided.at = command.at;
        decided.decision = command.decision;
        decided.ids = command.ids;
        decided.link = command.link;
        TRY(decide_by_rules(tx, programme, form, application, read, decided));
    }
    return receipt_of(number, read);
}

}  // namespace hagukumi::applications
