// A decision that was tried, as a worked case of the programme file.
#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>

#include "rules/decision.hpp"
#include "rules/programme.hpp"

namespace hagukumi::rules {

/// The lines of one item of `cases:`, indented as the files are: `name`, the facts and the request as they
/// were tried, and what came out as what is expected.  Facts and request have passed facts_from_json() and
/// request_from_json().
std::string written_case(const Programme& programme, std::string_view name, const boost::json::object& facts,
                         const boost::json::object& request, const Decision& decision);

/// `text` of a programme file with the lines of a case behind its last one; empty when it has no `cases:`.
std::string with_case(std::string_view text, std::string_view written);

}  // namespace hagukumi::rules
