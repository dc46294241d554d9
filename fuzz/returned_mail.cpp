// Any bytes as a mail that came back: nothing, or one of ours with a reason of digits and dots.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "mail/returned.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto returned =
        hagukumi::mail::read_returned({reinterpret_cast<const char*>(data), size}, "example.jp");
    if (returned && returned->status.find_first_not_of("0123456789.") != std::string::npos) std::abort();
    if (returned && returned->municipality.value < 0) std::abort();
    return 0;
}
