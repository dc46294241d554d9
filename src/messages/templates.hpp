// The words of every message, as data: in Japanese and English here, in the other languages of families in
// translations.hpp.
//
// A placeholder is {name} and stands in bodies only: a subject shows on a locked phone, so it says nothing
// personal and is the same for everybody.  Both languages of a template use the same placeholders;
// check_templates() sees to it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/quantity.hpp"
#include "base/result.hpp"
#include "rules/catalogue.hpp"

namespace hagukumi::messages {

struct Template {
    const char* name;
    const char* subject_ja;
    const char* subject_en;
    const char* body_ja;
    const char* body_en;
};

std::span<const Template> all_templates();

/// The values for a template's placeholders, as the JSON that the outbox keeps.
///     Params().text("facility", name).words("service", service_name).number("units", 2).json()
class Params {
public:
    Params& text(std::string_view name, std::string_view value);
    Params& words(std::string_view name, const Text& value);  ///< differs by language, in all that it has
    Params& number(std::string_view name, std::int64_t value);
    /// 「2日」, "2 days": kept as number and unit, and said in the reader's language when it is read.
    Params& amount(std::string_view name, const rules::Amount& value);
    /// What stands beside such a number that a message writes by itself: 「日」, "days".
    Params& unit_of(std::string_view name, const rules::Amount& value);
    std::string json() const { return x_json + '}'; }

private:
    Params& begin(std::string_view name);
    Params& measure(std::string_view name, const char* key, const rules::Amount& value);
    std::string x_json = "{";
};

struct Rendered {
    Text subject;
    Text body;
};

/// Fills a template in, in Japanese, in English, and in `also` where it is written in that.  An unknown
/// template and a missing value are bugs; control characters become spaces.
Rendered render(std::string_view message_template, std::string_view params_json,
                std::optional<Language> also = std::nullopt);

/// The same values without the name of a facility: what all guardians of a protected family may read.
std::string without_places(std::string_view params_json);

/// What is wrong with the templates; empty when nothing is.
std::vector<std::string> check_templates(std::span<const Template> templates);

}  // namespace hagukumi::messages
