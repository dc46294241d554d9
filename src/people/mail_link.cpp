#include "people/mail_link.hpp"

#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "audit/record.hpp"
#include "messages/outbox.hpp"
#include "people/fold.hpp"
#include "people/manage_accounts.hpp"
#include "people/sql.hpp"

namespace hagukumi::people {

namespace {

using namespace std::chrono_literals;
using audit::Cap;

// Links that were asked for, counted as failures are.
constexpr audit::Counter on_address{6};
constexpr audit::Counter on_network{7};
constexpr audit::Counter on_municipality{8};

/// An address that mail can be sent to: carriers give out odd ones ("a..b@"), so its parts are not judged.
bool is_address(std::string_view email)
{
    const std::size_t at = email.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64 || email.size() > 254) return false;
    const std::string_view domain = email.substr(at + 1);
    return domain.size() >= 3 && domain.find('.') != std::string_view::npos && domain.front() != '.' &&
           domain.back() != '.' &&
           std::all_of(email.begin() + static_cast<std::ptrdiff_t>(at) + 1, email.end(),
                       [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
                       }) &&
           std::all_of(email.begin(), email.end(), [](char c) {
               return c > ' ' && c < 0x7f &&
                      std::string_view("<>()[],;:\\\"").find(c) == std::string_view::npos;
           });
}

std::chrono::hours lasts(LinkPurpose purpose)
{
    switch (purpose) {
        case LinkPurpose::sign_up:
        case LinkPurpose::change_email: return 24h;
        case LinkPurpose::new_password:
        case LinkPurpose::sign_in: return 1h;
    }
    throw BugFound("a link is for one of the four");
}

/// Which mail answers a request, and what its link is for, if it has one.
struct Letter {
    const char* message_template;
    std::optional<LinkPurpose> link;
};

Letter letter_for(LinkPurpose asked, bool is_known)
{
    switch (asked) {
        case LinkPurpose::sign_up:
            if (is_known) return {"link_known", LinkPurpose::new_password};
            return {"link_sign_up", LinkPurpose::sign_up};
        case LinkPurpose::new_password:
            if (is_known) return {"link_new_password", LinkPurpose::new_password};
            return {"link_unknown", {}};
        case LinkPurpose::sign_in:
            if (is_known) return {"link_sign_in", LinkPurpose::sign_in};
            return {"link_unknown", {}};
        case LinkPurpose::change_email:
            if (is_known) return {"link_taken", {}};
            return {"link_email", LinkPurpose::change_email};
    }
    throw BugFound("a link is for one of the four");
}

bool is_taken(store::Snapshot& snapshot, const std::string& email)
{
    return snapshot
        .find(
            sql::sign_in_by_email, [](const store::Row&) { return true; }, email)
        .has_value();
}

Id subject(const char* what, std::string_view typed)
{
    return audit::subject_of(audit::Digest(what).add(typed));
}

/// Counts what was asked for, or says when to ask again.
Result<void> count(store::Transaction& tx, const LinkLimits& limits, const AskForLink& command,
                   const std::string& email)
{
    const Id address = subject("people.link_address", email);
    const Id network = subject("people.link_network", command.network);
    std::optional<Instant> until;
    const auto look = [&](audit::Counter counter, const Id& whose, const Cap& cap) {
        if (const auto found = audit::capped_until(tx, counter, whose, cap, command.at))
            until = until ? std::max(*until, *found) : *found;
    };
    look(on_address, address, {limits.address_an_hour, 1h});
    look(on_address, address, {limits.address_a_day, 24h});
    look(on_network, network, {limits.network_an_hour, 1h});
    look(on_municipality, Id{}, {limits.municipality_an_hour, 1h});
    if (until) {
        const std::int64_t seconds = std::max<std::int64_t>(1, (*until - command.at).count() / 1000);
        const std::string minutes = std::to_string((seconds + 59) / 60);
        return fail(ErrorKind::too_many, "too_many_links",
                    {"続けて何度もお申し込みがあったため、いまはメールを送れません。約" + minutes +
                         "分後にもう一度お試しください。先に届いたメールのリンクは使えます。",
                     "A mail was asked for too often. Please try again in about " + minutes +
                         " minutes. The links of earlier mails still work."},
                    static_cast<int>(seconds));
    }
    audit::add_failure(tx, on_address, address, command.at, command.id, 24h);
    audit::add_failure(tx, on_network, network, command.at, command.id, 1h);
    audit::add_failure(tx, on_municipality, Id{}, command.at, command.id, 1h);
    return {};
}

void write_mail(store::Transaction& tx, const Id& id, Instant at, std::string_view message_template,
                messages::Params& params)
{
    messages::enqueue(tx, {id, at, messages::channel::address, id, message_template, params.json()});
}

tl::unexpected<Error> link_over()
{
    return fail(
        ErrorKind::not_found, "link_over",
        {"このリンクは期限が過ぎたか、正しくありません。もう一度メールアドレスを入力して、新しいメールを"
         "お受け取りください。",
         "This link has ended or is not complete. Please enter your e-mail address again to get a new "
         "mail."});
}

MailLink link_in(const store::Row& row)
{
    return {static_cast<LinkPurpose>(row.integer(0)),
            std::string(row.text(1)),
            std::string(row.text(2)),
            std::string(row.text(3)),
            row.maybe_id(4),
            row.instant(5),
            row.maybe_id(6)};
}

}  // namespace

Result<void> ask_for_link(store::Transaction& tx, const LinkLimits& limits, const AskForLink& command)
{
    const std::string email = fold_email(command.email);
    if (!is_address(email))
        return fail(ErrorKind::malformed, "wrong_address",
                    {"メールアドレスの形が正しくありません。半角で、「@」の前と後ろまで入力してください。",
                     "This is not an e-mail address. Please enter all of it, before and after the @."});
    TRY(count(tx, limits, command, email));
    tx.execute(sql::delete_old_links, command.at + -(24h * 30));

    const Letter letter = letter_for(command.purpose, is_taken(tx, email));
    messages::Params params;
    params.text("to", email).text("language", command.language);
    params.text("page", command.page + (letter.link ? "" : "sign-up"));
    if (letter.link) {
        const TokenHash hash = hash_of(command.token.reveal());
        const auto hours = lasts(*letter.link);
        tx.execute(sql::add_link, bytes_of(hash), *letter.link, email, command.account, command.terms,
                   command.language, command.at, command.at + hours, command.invitation);
        params.text("link", command.page + "link#" + command.token.reveal()).number("hours", hours.count());
    }
    write_mail(tx, command.id, command.at, letter.message_template, params);
    return {};
}

Result<MailLink> find_link(store::Snapshot& snapshot, std::string_view token, Instant at)
{
    const TokenHash hash = hash_of(token);
    bool used = false;
    auto found = snapshot.find(
        sql::find_link,
        [&](const store::Row& row) {
            used = row.maybe_instant(7).has_value();
            return link_in(row);
        },
        bytes_of(hash));
    if (found && used)
        return fail(
            ErrorKind::not_found, "link_used",
            {"このリンクはすでに使われています。お手続きが済んでいれば、そのままログインしてください。",
             "This link was used already. If you finished then, please simply sign in."});
    if (!found || at >= found->ends_at) return link_over();
    return std::move(*found);
}

Result<MailLink> spend_link(store::Transaction& tx, std::string_view token, LinkPurpose purpose, Instant at)
{
    MailLink link = TRY(find_link(tx, token, at));
    if (link.purpose != purpose) return link_over();
    const TokenHash hash = hash_of(token);
    must(tx.execute(sql::spend_link, bytes_of(hash), at) == 1, "a link that was found unused is unused");
    return link;
}

Result<void> confirm_email(store::Transaction& tx, std::string_view token, Instant at, const Id& mail)
{
    const MailLink link = TRY(spend_link(tx, token, LinkPurpose::change_email, at));
    const auto account = load_account(tx, *link.account);
    if (!account || account->state != AccountState::active) return link_over();
    if (is_taken(tx, link.email))
        return fail(
            ErrorKind::conflict, "email_taken",
            {"このメールアドレスは、すでに別の登録で使われています。別のメールアドレスをお使いください。",
             "Another account uses this e-mail address already. Please take another one."});
    tx.execute(sql::set_email, account->id, link.email);
    audit::record(tx, at, account->id, "people.change_email", account->id, "{}");
    if (account->email.empty()) return {};
    messages::Params params;
    params.text("to", account->email).text("language", account->language);
    write_mail(tx, mail, at, "email_changed", params);
    return {};
}

void accept_terms(store::Transaction& tx, const Id& account, std::string_view version, Instant at)
{
    if (version.empty()) return;
    tx.execute(sql::accept_terms, account, version, at);
}

std::string accepted_terms(store::Snapshot& snapshot, const Id& account)
{
    return snapshot
        .find(
            sql::accepted_terms, [](const store::Row& row) { return std::string(row.text(0)); }, account)
        .value_or("");
}

}  // namespace hagukumi::people
