// Any bytes as a webhook's body: read or refused, and what was read can be kept.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "line/webhook.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    const auto webhook = hagukumi::line::parse_webhook(body);
    if (!webhook) return 0;
    for (const auto& event : webhook->events) {
        if (event.id.empty() || event.words.size() > 1000 || event.at.milliseconds < 0) std::abort();
        if (event.picked && !event.picked->ok()) std::abort();
    }
    return 0;
}
