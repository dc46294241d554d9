// From what a parent wrote to accepted answers, or to a clear sentence at each field.
//
//   written ─► read as meant ─► conditions and checks of the form ─► facts ─► the application rules
//
// Pure: the day is an argument, documents are known by their identifiers only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/decide.hpp"
#include "rules/form/form.hpp"
#include "rules/form/written.hpp"

namespace hagukumi::rules {

/// What was written, by the question's code.  Most answers are one text; a name is two, a date one or three
/// (year, month, day), choices and files are as many as were chosen.  A consent is "yes", or nothing.
using WrittenAnswers = std::map<std::string, std::vector<std::string>, std::less<>>;

/// What is wrong at one field.
struct FieldMistake {
    std::size_t question = 0;  ///< Form::question(number)
    std::size_t part = 0;      ///< which of its texts
    Flaw flaw = Flaw::missing;
    Text message;  ///< what to do
};

/// An answer in one spelling.
struct TakenAnswer {
    std::size_t question = 0;
    std::vector<std::string> texts;  ///< dates as 2026-04-01, choices by their codes
};

enum class Reading : std::uint8_t {
    draft,    ///< half finished: what is missing is no mistake
    sending,  ///< everything that is asked and required must be there
};

struct AnswersRead {
    std::vector<bool> asked;             ///< of each question, whether its condition holds
    std::vector<TakenAnswer> answers;    ///< of questions that are asked, in the form's order
    std::vector<FieldMistake> mistakes;  ///< in the form's order
    Facts facts;                         ///< `known`, with what was answered laid over it
    Entitlement judged;                  ///< what the application rules say of these facts
    std::vector<RuleLook> against;       ///< of those that sending needs, what does not hold
    std::optional<Date> answered_by;     ///< when an answer can be expected, were it sent today
    bool answered_by_is_certain = true;  ///< false: the holidays until then are not all published

    /// Whether it can be sent as it is.
    bool is_accepted() const { return mistakes.empty() && against.empty(); }
    const TakenAnswer* find(std::size_t question) const;
};

/// `known` is what is known of the family without the form; `known.at` says which day it is.  Answers to
/// questions that the form does not have, or does not ask now, are left out.
AnswersRead read_answers(const Programme& programme, const Form& form, const WrittenAnswers& written,
                         const Facts& known, Reading reading);

/// What to do about a flaw of an answer to this question, in all languages.
Text sentence_of(const FormQuestion& question, Flaw flaw);

}  // namespace hagukumi::rules
