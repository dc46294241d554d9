// Everything that the tests of this room say, written to line-messages.json for tests/line/contract.mjs.
#pragma once

#include <gtest/gtest.h>
#include <boost/json.hpp>

#include <fstream>
#include <set>
#include <string>

#include "line/message.hpp"

namespace hagukumi::test {

class Said final : public testing::Environment {
public:
    static void keep(const std::vector<line::Message>& messages)
    {
        if (!messages.empty()) all().insert(boost::json::serialize(to_json(messages)));
    }
    void TearDown() override
    {
        std::ofstream file(std::string(HAGUKUMI_BINARY_DIR) + "/line-messages.json");
        file << "[";
        const char* comma = "";
        for (const std::string& one : all()) file << std::exchange(comma, ",\n") << one;
        file << "]\n";
    }

private:
    static std::set<std::string>& all()
    {
        static std::set<std::string> kept;
        return kept;
    }
};

}  // namespace hagukumi::test
