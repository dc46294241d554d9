#include "line/channel.hpp"

#include "audit/record.hpp"
#include "line/signature.hpp"
#include "line/sql.hpp"

namespace hagukumi::line {

namespace {

bool is_all_of(std::string_view text, std::string_view allowed)
{
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

constexpr std::string_view digits = "0123456789";
constexpr std::string_view hex = "0123456789abcdef";
constexpr std::string_view path_characters =
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

}  // namespace

Result<void> connect_channel(store::Transaction& tx, const Seal& seal, Randomness& randomness,
                             const ConnectChannel& command)
{
    const auto refuse = [](const char* ja, const char* en) {
        return fail(ErrorKind::malformed, "line_channel", {ja, en});
    };
    if (!is_all_of(command.channel_id, digits))
        return refuse("チャネルIDは数字です。LINE Developersコンソールの「チャネル基本設定」にあります。",
                      "The channel id is a number; it stands under Basic settings in LINE's console.");
    if (command.secret.reveal().size() != 32 || !is_all_of(command.secret.reveal(), hex))
        return refuse("チャネルシークレットは、数字とaからfまでの32文字です。",
                      "The channel secret has 32 characters, 0 to 9 and a to f.");
    if (!command.login_channel_id.empty() && !is_all_of(command.login_channel_id, digits))
        return refuse("LINEログインのチャネルIDは数字です。", "The LINE Login channel id is a number.");
    const auto dash = command.liff_id.find('-');
    if (!command.liff_id.empty() &&
        (dash == std::string::npos || command.liff_id.substr(0, dash) != command.login_channel_id))
        return refuse(
            "LIFF "
            "IDは「LINEログインのチャネルID-英数字」の形です。LINEログインのチャネルIDと合っていません。",
            "A LIFF id is the LINE Login channel id, a hyphen and letters; this one belongs to another "
            "channel.");
    if (!is_all_of(command.path, path_characters))
        return refuse("Webhookの経路は英数字です。", "The webhook's path is letters and digits.");

    const auto sealed = seal.close(command.secret, randomness);
    tx.execute(sql::connect_channel, command.id, command.path, command.channel_id, store::Bytes(sealed),
               command.liff_id, command.login_channel_id, command.at);
    audit::record(tx, command.at, Id{}, "line.connect", command.id, "{}");
    return {};
}

std::optional<ChannelPlace> find_channel(store::Snapshot& snapshot, std::string_view channel_id)
{
    std::optional<ChannelPlace> found;
    snapshot.query(sql::all_channels, [&](const store::Row& row) {
        if (row.text(2) == channel_id) found = {row.id(0), std::string(row.text(1))};
    });
    return found;
}

bool Channel::has_signed(std::string_view body, std::string_view signature) const
{
    // Both are computed in any case: the time tells nobody which one was right.
    const bool by_new = is_signed(secret.reveal(), body, signature);
    const bool by_old = old_secret && is_signed(old_secret->reveal(), body, signature);
    return by_new || by_old;
}

std::string Channel::page(const std::string& liff_host, std::string_view at) const
{
    std::string address = liff_host + "/" + liff_id;
    if (!at.empty()) address.append("/").append(at);
    return address;
}

Result<Channels> Channels::load(store::Database& database, const Seal& seal, Transport& transport,
                                const Hosts& hosts, std::function<Instant()> now)
{
    Channels channels;
    for (const MunicipalityCode municipality : database.municipalities()) {
        bool is_open = true;
        database.read(municipality, [&](store::Snapshot& snapshot) {
            snapshot.query(sql::all_channels, [&](const store::Row& row) {
                auto secret = seal.open(row.bytes(3));
                std::optional<people::Secret> old;
                if (!row.is_null(4)) old = seal.open(row.bytes(4));
                is_open = is_open && secret.has_value();
                if (!secret) return;
                Channel channel;
                channel.municipality = municipality;
                channel.id = row.id(0);
                channel.path = std::string(row.text(1));
                channel.channel_id = std::string(row.text(2));
                channel.secret = *secret;
                channel.old_secret = std::move(old);
                channel.liff_id = std::string(row.text(5));
                channel.login_channel_id = std::string(row.text(6));
                Client::Settings settings;
                settings.api = hosts.api;
                settings.data_api = hosts.data_api;
                settings.channel_id = channel.channel_id;
                settings.channel_secret = *secret;
                settings.now = now;
                channel.client = std::make_shared<Client>(transport, std::move(settings));
                channels.x_channels.push_back(std::move(channel));
            });
        });
        if (!is_open) {
            return fail(ErrorKind::unavailable, "line_sealed",
                        {"LINEチャネルの秘密が、いまの鍵（HAGUKUMI_KEY）では開けません。",
                         "A LINE channel's secret was sealed with another key than HAGUKUMI_KEY."});
        }
    }
    return channels;
}

const Channel* Channels::find(MunicipalityCode municipality, std::string_view path) const
{
    for (const Channel& channel : x_channels)
        if (channel.municipality == municipality && channel.path == path) return &channel;
    return nullptr;
}

const Channel* Channels::find(MunicipalityCode municipality, const Id& id) const
{
    for (const Channel& channel : x_channels)
        if (channel.municipality == municipality && channel.id == id) return &channel;
    return nullptr;
}

const Channel* Channels::of(MunicipalityCode municipality) const
{
    for (const Channel& channel : x_channels)
        if (channel.municipality == municipality) return &channel;
    return nullptr;
}

}  // namespace hagukumi::line
