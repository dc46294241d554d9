// Answers as they are kept: {"mother_name":["岡山","花子"]}.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rules/form/answers.hpp"

namespace hagukumi::applications {

std::string to_json(const rules::WrittenAnswers& answers);
/// Of what to_json() made; anything else is a bug.
rules::WrittenAnswers answers_from_json(std::string_view json);

/// ["mother_name","telephone"]
std::string to_json(const std::vector<std::string>& texts);
std::vector<std::string> texts_from_json(std::string_view json);

}  // namespace hagukumi::applications
