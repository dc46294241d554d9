#include "applications/sending.hpp"

#include <boost/json.hpp>

#include "applications/keep.hpp"
#include "applications/sql.hpp"
#include "base/age.hpp"
#include "messages/translations.hpp"

namespace hagukumi::applications {

rules::WrittenAnswers taken(const rules::Form& form, const rules::AnswersRead& read)
{
    rules::WrittenAnswers answers;
    for (const rules::TakenAnswer& answer : read.answers)
        answers[form.question(answer.question).code] = answer.texts;
    return answers;
}

std::pair<int, std::int64_t> next_number(store::Transaction& tx, Instant at)
{
    const int year = fiscal_year(date_in_japan(at));
    const auto last = tx.find(
        sql::last_serial, [](const store::Row& row) { return row.maybe_integer(0).value_or(0); }, year);
    return {year, last.value_or(0) + 1};
}

std::string receipt_of(const std::string& number, const rules::AnswersRead& read)
{
    boost::json::object answer{{"number", number}, {"answered_by", nullptr}};
    if (read.answered_by) answer["answered_by"] = to_string(*read.answered_by);
    return boost::json::serialize(answer);
}

void tell_received(store::Transaction& tx, const Application& application, const rules::Form& form,
                   const rules::AnswersRead& read, Instant at, const Id& event)
{
    Text expected = messages::in_all("when_decided",
                                     {"決まりしだいお知らせします", "we tell you as soon as it is decided"});
    if (read.answered_by) expected = {to_string(*read.answered_by), to_string(*read.answered_by)};
    tell_account(tx, application, "application_received", at, event,
                 messages::Params().words("form", form.name).words("answered_by", expected));
}

}  // namespace hagukumi::applications
