// A programme file to start from.
#pragma once

#include <string>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace hagukumi::rules {

struct NewProgramme {
    std::string code;               ///< "990019-postpartum", also the file's name
    std::string municipality_code;  ///< six digits
    Text municipality;              ///< 「青空町」, "Aozora Town"
    Text name;                      ///< 「産後ケア事業」, "Postpartum care"
    Date document_date{};
    std::string schema;  ///< where the JSON Schema is, seen from the file
};

/// The text of a whole small programme with one service, one rule and the cases of its edges: sound as it is,
/// with a comment at each place where the municipality's own numbers belong (▼).
std::string new_programme(const NewProgramme& wanted);

}  // namespace hagukumi::rules
