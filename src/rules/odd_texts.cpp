// Texts that are legal and odd: one language that says less than another, or is another.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/language.hpp"
#include "rules/odd.hpp"
#include "rules/told.hpp"

namespace hagukumi::rules {

namespace {

/// ひらがな, カタカナ and 漢字, in UTF-8: U+3041 … U+30FF and U+4E00 … U+9FFF.
bool has_japanese(std::string_view text)
{
    for (std::size_t i = 0; i + 2 < text.size(); ++i) {
        const auto first = static_cast<unsigned char>(text[i]);
        const auto second = static_cast<unsigned char>(text[i + 1]);
        if (first == 0xE3 && second >= 0x81 && second <= 0x83) return true;
        if ((first == 0xE4 && second >= 0xB8) || (first >= 0xE5 && first <= 0xE9)) return true;
    }
    return false;
}

bool has_letters(std::string_view text)
{
    return std::any_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

Text name_of(Language language)
{
    switch (language) {
        case Language::ja: return {"日本語", "Japanese"};
        case Language::en: return {"英語", "English"};
        case Language::ja_easy: return {"やさしい日本語", "plain Japanese"};
        case Language::zh: return {"中国語", "Chinese"};
        case Language::ko: return {"韓国語", "Korean"};
        case Language::vi: return {"ベトナム語", "Vietnamese"};
        case Language::pt: return {"ポルトガル語", "Portuguese"};
        case Language::ne: return {"ネパール語", "Nepali"};
        case Language::fil: return {"フィリピノ語", "Filipino"};
    }
    return {};
}

std::set<std::string> placeholders_in(std::string_view text)
{
    std::set<std::string> found;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const std::size_t close = text.find('}', open);
        if (close != std::string_view::npos) found.emplace(text.substr(open, close - open + 1));
    }
    return found;
}

}  // namespace

void OddityFinder::look_at_texts()
{
    for_each_node("", x_root, [&](std::string_view, const Node& node) {
        const Node* const ja = node.find("ja");
        const Node* const en = node.find("en");
        if (ja == nullptr || en == nullptr) return;
        if (has_japanese(en->text)) {
            add(*en, {"英語の文に日本語が入っています。", "There is Japanese in the English text."},
                {"英語で読む方には、この部分が伝わりません。", "Those who read English miss this part."},
                {"英語に訳してください。", "Translate it."});
        }
        if (ja->text == en->text && ja->text.size() > 1 && has_letters(ja->text) && !has_japanese(ja->text)) {
            add(*ja, {"日本語の文が英語のままです。", "The Japanese text is the English one."},
                {"日本語で読む方に、英語が表示されます。", "Those who read Japanese see English."},
                {"日本語で書いてください。", "Write it in Japanese."});
        }
        compare_placeholders(node);
    });
    look_at_languages();
}

/// What one language tells, all of them tell.
void OddityFinder::compare_placeholders(const Node& texts)
{
    std::map<Language, const Node*> written;
    std::set<std::string> all;
    for (const Language language : all_languages) {
        const Node* const text = texts.find(code_of(language));
        if (text == nullptr) continue;
        written.emplace(language, text);
        all.merge(placeholders_in(text->text));
    }
    for (const auto& [language, text] : written) {
        const auto here = placeholders_in(text->text);
        for (const std::string& name : all) {
            if (here.count(name) != 0) continue;
            add(*text,
                told("{}の文に `{}` がありません。", "The {} text has no `{}`.", name_of(language), name),
                {"ほかの言語の文だけに、その日付や数が示されます。",
                 "Only the texts in other languages tell this date or number."},
                {"すべての言語で同じことを伝えてください。", "Say the same in all languages."});
        }
    }
}

/// A language in which a decision is told with some names or sentences of a kind, and without others.
void OddityFinder::look_at_languages()
{
    std::map<std::string, std::vector<const Node*>> kinds;
    const auto note = [&](const Node& in, std::string_view section, std::string_view key) {
        if (const Node* const text = in.find(key)) kinds[fmt::format("{}: {}", section, key)].push_back(text);
    };
    for (const std::string_view section : {"allotments", "services"}) {
        const Node* const all = x_root.find(section);
        if (all == nullptr) continue;
        for (const auto& [name, entry] : all->entries) {
            note(entry, section, "name");
            note(entry, section, "too_few");
            const Node* const price = entry.find("price");
            const Node* const steps = price != nullptr ? price->find("steps") : nullptr;
            if (steps == nullptr) continue;
            for (const Node& step : steps->items) note(step, section, "label");
        }
    }
    for (const std::string_view section : {"application_rules", "use_rules"}) {
        const Node* const all = x_root.find(section);
        if (all == nullptr) continue;
        for (const Node& rule : all->items) {
            note(rule, section, "refused");
            note(rule, section, "met");
        }
    }
    for (const auto& [kind, texts] : kinds) {
        for (const Language language : all_languages) {
            const auto lacks = [&](const Node* text) { return text->find(code_of(language)) == nullptr; };
            const auto missing = static_cast<std::size_t>(std::count_if(texts.begin(), texts.end(), lacks));
            if (missing == 0 || missing == texts.size()) continue;
            add(**std::find_if(texts.begin(), texts.end(), lacks),
                told("{}（`{}`）の文が、`{}` の{}か所にありません。ほかにはあります。",
                     "There is no {0} text (`{1}`) in {3} of `{2}`, while others have one.",
                     name_of(language), code_of(language), kind, missing),
                {"その言語で読む方に、ここだけ英語（やさしい日本語では日本語）で示されます。",
                 "Those who read it see English here (Japanese for ja-easy)."},
                {"その言語でも書いてください。", "Write it in that language, too."});
        }
    }
}

}  // namespace hagukumi::rules
