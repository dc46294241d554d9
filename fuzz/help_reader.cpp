// Any bytes as a help file: read, or refused with every mistake at a place in the file.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "help/help.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace hagukumi;
    static const rules::Calendars calendars{{"japan", std::make_shared<const Calendar>()}};
    const auto read = help::read_help("help.yaml", {reinterpret_cast<const char*>(data), size}, calendars);
    if ((read.help == nullptr) == read.mistakes.empty()) std::abort();
    for (const auto& mistake : read.mistakes)
        if (mistake.line < 0 || mistake.column < 0) std::abort();
    if (!read.help) return 0;
    const Instant at{1'783'500'000'000};
    for (const auto& office : read.help->offices) {
        const auto is_open = help::is_open(office, at);
        if (is_open.has_value() == office.hours.empty()) std::abort();
        static_cast<void>(help::next_opening(office, at));
    }
    for (const auto& question : read.help->questions)
        static_cast<void>(help::is_true_on(question, date_in_japan(at)));
    return 0;
}
