// One person's part of a conversation: its texts in their language, with values, and where its pages are.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "line/channel.hpp"
#include "line/conversation.hpp"
#include "line/message.hpp"
#include "people/account.hpp"

namespace hagukumi::line {

using Values = std::map<std::string, std::string, std::less<>>;

class Speaker {
public:
    struct Places {
        std::string liff_host, public_url;
    };
    /// `account` is empty for somebody who is not registered.
    Speaker(const Conversation& conversation, const Channel& channel, Places places,
            const std::optional<people::Account>& account)
        : x_conversation(conversation),
          x_channel(channel),
          x_places(std::move(places)),
          x_is_english(account && account->language != "ja" && account->language != "ja-easy")
    {
    }

    const std::string& said(const Text& words) const { return x_is_english ? words.en : words.ja; }
    const std::string& said(std::string_view name) const { return said(x_conversation.text(name)); }
    std::string filled(std::string_view name, const Values& values) const
    {
        return line::filled(said(name), values);
    }
    Message text(std::string_view name, const Values& values = {}) const
    {
        return {TextMessage{filled(name, values)}, {}};
    }
    /// "2026年4月1日"; English readers get 2026-04-01.
    std::string day(Date date) const;
    /// "2026年7月10日 17:00"
    std::string moment(Instant at) const;

    Values office() const;
    /// The office's values, and the word that opens the first menu.
    Values keyword() const;
    Action call() const { return OpenUri{said("call"), "tel:" + x_conversation.phone}; }
    /// The address of a page, inside LINE where there is one.
    std::string page(const std::string& at) const;
    /// A button that opens a page, called as the text `name` says.
    Action opens(std::string_view name, const std::string& at) const { return OpenUri{said(name), page(at)}; }
    /// What can be sent, as buttons above the keyboard.
    Message with_keywords(Message message) const;

private:
    const Conversation& x_conversation;
    const Channel& x_channel;
    const Places x_places;
    const bool x_is_english;
};

}  // namespace hagukumi::line
