// One text in every language, rendered one by one.
#pragma once

#include <array>

#include "rules/catalogue.hpp"

namespace hagukumi::rules {

/// `render(Language)` gives the text of one language.
template <class Render>
Text of_all(Render render)
{
    Text text{render(Language::ja), render(Language::en)};
    for (const Language language : all_languages) {
        if (language != Language::ja && language != Language::en)
            text.more.emplace_back(language, render(language));
    }
    return text;
}

}  // namespace hagukumi::rules
