// A form in words, for describe().
#pragma once

#include <functional>

#include "rules/describe.hpp"
#include "rules/form/form.hpp"
#include "rules/parts.hpp"

namespace hagukumi::rules {

/// `condition` tells a formula that stands in the form.
Paragraph describe_form(const Parts& parts, const Form& form,
                        const std::function<Paragraph(const Formula&)>& condition);

}  // namespace hagukumi::rules
