// `hagukumi new NAME --code NNNNNN`
#pragma once

#include <ostream>
#include <string>

#include "base/instant.hpp"
#include "base/result.hpp"

namespace hagukumi::app {

struct NewSettings {
    std::string name;  ///< "postpartum": the file is <code>-postpartum.yaml
    std::string code;  ///< 総務省's six digits
    std::string folder = "programmes";
    Text municipality{"（自治体の名前）", "(name of the municipality)"};
    Text programme{"（事業の名前）", "(name of the programme)"};
    std::string document_date;  ///< 2026-04-01; empty: `today`
};

/// Writes a programme file to start from, and says what to do with it.  A file that is there is not touched:
/// `conflict`; nor is one written in which the checker finds a mistake (a code with a wrong check digit).
Result<void> new_programme(const NewSettings& settings, Date today, std::ostream& out);

}  // namespace hagukumi::app
