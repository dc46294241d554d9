#include "line/conversation.hpp"

#include <algorithm>

#include "people/fold.hpp"

namespace hagukumi::line {

namespace {

constexpr std::string_view deed_names[] = {"user_number", "balance",  "facilities", "contact",
                                           "book",        "bookings", "interview"};

}  // namespace

std::string_view name_of(Deed deed)
{
    return deed_names[static_cast<std::size_t>(deed)];
}

std::optional<Deed> deed_of(std::string_view name)
{
    const auto found = std::find(std::begin(deed_names), std::end(deed_names), name);
    if (found == std::end(deed_names)) return std::nullopt;
    return static_cast<Deed>(found - std::begin(deed_names));
}

const std::vector<TextForm>& text_forms()
{
    static const std::vector<Deed> number{Deed::user_number}, balance{Deed::balance},
        facilities{Deed::facilities}, contact{Deed::contact}, letter{Deed::user_number, Deed::balance},
        booking{Deed::book, Deed::bookings, Deed::interview}, book{Deed::book}, bookings{Deed::bookings},
        interview{Deed::interview}, choosing{Deed::book, Deed::interview};
    static const std::vector<TextForm> all{
        {"greeting", {"keyword", "office", "phone"}, "the account was added, or is blocked no more"},
        {"not_understood", {"keyword", "office", "phone"}, "what was written opens nothing"},
        {"not_a_text", {"keyword"}, "a sticker, a picture or the like came"},
        {"hint", {"keyword"}, "what was written is near a keyword"},
        {"old_menu", {"keyword"}, "a button of an earlier menu was pressed"},
        {"register_first", {"keyword", "action"}, "a button needs a registration", letter},
        {"number_title", {}, "the title over the user number", number},
        {"number", {"number"}, "the user number", number},
        {"no_number", {"office", "phone"}, "the account has no user number", number},
        {"balance_title", {"nickname"}, "the title over what is left", balance},
        {"balance", {"service", "left", "unit", "last_day"}, "what is left of one coupon", balance},
        {"balance_unlimited", {"service", "last_day"}, "a coupon without a number of units", balance},
        {"balance_expired", {"service"}, "a coupon whose days are over", balance},
        {"balance_none", {"office", "phone"}, "there is no coupon", balance},
        {"recent_use", {"date", "facility", "service", "units", "unit"}, "one of the last uses", balance},
        {"no_uses", {}, "nothing was used yet", balance},
        {"facilities", {}, "above the list of facilities", facilities},
        {"facilities_none", {"office", "phone"}, "there is no facility", facilities},
        {"contact_title", {}, "the title over whom to ask", contact},
        {"contact", {"office", "phone", "document"}, "whom to ask", contact},
        {"child_first_title", {}, "the title where no child is registered", booking},
        {"child_first", {}, "no child is registered", booking},
        {"child_unnamed", {}, "a child whose name is not shown and has no nickname", booking},
        {"place", {"child", "facility"}, "a child at a facility", booking},
        {"book_title", {}, "the title over the children that can be booked for", book},
        {"book_choose", {}, "which child to book for", book},
        {"not_yet_title", {}, "the title where no registration is approved yet", book},
        {"not_yet", {}, "no registration is approved yet", book},
        {"ended_title", {}, "the title where every registration has ended", book},
        {"ended", {"last_day"}, "a registration has ended", book},
        {"blocked_title", {}, "the title where the rules allow no further booking", book},
        {"full_title", {}, "the title where nothing is free", book},
        {"full", {"last_day", "phone"}, "nothing is free until the last day", book},
        {"open_waiting", {}, "a button that opens the calendar to stand on the waiting list", book},
        {"failed_title", {}, "the title over why something could not be done", booking},
        {"interview_title", {}, "the title over what waits for an interview", interview},
        {"interview_choose", {}, "whose interview to book", interview},
        {"interview_none", {}, "nothing waits for an interview", interview},
        {"interview_booked", {"child", "facility", "when"}, "the interview is booked already", interview},
        {"bookings_none", {}, "nothing is booked", bookings},
        {"interview_mark", {}, "behind a facility's name: this is the interview", bookings},
        {"booking", {"child", "when", "number"}, "one booking", bookings},
        {"cancel_until", {"until"}, "until when it can be cancelled", bookings},
        {"cancel_over", {"phone"}, "it cannot be cancelled here any more", bookings},
        {"cancel_ask", {"child", "facility", "when"}, "whether to cancel", bookings},
        {"cancelled_title", {}, "the title over what was cancelled", bookings},
        {"cancelled", {"child", "facility", "when"}, "a booking was cancelled", bookings},
        {"not_cancelled", {}, "nothing was cancelled", bookings},
        {"cancel_late_title", {}, "the title where it is too late", bookings},
        {"cancel_late", {"until", "phone"}, "it is too late to cancel", bookings},
        {"cancel_gone", {}, "the booking was cancelled or used before", bookings},
        {"cancel", {}, "a button that asks to cancel", bookings},
        {"yes", {}, "a button: yes", bookings},
        {"no", {}, "a button: no", bookings},
        {"open_child", {}, "a button that opens the child's registration", booking},
        {"open_move", {}, "a button that takes a registration over", booking},
        {"open_bookings", {}, "a button that opens the bookings", booking},
        {"call_facility", {}, "a button that dials the facility", booking},
        {"moved_title", {}, "the title of what the old LINE account is told"},
        {"moved", {"when", "office", "phone"}, "the registration moved to another LINE account"},
        {"open_register", {}, "a button that opens the registration", letter},
        {"open_history", {}, "a button that opens the history", balance},
        {"open_site", {}, "a button that opens the municipality's page", {Deed::facilities, Deed::contact}},
        {"call", {}, "a button that dials the office"},
        {"copy_number", {}, "a button that copies the user number", number},
    };
    return all;
}

const Text& Conversation::text(std::string_view name) const
{
    const auto found = texts.find(name);
    must(found != texts.end(), "a conversation has every text");
    return found->second;
}

const Menu* Conversation::find_menu(std::string_view menu_code) const
{
    for (const Menu& menu : menus)
        if (menu.code == menu_code) return &menu;
    return nullptr;
}

namespace {

bool is_open(const Menu& menu, Instant now)
{
    return !menu.opens_at || *menu.opens_at <= now;
}

bool has_word(const std::vector<std::string>& keywords, const std::string& key)
{
    return std::any_of(keywords.begin(), keywords.end(),
                       [&](const std::string& keyword) { return folded(keyword) == key; });
}

}  // namespace

const Menu* Conversation::menu_for(std::string_view written, Instant now) const
{
    const std::string key = folded(written);
    for (const Menu& menu : menus)
        if (is_open(menu, now) && has_word(menu.keywords, key)) return &menu;
    return nullptr;
}

std::optional<std::pair<const Menu*, Deed>> Conversation::shortcut_for(std::string_view written,
                                                                       Instant now) const
{
    const std::string key = folded(written);
    for (const Menu& menu : menus)
        for (const Shortcut& shortcut : menu.shortcuts)
            if (is_open(menu, now) && has_word(shortcut.keywords, key))
                return std::pair(&menu, shortcut.deed);
    return std::nullopt;
}

bool Conversation::uses(Deed deed) const
{
    return std::any_of(menus.begin(), menus.end(), [&](const Menu& menu) {
        return std::any_of(menu.buttons.begin(), menu.buttons.end(),
                           [&](const Button& button) { return button.deed == deed; }) ||
               std::any_of(menu.shortcuts.begin(), menu.shortcuts.end(),
                           [&](const Shortcut& shortcut) { return shortcut.deed == deed; });
    });
}

const Menu* Conversation::menu_near(std::string_view written, Instant now) const
{
    const std::string key = folded(written);
    for (const Menu& menu : menus) {
        if (!is_open(menu, now)) continue;
        for (const auto* words : {&menu.hints, &menu.keywords})
            for (const std::string& word : *words)
                if (key.find(folded(word)) != std::string::npos) return &menu;
    }
    return nullptr;
}

std::string filled(std::string_view text, const std::map<std::string, std::string, std::less<>>& values)
{
    std::string out;
    while (!text.empty()) {
        const auto begin = text.find('{');
        const auto end = begin == std::string_view::npos ? begin : text.find('}', begin);
        out += text.substr(0, end == std::string_view::npos ? end : begin);
        if (end == std::string_view::npos) break;
        const auto value = values.find(text.substr(begin + 1, end - begin - 1));
        if (value != values.end()) out += value->second;
        text.remove_prefix(end + 1);
    }
    return out;
}

std::string folded(std::string_view written)
{
    return people::search_key(written);
}

}  // namespace hagukumi::line
