#include "line/client.hpp"

#include <boost/json.hpp>

#include "base/percent.hpp"

namespace hagukumi::line {

namespace json = boost::json;

namespace {

using Reached = HttpAnswer::Reached;

/// The stateless token says how long it lives, 15 minutes; we ask for the next when a third is left.
constexpr std::int64_t renewed_after_thirds = 2;

json::value parsed(std::string_view text)
{
    boost::system::error_code error;
    json::value value = json::parse(text, error);
    return error ? json::value() : value;
}

/// LINE's own reason, {"message": "…"}; empty when the body has none.
std::string reason_in(const HttpAnswer& answer)
{
    const json::value body = parsed(answer.body);
    if (const auto* object = body.if_object())
        if (const auto* message = object->if_contains("message"))
            if (const auto* text = message->if_string()) return {text->begin(), text->end()};
    return {};
}

bool is_success(int status)
{
    return status >= 200 && status < 300;
}

Fate fate_of(const HttpAnswer& answer, const std::string& reason)
{
    if (answer.reached == Reached::no) return Fate::not_sent;
    if (answer.reached == Reached::perhaps) return Fate::unknown;
    if (is_success(answer.status) || answer.status == 409) return Fate::accepted;
    switch (answer.status) {
        case 400:
            if (reason == "Invalid reply token") return Fate::reply_token_gone;
            return reason == "Failed to send messages" ? Fate::nobody : Fate::refused;
        case 401: return Fate::not_signed_in;
        case 404: return Fate::nobody;
        case 429:
            return reason == "You have reached your monthly limit." ? Fate::quota_used_up : Fate::too_many;
        default: return answer.status >= 500 ? Fate::unknown : Fate::refused;
    }
}

tl::unexpected<Error> not_told(const HttpAnswer& answer)
{
    const std::string reason = answer.why.empty() ? reason_in(answer) : answer.why;
    return fail(ErrorKind::unavailable, "line_unavailable",
                {"LINEのサーバーから答えがありませんでした。少し待ってもう一度お試しください。",
                 "LINE's server did not help (" + std::to_string(answer.status) + " " + reason +
                     "). Please try again in a moment."},
                30);
}

/// A member of an answer; it is an error when LINE left it out.
Result<std::string> member(const HttpAnswer& answer, const char* name)
{
    const json::value body = parsed(answer.body);
    if (const auto* object = body.if_object())
        if (const auto* found = object->if_contains(name))
            if (const auto* text = found->if_string()) return std::string(text->begin(), text->end());
    return not_told(answer);
}

}  // namespace

Client::Client(Transport& transport, Settings settings)
    : x_transport(transport), x_settings(std::move(settings))
{
    must(static_cast<bool>(x_settings.now), "the client is given a clock");
}

Result<std::string> Client::token(const std::string& refused)
{
    // One asks, the others wait: a channel has one token at a time.
    const std::lock_guard lock(x_mutex);
    const Instant now = x_settings.now();
    if (!x_token.value.empty() && x_token.value != refused && now < x_token.renew_at) return x_token.value;
    const HttpAnswer answer = x_transport.send(
        {"POST",
         x_settings.api + "/oauth2/v3/token",
         {{"Content-Type", "application/x-www-form-urlencoded"}},
         "grant_type=client_credentials&client_id=" + percent_encoded(x_settings.channel_id) +
             "&client_secret=" + percent_encoded(x_settings.channel_secret.reveal())});
    if (answer.reached != Reached::answered || answer.status >= 500) return not_told(answer);
    const json::value body = parsed(answer.body);
    const auto* object = body.if_object();
    const auto* value = object != nullptr ? object->if_contains("access_token") : nullptr;
    const auto* lives = object != nullptr ? object->if_contains("expires_in") : nullptr;
    if (answer.status != 200 || value == nullptr || !value->is_string() || lives == nullptr ||
        !lives->is_int64()) {
        return fail(ErrorKind::unauthenticated, "line_channel",
                    {"LINEのチャネルIDまたはチャネルシークレットが違います。",
                     "LINE does not know this channel id and secret."});
    }
    x_token.value = std::string(value->as_string());
    x_token.renew_at = now + std::chrono::milliseconds(lives->as_int64() * 1000 * renewed_after_thirds / 3);
    return x_token.value;
}

/// The request with a token; with a new one when LINE refuses the first.
Result<HttpAnswer> Client::ask(HttpRequest request)
{
    std::string held = TRY(token());
    request.headers.emplace_back("Authorization", "Bearer " + held);
    HttpAnswer answer = x_transport.send(request);
    if (answer.reached != Reached::answered || answer.status != 401) return answer;
    held = TRY(token(held));
    request.headers.back().second = "Bearer " + held;
    return x_transport.send(request);
}

Told Client::send(const char* path, std::string body, const Id* retry_key)
{
    HttpRequest request{
        "POST", x_settings.api + path, {{"Content-Type", "application/json"}}, std::move(body)};
    if (retry_key != nullptr) request.headers.emplace_back("X-Line-Retry-Key", to_string(*retry_key));
    const Result<HttpAnswer> asked = ask(std::move(request));
    if (!asked) {
        const bool is_wrong = asked.error().kind == ErrorKind::unauthenticated;
        return {is_wrong ? Fate::not_signed_in : Fate::not_sent, "", asked.error().message.en, false};
    }
    const std::string reason = reason_in(*asked);
    Told told{fate_of(*asked, reason), std::string(asked->header("x-line-request-id")), "",
              asked->perhaps_twice};
    if (told.fate != Fate::accepted)
        told.why = asked->reached == Reached::answered
                       ? std::to_string(asked->status) + " " + reason + " (" + told.request_id + ")"
                       : asked->why;
    return told;
}

Told Client::reply(std::string_view reply_token, std::string_view messages)
{
    return send("/v2/bot/message/reply",
                "{\"replyToken\":" + json::serialize(json::value(reply_token)) +
                    ",\"messages\":" + std::string(messages) + "}",
                nullptr);
}

Told Client::push(std::string_view to, std::string_view messages, const Id& retry_key)
{
    return send(
        "/v2/bot/message/push",
        "{\"to\":" + json::serialize(json::value(to)) + ",\"messages\":" + std::string(messages) + "}",
        &retry_key);
}

Result<bool> Client::is_friend(std::string_view user)
{
    const HttpAnswer answer =
        TRY(ask({"GET", x_settings.api + "/v2/bot/profile/" + percent_encoded(user), {}, {}}));
    if (answer.reached == Reached::answered && answer.status == 200) return true;
    if (answer.reached == Reached::answered && answer.status == 404) return false;
    return not_told(answer);
}

Result<Quota> Client::quota()
{
    const auto number_in = [](const HttpAnswer& answer, const char* name) -> std::optional<std::int64_t> {
        const json::value body = parsed(answer.body);
        const auto* object = body.if_object();
        const auto* found = object != nullptr ? object->if_contains(name) : nullptr;
        if (found == nullptr || !found->is_int64()) return std::nullopt;
        return found->as_int64();
    };
    const HttpAnswer most = TRY(ask({"GET", x_settings.api + "/v2/bot/message/quota", {}, {}}));
    const HttpAnswer used = TRY(ask({"GET", x_settings.api + "/v2/bot/message/quota/consumption", {}, {}}));
    const auto count = number_in(used, "totalUsage");
    if (most.status != 200 || used.status != 200 || !count) return not_told(most.status != 200 ? most : used);
    Quota quota{number_in(most, "value"), *count};
    const std::string type = TRY(member(most, "type"));
    if (type == "none") quota.most.reset();
    return quota;
}

Result<std::string> Client::bot_user()
{
    const HttpAnswer answer = TRY(ask({"GET", x_settings.api + "/v2/bot/info", {}, {}}));
    return member(answer, "userId");
}

namespace {

Result<void> done(const HttpAnswer& answer)
{
    if (answer.reached == Reached::answered && is_success(answer.status)) return {};
    const bool is_refused = answer.reached == Reached::answered && answer.status >= 400 &&
                            answer.status < 500 && answer.status != 401 && answer.status != 429;
    if (!is_refused) return not_told(answer);
    return fail(ErrorKind::malformed, "line_refused",
                {"LINEが受け付けませんでした。",
                 "LINE refused: " + std::to_string(answer.status) + " " + reason_in(answer)});
}

}  // namespace

Result<std::string> Client::create_rich_menu(std::string_view menu_json)
{
    const HttpAnswer answer = TRY(ask({"POST",
                                       x_settings.api + "/v2/bot/richmenu",
                                       {{"Content-Type", "application/json"}},
                                       std::string(menu_json)}));
    TRY(done(answer));
    return member(answer, "richMenuId");
}

Result<void> Client::name_rich_menu(std::string_view alias, std::string_view menu)
{
    const auto name = [&](const std::string& path, json::object body) {
        return ask({"POST",
                    x_settings.api + "/v2/bot/richmenu/alias" + path,
                    {{"Content-Type", "application/json"}},
                    json::serialize(body)});
    };
    const Result<void> made = done(TRY(name("", {{"richMenuAliasId", alias}, {"richMenuId", menu}})));
    if (made || made.error().kind == ErrorKind::unavailable) return made;
    return done(
        TRY(name("/" + percent_encoded(alias), {{"richMenuId", menu}})));  // LINE has the alias already
}

Result<void> Client::upload_rich_menu_image(std::string_view menu, std::string_view bytes,
                                            std::string_view type)
{
    return done(TRY(ask({"POST",
                         x_settings.data_api + "/v2/bot/richmenu/" + percent_encoded(menu) + "/content",
                         {{"Content-Type", std::string(type)}},
                         std::string(bytes)})));
}

Result<void> Client::link_rich_menu(std::string_view user, std::string_view menu)
{
    return done(TRY(
        ask({"POST",
             x_settings.api + "/v2/bot/user/" + percent_encoded(user) + "/richmenu/" + percent_encoded(menu),
             {},
             {}})));
}

Result<void> Client::unlink_rich_menu(std::string_view user)
{
    return done(
        TRY(ask({"DELETE", x_settings.api + "/v2/bot/user/" + percent_encoded(user) + "/richmenu", {}, {}})));
}

Result<void> Client::deauthorize(std::string_view access_token)
{
    return done(TRY(ask({"POST",
                         x_settings.api + "/user/v1/deauthorize",
                         {{"Content-Type", "application/json"}},
                         json::serialize(json::object{{"userAccessToken", access_token}})})));
}

Result<void> Client::delete_rich_menu(std::string_view menu)
{
    return done(TRY(ask({"DELETE", x_settings.api + "/v2/bot/richmenu/" + percent_encoded(menu), {}, {}})));
}

}  // namespace hagukumi::line
