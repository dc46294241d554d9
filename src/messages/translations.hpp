// The messages to families in the seven languages beside Japanese and English, and the small words that stand
// in their places.
//
// texts/<code>.yaml hold them and are compiled in.  What facilities read (statements) is written in two
// languages. A line that many messages have ("施設：…") stands once, below `lines`, and a body names it:
// [facility].
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace hagukumi::messages {

struct Translation {
    std::string subject, body;
};

/// Null for Japanese and English (templates.hpp), and for what no family reads.
const Translation* find_translation(Language language, std::string_view message_template);

/// A phrase in every language: its Japanese and English, and what the translations have below `phrases`.  A
/// place of the phrase takes its value in the same language.
///     in_all("until_moment", {"{moment}まで", "until {moment}"}, {"moment", moment})
Text in_all(std::string_view phrase, const Text& japanese_and_english,
            const std::pair<std::string_view, Text>& place = {});

/// What a text of translations lacks or has too much, beside the Japanese templates.  Empty when all is well.
std::vector<std::string> faults_of_translation(std::string_view yaml);

/// The text of texts/<code>.yaml, as it was compiled in.
std::string_view translation_text(Language language);

}  // namespace hagukumi::messages
