#include "mail/smtp_sender.hpp"

#include <curl/curl.h>

#include <mutex>
#include <optional>

#include "base/curl_list.hpp"
#include "base/municipality_code.hpp"
#include "mail/header.hpp"
#include "mail/html.hpp"

namespace hagukumi::mail {

namespace {

using Mime = Owned<curl_mime, curl_mime_free>;

std::string domain_of(const std::string& address)
{
    return address.substr(address.find('@') + 1);
}

/// やさしい日本語 has a tag of its own in RFC 5646: "easy" by itself would be a script.
std::string tag_of(const std::string& language)
{
    return language == "ja-easy" ? "ja-x-easy" : language;
}

/// All header lines, or nothing when one of them cannot be written safely.
std::optional<CurlList> headers(const Settings& settings, const messages::Outgoing& message)
{
    const auto from = mailbox(settings.from_name, settings.from);
    const auto to = mailbox("", message.to);
    const auto subject = header_line("Subject", message.subject);
    const auto language = header_line("Content-Language", tag_of(message.language));
    if (!from || !to || !subject || !language) return std::nullopt;
    CurlList list;
    append(list, "Date: " + date_value(message.at));
    append(list, "From: " + *from);
    append(list, "To: " + *to);
    append(list, *subject);
    append(list, "Message-ID: <" + to_string(message.id) + "." + to_string(message.municipality) + "@" +
                     domain_of(settings.from) + ">");
    append(list, *language);
    append(list, "Auto-Submitted: auto-generated");       // RFC 3834: no holiday replies, please
    append(list, "Content-Type: multipart/alternative");  // the same twice, RFC 2046 section 5.1.4
    return list;
}

/// One of the two forms of a mail; a reader shows the last one that it can.
void add_form(const Mime& mime, const std::string& text, const char* type)
{
    curl_mimepart* part = curl_mime_addpart(mime.get());
    curl_mime_data(part, text.data(), text.size());
    curl_mime_type(part, type);
    curl_mime_encoder(part, "base64");
}

}  // namespace

struct SmtpSender::Curl {
    CURL* easy = curl_easy_init();
    ~Curl() { curl_easy_cleanup(easy); }
};

Result<std::unique_ptr<SmtpSender>> SmtpSender::make(Settings settings)
{
    const auto refuse = [](const char* ja, const char* en) {
        return fail(ErrorKind::malformed, "mail_settings", {ja, en});
    };
    if (settings.host.empty() || settings.host.find_first_of("/@? \r\n") != std::string::npos)
        return refuse("メールサーバーのホスト名が正しくありません。",
                      "The mail server's host name is not one.");
    if (settings.port < 1 || settings.port > 65535)
        return refuse("メールサーバーのポート番号は1から65535です。",
                      "The mail server's port is a number from 1 to 65535.");
    if (!mailbox(settings.from_name, settings.from))
        return refuse("差出人のメールアドレスまたは名前が正しくありません。",
                      "The sender's address or name cannot be used.");
    if (settings.tls == Tls::none && !settings.user.empty())
        return refuse("暗号化なしでパスワードを送ることはできません。",
                      "A password is not sent without TLS.");
    return std::unique_ptr<SmtpSender>(new SmtpSender(std::move(settings)));
}

SmtpSender::SmtpSender(Settings settings) : x_settings(std::move(settings))
{
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    x_curl = std::make_unique<Curl>();
    must(x_curl->easy != nullptr, "libcurl gives a handle");
}

SmtpSender::~SmtpSender() = default;

messages::Sent SmtpSender::send(const messages::Outgoing& message)
{
    using messages::Delivery;
    auto lines = headers(x_settings, message);
    if (!lines) return {Delivery::never, "the address or a header cannot be written safely"};

    CURL* easy = x_curl->easy;
    curl_easy_reset(easy);  // settings only: the connection stays
    const std::string scheme = x_settings.tls == Tls::implicit ? "smtps://" : "smtp://";
    const std::string url =
        scheme + x_settings.host + ":" + std::to_string(x_settings.port) + "/" + domain_of(x_settings.from);
    const std::string from = "<" + x_settings.from + ">", to = "<" + message.to + ">";
    CurlList recipients;
    append(recipients, to);

    const Mime mime(curl_mime_init(easy));
    add_form(mime, message.body, "text/plain; charset=utf-8");
    add_form(mime, in_html(message.subject, message.body, tag_of(message.language)),
             "text/html; charset=utf-8");

    curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, static_cast<long>(x_settings.deadline.count()));
    curl_easy_setopt(easy, CURLOPT_USE_SSL, x_settings.tls == Tls::none ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    if (!x_settings.ca_file.empty()) curl_easy_setopt(easy, CURLOPT_CAINFO, x_settings.ca_file.c_str());
    if (!x_settings.user.empty()) {
        curl_easy_setopt(easy, CURLOPT_USERNAME, x_settings.user.c_str());
        curl_easy_setopt(easy, CURLOPT_PASSWORD, x_settings.password.c_str());
    }
    curl_easy_setopt(easy, CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, recipients.get());
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, lines->get());
    curl_easy_setopt(easy, CURLOPT_MIMEPOST, mime.get());

    const CURLcode code = curl_easy_perform(easy);
    long reply = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &reply);
    curl_easy_setopt(easy, CURLOPT_MIMEPOST, nullptr);  // freed before the next reset

    if (code == CURLE_OK) return {Delivery::sent, ""};
    const std::string why = std::string(curl_easy_strerror(code)) + " (reply " + std::to_string(reply) + ")";
    // A 5xx about the mail is final.  One about us (a password, TLS) is for the operator to mend, in time.
    const bool about_us =
        code == CURLE_LOGIN_DENIED || code == CURLE_USE_SSL_FAILED || reply == 530 || reply == 535;
    return {reply >= 500 && reply < 600 && !about_us ? Delivery::never : Delivery::later, why};
}

}  // namespace hagukumi::mail
