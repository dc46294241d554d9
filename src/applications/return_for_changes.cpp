#include <boost/json.hpp>

#include "applications/keep.hpp"
#include "applications/review_steps.hpp"
#include "applications/sql.hpp"
#include "applications/written_json.hpp"
#include "audit/once.hpp"
#include "audit/record.hpp"

namespace hagukumi::applications {

namespace {

Result<void> check_questions(const rules::Form& form, const std::vector<std::string>& questions)
{
    for (const std::string& question : questions) {
        if (form.find_question(question)) continue;
        return fail(ErrorKind::malformed, "question_unknown",
                    {"書式にない項目があります。画面を読み込み直してください。",
                     "The form has no such question. Please load the page again."});
    }
    if (!questions.empty()) return {};
    return fail(ErrorKind::malformed, "questions_missing",
                {"直してもらう項目を選んでください。", "Please choose what is to be corrected."});
}

}  // namespace

Result<void> return_for_changes(store::Transaction& tx, const rules::Programme& programme,
                                const ReturnForChanges& command)
{
    constexpr std::string_view kind = "applications.return";
    audit::Digest content(kind);
    content.add(command.application).add(command.version).add(command.words);
    for (const std::string& question : command.questions) content.add(question);
    return audit::once(tx, command, command.officer, kind, content, [&]() -> Result<void> {
        const Application application =
            TRY(find_to_decide(tx, command.application, command.version, command.officer));
        const rules::Form* const form = programme.find_form(application.form);
        if (form == nullptr) return form_not_found();
        TRY(check_questions(*form, command.questions));
        TRY(check_words(command.words, true));
        const std::string questions = to_json(command.questions);
        must(tx.execute(sql::return_for_changes, application.id, command.version, questions, command.officer,
                        command.at) == 1,
             "what was read in this transaction is there");
        tx.execute(sql::drop_proposal, application.id);
        record_event(tx, application.id, EventKind::returned, command.at, command.officer, command.event,
                     command.words, questions);
        audit::record(tx, command.at, command.officer, kind, application.id,
                      boost::json::serialize(boost::json::object{{"questions", command.questions.size()}}));
        tell_account(tx, application, "application_returned", command.at, command.event,
                     messages::Params().words("form", form->name).text("message", command.words));
        return {};
    });
}

}  // namespace hagukumi::applications
