// Every route that takes a body, with a body that is right.
#pragma once

#include <vector>

#include "http_api/world.hpp"

namespace hagukumi::test {

struct Sendable {
    const http::Route* route;
    Person who;
    std::string path;
    boost::json::object body;
};

std::vector<Sendable> all_with_a_body(World& world);

}  // namespace hagukumi::test
