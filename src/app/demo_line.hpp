// The demonstration's official accounts: one for each municipality with a conversation, at the stand-in for
// LINE.
#pragma once

#include <boost/json/array.hpp>
#include <string>
#include <vector>

#include "app/settings.hpp"
#include "line/channel.hpp"
#include "store/database.hpp"

namespace hagukumi::app {

class DemoLine {
public:
    /// Sets `serve` to the stand-in at `address`; an empty address leaves it alone, and there is no LINE.
    DemoLine(std::string address, ServeSettings& serve, Randomness& randomness);

    /// Connects a channel for each municipality that has a conversation.
    Result<void> connect(store::Database& database, const std::string& public_url, Instant at);

    /// What the stand-in needs to know of each channel; nothing of it is secret.
    boost::json::array to_json() const { return x_channels; }

private:
    const std::string x_address, x_conversations;
    Randomness& x_randomness;
    std::string x_key;
    boost::json::array x_channels;
};

}  // namespace hagukumi::app
