#include "messages/push_devices.hpp"

#include <algorithm>

#include "base/base64url.hpp"
#include "messages/sql.hpp"

namespace hagukumi::messages {

namespace {

store::Bytes bytes_of(const std::string& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string text_of(store::Bytes bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

bool is_of_a_host(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':';
}

/// "https://*.notify.windows.com" stands for each name before it.
bool fits(std::string_view origin, std::string_view allowed)
{
    const std::size_t star = allowed.find("*.");
    if (star == std::string_view::npos) return origin == allowed;
    const std::string_view scheme = allowed.substr(0, star), end = allowed.substr(star + 1);
    return origin.find(':', scheme.size()) == std::string_view::npos &&
           origin.size() > scheme.size() + end.size() && origin.substr(0, scheme.size()) == scheme &&
           origin.substr(origin.size() - end.size()) == end;
}

}  // namespace

std::string origin_of(std::string_view endpoint)
{
    const std::size_t scheme = endpoint.find("://");
    if (scheme == std::string_view::npos) return {};
    const std::size_t path = endpoint.find('/', scheme + 3);
    if (path == std::string_view::npos) return {};
    const std::string_view host = endpoint.substr(scheme + 3, path - scheme - 3);
    // Small letters and digits only: no user, no other spelling of a host, no query in the host's place.
    if (host.empty() || !std::all_of(host.begin(), host.end(), is_of_a_host)) return {};
    return std::string(endpoint.substr(0, path));
}

bool PushServices::takes(std::string_view endpoint) const
{
    const std::string origin = origin_of(endpoint);
    const bool is_printable =
        std::all_of(endpoint.begin(), endpoint.end(), [](char c) { return c > ' ' && c < 0x7f; });
    return !origin.empty() && is_printable && endpoint.size() <= longest_endpoint &&
           std::any_of(origins.begin(), origins.end(),
                       [&](const std::string& allowed) { return fits(origin, allowed); });
}

std::vector<std::string> known_push_services()
{
    return {"https://fcm.googleapis.com",          "https://updates.push.services.mozilla.com",
            "https://*.push.services.mozilla.com", "https://*.notify.windows.com",
            "https://web.push.apple.com",          "https://*.push.apple.com"};
}

Result<void> keep_device(store::Transaction& tx, const PushServices& services, const PushDevice& device,
                         Instant at)
{
    if (!services.takes(device.endpoint) || device.p256dh.size() != p256dh_bytes ||
        device.p256dh[0] != '\x04' || device.auth.size() != auth_bytes)
        return fail(ErrorKind::malformed, "push_form",
                    {"このブラウザーのプッシュ通知は使えません。メールかLINEでお受け取りください。",
                     "The push messages of this browser cannot be used. Please choose mail or LINE."});
    tx.execute(sql::forget_endpoint, device.endpoint);
    tx.execute(sql::add_device, device.id, device.account, device.endpoint, bytes_of(device.p256dh),
               bytes_of(device.auth), at);
    std::vector<Id> all = devices_of(tx, device.account);
    for (std::size_t i = 0; i + most_devices < all.size(); ++i) forget_device(tx, all[i]);
    return {};
}

void forget_device(store::Transaction& tx, const Id& account, std::string_view endpoint)
{
    tx.execute(sql::forget_own_device, account, endpoint);
}

void forget_device(store::Transaction& tx, const Id& device)
{
    tx.execute(sql::forget_device, device);
}

void forget_devices(store::Transaction& tx, const Id& account)
{
    tx.execute(sql::forget_devices, account);
}

std::vector<Id> devices_of(store::Snapshot& snapshot, const Id& account)
{
    std::vector<Id> devices;
    snapshot.query(
        sql::devices_of, [&](const store::Row& row) { devices.push_back(row.id(0)); }, account);
    return devices;
}

std::optional<PushDevice> find_device(store::Snapshot& snapshot, const Id& device)
{
    return snapshot.find(
        sql::find_device,
        [&](const store::Row& row) {
            return PushDevice{device, row.id(0), std::string(row.text(1)), text_of(row.bytes(2)),
                              text_of(row.bytes(3))};
        },
        device);
}

std::string address_of(const PushDevice& device)
{
    return device.endpoint + " " + to_base64url(device.p256dh) + " " + to_base64url(device.auth);
}

std::optional<PushDevice> device_at(std::string_view address)
{
    const std::size_t first = address.find(' ');
    const std::size_t second = first == std::string_view::npos ? first : address.find(' ', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const auto p256dh = from_base64url(address.substr(first + 1, second - first - 1));
    const auto auth = from_base64url(address.substr(second + 1));
    if (!p256dh || !auth) return std::nullopt;
    return PushDevice{{}, {}, std::string(address.substr(0, first)), *p256dh, *auth};
}

}  // namespace hagukumi::messages
