// Worked cases of a form, beside the form that they show; for the rules room.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rules/form/answers.hpp"
#include "rules/node.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::rules {

struct FormExpectation {
    std::string outcome;  ///< "accepted", "mistaken", "refused"
    std::optional<std::vector<std::pair<std::string, std::string>>> mistakes;  ///< question and flaw
    std::optional<std::vector<std::string>> against;
    std::vector<std::string> says;
    std::vector<std::string> asked, not_asked;
    std::vector<std::pair<std::string, std::vector<std::string>>> kept;
    std::optional<Date> answered_by;
};

struct FormCase {
    std::string name;
    int line = 0;
    std::vector<std::string> shows;
    std::string form;
    Date today{};
    WrittenAnswers answers;
    FormExpectation expected;
};

struct Parts;

/// Reads `example:` and `cases:` of one form.
void read_form_cases(const Node& node, const Form& form, Parts& parts, Mistakes& mistakes);

CaseResult run_form_case(const Programme& programme, const FormCase& one);

}  // namespace hagukumi::rules
