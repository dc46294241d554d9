// Any bytes as a programme file: it is read or every mistake is told, and what was read decides anything.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "rules/decide.hpp"
#include "rules/explain.hpp"
#include "rules/read_programme.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hagukumi;
    const rules::ReadResult read =
        rules::read_programme("131202-small.yaml", {reinterpret_cast<const char*>(data), size});
    if (!read.programme) {
        if (read.mistakes.empty()) __builtin_trap();  // a refusal names its reason
        return 0;
    }
    for (const rules::CaseResult& result : rules::run_cases(*read.programme)) (void)result;
    rules::Facts facts;
    facts.at = {1'783'000'000'000};
    facts.facility.emplace();
    (void)rules::entitle(*read.programme, facts);
    for (const rules::Service& service : read.programme->services()) {
        rules::Request request;
        request.service = service.code;
        request.units = Units{2};
        const rules::Decision decision = rules::decide(*read.programme, facts, request);
        (void)rules::explain(*read.programme, facts, decision);
        (void)rules::outlook(*read.programme, facts, service, date_in_japan(facts.at));
    }
    return 0;
}
