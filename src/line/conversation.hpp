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
#include "line/rich_menu.hpp"
#include "rules/read_programme.hpp"

namespace hagukumi::line {

/// What is said in the talk room when a button is pressed.
enum class Deed {
    user_number,  ///< 利用者番号の表示
    balance,      ///< what is left, and what was used last
    facilities,   ///< facilities with their telephone
    contact,      ///< whom to ask
    book,         ///< 予約をする: for which child, at which facility
    bookings,     ///< 予約を取り消す: what is booked, with what can be done
    interview,    ///< 面談予約の再開: what still waits for its interview (G-06)
};
std::string_view name_of(Deed deed);  ///< "user_number", as a file and a button say it
std::optional<Deed> deed_of(std::string_view name);

/// For whom a button is shown.
enum class Shown { always, to_registered, to_unregistered };

struct Button {
    Text label;
    Shown shown = Shown::always;
    std::string opens;         ///< a page of the portal, below its address: "register"; empty: none
    std::string links;         ///< an address of somebody else's: the municipality's page; empty: none
    std::optional<Deed> deed;  ///< what is answered
};

/// A word that is answered at once, without the menu.
struct Shortcut {
    std::vector<std::string> keywords;
    Deed deed{};
};

struct Menu {
    std::string code;                   ///< "sango"
    std::string programme;              ///< its code
    std::vector<std::string> keywords;  ///< as written; the first is the one that texts name
    std::vector<std::string> hints;     ///< not keywords, but near to them (N-02.1)
    std::optional<Instant> opens_at;    ///< before that nobody is shown it (G-02)
    Text title, text;
    std::vector<Button> buttons;
    std::vector<Shortcut> shortcuts;
};

/// What a notice has in the talk beside its words: a sticker (G-17), a sentence of the municipality's, and
/// where its button leads.
struct NoticeForm {
    std::string sticker_package, sticker;  ///< of LINE's list of stickers that accounts may send; empty: none
    Text adds, label;                      ///< empty: nothing is added; the usual button
    std::string opens = "notices";
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
    bool newcomers_join = false;     ///< who is new writes the child down (G-04), instead of a number (N-04)
    bool shows_child_names = false;  ///< children are named as registered (G-05), not by their nickname
    std::vector<std::pair<std::string, std::string>> towns;  ///< postal code, address (G-04)
    Text notice_heading;  ///< tells our notices from the municipality's news (G-30); may be empty
    std::map<std::string, NoticeForm, std::less<>> notices;  ///< by template
    std::vector<Menu> menus;
    std::vector<RichMenu> rich_menus;
    std::map<std::string, Text, std::less<>>
        texts;  ///< by name; those of text_forms() that it needs are there

    const Text& text(std::string_view name) const;
    const Menu* find_menu(std::string_view code) const;
    /// The menu that a keyword opens at `now`.
    const Menu* menu_for(std::string_view written, Instant now) const;
    /// The menu and the deed that a shortcut names.
    std::optional<std::pair<const Menu*, Deed>> shortcut_for(std::string_view written, Instant now) const;
    bool uses(Deed deed) const;
    /// The menu that somebody may have meant: a hint, or a text that has a keyword in it.
    const Menu* menu_near(std::string_view written, Instant now) const;
};

/// A text, and the values that may stand in it as {name}.
struct TextForm {
    std::string_view name;
    std::vector<std::string_view> values;
    std::string_view said;   ///< when, for whoever writes the file
    std::vector<Deed> of{};  ///< who answers with one of these has it; empty: every conversation has it
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
