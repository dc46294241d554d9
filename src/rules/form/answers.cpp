#include "rules/form/answers.hpp"

#include <algorithm>

#include "base/age.hpp"
#include "base/id.hpp"
#include "rules/evaluate.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

namespace {

constexpr std::size_t most_in_a_name = 100;  // residence cards hold names of this length
constexpr std::size_t most_in_an_address = 200;

/// Kanji and no space: a Japanese name of which one half is missing.
bool is_half_a_name(const std::string& family)
{
    return family.find(' ') == std::string::npos && has_kanji(family);
}

class AnswersReader {
public:
    AnswersReader(const Programme& programme, const Form& form, const WrittenAnswers& written,
                  const Facts& known, Reading reading)
        : x_programme(programme), x_form(form), x_written(written), x_reading(reading)
    {
        x_read.facts = known;
        x_today = date_in_japan(known.at);
        x_read.facts.application_on = x_today;
        x_values.first = form.first_question;
        x_values.values.resize(form.question_count());
        x_read.asked.resize(form.question_count());
    }

    AnswersRead read()
    {
        for (x_number = 0; x_number < x_read.asked.size(); ++x_number) {
            const FormQuestion& question = x_form.question(x_number);
            x_read.asked[x_number] = holds(question.when).value_or(!question.when.present());
            if (x_read.asked[x_number]) read(question);
        }
        judge();
        if (x_form.answered_within) expect(*x_form.answered_within);
        return std::move(x_read);
    }

private:
    // ---- one question ----

    void read(const FormQuestion& question)
    {
        x_question = &question;
        const std::vector<std::string> texts = texts_of(question);
        const std::size_t before = x_read.mistakes.size();
        TakenAnswer answer{x_number, {}};
        if (texts.empty()) {
            const bool is_unticked = question.kind == AnswerKind::consent;
            if (is_unticked) x_values.values[x_number] = 0;
            if (question.required && x_reading == Reading::sending)
                mistake(is_unticked ? Flaw::not_consented : Flaw::missing);
        } else {
            take(question, texts, answer.texts);
        }
        if (x_read.mistakes.size() != before) {
            x_values.values[x_number].reset();
            return;
        }
        if (!answer.texts.empty()) {
            become(question.becomes, answer.texts.front());
            x_read.answers.push_back(std::move(answer));
        }
        check(question);
    }

    /// Without those at the end in which nothing was written.
    std::vector<std::string> texts_of(const FormQuestion& question) const
    {
        const auto found = x_written.find(question.code);
        if (found == x_written.end()) return {};
        std::vector<std::string> texts = found->second;
        const auto is_blank = [](const std::string& text) {
            const Written plain = text_written(text, Lines::one);
            return plain && plain->empty();
        };
        while (!texts.empty() && is_blank(texts.back())) texts.pop_back();
        return texts;
    }

    void take(const FormQuestion& question, const std::vector<std::string>& texts,
              std::vector<std::string>& into)
    {
        switch (question.kind) {
            case AnswerKind::name: return take_name(texts, into);
            case AnswerKind::kana: return take_kana(question, texts, into);
            case AnswerKind::date: return take_date(texts, into);
            case AnswerKind::choices: return take_choices(question, texts, into);
            case AnswerKind::file: return take_files(question, texts, into);
            default: break;
        }
        if (texts.size() > 1) return mistake(Flaw::several_for_one, 1);
        const std::string& text = texts.front();
        switch (question.kind) {
            case AnswerKind::postal_code: return keep(postal_code_written(text), into);
            case AnswerKind::telephone: return keep(telephone_written(text), into);
            case AnswerKind::email: return keep(email_written(text), into);
            case AnswerKind::address: return take_text(text, Lines::one, most_in_an_address, into);
            case AnswerKind::number: return take_number(question, text, into);
            case AnswerKind::digits: return take_digits(question, text, into);
            case AnswerKind::choice: return take_choice(question, text, into);
            case AnswerKind::consent:
                if (text != "yes") return mistake(Flaw::not_consented);
                x_values.values[x_number] = 1;
                return into.push_back(text);
            default: return take_text(text, Lines::several, static_cast<std::size_t>(question.most), into);
        }
    }

    void keep(const Written& written, std::vector<std::string>& into, std::size_t part = 0)
    {
        if (!written) return mistake(written.error(), part);
        x_values.values[x_number] = 1;
        into.push_back(*written);
    }

    void take_text(const std::string& text, Lines lines, std::size_t most, std::vector<std::string>& into)
    {
        const Written written = text_written(text, lines);
        if (written && seen_characters(*written) > most) return mistake(Flaw::too_long);
        keep(written, into);
    }

    void take_name(const std::vector<std::string>& texts, std::vector<std::string>& into)
    {
        take_parts(texts, name_written, into);
        if (texts.size() == 1 && into.size() == 1 && x_reading == Reading::sending &&
            is_half_a_name(into.front()))
            mistake(Flaw::given_name_missing, 1);
    }

    void take_kana(const FormQuestion& question, const std::vector<std::string>& texts,
                   std::vector<std::string>& into)
    {
        take_parts(texts, kana_written, into);
        if (!question.reading_of || x_reading == Reading::draft || texts.size() != 1) return;
        const TakenAnswer* const name = x_read.find(*question.reading_of);
        if (name != nullptr && name->texts.size() == 2) mistake(Flaw::given_name_missing, 1);
    }

    void take_parts(const std::vector<std::string>& texts, Written (*written_as)(std::string_view),
                    std::vector<std::string>& into)
    {
        if (texts.size() > 2) return mistake(Flaw::several_for_one, 2);
        for (std::size_t part = 0; part < texts.size(); ++part) {
            const Written written = written_as(texts[part]);
            if (written && seen_characters(*written) > most_in_a_name) {
                mistake(Flaw::too_long, part);
            } else if (written && written->empty()) {
                if (x_reading == Reading::sending) mistake(Flaw::missing, part);
                into.emplace_back();
            } else {
                keep(written, into, part);
            }
        }
        // Something may have been typed that comes to nothing, as a variation selector with no kanji before
        // it.
        while (!into.empty() && into.back().empty()) into.pop_back();
    }

    void take_date(const std::vector<std::string>& texts, std::vector<std::string>& into)
    {
        std::string day = texts.front();
        if (texts.size() == 3) {
            day = texts[0] + "年" + texts[1] + "月" + texts[2] + "日";
        } else if (texts.size() != 1) {
            if (x_reading == Reading::sending || texts.size() > 3) mistake(Flaw::not_a_date);
            return;
        }
        const auto date = date_written(day);
        if (!date) return mistake(date.error());
        x_values.values[x_number] = days_since_epoch(*date);
        into.push_back(hagukumi::to_string(*date));
    }

    void take_number(const FormQuestion& question, const std::string& text, std::vector<std::string>& into)
    {
        const auto number = number_written(text);
        if (!number) return mistake(number.error());
        if (*number < question.least || *number > question.most) return mistake(Flaw::out_of_range);
        x_values.values[x_number] = *number;
        into.push_back(std::to_string(*number));
    }

    void take_digits(const FormQuestion& question, const std::string& text, std::vector<std::string>& into)
    {
        const Written digits = digits_written(text);
        const auto count = static_cast<std::int64_t>(digits ? digits->size() : 0);
        if (digits && (count < question.least || count > question.most)) return mistake(Flaw::not_digits);
        keep(digits, into);
    }

    static std::optional<std::size_t> option_of(const FormQuestion& question, const std::string& code)
    {
        for (std::size_t i = 0; i < question.options.size(); ++i) {
            if (question.options[i].code == code) return i;
        }
        return std::nullopt;
    }

    void take_choice(const FormQuestion& question, const std::string& text, std::vector<std::string>& into)
    {
        const auto option = option_of(question, text);
        if (!option) return mistake(Flaw::not_a_choice);
        x_values.values[x_number] = static_cast<std::int64_t>(*option);
        into.push_back(text);
    }

    void take_choices(const FormQuestion& question, const std::vector<std::string>& texts,
                      std::vector<std::string>& into)
    {
        for (std::size_t part = 0; part < texts.size(); ++part) {
            if (!option_of(question, texts[part])) return mistake(Flaw::not_a_choice, part);
        }
        take_several(question, texts, into);
    }

    void take_files(const FormQuestion& question, const std::vector<std::string>& texts,
                    std::vector<std::string>& into)
    {
        for (std::size_t part = 0; part < texts.size(); ++part) {
            if (!parse_id(texts[part])) return mistake(Flaw::not_a_document, part);
        }
        take_several(question, texts, into);
    }

    void take_several(const FormQuestion& question, const std::vector<std::string>& texts,
                      std::vector<std::string>& into)
    {
        const auto count = static_cast<std::int64_t>(texts.size());
        if (count > question.most) return mistake(Flaw::too_many, texts.size() - 1);
        for (std::size_t part = 0; part < texts.size(); ++part) {
            if (std::find(texts.begin(), texts.begin() + static_cast<std::ptrdiff_t>(part), texts[part]) !=
                texts.begin() + static_cast<std::ptrdiff_t>(part))
                return mistake(Flaw::chosen_twice, part);
        }
        if (count < question.least && x_reading == Reading::sending) return mistake(Flaw::too_few);
        x_values.values[x_number] = count;
        into = texts;
    }

    void mistake(Flaw flaw, std::size_t part = 0)
    {
        x_read.mistakes.push_back({x_number, part, flaw, sentence_of(*x_question, flaw)});
    }

    // ---- conditions and checks ----

    std::optional<bool> holds(const Formula& formula) const
    {
        if (!formula.present()) return std::nullopt;
        Scene scene{x_programme.parts(), x_read.facts};
        scene.answers = &x_values;
        scene.today = scene.day = scene.first_day = days_since_epoch(x_today);
        const Value value = evaluate(formula, scene);
        if (!value.is_known()) return std::nullopt;
        return value.is_true();
    }

    /// What is not known yet is asked for at its own field.
    void check(const FormQuestion& question)
    {
        for (const FormCheck& one : question.checks) {
            if (holds(one.require).value_or(true)) continue;
            x_read.mistakes.push_back({x_number, 0, Flaw::not_fitting, one.refused});
            return;
        }
    }

    void become(Becomes becomes, const std::string& text)
    {
        Facts& facts = x_read.facts;
        const std::int64_t value = x_values.values[x_number].value_or(0);
        const auto day = [&] { return date_of_days(value); };
        switch (becomes) {
            case Becomes::guardian_born_on: facts.guardian.born_on = day(); break;
            case Becomes::child_born_on: facts.child.born_on = day(); break;
            case Becomes::birth_due_date: facts.birth.due_date = day(); break;
            case Becomes::birth_born_on:
                facts.birth.born_on = day();
                if (!facts.child.born_on) facts.child.born_on = day();
                break;
            case Becomes::birth_lost_on: facts.birth.lost_on = day(); break;
            case Becomes::birth_discharged_on: facts.birth.discharged_on = day(); break;
            case Becomes::birth_children: facts.birth.children = static_cast<int>(value); break;
            case Becomes::household_class: facts.household.household_class = text; break;
            case Becomes::household_resident_from: facts.household.resident_from = day(); break;
            case Becomes::household_resident_until: facts.household.resident_until = day(); break;
            case Becomes::nothing:
            case Becomes::guardian_name:
            case Becomes::guardian_kana:
            case Becomes::guardian_telephone:
            case Becomes::guardian_email:
            case Becomes::guardian_postal_code:
            case Becomes::guardian_address:
            case Becomes::child_name:
            case Becomes::child_kana:
            case Becomes::use_facility:
            case Becomes::use_service:
            case Becomes::use_first_day:
            case Becomes::use_last_day:
            case Becomes::use_units:
            case Becomes::use_fee:
            case Becomes::payee_bank:
            case Becomes::payee_bank_code:
            case Becomes::payee_branch:
            case Becomes::payee_branch_code:
            case Becomes::payee_kind:
            case Becomes::payee_number:
            case Becomes::payee_holder: break;  // no rule of application judges them
        }
    }

    // ---- the whole ----

    void judge()
    {
        x_read.judged = entitle(x_programme, x_read.facts);
        for (const RuleLook& look : x_read.judged.rules) {
            const auto& needed = x_form.sending_needs;
            if (look.verdict == Verdict::met) continue;
            if (std::find(needed.begin(), needed.end(), look.rule) != needed.end())
                x_read.against.push_back(look);
        }
    }

    void expect(const LeadTime& lead)
    {
        if (!lead.open_days) {
            x_read.answered_by = days_after(x_today, lead.days);
            return;
        }
        const Calendar& calendar = *x_programme.parts().calendar;
        x_read.answered_by = calendar.open_days_from(x_today, lead.days);
        x_read.answered_by_is_certain = x_read.answered_by && calendar.is_known(*x_read.answered_by);
    }

    const Programme& x_programme;
    const Form& x_form;
    const WrittenAnswers& x_written;
    Reading x_reading;
    Date x_today{};
    AnswerValues x_values;
    AnswersRead x_read;
    std::size_t x_number = 0;
    const FormQuestion* x_question = nullptr;
};

}  // namespace

const TakenAnswer* AnswersRead::find(std::size_t question) const
{
    for (const TakenAnswer& answer : answers) {
        if (answer.question == question) return &answer;
    }
    return nullptr;
}

AnswersRead read_answers(const Programme& programme, const Form& form, const WrittenAnswers& written,
                         const Facts& known, Reading reading)
{
    return AnswersReader(programme, form, written, known, reading).read();
}

}  // namespace hagukumi::rules
