// The two cryptographic halves of Web Push: what only the browser can read (RFC 8291 with RFC 8188's
// aes128gcm), and who sends it (VAPID, RFC 8292).  Pure: keys, salt and time come in.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace hagukumi::push {

/// A key pair on P-256.
class KeyPair {
public:
    /// From the 32 bytes of the private key; nothing when they are none (zero, or above the curve's order).
    static std::optional<KeyPair> from_bytes(std::string_view private_key);
    ~KeyPair();
    KeyPair(KeyPair&&) noexcept;
    KeyPair& operator=(KeyPair&&) noexcept;

    /// The uncompressed point, 65 bytes.
    const std::string& public_point() const { return x_point; }

    /// ECDH with another's point: 32 bytes; nothing when that is no point of the curve.
    std::optional<std::string> shared_with(std::string_view point) const;

    /// ES256 (RFC 7518, 3.4): r and s, 64 bytes.
    std::string sign(std::string_view text) const;

private:
    struct Key;
    KeyPair(std::unique_ptr<Key> key, std::string point);

    std::unique_ptr<Key> x_key;
    std::string x_point;
};

inline constexpr std::size_t salt_bytes = 16;
/// RFC 8291, 4: what every push service takes.
inline constexpr std::size_t longest_text = 3993;

/// The browser's own, from its subscription.
struct BrowserKeys {
    std::string p256dh;  ///< 65 bytes
    std::string auth;    ///< 16 bytes
};

/// One record of aes128gcm with its head.  `once` and `salt` are fresh for each message.  Nothing when the
/// browser's key is no point of the curve.
std::optional<std::string> encrypt(std::string_view text, const BrowserKeys& browser, const KeyPair& once,
                                   std::string_view salt);

/// "vapid t=…, k=…": good for `origin` until `ends_at`, at most a day away.  `contact`: "mailto:…" or
/// "https://…".
std::string vapid(const KeyPair& key, std::string_view origin, std::string_view contact, Instant ends_at);

}  // namespace hagukumi::push
