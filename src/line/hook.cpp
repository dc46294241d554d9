#include "line/hook.hpp"

#include "line/inbox.hpp"
#include "line/worker.hpp"

namespace hagukumi::line {

Result<TakeWebhook> open_hook(const Channels& channels, MunicipalityCode municipality, std::string_view path,
                              std::string_view body, std::string_view signature, Instant at,
                              std::function<Id(Instant)> draw)
{
    const Channel* channel = channels.find(municipality, path);
    if (channel == nullptr)
        return fail(ErrorKind::not_found, "not_found",
                    {"このアドレスのLINEチャネルはありません。", "No LINE channel has this address."});
    if (!channel->has_signed(body, signature))
        return fail(ErrorKind::unauthenticated, "wrong_signature",
                    {"署名が正しくありません。", "The signature is not that of this channel."});
    Webhook webhook = TRY(parse_webhook(body));
    return TakeWebhook([id = channel->id, at, draw = std::move(draw),
                        events = std::move(webhook.events)](store::Transaction& tx) -> Result<void> {
        if (take_events(tx, id, events, at, draw) > 0)
            tx.announce({tx.municipality(), id, draw(at), announced_as, {}});
        return {};
    });
}

}  // namespace hagukumi::line
