// 利用規約 of the parents' portal, as a municipality wrote them.
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "http/site.hpp"

namespace hagukumi::app {

/// `folder`/CODE.yaml, else `folder`/common.yaml; no terms when there is neither.  `malformed` names the file
/// and what it lacks: a version and a text in Japanese and English.
Result<http::Terms> read_terms(const std::filesystem::path& folder, MunicipalityCode municipality);

}  // namespace hagukumi::app
