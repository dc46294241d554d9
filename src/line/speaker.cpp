#include "line/speaker.hpp"

#include "base/municipality_code.hpp"
#include "line/limits.hpp"

namespace hagukumi::line {

std::string Speaker::day(Date date) const
{
    if (x_is_english) return to_string(date);
    return std::to_string(static_cast<int>(date.year())) + "年" +
           std::to_string(static_cast<unsigned>(date.month())) + "月" +
           std::to_string(static_cast<unsigned>(date.day())) + "日";
}

std::string Speaker::moment(Instant at) const
{
    return day(date_in_japan(at)) + " " + to_string_in_japan(at).substr(11, 5);
}

Values Speaker::office() const
{
    return {{"office", said(x_conversation.office)}, {"phone", x_conversation.phone}};
}

Values Speaker::keyword() const
{
    Values values = office();
    values["keyword"] = x_conversation.menus.front().keywords.front();
    return values;
}

Message Speaker::with_keywords(Message message) const
{
    for (const Menu& menu : x_conversation.menus) {
        if (message.quick_replies.size() == limits::quick_replies) break;
        message.quick_replies.emplace_back(
            Say{shortened(said(menu.title), limits::quick_reply_label), menu.keywords.front()});
    }
    return message;
}

std::string Speaker::page(const std::string& at) const
{
    if (!x_channel.liff_id.empty()) return x_channel.page(x_places.liff_host, at);
    return x_places.public_url + "/" + to_string(x_channel.municipality) + "/" + at;
}

}  // namespace hagukumi::line
