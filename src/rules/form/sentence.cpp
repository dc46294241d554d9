// What to do about each flaw, at its field.
#include "rules/catalogue.hpp"
#include "rules/form/answers.hpp"

namespace hagukumi::rules {

namespace {

Sentence missing(AnswerKind kind)
{
    switch (kind) {
        case AnswerKind::choice: return Sentence::choose_one;
        case AnswerKind::choices: return Sentence::choose_some;
        case AnswerKind::file: return Sentence::attach;
        case AnswerKind::consent: return Sentence::tick_to_agree;
        default: return Sentence::fill_in;
    }
}

Sentence what_to_do(const FormQuestion& question, Flaw flaw)
{
    const bool is_file = question.kind == AnswerKind::file;
    switch (flaw) {
        case Flaw::missing:
        case Flaw::not_consented: return missing(question.kind);
        case Flaw::too_long:
            return question.kind == AnswerKind::text ? Sentence::shorten_to : Sentence::shorten;
        case Flaw::unreadable: return Sentence::unreadable;
        case Flaw::not_in_names: return Sentence::letters_only_in_names;
        case Flaw::private_character: return Sentence::private_character;
        case Flaw::not_kana: return Sentence::write_kana;
        case Flaw::not_a_date: return Sentence::write_a_date;
        case Flaw::no_such_date: return Sentence::no_such_date;
        case Flaw::year_without_era: return Sentence::year_without_era;
        case Flaw::not_a_postal_code: return Sentence::write_a_postal_code;
        case Flaw::not_a_telephone: return Sentence::write_a_telephone;
        case Flaw::not_an_email: return Sentence::check_the_mail_address;
        case Flaw::not_a_number: return Sentence::write_a_number;
        case Flaw::not_digits:
            return question.least == question.most ? Sentence::write_digits : Sentence::write_digits_between;
        case Flaw::out_of_range: return Sentence::write_a_number_between;
        case Flaw::not_a_choice: return Sentence::choose_again;
        case Flaw::chosen_twice: return Sentence::chosen_twice;
        case Flaw::too_few: return is_file ? Sentence::attach_at_least : Sentence::choose_at_least;
        case Flaw::too_many: return is_file ? Sentence::attach_at_most : Sentence::choose_at_most;
        case Flaw::not_a_document: return Sentence::attach_again;
        case Flaw::given_name_missing: return Sentence::write_both_names;
        case Flaw::several_for_one: return Sentence::give_one_answer;
        case Flaw::not_fitting: break;  // the check of the form has its own sentence
    }
    return Sentence::check_this_answer;
}

}  // namespace

Text sentence_of(const FormQuestion& question, Flaw flaw)
{
    return told_in_all(what_to_do(question, flaw),
                       {{"least", std::to_string(question.least)}, {"most", std::to_string(question.most)}});
}

}  // namespace hagukumi::rules
