#include "http/api/applications_out.hpp"

#include "applications/reimbursement.hpp"
#include "http/api/json_out.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

json::object question_to_json(const rules::Form& form, const rules::FormQuestion& question)
{
    json::array options;
    for (const rules::FormOption& option : question.options)
        options.push_back(json::object{{"code", option.code}, {"name", to_json(option.name)}});
    json::object out{{"code", question.code},
                     {"ask", to_json(question.ask)},
                     {"help", nullptr},
                     {"kind", rules::code_of(question.kind)},
                     {"halves", rules::is_in_halves(question)},
                     {"required", question.required},
                     {"options", std::move(options)},
                     {"least", question.least},
                     {"most", question.most},
                     {"reading_of", nullptr}};
    if (!question.help.ja.empty()) out["help"] = to_json(question.help);
    if (question.reading_of) out["reading_of"] = form.question(*question.reading_of).code;
    return out;
}

json::value maybe_text(const Text& text)
{
    return text.ja.empty() ? json::value(nullptr) : json::value(to_json(text));
}

}  // namespace

json::array texts_to_json(const std::vector<std::string>& texts)
{
    json::array out;
    for (const std::string& text : texts) out.emplace_back(text);
    return out;
}

Result<FormOf> form_of(const Municipality& municipality, const applications::Application& application)
{
    const rules::Programme* const programme = municipality.find(application.programme);
    const rules::Form* const form = programme != nullptr ? programme->find_form(application.form) : nullptr;
    if (form == nullptr) return not_found();
    return FormOf{programme, form};
}

std::optional<people::OwnLink> own_link(const Site& site, const Request& request)
{
    if (!site.sends_mail()) return std::nullopt;
    return people::OwnLink{site.draw_token(), site.address_of(request.municipality)};
}

json::object form_to_json(const rules::Programme& programme, const rules::Form& form)
{
    json::array pages;
    for (const rules::FormPage& page : form.pages) {
        json::array questions;
        for (const rules::FormQuestion& question : page.questions)
            questions.push_back(question_to_json(form, question));
        pages.push_back(json::object{{"title", to_json(page.title)},
                                     {"text", maybe_text(page.text)},
                                     {"questions", std::move(questions)}});
    }
    return {{"programme", programme.code()},
            {"programme_name", to_json(programme.name())},
            {"code", form.code},
            {"name", to_json(form.name)},
            {"about", maybe_text(form.about)},
            {"purpose", to_json(form.purpose)},
            {"pages", std::move(pages)}};
}

json::object written_to_json(const rules::WrittenAnswers& answers)
{
    json::object out;
    for (const auto& [question, texts] : answers) out[question] = texts_to_json(texts);
    return out;
}

json::array looks_to_json(const rules::Programme& programme, const rules::AnswersRead& read,
                          const std::vector<rules::RuleLook>& looks, std::optional<Language> also)
{
    json::array out;
    for (const rules::RuleLook& look : looks) {
        const rules::RuleInfo& rule = programme.rule(look.rule);
        out.push_back(json::object{
            {"rule", rule.code},
            {"source", rule.source},
            {"met", look.verdict == rules::Verdict::met},
            {"sentence", to_json(rules::sentence_of(programme, read.facts, look, nullptr, also))},
            {"date", to_json(look.last_day ? look.last_day : look.first_day)}});
    }
    return out;
}

json::object read_to_json(const rules::Programme& programme, const rules::Form& form,
                          const rules::AnswersRead& read, std::optional<Language> also)
{
    json::array asked;
    for (std::size_t number = 0; number < read.asked.size(); ++number) {
        if (read.asked[number]) asked.emplace_back(form.question(number).code);
    }
    json::object kept;
    for (const rules::TakenAnswer& answer : read.answers)
        kept[form.question(answer.question).code] = texts_to_json(answer.texts);
    json::array mistakes;
    for (const rules::FieldMistake& mistake : read.mistakes) {
        mistakes.push_back(json::object{{"question", form.question(mistake.question).code},
                                        {"part", mistake.part},
                                        {"flaw", rules::code_of(mistake.flaw)},
                                        {"message", to_json(mistake.message)}});
    }
    return {{"asked", std::move(asked)},
            {"kept", std::move(kept)},
            {"mistakes", std::move(mistakes)},
            {"reasons", looks_to_json(programme, read, read.against, also)},
            {"answered_by", to_json(read.answered_by)}};
}

json::object document_to_json(const applications::DocumentLine& document)
{
    return {{"id", to_string(document.id)},
            {"question", document.question},
            {"kind", document.kind == media::Kind::pdf ? "pdf" : "photograph"},
            {"pages", document.pages},
            {"size", document.size}};
}

json::array documents_to_json(store::Snapshot& snapshot, const Id& application)
{
    json::array out;
    for (const auto& document : applications::documents_of(snapshot, application))
        out.push_back(document_to_json(document));
    return out;
}

json::value changes_to_json(store::Snapshot& snapshot, const rules::Programme& programme,
                            const applications::Application& application)
{
    if (application.state != applications::State::approved) return nullptr;
    const applications::Changes changes = applications::changes_of(snapshot, application.id);
    if (changes.answers.empty() && changes.coupons.empty()) return nullptr;
    json::array answers, coupons;
    for (const applications::ChangedAnswer& one : changes.answers)
        answers.push_back(json::object{{"question", one.question},
                                       {"before", texts_to_json(one.before)},
                                       {"after", texts_to_json(one.after)}});
    const auto standing = [](const ledger::Standing& one) {
        return json::object{
            {"granted", one.granted.count}, {"left", one.left.count}, {"last_day", to_json(one.last_day)}};
    };
    for (const applications::ChangedCoupon& one : changes.coupons) {
        const rules::Allotment* const allotment = programme.find_allotment(one.allotment);
        if (allotment == nullptr) continue;
        coupons.push_back(json::object{{"name", to_json(allotment->name)},
                                       {"unit_name", to_json(rules::name_of(allotment->unit))},
                                       {"before", standing(one.before)},
                                       {"after", standing(one.after)}});
    }
    return json::object{{"answers", std::move(answers)}, {"coupons", std::move(coupons)}};
}

json::value reimbursement_to_json(store::Snapshot& snapshot, const FormOf& of,
                                  const applications::Application& application,
                                  const rules::AnswersRead& read, std::optional<Language> also)
{
    if (!of.form->is_reimbursement()) return nullptr;
    json::object out{{"preview", nullptr}, {"problem", nullptr}, {"repaid", nullptr}};
    if (const auto repaid = ledger::repayment_of_application(snapshot, application.id)) {
        out["repaid"] = json::object{{"use", ledger::number_of(repaid->entry)},
                                     {"yen", repaid->yen.amount},
                                     {"voided", repaid->voided},
                                     {"paid_on", to_json(repaid->paid_on)}};
        return out;
    }
    // Once it was used or declined, what the rules would say now is another matter.
    using State = applications::State;
    const bool waits = application.state == State::draft || application.state == State::sent ||
                       application.state == State::returned;
    const auto judged =
        waits ? applications::judge_reimbursement(snapshot, *of.programme, *of.form, application, read)
              : std::nullopt;
    if (judged && *judged) out["preview"] = preview_to_json((*judged)->preview, also);
    else if (judged) out["problem"] = to_json(judged->error().message);
    return out;
}

json::object application_to_json(const FormOf& of, const applications::Application& application)
{
    json::object out{
        {"id", to_string(application.id)},
        {"programme", application.programme},
        {"programme_name", to_json(of.programme->name())},
        {"form", application.form},
        {"form_name", to_json(of.form->name)},
        {"state", applications::name_of(application.state)},
        {"version", application.version},
        {"number", nullptr},
        {"answered_by", to_json(application.answered_by)},
        {"created_at", to_string_in_japan(application.created_at)},
        {"changed_at", to_string_in_japan(application.changed_at)},
        {"sent_at", nullptr},
        {"is_change_notice", of.form->is_change_notice},
        {"is_reimbursement", of.form->is_reimbursement()},
        {"has_notice", of.form->notice.has_value() && (application.state == applications::State::approved ||
                                                       application.state == applications::State::declined)}};
    if (application.serial)
        out["number"] = applications::number_of(*application.fiscal_year, *application.serial);
    if (application.sent_at) out["sent_at"] = to_string_in_japan(*application.sent_at);
    return out;
}

}  // namespace hagukumi::http
