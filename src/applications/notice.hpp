// 決定通知書: a decision as it is handed to the family, in the municipality's own words.
#pragma once

#include "applications/application.hpp"
#include "paper/document.hpp"
#include "rules/programme.hpp"

namespace hagukumi::applications {

/// The paper of what was decided then: a later correction of the family or its coupons changes nothing of it.
/// `language`: Japanese, else English for reading along; the decision is the Japanese text.
/// Errors: `not_decided` (conflict), `no_notice` (not_found; the form has no words for one).
Result<paper::Document> decision_notice(store::Snapshot& snapshot, const rules::Programme& programme,
                                        const rules::Form& form, const Application& application,
                                        Language language);

}  // namespace hagukumi::applications
