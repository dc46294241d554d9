// Everything that the tests of this room say, written to line-messages.json for tests/line/contract.mjs.
#pragma once

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "line/message.hpp"

namespace hagukumi::test {

class Said final : public testing::Environment {
public:
    static void keep(const std::vector<line::Message>& messages);
    void TearDown() override;

private:
    static std::set<std::string>& all();
};

}  // namespace hagukumi::test
