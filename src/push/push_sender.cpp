#include "push/push_sender.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <mutex>

#include "base/base64url.hpp"
#include "base/curl_list.hpp"
#include "base/municipality_code.hpp"
#include "messages/outbox.hpp"
#include "messages/translations.hpp"

namespace hagukumi::push {

namespace {

using messages::Delivery;

constexpr std::chrono::hours token_lasts{12};  // RFC 8292, 2: at most a day
/// As long as the outbox tries: a phone that was off is told when it comes back.
constexpr long kept_seconds = messages::given_up_after / std::chrono::seconds(1);

/// Nobody reads what a push service says beside its status.
std::size_t pass_by(char*, std::size_t, std::size_t count, void*)
{
    return count;
}

std::string_view page_about(std::string_view message_template)
{
    const auto begins = [&](std::string_view what) {
        return message_template.substr(0, what.size()) == what;
    };
    if (begins("booking_") || begins("registration_")) return "bookings";
    if (begins("application_") || begins("change_") || begins("approval_")) return "applications";
    return "notices";
}

messages::Sent outcome_of(long status)
{
    const std::string why = "the push service answered " + std::to_string(status);
    if (status >= 200 && status < 300) return {Delivery::sent, ""};
    if (status == 404 || status == 410) return {Delivery::gone, why};  // RFC 8030, 7.3
    // 401 and 403 are about our key, which the operator mends in time.
    if (status == 429 || status == 401 || status == 403 || status >= 500) return {Delivery::later, why};
    return {Delivery::never, why};
}

/// Only stand-ins on this machine are spoken to without TLS.
bool is_origin(const std::string& text)
{
    const std::string origin = messages::origin_of(text + "/");
    return origin == text && (origin.starts_with("https://") || origin.starts_with("http://127.0.0.1:"));
}

}  // namespace

struct PushSender::Curl {
    CURL* easy = curl_easy_init();
    ~Curl() { curl_easy_cleanup(easy); }
};

Result<std::unique_ptr<PushSender>> PushSender::make(Settings settings, std::function<Instant()> now,
                                                     Randomness& randomness)
{
    const auto refuse = [](const char* ja, const char* en) {
        return fail(ErrorKind::malformed, "push_settings", {ja, en});
    };
    auto key = KeyPair::from_bytes(from_base64url(settings.key).value_or(""));
    if (!key)
        return refuse(
            "HAGUKUMI_PUSH_KEY "
            "は32バイトの鍵をbase64urlで書いたものです。作り方はdocs/operations.mdにあります。",
            "HAGUKUMI_PUSH_KEY is a key of 32 bytes as base64url; docs/operations.md says how to make one.");
    if (!settings.contact.starts_with("mailto:") && !settings.contact.starts_with("https://"))
        return refuse("--push-contact は mailto: か https:// で始めてください。",
                      "--push-contact begins with mailto: or https://.");
    for (const std::string& origin : settings.more_services) {
        const std::size_t star = origin.find("*.");
        const std::string plain =
            star == std::string::npos ? origin : std::string(origin).replace(star, 2, "x.");
        if (!is_origin(plain))
            return refuse("--push-service は https://push.example.jp のように書いてください。",
                          "--push-service is written as https://push.example.jp.");
    }
    return std::unique_ptr<PushSender>(
        new PushSender(std::move(settings), std::move(*key), std::move(now), randomness));
}

PushSender::PushSender(Settings settings, KeyPair key, std::function<Instant()> now, Randomness& randomness)
    : x_settings(std::move(settings)), x_key(std::move(key)), x_now(std::move(now)), x_randomness(randomness)
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    x_curl = std::make_unique<Curl>();
    must(x_curl->easy != nullptr, "libcurl gives a handle");
    x_services = {to_base64url(x_key.public_point()), messages::known_push_services()};
    x_services.origins.insert(x_services.origins.end(), x_settings.more_services.begin(),
                              x_settings.more_services.end());
}

PushSender::~PushSender() = default;

std::string text_of(const messages::Outgoing& message)
{
    const Language language = language_of(message.language).value_or(Language::ja);
    const Text open = messages::in_all("open_the_portal", {"ポータルで確認する", "Open the portal"});
    return boost::json::serialize(boost::json::object{
        {"title", message.subject},
        {"body", open.in(language)},
        {"page",
         fmt::format("/{}/{}", to_string(message.municipality), page_about(message.message_template))},
        {"tag", to_string(message.id)},
        {"lang", message.language == "ja-easy" ? "ja" : message.language}});
}

messages::Sent PushSender::send(const messages::Outgoing& message)
{
    const auto device = messages::device_at(message.to);
    // What was allowed when the device came may not be any more.
    if (!device || !x_services.takes(device->endpoint))
        return {Delivery::gone, "the device's push service is not allowed"};

    std::string salt(salt_bytes, '\0'), fresh(32, '\0');
    x_randomness.fill(reinterpret_cast<std::uint8_t*>(salt.data()), salt.size());
    std::optional<KeyPair> once;
    while (!once) {  // a number above the curve's order comes once in four billion times
        x_randomness.fill(reinterpret_cast<std::uint8_t*>(fresh.data()), fresh.size());
        once = KeyPair::from_bytes(fresh);
    }
    const auto body = encrypt(text_of(message), {device->p256dh, device->auth}, *once, salt);
    if (!body) return {Delivery::gone, "the device's key is no point of the curve"};

    CurlList headers;
    append(headers, "Content-Type: application/octet-stream");
    append(headers, "Content-Encoding: aes128gcm");
    append(headers, "TTL: " + std::to_string(kept_seconds));
    append(headers, "Urgency: normal");
    append(headers, "Authorization: " + vapid(x_key, messages::origin_of(device->endpoint),
                                              x_settings.contact, x_now() + token_lasts));
    append(headers, "Expect:");

    CURL* easy = x_curl->easy;
    curl_easy_reset(easy);  // settings only: the connection stays
    curl_easy_setopt(easy, CURLOPT_URL, device->endpoint.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);  // an allowed service leads nowhere else
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(x_settings.deadline.count()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body->data());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
    if (!x_settings.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, x_settings.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, pass_by);

    const CURLcode code = curl_easy_perform(easy);
    if (code != CURLE_OK) return {Delivery::later, curl_easy_strerror(code)};
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    return outcome_of(status);
}

}  // namespace hagukumi::push
