// The words of a child in each language, for the tests that no sentence says one after a pregnancy loss.
#pragma once

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "base/language.hpp"

namespace hagukumi::test {

/// What may not be heard after a pregnancy loss.  Letters of a Latin word stand by themselves:
/// "panganganak" is giving birth, "anak" is a child.
inline const std::vector<std::string>& words_of_a_child(Language language)
{
    static const std::vector<std::vector<std::string>> words{
        {"お子", "子ども", "子供", "こども", "赤ちゃん", "月齢", "乳児", "双子", "きょうだい", "保育園"},
        {"child", "children", "baby", "babies", "infant", "infants", "twins", "sibling", "siblings",
         "months old"},
        {"お子", "子ども", "子供", "こども", "赤ちゃん", "月齢", "乳児", "ふたご", "きょうだい", "保育園"},
        {"孩子", "儿童", "宝宝", "婴儿", "子女", "双胞胎", "月龄", "哥哥", "保育园"},
        {"자녀", "아이", "아기", "영아", "쌍둥이", "형제", "월령", "어린이집"},
        {"con", "bé", "trẻ", "em bé", "sinh đôi", "tháng tuổi", "nhà trẻ"},
        {"criança", "crianças", "bebê", "bebês", "filho", "filha", "gêmeos", "irmão", "creche"},
        {"बच्चा", "शिशु", "सन्तान", "छोरा", "छोरी", "जुम्ल्याहा", "दाजु"},
        {"anak", "bata", "sanggol", "kambal", "kapatid", "nursery"}};
    return words[static_cast<std::size_t>(language)];
}

inline std::string in_small_letters(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
    return text;
}

/// A letter, or a byte of one that is not in ASCII.
inline bool is_of_a_word(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalpha(byte) != 0;
}

inline std::string word_of_a_child_in(const std::string& sentence, Language language)
{
    const std::string text = in_small_letters(sentence);
    const bool is_latin = language == Language::en || language == Language::vi || language == Language::pt ||
                          language == Language::fil;
    for (const std::string& word : words_of_a_child(language)) {
        for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
            const std::size_t end = at + word.size();
            const bool stands_alone =
                (at == 0 || !is_of_a_word(text[at - 1])) && (end == text.size() || !is_of_a_word(text[end]));
            if (!is_latin || stands_alone) return word;
        }
    }
    return {};
}

}  // namespace hagukumi::test
