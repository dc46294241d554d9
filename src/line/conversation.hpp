// 会話: what an official account answers to, as data.  One file a municipality (conversations/*.yaml): its
// keywords, menus and texts.  conversations/README.md says what may stand there.
//
// A Conversation is immutable and shared; every thread may use it.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/quantity.hpp"
#include "base/result.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::line {

/// What is said in the talk room when a button is pressed.
enum class Deed {
    user_number,  ///< 利用者番号の表示
    balance,      ///< what is left, and what was used last
    facilities,   ///< facilities with their telephone
    contact,      ///< whom to ask
};

/// For whom a button is shown.
enum class Shown { always, to_registered, to_unregistered };

struct Button {
    Text label;
    Shown shown = Shown::always;
    std::string opens;         ///< a page of the portal, below its address: "register"; empty: none
    std::optional<Deed> deed;  ///< what is answered
};

struct Menu {
    std::string code;                   ///< "sango"
    std::string programme;              ///< its code
    std::vector<std::string> keywords;  ///< as written; the first is the one that texts name
    std::vector<std::string> hints;     ///< not keywords, but near to them (N-02.1)
    Text title, text;
    std::vector<Button> buttons;
};

struct Conversation {
    std::string code;
    MunicipalityCode municipality;
    Text account_name;  ///< what the official account is called
    Text document;      ///< what it was written from (N-23)
    Text office;        ///< whom to ask (N-22)
    std::string phone;
    std::string site;                        ///< the newest version of the guide (N-21)
    std::chrono::milliseconds menu_lives{};  ///< how long an unused menu stays good (N-03.2)
    std::vector<Menu> menus;
    std::map<std::string, Text, std::less<>> texts;  ///< by name; every one of text_forms() is there

    const Text& text(std::string_view name) const;
    const Menu* find_menu(std::string_view code) const;
    /// The menu that a keyword opens.
    const Menu* menu_for(std::string_view written) const;
    /// The menu that somebody may have meant: a hint, or a text that has a keyword in it.
    const Menu* menu_near(std::string_view written) const;
};

/// A text that every conversation has, and the values that may stand in it as {name}.
struct TextForm {
    std::string_view name;
    std::vector<std::string_view> values;
    std::string_view said;  ///< when, for whoever writes the file
};
const std::vector<TextForm>& text_forms();

/// `text` with its values; a value that is not given stays empty.
std::string filled(std::string_view text, const std::map<std::string, std::string, std::less<>>& values);

/// What somebody wrote, made comparable: half-width, small letters, katakana, without spaces (N-02.1).
std::string folded(std::string_view written);

struct ReadConversation {
    std::shared_ptr<const Conversation> conversation;  ///< empty when there are mistakes
    std::vector<rules::Mistake> mistakes;
};
ReadConversation read_conversation(std::string file_name, std::string_view text);

/// Whether a file is a conversation: its first key says so.
bool is_conversation(std::string_view text);

}  // namespace hagukumi::line
