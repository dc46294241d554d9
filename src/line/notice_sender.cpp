#include "line/notice_sender.hpp"

#include <boost/json/serialize.hpp>

#include "base/municipality_code.hpp"
#include "line/deliver.hpp"
#include "messages/translations.hpp"

namespace hagukumi::line {

std::vector<Message> messages_of(const messages::Outgoing& notice, const Conversation* conversation,
                                 const std::function<std::string(const std::string&)>& page_of)
{
    const Language language = language_of(notice.language).value_or(Language::ja);
    const auto said = [&](const Text& words) { return words.in(language); };
    NoticeForm form;
    std::string heading;
    if (conversation != nullptr) {
        const auto found = conversation->notices.find(notice.message_template);
        if (found != conversation->notices.end()) form = found->second;
        heading = said(conversation->notice_heading);
    }
    Card card{heading + notice.subject, {}, {}};
    std::string_view rest = notice.body;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        if (!line.empty()) card.lines.emplace_back(line);
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    if (!form.adds.ja.empty()) card.lines.push_back(said(form.adds));
    const Text usual = messages::in_all("open_the_portal", {"ポータルで確認する", "Open the portal"});
    card.buttons.emplace_back(OpenUri{said(form.label.ja.empty() ? usual : form.label), page_of(form.opens)});
    std::vector<Message> messages;
    if (!form.sticker.empty()) messages.push_back({Sticker{form.sticker_package, form.sticker}, {}});
    messages.push_back({std::move(card), {}});
    return messages;
}

messages::Sent NoticeSender::send(const messages::Outgoing& notice)
{
    const Channel* channel = x_channels.of(notice.municipality);
    if (channel == nullptr)
        return {messages::Delivery::never, "the municipality has no LINE channel any more"};
    const Conversations::Voice* const voice = x_talk.find(notice.municipality);
    const std::vector<Message> messages = messages_of(
        notice, voice != nullptr ? voice->conversation.get() : nullptr, [&](const std::string& page) {
            return !channel->liff_id.empty()
                       ? channel->page(x_liff_host, page)
                       : x_public_url + "/" + to_string(notice.municipality) + "/" + page;
        });
    must(faults_of(messages).empty(), "LINE takes every notice");
    const Told told = channel->client->push(notice.to, boost::json::serialize(to_json(messages)), notice.id);
    return {delivery_of(told.fate), told.why};
}

}  // namespace hagukumi::line
