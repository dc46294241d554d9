#include "line/said.hpp"

#include <boost/json/serialize.hpp>

#include <fstream>
#include <utility>

namespace hagukumi::test {

void Said::keep(const std::vector<line::Message>& messages)
{
    if (!messages.empty()) all().insert(boost::json::serialize(to_json(messages)));
}

void Said::TearDown()
{
    std::ofstream file(std::string(HAGUKUMI_BINARY_DIR) + "/line-messages.json");
    file << "[";
    const char* comma = "";
    for (const std::string& one : all()) file << std::exchange(comma, ",\n") << one;
    file << "]\n";
}

std::set<std::string>& Said::all()
{
    static std::set<std::string> kept;
    return kept;
}

}  // namespace hagukumi::test
