// Worked cases of a form, run.
#include <fmt/format.h>

#include <algorithm>

#include "rules/explain.hpp"
#include "rules/form/cases.hpp"
#include "rules/missed.hpp"

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
        x_misses.compare("outcome", x_expected.outcome, outcome());
        compare_mistakes();
        compare_against();
        compare_asked();
        for (const auto& [question, texts] : x_expected.kept) {
            const TakenAnswer* const taken = x_read.find(*x_form.find_question(question));
            if (!taken || taken->texts != texts)
                x_misses.add("kept " + question, same(joined(texts)),
                             taken ? same(joined(taken->texts)) : nothing_there);
        }
        if (x_expected.answered_by && x_expected.answered_by != x_read.answered_by)
            x_misses.add("answered_by", same(hagukumi::to_string(*x_expected.answered_by)),
                         x_read.answered_by ? same(hagukumi::to_string(*x_read.answered_by)) : nothing_there);
        CaseResult result{one.name, one.line, x_misses.take()};
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
            if (sentences.find(says) == std::string::npos) x_misses.add("says", same(says), same(sentences));
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
            if (!x_read.asked[*x_form.find_question(code)])
                x_misses.add("asked", same(code), {"質問されません", "it is not asked"});
        }
        for (const std::string& code : x_expected.not_asked) {
            if (x_read.asked[*x_form.find_question(code)])
                x_misses.add("not_asked", same(code), {"質問されます", "it is asked"});
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
        x_misses.compare(what, joined(wanted), joined(got));
    }

    const Programme& x_programme;
    const Form& x_form;
    const FormExpectation& x_expected;
    AnswersRead x_read;
    Misses x_misses;
};

}  // namespace

CaseResult run_form_case(const Programme& programme, const FormCase& one)
{
    return FormComparison(programme, one).result(one);
}

}  // namespace hagukumi::rules
