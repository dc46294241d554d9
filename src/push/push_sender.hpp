// Notices on phones and computers: what the outbox promised, given to the browser's push service.
//
// The message says what the subject of a mail says, and which page to open: nothing personal is on a locked
// screen or at the push service, and what it is about stands behind the sign-in.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include "base/id.hpp"
#include "messages/push_devices.hpp"
#include "messages/sender.hpp"
#include "push/web_push.hpp"

namespace hagukumi::push {

struct Settings {
    std::string key;      ///< VAPID's private key: 32 bytes as base64url
    std::string contact;  ///< for the push service, if something is wrong: "mailto:…" or "https://…"
    std::vector<std::string> more_services;  ///< origins beside those of the browsers that we know
    std::string ca_file;                     ///< empty: the system's
    std::chrono::seconds deadline{20};
};

class PushSender final : public messages::Sender {
public:
    /// Error: `push_settings` (malformed). `randomness` is safe on every thread and outlives the sender.
    static Result<std::unique_ptr<PushSender>> make(Settings settings, std::function<Instant()> now,
                                                    Randomness& randomness);
    ~PushSender() override;

    /// `to` is messages::address_of(); 404 and 410 are `gone`, 429 and 5xx `later`.
    messages::Sent send(const messages::Outgoing& message) override;

    /// For pages and for whoever takes a device.
    const messages::PushServices& services() const { return x_services; }

private:
    PushSender(Settings settings, KeyPair key, std::function<Instant()> now, Randomness& randomness);

    struct Curl;
    const Settings x_settings;
    const KeyPair x_key;
    const std::function<Instant()> x_now;
    Randomness& x_randomness;
    messages::PushServices x_services;
    std::unique_ptr<Curl> x_curl;
};

/// What the service worker gets: the words, the page to open, and what makes the same message one.
///     {"title": "予約が完了しました", "body": "ポータルを開く", "page": "/131202/bookings", "tag": "…",
///     "lang": "ja"}
std::string text_of(const messages::Outgoing& message);

}  // namespace hagukumi::push
