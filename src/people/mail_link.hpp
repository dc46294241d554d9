// Links in mails: signing up, a new password, signing in, another e-mail address (M-01 to M-04).
//
//   ask_for_link ──► a row under the token's SHA-256, and a mail with the token
//   find_link ─────► what the link is for; the page shows it, and nothing is spent
//   finish_sign_in, confirm_email ──► spent, in the transaction that does what it is for
//
//  1. Who asks gets one answer whether or not the address is known; only the mail, which its owner reads,
//     says what is the case (T04).  What is counted is counted by what was typed.
//  2. A link works once, until its end, and only for what it was asked for.
//  3. Opening it spends nothing: mail programs look at links before people do.
//  4. The token travels in the mail and in the address's fragment, which browsers send to no server.
#pragma once

#include <string>
#include <string_view>

#include "people/sign_in.hpp"

namespace hagukumi::people {

/// How often links may be asked for.
struct LinkLimits {
    int address_an_hour = 3;
    int address_a_day = 10;
    int network_an_hour = 20;
    int municipality_an_hour = 500;
};

struct AskForLink {
    Instant at;
    Id id;  ///< of the mail
    LinkPurpose purpose = LinkPurpose::sign_up;
    std::string email;             ///< as typed
    std::string terms;             ///< 利用規約 that were agreed to; for signing up
    std::string language;          ///< of the mail: a code of base/language.hpp
    std::string network;           ///< network_of(the peer's address)
    std::string page;              ///< the parents' pages: "https://…/131202/"
    std::optional<Id> account;     ///< whose address is to change
    std::optional<Id> invitation;  ///< by which a person signs up
    Secret token;
};

/// Writes the mail.  Errors: `wrong_address` (malformed), `too_many_links` (too_many).
Result<void> ask_for_link(store::Transaction& tx, const LinkLimits& limits, const AskForLink& command);

/// What a link is for, to the person who opened it.
struct MailLink {
    LinkPurpose purpose = LinkPurpose::sign_up;
    std::string email;
    std::string terms, language;
    std::optional<Id> account;
    Instant ends_at;
    std::optional<Id> invitation;
};

/// Errors: `link_used` and `link_over` (not_found); a token that nobody gave out reads like one that has
/// ended.
Result<MailLink> find_link(store::Snapshot& snapshot, std::string_view token, Instant at);

/// Spends a link of this purpose; the same errors.
Result<MailLink> spend_link(store::Transaction& tx, std::string_view token, LinkPurpose purpose, Instant at);

/// The new address takes the place of the old one, which is told.  `email_taken` (conflict) when somebody
/// else has it by now.
Result<void> confirm_email(store::Transaction& tx, std::string_view token, Instant at, const Id& mail);

/// 利用規約: accepted by the account, in this version; the first time counts (M-02).
void accept_terms(store::Transaction& tx, const Id& account, std::string_view version, Instant at);

/// The version that was accepted last; empty: none.
std::string accepted_terms(store::Snapshot& snapshot, const Id& account);

}  // namespace hagukumi::people
