// A facility's profile on the wire: facilities::for_each_field names its members.
#pragma once

#include <boost/json/object.hpp>

#include "facilities/profile.hpp"
#include "http/api/json_in.hpp"

namespace hagukumi::http {

boost::json::object facility_profile_to_json(const facilities::Profile& profile);

/// Only the name must be there; what is left out is empty.
facilities::Profile read_profile(JsonIn& in);

}  // namespace hagukumi::http
