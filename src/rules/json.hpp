// JSON in and out: facts and requests for `hagukumi decide`, decisions for the ledger and the wire.
#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

#include "rules/explain.hpp"

namespace hagukumi::rules {

/// The names are those of facts.hpp and docs/programme-files.md.  Allotments may be left out; then
/// what the programme grants is held in full.  Every mistake is named in the error's message.
Result<Facts> facts_from_json(const Programme& programme, const boost::json::value& json);
Result<Request> request_from_json(const Programme& programme, const boost::json::value& json);

/// With sentences.  `language` is the code of one, or "" for Japanese and English ({"ja":…,"en":…}).
boost::json::object decision_to_json(const Programme& programme, const Facts& facts, const Decision& decision,
                                     std::string_view language);

/// Codes, numbers and dates only, small and made without a second pass: what the ledger stores.
std::string to_compact_json(const Programme& programme, const Decision& decision);

/// The parent's share before its rounding, from the compact form of a decision in which the sum of a month
/// was rounded; empty in any other.
std::optional<Ratio> exact_parent_of(std::string_view compact_json);

/// The request that a decision was made on, from its compact form; empty when that has none.
std::optional<Request> request_of(const Service& service, std::string_view compact_json);

}  // namespace hagukumi::rules
