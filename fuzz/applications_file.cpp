// Any bytes as the file of another form service: it is refused in words, or read into rows in which every
// answer is taken or told at its question.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "form.hpp"
#include "imports/applications.hpp"
#include "paper/read_csv.hpp"

using namespace hagukumi;
using fuzz::programme;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto table =
        paper::read_csv({reinterpret_cast<const char*>(data), size}, paper::CsvLimits{300, 200, 10'000});
    if (!table) {
        if (table.error().message.ja.empty()) __builtin_trap();
        return 0;
    }
    const rules::Form& form = programme().forms().front();
    const imports::Columns columns = imports::columns_alike(form, table->head);
    const Instant now{1'783'000'000'000};
    const auto list = imports::read_applications(*table, programme(), form, columns, now);
    if (!list || list->rows.size() != table->rows.size()) __builtin_trap();
    rules::Facts known;
    known.at = now;
    for (const imports::AppliedRow& row : list->rows) {
        if (row.sent_at > now) __builtin_trap();
        const auto read = rules::read_answers(programme(), form, row.written, known, rules::Reading::sending);
        for (const rules::FieldMistake& mistake : read.mistakes) {
            if (mistake.message.ja.empty()) __builtin_trap();
        }
    }
    return 0;
}
