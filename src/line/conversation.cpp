#include "line/conversation.hpp"

#include "people/fold.hpp"

namespace hagukumi::line {

const std::vector<TextForm>& text_forms()
{
    static const std::vector<TextForm> all{
        {"greeting", {"keyword", "office", "phone"}, "the account was added, or is blocked no more"},
        {"not_understood", {"keyword", "office", "phone"}, "what was written opens nothing"},
        {"not_a_text", {"keyword"}, "a sticker, a picture or the like came"},
        {"hint", {"keyword"}, "what was written is near a keyword"},
        {"old_menu", {"keyword"}, "a button of an earlier menu was pressed"},
        {"register_first", {"keyword", "action"}, "a button needs a registration"},
        {"number_title", {}, "the title over the user number"},
        {"number", {"number"}, "the user number"},
        {"no_number", {"office", "phone"}, "the account has no user number"},
        {"balance_title", {"nickname"}, "the title over what is left"},
        {"balance", {"service", "left", "unit", "last_day"}, "what is left of one coupon"},
        {"balance_unlimited", {"service", "last_day"}, "a coupon without a number of units"},
        {"balance_expired", {"service"}, "a coupon whose days are over"},
        {"balance_none", {"office", "phone"}, "there is no coupon"},
        {"recent_use", {"date", "facility", "service", "units", "unit"}, "one of the last uses"},
        {"no_uses", {}, "nothing was used yet"},
        {"facilities", {}, "above the list of facilities"},
        {"facilities_none", {"office", "phone"}, "there is no facility"},
        {"contact_title", {}, "the title over whom to ask"},
        {"contact", {"office", "phone", "document"}, "whom to ask"},
        {"moved_title", {}, "the title of what the old LINE account is told"},
        {"moved", {"when", "office", "phone"}, "the registration moved to another LINE account"},
        {"open_register", {}, "a button that opens the registration"},
        {"open_history", {}, "a button that opens the history"},
        {"open_site", {}, "a button that opens the municipality's page"},
        {"call", {}, "a button that dials"},
        {"copy_number", {}, "a button that copies the user number"},
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

const Menu* Conversation::menu_for(std::string_view written) const
{
    const std::string key = folded(written);
    for (const Menu& menu : menus)
        for (const std::string& keyword : menu.keywords)
            if (folded(keyword) == key) return &menu;
    return nullptr;
}

const Menu* Conversation::menu_near(std::string_view written) const
{
    const std::string key = folded(written);
    for (const Menu& menu : menus) {
        for (const std::string& hint : menu.hints)
            if (key.find(folded(hint)) != std::string::npos) return &menu;
        for (const std::string& keyword : menu.keywords)
            if (key.find(folded(keyword)) != std::string::npos) return &menu;
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
