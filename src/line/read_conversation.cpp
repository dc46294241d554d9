// Reads a conversation file, top to bottom, and tells every mistake in one run.
#include <algorithm>
#include <cstdio>
#include <set>

#include "base/municipality_code.hpp"
#include "line/conversation.hpp"
#include "line/limits.hpp"
#include "line/message.hpp"
#include "line/rich_menu_reader.hpp"
#include "messages/templates.hpp"
#include "rules/key_reader.hpp"

namespace hagukumi::line {

namespace {

using rules::both;
using rules::KeyReader;
using rules::Mistakes;
using rules::Node;

const std::vector<std::string_view> newcomers{"user_number", "child"}, child_names{"nickname", "name"};
const std::vector<std::string_view> audiences{"everybody", "registered", "unregistered"};
constexpr std::int64_t longest_menu_minutes = 24 * 60;
constexpr std::size_t most_buttons = 8;

class ConversationReader {
public:
    ConversationReader(const Node& root, std::string file, Mistakes& mistakes)
        : x_root(
              root, {"会話ファイル", "a conversation"},
              {"conversation", "municipality", "account", "document", "contact", "site", "menu_lives_minutes",
               "newcomers", "children", "towns", "notices", "menus", "rich_menus", "texts"},
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
        if (const Node* node = x_root.find("rich_menus"))
            x_read.rich_menus = read_rich_menus(*node, x_mistakes);
        read_notices();
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
                *x_root.find("conversation"), both(rules::backquoted(x_read.code)),
                {rules::backquoted(name) + "（ファイル名）", rules::backquoted(name) + ", the file's name"},
                {"ファイル名か会話の名前を合わせてください", "rename the file or the conversation"});
        const Text six{"総務省の6桁の数字（引用符つき）", "six digits in quotes, as in \"131016\""};
        const std::string code = x_root.text("municipality", six);
        if (const auto municipality = parse_municipality_code(code)) {
            x_read.municipality = *municipality;
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
                x_mistakes.add(*map.find("phone"), both(rules::backquoted(x_read.phone)),
                               {"数字とハイフン", "digits and -"},
                               {"かけるとおりに書いてください", "write the number as people dial it"});
        }
        if (const Node* site =
                x_root.need("site", {"自治体のページのアドレス", "the address of the municipality's page"}))
            x_read.site = address_in(*site);
        if (const Node* node = x_root.need("menu_lives_minutes", {"分", "minutes"}))
            if (const auto minutes = rules::read_number(*node, 1, longest_menu_minutes, x_mistakes))
                x_read.menu_lives = std::chrono::minutes(*minutes);
        x_read.newcomers_join = x_root.choice("newcomers", newcomers) == 1;
        x_read.shows_child_names = x_root.choice("children", child_names) == 1;
        if (const Node* node = x_root.find("towns")) read_towns(*node);
    }

    void read_towns(const Node& node)
    {
        for (const auto& [postal_code, address] : node.entries) {
            const bool is_code = postal_code.text.size() == 7 &&
                                 postal_code.text.find_first_not_of("0123456789") == std::string::npos;
            if (!is_code)
                x_mistakes.add(postal_code, both(rules::backquoted(postal_code.text)),
                               {"郵便番号の7桁の数字", "the seven digits of a postal code"},
                               both("\"1530064\": 目黒区下目黒"));
            x_read.towns.emplace_back(postal_code.text, address.text);
        }
    }

    void read_notices()
    {
        const Node* node = x_root.find("notices");
        if (node == nullptr) return;
        std::vector<std::string_view> allowed{"heading"};
        for (const messages::Template& one : messages::all_templates()) allowed.push_back(one.name);
        const KeyReader map(*node, {"お知らせ", "the notices"}, allowed, x_mistakes);
        if (!map.is_map()) return;
        if (map.find("heading") != nullptr) x_read.notice_heading = map.sentence("heading");
        for (const auto& [name, value] : node->entries)
            if (name.text != "heading") read_notice(name.text, value);
    }

    void read_notice(const std::string& name, const Node& node)
    {
        const KeyReader map(node, {"お知らせ", "a notice"}, {"sticker", "adds", "label", "opens"},
                            x_mistakes);
        if (!map.is_map()) return;
        NoticeForm form;
        if (map.find("adds") != nullptr) form.adds = map.sentence("adds");
        if (map.find("label") != nullptr) form.label = map.sentence("label");
        if (const Node* opens = map.find("opens")) form.opens = page_in(*opens);
        if (const Node* sticker = map.find("sticker")) {
            const auto slash = sticker->text.find('/');
            form.sticker_package = sticker->text.substr(0, slash);
            form.sticker = slash == std::string::npos ? "" : sticker->text.substr(slash + 1);
            if ((form.sticker_package + form.sticker).find_first_not_of("0123456789") != std::string::npos ||
                form.sticker.empty())
                x_mistakes.add(*sticker, both(rules::backquoted(sticker->text)),
                               {"パッケージとスタンプの番号", "the numbers of a package and a sticker"},
                               both("11537/52002734"));
        }
        x_read.notices.emplace(name, std::move(form));
    }

    /// An address that LINE opens.
    std::string address_in(const Node& node)
    {
        if (!node.text.starts_with("https://"))
            x_mistakes.add(node, rules::what_is(node),
                           {"https:// で始まるアドレス", "an address with https://"},
                           {"LINEはほかのアドレスを開きません", "LINE opens no other"});
        return node.text;
    }

    /// A page of the portal, below its address.
    std::string page_in(const Node& node)
    {
        if (node.text.empty() ||
            node.text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-/") != std::string::npos)
            x_mistakes.add(node, both(rules::backquoted(node.text)),
                           {"ポータルの画面", "a page of the portal"},
                           both("register, child, use, bookings, history, notices"));
        return node.text;
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
        const KeyReader map(
            node, {"メニュー", "a menu"},
            {"programme", "keywords", "hints", "opens_at", "title", "text", "buttons", "shortcuts"},
            x_mistakes);
        if (!map.is_map()) return;
        Menu menu;
        menu.code = code;
        menu.programme = map.text("programme", {"事業ファイルの名前", "the code of a programme file"});
        menu.keywords =
            words(map.need("keywords", {"メニューを開く言葉", "what a parent writes to open it"}));
        if (const Node* hints = map.find("hints")) menu.hints = words(hints);
        if (const Node* opens_at = map.find("opens_at")) menu.opens_at = moment_in(*opens_at);
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
        if (const Node* shortcuts = map.find("shortcuts"))
            for (const Node& shortcut : shortcuts->items) read_shortcut(menu, shortcut);
        x_read.menus.push_back(std::move(menu));
    }

    /// 2024-05-01 10:00, in Japan.
    std::optional<Instant> moment_in(const Node& node)
    {
        int year = 0, hour = 0, minute = 0, read = 0;
        unsigned month = 0, day = 0;
        const int found = std::sscanf(node.text.c_str(), "%4d-%2u-%2u %2d:%2d%n", &year, &month, &day, &hour,
                                      &minute, &read);
        const Date date{std::chrono::year(year), std::chrono::month(month), std::chrono::day(day)};
        if (found == 5 && static_cast<std::size_t>(read) == node.text.size() && date.ok() && hour < 24 &&
            minute < 60)
            return start_of_day_in_japan(date) + std::chrono::hours(hour) + std::chrono::minutes(minute);
        x_mistakes.add(node, rules::what_is(node), {"日付と時刻", "a date and a time"},
                       both("2024-05-01 10:00"));
        return std::nullopt;
    }

    std::optional<Deed> deed_in(const KeyReader& map)
    {
        static const std::vector<std::string_view> deeds{"user_number", "balance",  "facilities", "contact",
                                                         "book",        "bookings", "interview"};
        const auto deed = map.choice("answers", deeds);
        return deed ? deed_of(deeds[*deed]) : std::nullopt;
    }

    void read_shortcut(Menu& menu, const Node& node)
    {
        const KeyReader map(node, {"合言葉", "a shortcut"}, {"keywords", "answers"}, x_mistakes);
        if (!map.is_map()) return;
        Shortcut shortcut;
        shortcut.keywords = words(map.need("keywords", {"答えを呼ぶ言葉", "what a parent writes for it"}));
        map.need("answers", {"トークでの答え", "what is answered"});
        if (const auto deed = deed_in(map)) shortcut.deed = *deed;
        menu.shortcuts.push_back(std::move(shortcut));
    }

    void read_button(Menu& menu, const Node& node)
    {
        const KeyReader map(node, {"ボタン", "a button"}, {"label", "shown_to", "opens", "links", "answers"},
                            x_mistakes);
        if (!map.is_map()) return;
        Button button;
        button.label = map.sentence("label");
        for (const std::string& label : {button.label.ja, button.label.en})
            if (grapheme_length(label) > limits::flex_label)
                x_mistakes.add(*map.find("label"), both(rules::backquoted(label)),
                               {"40文字まで", "at most 40 characters"},
                               {"短くしてください", "shorten the label"});
        if (const auto shown = map.choice("shown_to", audiences)) button.shown = static_cast<Shown>(*shown);
        button.deed = deed_in(map);
        if (const Node* opens = map.find("opens")) button.opens = page_in(*opens);
        if (const Node* links = map.find("links")) button.links = address_in(*links);
        if (!button.opens.empty() + !button.links.empty() + button.deed.has_value() != 1)
            x_mistakes.add(node, {"働きがない、または二つあるボタン", "a button with none or more than one"},
                           {"`opens`、`links`、`answers`のどれか一つ", "one of `opens`, `links`, `answers`"},
                           {"ボタンの働きを書いてください", "say what the button does"});
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
                x_mistakes.add(item, both(rules::backquoted(item.text)),
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
            const bool is_needed =
                form.of.empty() ||
                std::any_of(form.of.begin(), form.of.end(), [&](Deed deed) { return x_read.uses(deed); });
            const Node* text =
                is_needed ? map.need(form.name, both(std::string(form.said))) : map.find(form.name);
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
        const bool is_answer = form.name == "yes" || form.name == "no";
        const std::size_t most = is_answer ? limits::template_label : limits::flex_label;
        const bool is_button = form.said.starts_with("a button that") || form.said.starts_with("a button:");
        if (is_button && grapheme_length(words) > most)
            x_mistakes.add(node, both(rules::backquoted(words)),
                           {"ボタンは" + std::to_string(most) + "文字まで",
                            "a button of at most " + std::to_string(most) + " characters"},
                           {"短くしてください", "shorten the text"});
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
    return rules::first_key(text) == "conversation";
}

}  // namespace hagukumi::line
