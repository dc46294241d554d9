// 利用規約 and ヘルプ of the parents' portal, as a municipality wrote them.
#pragma once

#include <filesystem>
#include <memory>

#include "base/result.hpp"
#include "help/help.hpp"
#include "http/site.hpp"

namespace hagukumi::app {

/// `folder`/CODE.yaml, else `folder`/common.yaml; no terms when there is neither.  `malformed` names the file
/// and what it lacks: a version and a text in Japanese and English.
Result<http::Terms> read_terms(const std::filesystem::path& folder, MunicipalityCode municipality);

/// `folder`/CODE.yaml joined with `folder`/common.yaml; null when there is neither.  `malformed` tells all
/// mistakes.
Result<std::shared_ptr<const help::Help>> read_help_of(const std::filesystem::path& folder,
                                                       MunicipalityCode municipality,
                                                       const rules::Calendars& calendars);

}  // namespace hagukumi::app
