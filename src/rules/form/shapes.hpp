// The shapes of `forms:`, for the table in rules/shapes.cpp.
#pragma once

#include "rules/shapes.hpp"

namespace hagukumi::rules {

Shape form_shape();
Shape form_page_shape();
Shape form_question_shape();
Shape form_check_shape();
Shape lead_time_shape();
Shape decision_notice_shape();
Shape form_case_shape();
Shape form_expectation_shape();

}  // namespace hagukumi::rules
