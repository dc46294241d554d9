// The shapes of `cases:`, of facts and of examples, for the table in shapes.cpp.
#pragma once

#include "rules/shapes.hpp"

namespace hagukumi::rules {

Shape worked_case_shape();
Shape case_step_shape();
Shape expectation_shape();
Shape request_shape();
Shape facts_shape();
Shape birth_shape();
Shape child_shape();
Shape household_shape();
Shape guardian_shape();
Shape proof_shape();
Shape facility_shape();
Shape offer_shape();
Shape held_shape();
Shape earlier_use_shape();

}  // namespace hagukumi::rules
