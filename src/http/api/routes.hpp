// Every address of the API, held against api/openapi.yaml by a test.
#pragma once

#include <vector>

#include "http/route.hpp"

namespace hagukumi::http {

std::vector<Route> api_routes();

}  // namespace hagukumi::http
