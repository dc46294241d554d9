// Reads a conversation file, top to bottom, and tells every mistake in one run.
#include <algorithm>
#include <set>

#include "line/conversation.hpp"
#include "line/limits.hpp"
#include "line/message.hpp"
#include "rules/schema.hpp"

namespace hagukumi::line {

namespace {

using rules::MapReader;
using rules::Mistakes;
using rules::Node;

const std::vector<std::string_view> deeds{"user_number", "balance", "facilities", "contact"};
const std::vector<std::string_view> audiences{"everybody", "registered", "unregistered"};
constexpr std::int64_t longest_menu_minutes = 24 * 60;
constexpr std::size_t most_buttons = 8;

class ConversationReader {
public:
    ConversationReader(const Node& root, std::string file, Mistakes& mistakes)
        : x_root(root, "a conversation",
                 {"conversation", "municipality", "account", "document", "contact", "site",
                  "menu_lives_minutes", "menus", "texts"},
                 mistakes),
          x_file(std::move(file)),
          x_mistakes(mistakes)
    {
    }

    std::shared_ptr<const Conversation> read()
    {
        if (!x_root.is_map()) return nullptr;
        read_head();
        read_menus();
        read_texts();
        return x_mistakes.empty() ? std::make_shared<const Conversation>(std::move(x_read)) : nullptr;
    }

private:
    void read_head()
    {
        x_read.code = x_root.text("conversation", "the file's name without .yaml");
        std::string_view name = x_file;
        name.remove_prefix(std::min(name.rfind('/') + 1, name.size()));
        name = name.substr(0, name.rfind('.'));
        if (!x_read.code.empty() && !name.empty() && name != x_read.code)
            x_mistakes.add(*x_root.find("conversation"), rules::quoted(x_read.code),
                           rules::quoted(name) + ", the file's name", "rename the file or the conversation");
        const std::string code = x_root.text("municipality", "the six digits of 総務省");
        const bool is_code = code.size() == 6 && code.find_first_not_of("0123456789") == std::string::npos;
        if (is_code) {
            x_read.municipality = {std::stoi(code)};
        } else if (const Node* node = x_root.find("municipality")) {
            x_mistakes.add(*node, rules::what_is(*node), "six digits in quotes, as in \"131016\"",
                           "write 総務省's code with its check digit");
        }
        x_read.account_name = x_root.sentence("account");
        if (const Node* node = x_root.need("document", "what the conversation was written from"))
            x_read.document = rules::read_text(*node, x_mistakes);
        if (const Node* node = x_root.need("contact", "whom a parent can ask")) {
            const MapReader map(*node, "the contact", {"name", "phone"}, x_mistakes);
            x_read.office = map.sentence("name");
            x_read.phone = map.text("phone", "a telephone number");
            if (x_read.phone.find_first_not_of("0123456789-") != std::string::npos)
                x_mistakes.add(*map.find("phone"), rules::quoted(x_read.phone), "digits and -",
                               "write the number as people dial it");
        }
        x_read.site = x_root.text("site", "the address of the municipality's page");
        if (!x_read.site.empty() && !x_read.site.starts_with("https://"))
            x_mistakes.add(*x_root.find("site"), rules::quoted(x_read.site), "an address with https://",
                           "LINE opens no other");
        if (const auto minutes = x_root.number("menu_lives_minutes", 1, longest_menu_minutes, true))
            x_read.menu_lives = std::chrono::minutes(*minutes);
    }

    void read_menus()
    {
        const Node* node = x_root.need("menus", "at least one menu");
        if (node == nullptr) return;
        if (node->kind != Node::Kind::map || node->entries.empty())
            return x_mistakes.add(*node, rules::what_is(*node), "a map of menus by their code",
                                  "write `sango: { keywords: … }`");
        for (const auto& [key, value] : node->entries) {
            rules::is_code(key, "a menu", x_mistakes);
            read_menu(key.text, value);
        }
    }

    void read_menu(const std::string& code, const Node& node)
    {
        const MapReader map(node, "a menu", {"programme", "keywords", "hints", "title", "text", "buttons"},
                            x_mistakes);
        if (!map.is_map()) return;
        Menu menu;
        menu.code = code;
        menu.programme = map.text("programme", "the code of a programme file");
        menu.keywords = words(map.need("keywords", "what a parent writes to open it"));
        if (const Node* hints = map.find("hints")) menu.hints = words(hints);
        menu.title = map.sentence("title");
        menu.text = map.sentence("text");
        const Node* buttons = map.need("buttons", "what can be chosen");
        if (buttons == nullptr) return;
        if (buttons->kind != Node::Kind::list || buttons->items.empty() ||
            buttons->items.size() > most_buttons)
            return x_mistakes.add(*buttons, rules::what_is(*buttons), "a list of 1 to 8 buttons",
                                  "more do not fit on a phone");
        for (const Node& button : buttons->items) read_button(menu, button);
        x_read.menus.push_back(std::move(menu));
    }

    void read_button(Menu& menu, const Node& node)
    {
        const MapReader map(node, "a button", {"label", "shown_to", "opens", "answers"}, x_mistakes);
        if (!map.is_map()) return;
        Button button;
        button.label = map.sentence("label");
        for (const std::string& label : {button.label.ja, button.label.en})
            if (grapheme_length(label) > limits::flex_label)
                x_mistakes.add(*map.find("label"), rules::quoted(label), "at most 40 characters",
                               "shorten the label");
        if (const auto shown = map.choice("shown_to", audiences, false))
            button.shown = static_cast<Shown>(*shown);
        if (const auto deed = map.choice("answers", deeds, false)) button.deed = static_cast<Deed>(*deed);
        button.opens = map.optional_text("opens");
        if (button.opens.empty() != button.deed.has_value())
            x_mistakes.add(node, "a button with both or neither", "one of `opens` and `answers`",
                           "say what the button does");
        if (button.opens.find_first_not_of("abcdefghijklmnopqrstuvwxyz-/") != std::string::npos)
            x_mistakes.add(*map.find("opens"), rules::quoted(button.opens), "a page of the portal",
                           "write `register`, `use`, `history` or `notices`");
        menu.buttons.push_back(std::move(button));
    }

    std::vector<std::string> words(const Node* node)
    {
        std::vector<std::string> found;
        if (node == nullptr) return found;
        if (node->kind != Node::Kind::list || node->items.empty()) {
            x_mistakes.add(*node, rules::what_is(*node), "a list of words", "write `[さんご, sango]`");
            return found;
        }
        for (const Node& item : node->items) {
            const std::string key = folded(item.text);
            if (item.kind != Node::Kind::scalar || key.empty())
                x_mistakes.add(item, rules::what_is(item), "a word", "write what a parent would write");
            else if (!x_words.insert(key).second)
                x_mistakes.add(item, rules::quoted(item.text), "a word that opens one menu",
                               "full-width, half-width, hiragana and katakana are the same word");
            else found.push_back(item.text);
        }
        return found;
    }

    void read_texts()
    {
        const Node* node = x_root.need("texts", "what is said");
        if (node == nullptr) return;
        std::vector<std::string_view> names;
        for (const TextForm& form : text_forms()) names.push_back(form.name);
        const MapReader map(*node, "the texts", names, x_mistakes);
        if (!map.is_map()) return;
        for (const TextForm& form : text_forms()) {
            const Node* text = map.need(form.name, form.said);
            if (text == nullptr) continue;
            const Text read = rules::read_text(*text, x_mistakes);
            for (const std::string& words : {read.ja, read.en}) check_values(*text, words, form);
            x_read.texts.emplace(form.name, read);
        }
    }

    void check_values(const Node& node, std::string_view words, const TextForm& form)
    {
        if (utf16_length(words) > limits::alt_text)
            x_mistakes.add(node, "a text of more than 1500 characters", "at most 1500", "shorten the text");
        for (auto begin = words.find('{'); begin != std::string_view::npos;
             begin = words.find('{', begin + 1)) {
            const auto end = words.find('}', begin);
            const std::string_view name = end == std::string_view::npos
                                              ? words.substr(begin + 1)
                                              : words.substr(begin + 1, end - begin - 1);
            if (std::find(form.values.begin(), form.values.end(), name) == form.values.end())
                x_mistakes.add(node, "{" + std::string(name) + "}",
                               form.values.empty() ? "no value" : rules::list_of(form.values),
                               rules::suggest(name, form.values, "this text has no such value"));
        }
    }

    MapReader x_root;
    std::string x_file;
    Mistakes& x_mistakes;
    Conversation x_read;
    std::set<std::string> x_words;  ///< folded, of all menus
};

}  // namespace

ReadConversation read_conversation(std::string file_name, std::string_view text)
{
    Mistakes mistakes(file_name);
    const Node root = rules::read_yaml(text, mistakes);
    ReadConversation read;
    if (mistakes.empty()) read.conversation = ConversationReader(root, std::move(file_name), mistakes).read();
    read.mistakes = mistakes.take();
    return read;
}

bool is_conversation(std::string_view text)
{
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        if (!line.empty() && line.front() != '#' && line.front() != ' ' && line.front() != '\r')
            return line.starts_with("conversation:");
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return false;
}

}  // namespace hagukumi::line
