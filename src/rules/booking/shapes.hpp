// The shapes of `booking:`, for the table in rules/shapes.cpp.
#pragma once

#include "rules/shapes.hpp"

namespace hagukumi::rules {

Shape booking_shape();
Shape release_shape();
Shape deadlines_shape();
Shape facility_deadlines_shape();
Shape deadline_shape();
Shape booking_hours_shape();
Shape holding_shape();
Shape age_group_shape();
Shape priority_group_shape();
Shape lottery_shape();
Shape waiting_list_shape();
Shape no_shows_shape();
Shape cancellation_cost_shape();
Shape question_shape();
Shape booking_case_shape();
Shape booking_change_shape();
Shape wanted_booking_shape();
Shape held_booking_shape();
Shape booking_given_shape();
Shape draw_shape();
Shape booking_expectation_shape();
Shape draw_expectation_shape();

}  // namespace hagukumi::rules
