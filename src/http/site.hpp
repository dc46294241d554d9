// What all handlers share: the installation, as it was started.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "facilities/check_in.hpp"
#include "people/hash_pool.hpp"
#include "people/sign_in.hpp"
#include "rules/programme.hpp"
#include "rules/read_programme.hpp"
#include "store/database.hpp"

namespace hagukumi::http {

using Programmes = std::vector<std::shared_ptr<const rules::Programme>>;

/// One municipality's part of the site.
struct Municipality {
    MunicipalityCode code;
    Text name;
    Programmes programmes;
    std::map<std::string, std::string, std::less<>>
        programme_texts;  ///< by code: the files that they were read from

    const rules::Programme* find(std::string_view programme_code) const;
};

/// Lives as long as the server; only `draw` changes anything, and is safe on every thread.
struct Site {
    std::string public_url;  ///< "https://hagukumi.example.jp", no slash at the end
    std::map<MunicipalityCode, Municipality> municipalities;
    rules::Calendars calendars;  ///< for officers who try a programme's text
    people::SignInLimits sign_in_limits;
    facilities::CheckInSettings check_in_settings;
    std::function<Instant()> now;
    std::function<Id(Instant)> draw_id;          ///< a new UUIDv7
    std::function<people::Secret()> draw_token;  ///< 256 random bits
    Randomness* randomness = nullptr;            ///< safe on every thread
    store::Database* database = nullptr;
    people::HashPool* hash_pool = nullptr;

    bool is_https() const { return public_url.starts_with("https://"); }
    const Municipality* find(MunicipalityCode code) const;

    /// "__Host-hagukumi-parent-131202" on https, "hagukumi-parent-131202" else.
    std::string session_cookie(people::Realm realm, MunicipalityCode municipality) const;
    /// The device cookie: shared by the realms of a municipality.
    std::string device_cookie(MunicipalityCode municipality) const;
};

}  // namespace hagukumi::http
