// Worked cases of a form, run.
#include <fmt/format.h>

#include <algorithm>

#include "rules/explain.hpp"
#include "rules/form/cases.hpp"

namespace hagukumi::rules {

namespace {

class FormComparison {
public:
    FormComparison(const Programme& programme, const FormCase& one)
        : x_programme(programme), x_form(*programme.find_form(one.form)), x_expected(one.expected)
    {
        Facts known;
        known.at = start_of_day_in_japan(one.today) + std::chrono::hours(12);
        x_read = read_answers(programme, x_form, one.answers, known, Reading::sending);
    }

    CaseResult result(const FormCase& one)
    {
        same("outcome", x_expected.outcome, outcome());
        compare_mistakes();
        compare_against();
        compare_asked();
        for (const auto& [question, texts] : x_expected.kept) {
            const TakenAnswer* const taken = x_read.find(*x_form.find_question(question));
            same("kept " + question, joined(texts), taken ? joined(taken->texts) : "nothing");
        }
        if (x_expected.answered_by)
            same("answered_by", hagukumi::to_string(*x_expected.answered_by),
                 x_read.answered_by ? hagukumi::to_string(*x_read.answered_by) : "none");
        CaseResult result{one.name, one.line, std::move(x_failures)};
        for (const RuleLook& look : x_read.against) result.against.push_back(look.rule);
        return result;
    }

private:
    std::string outcome() const
    {
        if (!x_read.mistakes.empty()) return "mistaken";
        return x_read.against.empty() ? "accepted" : "refused";
    }

    void compare_mistakes()
    {
        std::vector<std::string> told;
        std::string sentences;
        for (const FieldMistake& mistake : x_read.mistakes) {
            told.push_back(x_form.question(mistake.question).code + ": " +
                           std::string(code_of(mistake.flaw)));
            sentences += mistake.message.ja + "\n" + mistake.message.en + "\n";
        }
        for (const RuleLook& look : x_read.against) {
            const Text sentence = sentence_of(x_programme, x_read.facts, look);
            sentences += sentence.ja + "\n" + sentence.en + "\n";
        }
        if (x_expected.mistakes) {
            std::vector<std::string> wanted;
            for (const auto& [question, flaw] : *x_expected.mistakes)
                wanted.push_back(question + ": " + flaw);
            same_set("mistakes", wanted, told);
        }
        for (const std::string& says : x_expected.says) {
            if (sentences.find(says) == std::string::npos) miss("says", says, sentences);
        }
    }

    void compare_against()
    {
        if (!x_expected.against) return;
        std::vector<std::string> against;
        for (const RuleLook& look : x_read.against) against.push_back(x_programme.rule(look.rule).code);
        same_set("against", *x_expected.against, against);
    }

    void compare_asked()
    {
        for (const std::string& code : x_expected.asked) {
            if (!x_read.asked[*x_form.find_question(code)]) miss("asked", code, "it is not asked");
        }
        for (const std::string& code : x_expected.not_asked) {
            if (x_read.asked[*x_form.find_question(code)]) miss("not_asked", code, "it is asked");
        }
    }

    static std::string joined(const std::vector<std::string>& texts)
    {
        return fmt::format("{}", fmt::join(texts, " | "));
    }

    void same_set(const char* what, std::vector<std::string> wanted, std::vector<std::string> got)
    {
        std::sort(wanted.begin(), wanted.end());
        std::sort(got.begin(), got.end());
        same(what, joined(wanted), joined(got));
    }
    void same(const std::string& what, const std::string& wanted, const std::string& got)
    {
        if (wanted != got) miss(what, wanted, got);
    }
    void miss(const std::string& what, const std::string& wanted, const std::string& got)
    {
        x_failures.push_back(fmt::format("{}: expected {}, got {}", what, wanted, got));
    }

    const Programme& x_programme;
    const Form& x_form;
    const FormExpectation& x_expected;
    AnswersRead x_read;
    std::vector<std::string> x_failures;
};

}  // namespace

CaseResult run_form_case(const Programme& programme, const FormCase& one)
{
    return FormComparison(programme, one).result(one);
}

}  // namespace hagukumi::rules
