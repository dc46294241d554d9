#include "applications/keep.hpp"

#include <algorithm>

#include "applications/sql.hpp"
#include "messages/notices.hpp"
#include "people/manage_accounts.hpp"
#include "people/own_link.hpp"
#include "people/stated_facts.hpp"

namespace hagukumi::applications {

Result<rules::Facts> known_facts(store::Snapshot& snapshot, const Id& household, Instant at)
{
    rules::Facts facts;
    facts.at = at;
    TRY(people::load_facts(snapshot, household, std::nullopt, std::nullopt, date_in_japan(at), facts));
    people::load_stated_facts(snapshot, household, facts);
    return facts;
}

void record_event(store::Transaction& tx, const Id& application, EventKind kind, Instant at, const Id& actor,
                  const Id& event, std::string_view words, std::string_view detail)
{
    const auto maybe = [](std::string_view text) {
        return text.empty() ? std::optional<std::string>() : std::string(text);
    };
    tx.execute(sql::add_event, event, application, kind, at, actor, maybe(words), maybe(detail));
}

std::string answer_of(const rules::Form& form, const rules::AnswersRead& read, rules::Becomes becomes)
{
    for (const rules::TakenAnswer& answer : read.answers) {
        if (form.question(answer.question).becomes != becomes) continue;
        std::string whole;
        for (const std::string& text : answer.texts) whole += (whole.empty() ? "" : " ") + text;
        return whole;
    }
    return {};
}

std::optional<Date> day_answered(const rules::Form& form, const rules::AnswersRead& read,
                                 rules::Becomes becomes)
{
    const auto day = rules::date_written(answer_of(form, read, becomes));
    return day ? std::optional(*day) : std::nullopt;
}

const people::Birth* find_birth(const people::Family& family, const std::optional<Date>& due,
                                const std::optional<Date>& born, const std::optional<Date>& lost)
{
    const auto found =
        std::find_if(family.births.begin(), family.births.end(), [&](const people::Birth& known) {
            return (born && born == known.born_on) || (lost && lost == known.lost_on) ||
                   (due && due == known.due_date);
        });
    return found == family.births.end() ? nullptr : &*found;
}

void tell_account(store::Transaction& tx, const Application& application, std::string_view message_template,
                  Instant at, const Id& event, messages::Params params)
{
    params.text("number", number_of(*application.fiscal_year, *application.serial))
        .text("when", to_string(date_in_japan(at)));
    const std::string json = params.json();
    messages::Message message;
    message.id = event;
    message.at = at;
    message.channel = messages::channel::account;
    message.recipient = application.account;
    message.message_template = message_template;
    message.params = json;
    messages::enqueue(tx, message);
}

void tell_with_link(store::Transaction& tx, const Application& application, std::string_view message_template,
                    Instant at, const Id& event, messages::Params params, const std::string& link)
{
    const auto account = people::load_account(tx, application.account);
    must(account.has_value(), "an application has its account");
    params.text("number", number_of(*application.fiscal_year, *application.serial))
        .text("when", to_string(date_in_japan(at)));
    messages::post_notice(tx, account->id, event, at, message_template, params.json());
    params.text("to", account->email).text("language", account->language);
    params.text("link", link).number("hours", people::own_link_lasts.count());
    const std::string json = params.json();
    messages::enqueue(tx, {event, at, messages::channel::address, account->id,
                           std::string(message_template) + "_mail", json});
}

bool is_written_on(State state)
{
    return state == State::draft || state == State::returned;
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
    if (state == State::approved || state == State::declined) return already_decided();
    return fail(
        ErrorKind::conflict, "already_sent",
        {"この申請は、すでに送られています。直すときは、取り下げて申請し直すか、担当へご連絡ください。",
         "This application was sent already. To change it, withdraw it and apply again, or tell the "
         "office."});
}

tl::unexpected<Error> already_decided()
{
    return fail(ErrorKind::conflict, "already_decided",
                {"この申請は、すでに決定しています。", "This application was decided already."});
}

}  // namespace hagukumi::applications
