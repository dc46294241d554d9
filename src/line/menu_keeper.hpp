// Keeps rich menus at LINE as the conversation file has them, and each person's menu as they are registered
// or not.
//
//   conversation file ─► hash ─┬─ as made before ─► nothing
//                              └─ new or changed ─► create, picture, alias ─► kept ─► everybody is linked
//                              anew
//   a link begins, ends, moves; the account is added ─► identity_changed ─► that person is linked
//
//  1. A menu is made only when it or its picture has changed: LINE takes a hundred an hour.
//  2. The old one is deleted after its successor stands, so that nobody is without.
//  3. When LINE does not answer, the rest waits half a minute; nothing is forgotten.
#pragma once

#include <map>
#include <string>

#include "line/talk.hpp"

namespace hagukumi::line {

class MenuKeeper {
public:
    struct Settings {
        std::string liff_host, public_url;
        std::function<Instant()> now;
        std::function<void(const std::string&)> log;
    };
    MenuKeeper(store::Database& database, const Channels& channels, const Conversations& talk,
               Settings settings)
        : x_database(database), x_channels(channels), x_talk(talk), x_settings(std::move(settings))
    {
    }

    /// One round; a chore of the worker.  Gives how many people were linked.
    int keep(MunicipalityCode municipality);

private:
    /// Menus as they are at LINE, by code.
    using Made = std::map<std::string, std::string>;
    Result<Made> make(const Channel& channel, const Conversations::Voice& voice);
    Result<std::string> make_one(const Channel& channel, const RichMenu& menu, const std::string& menu_json,
                                 const std::string& picture);
    Result<int> link(const Channel& channel, const Conversations::Voice& voice, const Made& made);

    store::Database& x_database;
    const Channels& x_channels;
    const Conversations& x_talk;
    const Settings x_settings;
    std::map<MunicipalityCode, Made> x_made;
    std::map<MunicipalityCode, Instant> x_rests_until;
};

}  // namespace hagukumi::line
