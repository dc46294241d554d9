// How an installation is run.  Every setting has a place on the command line; with --config FILE they
// are read from a file of `name=value` lines below a line `[serve]`, and secrets come from the environment.
#pragma once

#include <optional>
#include <string>

#include "http/server.hpp"
#include "mail/smtp_sender.hpp"

namespace hagukumi::app {

struct ServeSettings {
    std::string database;
    std::string places;      ///< file of municipalities that live in other databases; empty: there are none
    std::string programmes;  ///< folder; empty: the program's own
    std::string web;         ///< folder of the built pages; empty: the program's own
    std::string public_url;  ///< as people type it; empty: http://127.0.0.1:PORT
    std::string address = "127.0.0.1";
    int port = 8080;
    std::string trusted_proxy;
    int readers = 2;
    int batch = 256;
    std::string backup_folder;  ///< where a running service copies its database to; empty: nowhere
    std::string log_level = "info";

    std::string smtp_host;  ///< empty: no mail is sent
    int smtp_port = 587;
    std::string smtp_tls = "starttls";
    std::string mail_from, mail_from_name = "Hagukumi";
    std::string smtp_user, smtp_password;
    std::string returned_mail;  ///< Maildir of mail_from, for what comes back; empty: nobody looks

    std::string push_key;      ///< VAPID's private key as base64url; empty: nothing is shown on devices
    std::string push_contact;  ///< for push services; empty: the sender's mail address, else the public URL
    std::vector<std::string> push_services;  ///< beside those of the browsers that we know

    std::string
        key;  ///< 64 hexadecimal digits that seal LINE channels' secrets and documents; empty: there are none
    std::string clamd;  ///< where ClamAV's daemon listens: "127.0.0.1:3310" or a path; empty: documents are
                        ///< not scanned
    std::string conversations;  ///< folder of the conversation files; empty: the program's own
    std::string line_api = "https://api.line.me";
    std::string line_data_api = "https://api-data.line.me";
    std::string line_liff = "https://liff.line.me";
    std::string line_sdk = "https://static.line-scdn.net/liff/edge/2/sdk.js";
};

}  // namespace hagukumi::app
