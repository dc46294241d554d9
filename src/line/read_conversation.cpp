// Reads a conversation file, top to bottom, and tells every mistake in one run.
#include <algorithm>
#include <set>

#include "line/conversation.hpp"
#include "line/limits.hpp"
#include "line/message.hpp"
#include "rules/schema.hpp"

namespace hagukumi::line {

namespace {

using rules::Mistakes;
using rules::Node;

const std::vector<std::string_view> deeds{"user_number", "balance", "facilities", "contact"};
const std::vector<std::string_view> audiences{"everybody", "registered", "unregistered"};
constexpr std::int64_t longest_menu_minutes = 24 * 60;
constexpr std::size_t most_buttons = 8;

/// One map of the file.  Keys that it must not have are told by MapReader, keys that it lacks here.
class KeyReader {
public:
    KeyReader(const Node& node, Text what, std::vector<std::string_view> allowed, Mistakes& mistakes)
        : x_map(node, std::move(what), std::move(allowed), mistakes), x_mistakes(mistakes)
    {
    }

    bool is_map() const { return x_map.is_map(); }
    const Node* find(std::string_view key) const { return x_map.find(key); }

    /// `holds` says what is written there.
    const Node* need(std::string_view key, const Text& holds) const
    {
        const Node* found = find(key);
        if (found == nullptr && is_map()) {
            const std::string name = rules::quoted(key);
            x_mistakes.add(x_map.node(), {name + "のない内容", "no " + name}, holds,
                           {name + "を書いてください", "write " + name});
        }
        return found;
    }
    std::string text(std::string_view key, const Text& holds) const
    {
        const Node* found = need(key, holds);
        if (found == nullptr) return {};
        if (found->kind != Node::Kind::scalar || found->text.empty())
            x_mistakes.add(*found, rules::what_is(*found), holds, {"書き直してください", "write that"});
        return found->text;
    }
    Text sentence(std::string_view key) const
    {
        const Node* found = need(key, {"jaとenの文", "a sentence in ja and en"});
        return found != nullptr ? rules::read_text(*found, x_mistakes) : Text{};
    }
    /// The index among `choices`; nothing when the key is left out.
    std::optional<std::size_t> choice(std::string_view key,
                                      const std::vector<std::string_view>& choices) const
    {
        const Node* found = find(key);
        if (found == nullptr) return std::nullopt;
        const auto at = std::find(choices.begin(), choices.end(), found->text);
        if (at != choices.end()) return static_cast<std::size_t>(at - choices.begin());
        x_mistakes.add(
            *found, rules::what_is(*found), rules::list_of(choices),
            rules::suggest(found->text, choices, {"どれかを書いてください", "write one of these"}));
        return std::nullopt;
    }

private:
    rules::MapReader x_map;
    Mistakes& x_mistakes;
};

Text both(const std::string& text)
{
    return {text, text};
}

class ConversationReader {
public:
    ConversationReader(const Node& root, std::string file, Mistakes& mistakes)
        : x_root(root, {"会話ファイル", "a conversation"},
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
        x_read.code =
            x_root.text("conversation", {"拡張子のないファイル名", "the file's name without .yaml"});
        std::string_view name = x_file;
        name.remove_prefix(std::min(name.rfind('/') + 1, name.size()));
        name = name.substr(0, name.rfind('.'));
        if (!x_read.code.empty() && !name.empty() && name != x_read.code)
            x_mistakes.add(
                *x_root.find("conversation"), both(rules::quoted(x_read.code)),
                {rules::quoted(name) + "（ファイル名）", rules::quoted(name) + ", the file's name"},
                {"ファイル名か会話の名前を合わせてください", "rename the file or the conversation"});
        const Text six{"総務省の6桁の数字（引用符つき）", "six digits in quotes, as in \"131016\""};
        const std::string code = x_root.text("municipality", six);
        const bool is_code = code.size() == 6 && code.find_first_not_of("0123456789") == std::string::npos;
        if (is_code) {
            x_read.municipality = {std::stoi(code)};
        } else if (const Node* node = x_root.find("municipality")) {
            x_mistakes.add(*node, rules::what_is(*node), six,
                           {"検査数字を含めて書いてください", "write 総務省's code with its check digit"});
        }
        x_read.account_name = x_root.sentence("account");
        x_read.document = x_root.sentence("document");
        if (const Node* node = x_root.need("contact", {"問い合わせ先", "whom a parent can ask"})) {
            const KeyReader map(*node, {"問い合わせ先", "the contact"}, {"name", "phone"}, x_mistakes);
            x_read.office = map.sentence("name");
            x_read.phone = map.text("phone", {"電話番号", "a telephone number"});
            if (x_read.phone.find_first_not_of("0123456789-") != std::string::npos)
                x_mistakes.add(*map.find("phone"), both(rules::quoted(x_read.phone)),
                               {"数字とハイフン", "digits and -"},
                               {"かけるとおりに書いてください", "write the number as people dial it"});
        }
        x_read.site =
            x_root.text("site", {"自治体のページのアドレス", "the address of the municipality's page"});
        if (!x_read.site.empty() && !x_read.site.starts_with("https://"))
            x_mistakes.add(*x_root.find("site"), both(rules::quoted(x_read.site)),
                           {"https:// で始まるアドレス", "an address with https://"},
                           {"LINEはほかのアドレスを開きません", "LINE opens no other"});
        if (const Node* node = x_root.need("menu_lives_minutes", {"分", "minutes"}))
            if (const auto minutes = rules::read_number(*node, 1, longest_menu_minutes, x_mistakes))
                x_read.menu_lives = std::chrono::minutes(*minutes);
    }

    void read_menus()
    {
        const Node* node = x_root.need("menus", {"1つ以上のメニュー", "at least one menu"});
        if (node == nullptr) return;
        if (node->kind != Node::Kind::map || node->entries.empty())
            return x_mistakes.add(*node, rules::what_is(*node),
                                  {"名前ごとのメニュー", "a map of menus by their code"},
                                  both("sango: { keywords: … }"));
        for (const auto& [key, value] : node->entries) {
            rules::is_code(key, {"メニュー", "a menu"}, x_mistakes);
            read_menu(key.text, value);
        }
    }

    void read_menu(const std::string& code, const Node& node)
    {
        const KeyReader map(node, {"メニュー", "a menu"},
                            {"programme", "keywords", "hints", "title", "text", "buttons"}, x_mistakes);
        if (!map.is_map()) return;
        Menu menu;
        menu.code = code;
        menu.programme = map.text("programme", {"事業ファイルの名前", "the code of a programme file"});
        menu.keywords =
            words(map.need("keywords", {"メニューを開く言葉", "what a parent writes to open it"}));
        if (const Node* hints = map.find("hints")) menu.hints = words(hints);
        menu.title = map.sentence("title");
        menu.text = map.sentence("text");
        const Node* buttons = map.need("buttons", {"選べるもの", "what can be chosen"});
        if (buttons == nullptr) return;
        if (buttons->kind != Node::Kind::list || buttons->items.empty() ||
            buttons->items.size() > most_buttons)
            return x_mistakes.add(*buttons, rules::what_is(*buttons),
                                  {"1つから8つのボタン", "a list of 1 to 8 buttons"},
                                  {"電話の画面に入る数にしてください", "more do not fit on a phone"});
        for (const Node& button : buttons->items) read_button(menu, button);
        x_read.menus.push_back(std::move(menu));
    }

    void read_button(Menu& menu, const Node& node)
    {
        const KeyReader map(node, {"ボタン", "a button"}, {"label", "shown_to", "opens", "answers"},
                            x_mistakes);
        if (!map.is_map()) return;
        Button button;
        button.label = map.sentence("label");
        for (const std::string& label : {button.label.ja, button.label.en})
            if (grapheme_length(label) > limits::flex_label)
                x_mistakes.add(*map.find("label"), both(rules::quoted(label)),
                               {"40文字まで", "at most 40 characters"},
                               {"短くしてください", "shorten the label"});
        if (const auto shown = map.choice("shown_to", audiences)) button.shown = static_cast<Shown>(*shown);
        if (const auto deed = map.choice("answers", deeds)) button.deed = static_cast<Deed>(*deed);
        if (const Node* opens = map.find("opens")) button.opens = opens->text;
        if (button.opens.empty() != button.deed.has_value())
            x_mistakes.add(node, {"両方ある、またはどちらもないボタン", "a button with both or neither"},
                           {"`opens`と`answers`のどちらか", "one of `opens` and `answers`"},
                           {"ボタンの働きを書いてください", "say what the button does"});
        if (button.opens.find_first_not_of("abcdefghijklmnopqrstuvwxyz-/") != std::string::npos)
            x_mistakes.add(*map.find("opens"), both(rules::quoted(button.opens)),
                           {"ポータルの画面", "a page of the portal"},
                           both("register, use, history, notices"));
        menu.buttons.push_back(std::move(button));
    }

    std::vector<std::string> words(const Node* node)
    {
        std::vector<std::string> found;
        if (node == nullptr) return found;
        if (node->kind != Node::Kind::list || node->items.empty()) {
            x_mistakes.add(*node, rules::what_is(*node), {"言葉の並び", "a list of words"},
                           both("[さんご, sango]"));
            return found;
        }
        for (const Node& item : node->items) {
            const std::string key = folded(item.text);
            if (item.kind != Node::Kind::scalar || key.empty())
                x_mistakes.add(item, rules::what_is(item), {"言葉", "a word"},
                               {"保護者が書く言葉を書いてください", "write what a parent would write"});
            else if (!x_words.insert(key).second)
                x_mistakes.add(item, both(rules::quoted(item.text)),
                               {"1つのメニューだけを開く言葉", "a word that opens one menu"},
                               {"全角と半角、ひらがなとカタカナは同じ言葉です",
                                "full-width, half-width, hiragana and katakana are the same word"});
            else found.push_back(item.text);
        }
        return found;
    }

    void read_texts()
    {
        const Node* node = x_root.need("texts", {"文面", "what is said"});
        if (node == nullptr) return;
        std::vector<std::string_view> names;
        for (const TextForm& form : text_forms()) names.push_back(form.name);
        const KeyReader map(*node, {"文面", "the texts"}, names, x_mistakes);
        if (!map.is_map()) return;
        for (const TextForm& form : text_forms()) {
            const Node* text = map.need(form.name, both(std::string(form.said)));
            if (text == nullptr) continue;
            const Text read = rules::read_text(*text, x_mistakes);
            for (const std::string& words : {read.ja, read.en}) check_values(*text, words, form);
            x_read.texts.emplace(form.name, read);
        }
    }

    void check_values(const Node& node, std::string_view words, const TextForm& form)
    {
        if (utf16_length(words) > limits::alt_text)
            x_mistakes.add(node, {"1500文字を超える文", "a text of more than 1500 characters"},
                           {"1500文字まで", "at most 1500"}, {"短くしてください", "shorten the text"});
        for (auto begin = words.find('{'); begin != std::string_view::npos;
             begin = words.find('{', begin + 1)) {
            const auto end = words.find('}', begin);
            const std::string_view name = end == std::string_view::npos
                                              ? words.substr(begin + 1)
                                              : words.substr(begin + 1, end - begin - 1);
            if (std::find(form.values.begin(), form.values.end(), name) == form.values.end())
                x_mistakes.add(node, both("{" + std::string(name) + "}"),
                               form.values.empty() ? Text{"値なし", "no value"} : rules::list_of(form.values),
                               rules::suggest(name, form.values,
                                              {"この文にはない値です", "this text has no such value"}));
        }
    }

    KeyReader x_root;
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
