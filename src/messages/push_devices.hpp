// プッシュ通知の端末: the browsers on which a person wants to be shown what there is to know (RFC 8030).
//
//  1. A device belongs to whoever said so on it last; signing others out, a new password and leaving take all
//  of an
//     account's devices away.  A phone that is still in hand says it again at its next visit.
//  2. Only push services that the operator allows are spoken to: an address from a browser is nobody's word
//  (SSRF).
//  3. What the push service does not know any more is forgotten.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/transaction.hpp"

namespace hagukumi::messages {

/// What pages and the sender know of push; there is none without the operator's key.
struct PushServices {
    std::string
        public_key;  ///< VAPID's, as base64url of the uncompressed point: what a browser subscribes with
    /// "https://fcm.googleapis.com", or with any name before it "https://*.notify.windows.com".
    std::vector<std::string> origins;

    /// Whether an endpoint is an address of one of them: scheme, host and port, and no user before the host.
    bool takes(std::string_view endpoint) const;
};

/// The browsers' own: Chrome and Edge, Firefox, Safari.
std::vector<std::string> known_push_services();

/// "https://fcm.googleapis.com" of an endpoint; empty when it is none.
std::string origin_of(std::string_view endpoint);

inline constexpr std::size_t longest_endpoint = 1000;
inline constexpr std::size_t p256dh_bytes = 65, auth_bytes = 16;  // RFC 8291, 3.1 and 3.2
inline constexpr std::int64_t most_devices = 10;                  ///< of an account; the oldest goes

struct PushDevice {
    Id id;
    Id account;
    std::string endpoint;
    std::string p256dh, auth;  ///< bytes
};

/// The device is this account's from now on.  Error: `push_form` (malformed: keys of another size, or an
/// address of none of the services).
Result<void> keep_device(store::Transaction& tx, const PushServices& services, const PushDevice& device,
                         Instant at);

/// Nothing is shown on it any more; only of the account's own.
void forget_device(store::Transaction& tx, const Id& account, std::string_view endpoint);

/// The push service does not know it any more.
void forget_device(store::Transaction& tx, const Id& device);

/// All of an account's.
void forget_devices(store::Transaction& tx, const Id& account);

std::vector<Id> devices_of(store::Snapshot& snapshot, const Id& account);
std::optional<PushDevice> find_device(store::Snapshot& snapshot, const Id& device);

/// As a courier gives it to the sender: the address and the browser's keys.
std::string address_of(const PushDevice& device);
std::optional<PushDevice> device_at(std::string_view address);

}  // namespace hagukumi::messages
