// The languages in which a decision is told.  Japanese and English are everywhere; the others stand
// where somebody has written them, and fall back by one rule (Text::in, result.hpp).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hagukumi {

enum class Language : std::uint8_t {
    ja,
    en,
    ja_easy,  ///< やさしい日本語
    zh,       ///< 简体中文
    ko,
    vi,
    pt,  ///< as in Brazil
    ne,
    fil,
};

inline constexpr std::array all_languages{Language::ja, Language::en, Language::ja_easy,
                                          Language::zh, Language::ko, Language::vi,
                                          Language::pt, Language::ne, Language::fil};

/// "ja-easy": of files, of the wire and of `--lang`.
std::string_view code_of(Language language);

/// The language of a code, or of a tag as browsers send it (BCP 47: "zh-Hans-CN", "pt-BR", "tl").
std::optional<Language> language_of(std::string_view tag);

/// The first language that we have, by weight and then by place, of an Accept-Language header
/// (RFC 9110, 12.5.4).
std::optional<Language> preferred_language(std::string_view accept_language);

}  // namespace hagukumi
