// チャネル: the official accounts of the municipalities, each with its own secrets and its own way to LINE.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "line/client.hpp"
#include "people/seal.hpp"
#include "store/database.hpp"

namespace hagukumi::line {

using people::Seal;

/// What a municipality enters to connect its account; all of it stands in LINE's console.
struct ConnectChannel {
    Instant at;
    Id id;
    std::string path;  ///< of the webhook: {public_url}/line/{municipality}/{path}
    std::string channel_id;
    people::Secret secret;
    std::string liff_id;           ///< "1234567890-AbcdEfgh"; empty: no pages inside LINE
    std::string login_channel_id;  ///< whose ID tokens we take
};

/// Connects an account, or changes what was entered: the secret before this one is taken beside the new one,
/// so that no webhook is lost while the new one spreads.  `malformed` when LINE could not have given these.
Result<void> connect_channel(store::Transaction& tx, const Seal& seal, Randomness& randomness,
                             const ConnectChannel& command);

/// Where a channel that is connected already is reached.
struct ChannelPlace {
    Id id;
    std::string path;
};
std::optional<ChannelPlace> find_channel(store::Snapshot& snapshot, std::string_view channel_id);

struct Channel {
    MunicipalityCode municipality;
    Id id;
    std::string path, channel_id, liff_id, login_channel_id;
    people::Secret secret;
    std::optional<people::Secret> old_secret;
    std::shared_ptr<Client> client;  ///< safe on every thread

    /// Whether the body was signed with a secret of this channel.
    bool has_signed(std::string_view body, std::string_view signature) const;
    /// https://liff.line.me/{liff id}/{page}
    std::string page(const std::string& liff_host, std::string_view path) const;
};

/// Where LINE is; another place for tests and for the demonstration.
struct Hosts {
    std::string api = "https://api.line.me";
    std::string data_api = "https://api-data.line.me";
    std::string liff = "https://liff.line.me";
};

/// The channels of an installation, made once.
class Channels {
public:
    Channels() = default;
    /// Opens every municipality's secrets.  An Error when one was sealed with another key.
    static Result<Channels> load(store::Database& database, const Seal& seal, Transport& transport,
                                 const Hosts& hosts, std::function<Instant()> now);

    std::span<const Channel> all() const { return x_channels; }
    const Channel* find(MunicipalityCode municipality, std::string_view path) const;
    const Channel* find(MunicipalityCode municipality, const Id& id) const;
    /// The municipality's own; the first when it has several.
    const Channel* of(MunicipalityCode municipality) const;

private:
    std::vector<Channel> x_channels;
};

}  // namespace hagukumi::line
