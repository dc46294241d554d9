#include <boost/json.hpp>

#include "applications/keep.hpp"
#include "applications/sql.hpp"
#include "applications/written_json.hpp"
#include "audit/record.hpp"

namespace hagukumi::applications {

namespace {

constexpr std::size_t most_bytes = 100'000;

Result<Application> begin(store::Transaction& tx, const rules::Programme& programme, const rules::Form& form,
                          const SaveDraft& command, const std::string& written)
{
    // A repetition of the beginning is that draft; another one of the same form is not begun.
    const auto other = find_draft(tx, command.account, programme.code(), form.code);
    if (other && *other != command.application) {
        return fail(ErrorKind::conflict, "draft_exists",
                    {"書きかけの申請があります。申請の一覧から続けてください。",
                     "You have begun this application before. Please go on from the list."});
    }
    if (!other) {
        tx.execute(sql::add_draft, command.application, programme.code(), form.code, command.household,
                   command.account, written, command.at);
        audit::record(tx, command.at, command.account, "applications.begin", command.application,
                      boost::json::serialize(
                          boost::json::object{{"programme", programme.code()}, {"form", form.code}}));
    }
    return find_own(tx, command.application, command.account);
}

/// While an application is returned only what the office asked about is open, and what is asked anew because
/// of it.
rules::WrittenAnswers open_answers(const Application& application, const rules::WrittenAnswers& written)
{
    if (application.state != State::returned) return written;
    rules::WrittenAnswers open = application.answers;
    for (const std::string& question : application.asked) open.erase(question);
    for (const auto& [question, texts] : written) open.try_emplace(question, texts);
    return open;
}

}  // namespace

Result<Saved> save_draft(store::Transaction& tx, const rules::Programme& programme,
                         std::string_view form_code, const SaveDraft& command)
{
    const rules::Form* const form = programme.find_form(form_code);
    if (form == nullptr) return form_not_found();
    if (const std::size_t size = to_json(command.written).size(); size > most_bytes) {
        return fail(ErrorKind::malformed, "answers_too_large",
                    {"書かれた量が多すぎます。短くしてください。", "This is too much. Please shorten it."});
    }
    Application now = command.base_version == 0
                          ? TRY(begin(tx, programme, *form, command, to_json(command.written)))
                          : TRY(find_own(tx, command.application, command.account));
    if (!is_written_on(now.state)) return not_a_draft(now.state);
    const rules::WrittenAnswers open = open_answers(now, command.written);
    const bool is_saved = now.version == command.base_version + 1 && now.written == open;
    if (!is_saved) {
        if (tx.execute(sql::save_draft, command.application, command.base_version, to_json(open),
                       command.at) == 0)
            return application_changed();
        now.version = command.base_version + 1;
    }
    const rules::Facts known = TRY(known_facts(tx, now.household, command.at));
    return Saved{now.version, rules::read_answers(programme, *form, open, known, rules::Reading::draft)};
}

}  // namespace hagukumi::applications
