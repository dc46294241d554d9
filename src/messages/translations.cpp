#include "messages/translations.hpp"

#include <array>
#include <map>
#include <set>

#include "messages/templates.hpp"
#include "messages/texts/texts.hpp"
#include "rules/node.hpp"

namespace hagukumi::messages {

/// Generated from texts/*.yaml by script/embed-texts.cmake.
std::string_view embedded_text(std::string_view code);

namespace {

/// Every phrase that a room puts into a message, with its places.
constexpr std::string_view all_phrases[] = {"no_limit",     "see_the_portal", "please_telephone",
                                            "until_moment", "nothing",        "not_shown",
                                            "interview",    "when_decided",   "open_the_portal"};

struct Texts {
    std::map<std::string, Translation, std::less<>> messages;
    std::map<std::string, std::string, std::less<>> phrases;
};

/// Replaces each `[name]` by the line of that name.
std::string with_lines(const std::string& body, const rules::Node* lines, std::vector<std::string>& faults)
{
    std::string out;
    for (std::size_t at = 0; at < body.size();) {
        const std::size_t open = std::min(body.find('[', at), body.size());
        out += body.substr(at, open - at);
        if (open == body.size()) break;
        const std::size_t close = std::min(body.find(']', open), body.size());
        const std::string name = body.substr(open + 1, close - open - 1);
        const rules::Node* const line = lines != nullptr ? lines->find(name) : nullptr;
        if (line == nullptr) faults.push_back("no such line: " + name);
        else out += line->text;
        at = std::min(close + 1, body.size());
    }
    return out;
}

std::string text_in(const rules::Node& in, std::string_view key, std::vector<std::string>& faults)
{
    const rules::Node* const found = in.find(key);
    if (found != nullptr && found->kind == rules::Node::Kind::scalar && !found->text.empty())
        return found->text;
    faults.push_back("without a text: " + std::string(key));
    return {};
}

std::set<std::string> places_of(std::string_view text)
{
    std::set<std::string> places;
    for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1))
        places.emplace(text.substr(open + 1, text.find('}', open) - open - 1));
    return places;
}

bool is_for_families(const Template& one)
{
    for (const auto others : {texts_of_statements(), texts_of_staff()})
        for (const Template& other : others)
            if (std::string_view(other.name) == one.name) return false;
    return true;
}

Texts read_texts(std::string_view yaml, std::vector<std::string>& faults)
{
    rules::Mistakes mistakes("messages");
    const rules::Node root = rules::read_yaml(yaml, mistakes);
    for (const rules::Mistake& mistake : mistakes.take()) faults.push_back(rules::to_string(mistake));
    static const rules::Node nothing;
    const auto part = [&](std::string_view name) -> const rules::Node& {
        const rules::Node* const found = root.find(name);
        return found != nullptr ? *found : nothing;
    };
    Texts read;
    for (const std::string_view name : all_phrases)
        read.phrases.emplace(name, text_in(part("phrases"), name, faults));
    for (const auto& [name, value] : part("phrases").entries)
        if (!read.phrases.contains(name.text)) faults.push_back("unknown: " + name.text);
    for (const Template& one : all_templates()) {
        if (!is_for_families(one)) continue;
        const rules::Node* const found = part("messages").find(one.name);
        if (found == nullptr) {
            faults.push_back(std::string("without a text: ") + one.name);
            continue;
        }
        Translation said{text_in(*found, "subject", faults),
                         with_lines(text_in(*found, "body", faults), root.find("lines"), faults)};
        if (places_of(said.body) != places_of(one.body_ja))
            faults.push_back(std::string("other places than in Japanese: ") + one.name);
        // A subject shows on a locked phone.
        if (said.subject.find_first_of("{}[]\r\n") != std::string::npos)
            faults.push_back(std::string("a subject says nothing personal: ") + one.name);
        read.messages.emplace(one.name, std::move(said));
    }
    for (const auto& [name, value] : part("messages").entries)
        if (!read.messages.contains(name.text)) faults.push_back("unknown: " + name.text);
    return read;
}

/// All of them, read once.  A fault is a bug of this program: the tests read every text.
const Texts* texts_in(Language language)
{
    static const auto all = [] {
        std::array<Texts, all_languages.size()> read;
        std::vector<std::string> faults;
        for (const Language one : all_languages) {
            if (one != Language::ja && one != Language::en)
                read[static_cast<std::size_t>(one)] = read_texts(translation_text(one), faults);
        }
        must(faults.empty(), "every message to families is there in every language");
        return read;
    }();
    return language == Language::ja || language == Language::en ? nullptr
                                                                : &all[static_cast<std::size_t>(language)];
}

std::string filled(std::string pattern, const std::pair<std::string_view, Text>& place, Language language)
{
    const std::string mark = "{" + std::string(place.first) + "}";
    const std::size_t at = place.first.empty() ? std::string::npos : pattern.find(mark);
    if (at != std::string::npos) pattern.replace(at, mark.size(), place.second.in(language));
    return pattern;
}

}  // namespace

const Translation* find_translation(Language language, std::string_view message_template)
{
    const Texts* const texts = texts_in(language);
    if (texts == nullptr) return nullptr;
    const auto found = texts->messages.find(message_template);
    return found != texts->messages.end() ? &found->second : nullptr;
}

Text in_all(std::string_view phrase, const Text& japanese_and_english,
            const std::pair<std::string_view, Text>& place)
{
    Text text{filled(japanese_and_english.ja, place, Language::ja),
              filled(japanese_and_english.en, place, Language::en)};
    for (const Language language : all_languages) {
        const Texts* const texts = texts_in(language);
        if (texts == nullptr) continue;
        const auto found = texts->phrases.find(phrase);
        must(found != texts->phrases.end(), "a phrase of messages is one of all_phrases");
        text.more.emplace_back(language, filled(found->second, place, language));
    }
    return text;
}

std::vector<std::string> faults_of_translation(std::string_view yaml)
{
    std::vector<std::string> faults;
    read_texts(yaml, faults);
    return faults;
}

std::string_view translation_text(Language language)
{
    return embedded_text(code_of(language));
}

}  // namespace hagukumi::messages
