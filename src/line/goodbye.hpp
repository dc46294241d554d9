// 連携の解除: when a person ends the link on a page inside LINE, LINE is told (POST /user/v1/deauthorize), as
// it asks those to do who take its sign-in.
//
//  1. The link here has ended before, whatever LINE answers: that is what the person asked for.
//  2. The page's access token is kept sealed, and no longer than it can be good.
#pragma once

#include <functional>

#include "line/channel.hpp"

namespace hagukumi::line {

class Goodbyes {
public:
    Goodbyes(store::Database& database, const Channels& channels, Seal seal, Randomness& randomness,
             std::function<Instant()> now)
        : x_database(database),
          x_channels(channels),
          x_seal(seal),
          x_randomness(randomness),
          x_now(std::move(now))
    {
    }

    /// In the transaction that ends the link.
    void add(store::Transaction& tx, std::string_view access_token, Instant at);

    /// A chore of the worker: tells LINE of those that are due; gives how many it was told of.
    int say(MunicipalityCode municipality);

private:
    store::Database& x_database;
    const Channels& x_channels;
    const Seal x_seal;
    Randomness& x_randomness;
    const std::function<Instant()> x_now;
};

}  // namespace hagukumi::line
