// Notices as LINE messages: what the outbox promised, pushed as a card.
#pragma once

#include "line/channel.hpp"
#include "line/conversation.hpp"
#include "line/message.hpp"
#include "line/talk.hpp"
#include "messages/sender.hpp"

namespace hagukumi::line {

/// A notice as messages: the card with its subject, its body line by line and the page that has it too;
/// before it the sticker, under the heading and with the words that the municipality's conversation has for
/// it. `page_of` gives the address of a page of the portal; `conversation` may be null.
std::vector<Message> messages_of(const messages::Outgoing& notice, const Conversation* conversation,
                                 const std::function<std::string(const std::string&)>& page_of);

/// Pushes under the notice's own id as retry key: LINE shows it once, however often it is sent.
class NoticeSender final : public messages::Sender {
public:
    /// `talk` outlives the sender.
    NoticeSender(const Channels& channels, const Conversations& talk, std::string liff_host,
                 std::string public_url)
        : x_channels(channels),
          x_talk(talk),
          x_liff_host(std::move(liff_host)),
          x_public_url(std::move(public_url))
    {
    }

    messages::Sent send(const messages::Outgoing& notice) override;

private:
    const Channels& x_channels;
    const Conversations& x_talk;
    const std::string x_liff_host, x_public_url;
};

}  // namespace hagukumi::line
