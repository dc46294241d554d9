// Mail by SMTP, through libcurl.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "messages/sender.hpp"

namespace hagukumi::mail {

enum class Tls {
    none,      ///< a relay on this machine
    starttls,  ///< required: without it nothing is sent
    implicit,  ///< TLS from the first byte (port 465)
};

struct Settings {
    std::string host;
    int port = 587;
    Tls tls = Tls::starttls;
    std::string from;       ///< the address that mails come from, also the envelope's
    std::string from_name;  ///< shown with it
    std::string user;       ///< empty: without signing in
    std::string password;
    std::string ca_file;                ///< empty: the system's certificates
    std::chrono::seconds deadline{30};  ///< for one mail
};

/// Sends one mail at a time over a connection that is kept open; used by one thread.
class SmtpSender final : public messages::Sender {
public:
    /// Error when the settings cannot be used.
    static Result<std::unique_ptr<SmtpSender>> make(Settings settings);
    ~SmtpSender() override;

    messages::Sent send(const messages::Outgoing& message) override;

private:
    struct Curl;
    explicit SmtpSender(Settings settings);

    const Settings x_settings;
    std::unique_ptr<Curl> x_curl;
};

}  // namespace hagukumi::mail
