// Notices as LINE messages: what the outbox promised, pushed as a card.
#pragma once

#include "line/channel.hpp"
#include "line/message.hpp"
#include "messages/sender.hpp"

namespace hagukumi::line {

/// The card of a notice: its subject, its body line by line, and the page that has it too.
Message card_of(const messages::Outgoing& notice, const std::string& page);

/// Pushes under the notice's own id as retry key: LINE shows it once, however often it is sent.
class NoticeSender final : public messages::Sender {
public:
    NoticeSender(const Channels& channels, std::string liff_host, std::string public_url)
        : x_channels(channels), x_liff_host(std::move(liff_host)), x_public_url(std::move(public_url))
    {
    }

    messages::Sent send(const messages::Outgoing& notice) override;

private:
    const Channels& x_channels;
    const std::string x_liff_host, x_public_url;
};

}  // namespace hagukumi::line
