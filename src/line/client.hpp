// Messaging API: one channel's calls to LINE, and what LINE's answers mean for us.
//
//  1. The channel access token is the stateless one (15 minutes, as many as one likes): it needs no key to be
//     registered and collides with nobody who shares the channel.  It is renewed after two thirds of its
//     life, and once when LINE refuses it.
//  2. A push carries its retry key from the first attempt on; LINE then shows it once, however often it is
//     sent. A reply has none (LINE answers 400): its token works once, which is the same promise.
//  3. Nothing of a message, of a person or of a token is ever logged: `why` names LINE's reason and request
//     id.
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "line/transport.hpp"
#include "people/secret.hpp"

namespace hagukumi::line {

/// What became of a call.
enum class Fate {
    accepted,          ///< LINE took it, now or before (409: the retry key was used)
    reply_token_gone,  ///< used already, or too old
    nobody,            ///< 400 "Failed to send messages", 404: not a friend, blocked, or not of this provider
    refused,           ///< another 4xx: a mistake of ours, or the channel may not; never again as it is
    not_signed_in,     ///< the channel's id or secret is wrong
    too_many,          ///< 429: slower, please
    quota_used_up,     ///< 429: this month's messages are spent
    not_sent,          ///< no connection: LINE knows nothing of it
    unknown,           ///< 5xx or no answer: LINE may have done it
};

struct Told {
    Fate fate = Fate::not_sent;
    std::string request_id;      ///< LINE's, for their support
    std::string why;             ///< for the operator
    bool perhaps_twice = false;  ///< LINE may have had the call twice
};

/// This month's messages; `most` is empty when the plan has no limit (地方公共団体プラン).
struct Quota {
    std::optional<std::int64_t> most;
    std::int64_t used = 0;
};

class Client {
public:
    struct Settings {
        std::string api = "https://api.line.me";
        std::string data_api = "https://api-data.line.me";  ///< images go here
        std::string channel_id;
        people::Secret channel_secret;
        std::function<Instant()> now;
    };
    Client(Transport& transport, Settings settings);

    /// `messages` is the JSON array of one call.
    Told reply(std::string_view reply_token, std::string_view messages);
    Told push(std::string_view to, std::string_view messages, const Id& retry_key);

    /// Whether messages reach this person: the account was added and is not blocked.
    Result<bool> is_friend(std::string_view user);
    Result<Quota> quota();
    /// 連携の解除: the person takes back what was granted to the pages (POST /user/v1/deauthorize), by the
    /// access token of a page that was open just now.  Errors: `line_unavailable`; `line_refused`
    /// (malformed): the token is too old, or the person did so already.
    Result<void> deauthorize(std::string_view access_token);
    /// The bot's own user id, which webhooks carry as `destination`.
    Result<std::string> bot_user();

    // ── rich menus; errors: `line_unavailable`, and `line_refused` (malformed) for what LINE will never take
    // ──
    Result<std::string> create_rich_menu(std::string_view menu_json);
    Result<void> upload_rich_menu_image(std::string_view menu, std::string_view bytes, std::string_view type);
    /// The alias shows this menu from now on, whether it was there before or not.
    Result<void> name_rich_menu(std::string_view alias, std::string_view menu);
    Result<void> link_rich_menu(std::string_view user, std::string_view menu);
    Result<void> unlink_rich_menu(std::string_view user);
    Result<void> delete_rich_menu(std::string_view menu);

private:
    struct Token {
        std::string value;
        Instant renew_at;
    };
    /// A token that is good, new when `refused` is the one we hold.
    Result<std::string> token(const std::string& refused = {});
    Result<HttpAnswer> ask(HttpRequest request);
    Told send(const char* path, std::string body, const Id* retry_key);

    Transport& x_transport;
    const Settings x_settings;
    std::mutex x_mutex;
    Token x_token;
};

}  // namespace hagukumi::line
