#include "line/notice_sender.hpp"

#include <boost/json/serialize.hpp>

#include "line/deliver.hpp"

namespace hagukumi::line {

Message card_of(const messages::Outgoing& notice, const std::string& page)
{
    Card card{notice.subject, {}, {}};
    std::string_view rest = notice.body;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        if (!line.empty()) card.lines.emplace_back(line);
        rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    }
    card.buttons.emplace_back(
        OpenUri{notice.language == "en" ? "Open the portal" : "ポータルで確認する", page});
    return {std::move(card), {}};
}

messages::Sent NoticeSender::send(const messages::Outgoing& notice)
{
    const Channel* channel = x_channels.of(notice.municipality);
    if (channel == nullptr)
        return {messages::Delivery::never, "the municipality has no LINE channel any more"};
    const std::string page =
        !channel->liff_id.empty()
            ? channel->page(x_liff_host, "notices")
            : x_public_url + "/" + std::to_string(notice.municipality.value) + "/notices";
    const std::vector<Message> messages{card_of(notice, page)};
    must(faults_of(messages).empty(), "LINE takes every notice");
    const Told told = channel->client->push(notice.to, boost::json::serialize(to_json(messages)), notice.id);
    return {delivery_of(told.fate), told.why};
}

}  // namespace hagukumi::line
