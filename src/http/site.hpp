// What all handlers share: the installation, as it was started.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "facilities/check_in.hpp"
#include "help/help.hpp"
#include "people/hash_pool.hpp"
#include "people/mail_link.hpp"
#include "people/seal.hpp"
#include "people/sign_in.hpp"
#include "rules/programme.hpp"
#include "rules/read_programme.hpp"
#include "store/database.hpp"

namespace hagukumi::http {

using Programmes = std::vector<std::shared_ptr<const rules::Programme>>;

/// 利用規約 in their version; no version: there are none to accept.
struct Terms {
    std::string version;  ///< "2026-04-01"
    Text text;
};

/// One municipality's part of the site.
struct Municipality {
    MunicipalityCode code;
    Text name;
    Programmes programmes;
    std::map<std::string, std::string, std::less<>>
        programme_texts;  ///< by code: the files that they were read from
    Terms terms = {};
    std::shared_ptr<const help::Help> help = nullptr;  ///< null: none was written

    const rules::Programme* find(std::string_view programme_code) const;
};

/// What pages inside LINE need of the line room; app joins the two.  Safe on every thread.
class LineDoor {
public:
    virtual ~LineDoor() = default;

    /// The municipality's pages inside LINE; nothing when it has none.
    struct Pages {
        std::string liff_id;
        std::string url;      ///< that opens them in LINE: "https://liff.line.me/1234567890-AbcdEfgh"
        std::string sdk_url;  ///< of LINE's script for pages
        /// Whether somebody new writes the own child down (G-04), instead of showing a letter (N-04).
        bool newcomers_join = false;
        std::vector<std::pair<std::string, std::string>> towns;  ///< postal code, and the address it means
    };
    virtual std::optional<Pages> pages(MunicipalityCode municipality) const = 0;

    /// LINE's user id, from an ID token that is LINE's, for this municipality's channel, and good at `at`.
    virtual Result<std::string> person(MunicipalityCode municipality, std::string_view id_token,
                                       Instant at) = 0;

    /// Whether this account's LINE has blocked the municipality's, so that messages vanish there (G-27).
    virtual bool is_blocked(store::Snapshot& snapshot, const Id& account) const = 0;

    /// Everybody whose LINE has blocked the municipality's, for the office; at most 200.
    virtual std::vector<Id> blocked_accounts(store::Snapshot& snapshot) const = 0;

    /// The person ended the link on a page inside LINE: LINE is told, which asks for it, by the page's access
    /// token.  Kept sealed until that is done.
    virtual void say_goodbye(store::Transaction& tx, std::string_view access_token, Instant at) = 0;

    /// `menu_is_old` (conflict) when the page was opened from a menu that is not this person's newest (N-03).
    virtual Result<void> check_menu(MunicipalityCode municipality, std::string_view person, const Id& menu,
                                    Instant at) = 0;

    /// An answer of the talk that LINE did not take, as the office sees it.
    struct Undelivered {
        Id id;
        std::optional<Id> account;  ///< of whoever wrote; empty: not registered
        Instant at;
        std::string says;  ///< its alternative text
        std::string why;
        std::int64_t attempts = 0;
    };
    virtual std::vector<Undelivered> undelivered(store::Snapshot& snapshot) const = 0;
    /// Tries it again; false when it is not there any more.
    virtual bool send_again(store::Transaction& tx, const Id& id, Instant at) = 0;

    /// The person was told otherwise; false when it is not there any more.
    virtual bool forget(store::Transaction& tx, const Id& id) = 0;

    /// The month's messages, as LINE counted them when it was asked last; nothing before the first time.
    struct Quota {
        std::optional<std::int64_t> most;  ///< empty: the plan has no limit
        std::int64_t used = 0;
        Instant looked_at;
    };
    virtual std::optional<Quota> quota(store::Snapshot& snapshot) const = 0;

    /// Where LINE's script comes from and where it asks, for the pages' content security policy.
    virtual std::string script_origin() const = 0;
    virtual std::string connect_origins() const = 0;
};

/// Lives as long as the server; only `draw` changes anything, and is safe on every thread.
struct Site {
    std::string public_url;  ///< "https://hagukumi.example.jp", no slash at the end
    std::map<MunicipalityCode, Municipality> municipalities;
    rules::Calendars calendars;  ///< for officers who try a programme's text
    people::SignInLimits sign_in_limits;
    people::LinkLimits link_limits;
    std::string mail_domain;  ///< whose mails come from us; empty: none are sent, and nobody signs up by mail
    facilities::CheckInSettings check_in_settings;
    std::function<Instant()> now;
    std::function<Id(Instant)> draw_id;          ///< a new UUIDv7
    std::function<people::Secret()> draw_token;  ///< 256 random bits
    Randomness* randomness = nullptr;            ///< safe on every thread
    store::Database* database = nullptr;
    people::HashPool* hash_pool = nullptr;
    /// Seals documents; null: there is no key, and no document is taken.
    const people::Seal* seal = nullptr;
    /// Looks for viruses in what was sent; empty: nobody does.
    std::function<Result<void>(std::string_view bytes)> scan;
    LineDoor* line = nullptr;  ///< null: nobody comes from LINE

    bool sends_mail() const { return !mail_domain.empty(); }
    bool is_https() const { return public_url.starts_with("https://"); }
    const Municipality* find(MunicipalityCode code) const;

    /// "https://hagukumi.example.jp/131202/", below which all its pages are
    std::string address_of(MunicipalityCode municipality) const;
    /// "__Host-hagukumi-parent-131202" on https, "hagukumi-parent-131202" else.
    std::string session_cookie(people::Realm realm, MunicipalityCode municipality) const;
    /// The device cookie: shared by the realms of a municipality.
    std::string device_cookie(MunicipalityCode municipality) const;
};

}  // namespace hagukumi::http
