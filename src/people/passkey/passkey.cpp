#include "people/passkey/passkey.hpp"

#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "audit/record.hpp"
#include "base/base64url.hpp"
#include "messages/outbox.hpp"
#include "people/judge.hpp"
#include "people/manage_accounts.hpp"
#include "people/passkey/authenticator.hpp"
#include "people/passkey/sql.hpp"

namespace hagukumi::people {

namespace {

store::Bytes as_bytes(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string as_text(store::Bytes bytes)
{
    return {bytes.begin(), bytes.end()};
}

tl::unexpected<Error> wrong()
{
    return fail(ErrorKind::malformed, "passkey_wrong",
                {"パスキーを登録できませんでした。もう一度お試しください。",
                 "The passkey could not be kept. Please try again."});
}

/// One answer, whatever was wrong (N-07).
Error unknown()
{
    return Error{
        ErrorKind::unauthenticated,
        "passkey_unknown",
        {"このパスキーではログインできません。ほかの方法でログインして、パスキーを登録し直してください。",
         "This passkey does not sign you in. Please sign in another way, and make a new passkey."},
        0,
        {}};
}

enum class Purpose { make, sign_in };

/// What a challenge was drawn for.
struct DrawnFor {
    std::optional<Id> account;
    Realm realm = Realm::parent;

    bool operator==(const DrawnFor&) const = default;
};

/// Whether the browser signed a challenge of ours, for this and on our page.  Spends the challenge.
bool is_asked_for(store::Transaction& tx, const ClientData& data, Purpose purpose, const PasskeySite& site,
                  const DrawnFor& expected, Instant at)
{
    const TokenHash hash = hash_of(to_base64url(data.challenge));
    const auto drawn_for = tx.find(
        sql::find_challenge,
        [](const store::Row& row) {
            return DrawnFor{row.maybe_id(0), static_cast<Realm>(row.integer(1))};
        },
        bytes_of(hash), at);
    tx.execute(sql::spend_challenge, bytes_of(hash));
    const char* const type = purpose == Purpose::make ? "webauthn.create" : "webauthn.get";
    return drawn_for == expected && data.type == type && data.origin == site.origin && !data.cross_origin;
}

/// The site's own, with the person there and recognised: what makes a passkey two factors.
bool is_of_person(const AuthenticatorData& data, const PasskeySite& site)
{
    return data.rp_id_hash == sha256_of(site.name()) && data.user_present && data.user_verified;
}

struct Known {
    Id account;
    std::string public_key;
    std::int64_t sign_count = 0;
};

/// The account whose passkey signed this; nothing when something is not as it must be.
std::optional<Account> owner_of(store::Transaction& tx, const SignInByPasskey& command)
{
    const auto client = read_client_data(command.client_data);
    if (!client ||
        !is_asked_for(tx, *client, Purpose::sign_in, command.site, {std::nullopt, command.realm}, command.at))
        return std::nullopt;
    const auto known = tx.find(
        sql::find_passkey,
        [](const store::Row& row) {
            return Known{row.id(0), as_text(row.bytes(1)), row.integer(2)};
        },
        as_bytes(command.credential));
    const auto data = read_authenticator_data(command.authenticator_data);
    if (!known || !data || !is_of_person(*data, command.site)) return std::nullopt;
    if (!verify_signature(known->public_key, command.authenticator_data, command.client_data,
                          command.signature))
        return std::nullopt;
    if (!command.user_handle.empty() &&
        command.user_handle != as_text({known->account.bytes.data(), known->account.bytes.size()}))
        return std::nullopt;
    const bool counts = known->sign_count != 0 || data->sign_count != 0;
    if (counts && data->sign_count <= known->sign_count) {
        audit::record(tx, command.at, known->account, "people.passkey_copied", known->account, "{}");
        return std::nullopt;
    }
    auto account = load_account(tx, known->account);
    if (!account || account->state != AccountState::active || realm_of(account->role) != command.realm)
        return std::nullopt;
    tx.execute(sql::use_passkey, as_bytes(command.credential), data->sign_count, command.at);
    return account;
}

/// Staff read other words than parents: they have no portal, and somebody else to turn to.
void tell_owner(store::Transaction& tx, const Account& account, const char* what, const Id& notice,
                const std::string& device_name, Instant at)
{
    const std::string said = (account.role == Role::parent ? "" : "staff_") + std::string(what);
    messages::enqueue(tx, {notice, at, messages::channel::account, account.id, said,
                           messages::Params().text("device", device_name).json()});
}

}  // namespace

std::string PasskeySite::name() const
{
    const std::size_t begin = origin.find("://");
    const std::string host = begin == std::string::npos ? origin : origin.substr(begin + 3);
    return host.substr(0, host.find(':'));
}

void note_pin_session(store::Transaction& tx, std::string_view token)
{
    const TokenHash hash = hash_of(token);
    tx.execute(sql::note_pin_session, bytes_of(hash));
}

bool was_opened_by_pin(store::Snapshot& snapshot, Realm realm, std::string_view token)
{
    const TokenHash hash = hash_of(token);
    const auto by_pin = snapshot.find(
        sql::is_pin_session, [](const store::Row& row) { return row.integer(0); }, bytes_of(hash), realm);
    return by_pin == 1;
}

Result<void> ask_challenge(store::Transaction& tx, const AskChallenge& command)
{
    const Id asker = audit::subject_of(audit::Digest("people.passkey_network").add(command.network));
    tx.execute(sql::delete_ended_challenges, command.at);
    const std::int64_t open =
        tx.find(
              sql::count_challenges, [](const store::Row& row) { return row.integer(0); }, asker, command.at)
            .value_or(0);
    if (open >= most_challenges_of_a_network)
        return fail(ErrorKind::too_many, "too_many",
                    {"アクセスが集中しています。数分後にもう一度お試しください。",
                     "Too many people ask at once. Please try again in some minutes."},
                    60);
    const TokenHash hash = hash_of(command.challenge.reveal());
    tx.execute(sql::add_challenge, bytes_of(hash), command.account, asker, command.at + challenge_lasts,
               command.realm);
    return {};
}

Result<void> add_passkey(store::Transaction& tx, const AddPasskey& command)
{
    const auto account = load_account(tx, command.account);
    must(account.has_value(), "who makes a passkey has signed in");
    const auto client = read_client_data(command.client_data);
    if (!client || !is_asked_for(tx, *client, Purpose::make, command.site,
                                 {account->id, realm_of(account->role)}, command.at))
        return wrong();
    const auto data = read_attestation(command.attestation);
    if (!data || data->credential_id.empty() || !is_of_person(*data, command.site) ||
        !is_public_key(data->public_key))
        return wrong();
    if (passkeys_of(tx, command.account).size() >= most_passkeys)
        return fail(ErrorKind::conflict, "passkey_most",
                    {"登録できるパスキーは10個までです。使わないものを先に消してください。",
                     "An account has ten passkeys at most. Please remove one that you do not use."});
    const std::int64_t count = data->sign_count;
    if (tx.execute(sql::add_passkey, as_bytes(data->credential_id), command.account,
                   as_bytes(data->public_key), count, command.device_name, command.at) == 0)
        return fail(ErrorKind::conflict, "passkey_known",
                    {"このパスキーは、すでに登録されています。", "This passkey is registered already."});
    audit::record(tx, command.at, command.account, "people.add_passkey", command.account, "{}");
    tell_owner(tx, *account, "passkey_added", command.notice, command.device_name, command.at);
    return {};
}

Recorded<SignedIn> sign_in_by_passkey(store::Transaction& tx, const SignInByPasskey& command)
{
    const auto account = owner_of(tx, command);
    if (!account) return Result<SignedIn>(tl::unexpected(unknown()));
    SignedIn signed_in = TRY(open_session(tx, account->id, account->role, command.realm, command.at,
                                          command.session, command.device_name));
    signed_in.device = keep_device(tx, account->id, command.known_device, command.device, command.at);
    audit::record(tx, command.at, account->id, "people.sign_in", account->id, R"({"device":"passkey"})");
    return Result<SignedIn>(std::move(signed_in));
}

std::vector<Passkey> passkeys_of(store::Snapshot& snapshot, const Id& account)
{
    std::vector<Passkey> all;
    snapshot.query(
        sql::passkeys_of,
        [&](const store::Row& row) {
            all.push_back(
                {as_text(row.bytes(0)), std::string(row.text(1)), row.instant(2), row.maybe_instant(3)});
        },
        account);
    return all;
}

void remove_passkey(store::Transaction& tx, const RemovePasskey& command)
{
    const auto all = passkeys_of(tx, command.account);
    const auto one = std::find_if(all.begin(), all.end(), [&](const Passkey& passkey) {
        return passkey.credential == command.credential;
    });
    if (one == all.end()) return;
    tx.execute(sql::remove_passkey, command.account, as_bytes(command.credential));
    audit::record(tx, command.at, command.actor, "people.remove_passkey", command.account, "{}");
    const auto account = load_account(tx, command.account);
    must(account.has_value(), "a passkey belongs to an account");
    if (command.actor != command.account) end_sessions(tx, command.account);
    tell_owner(tx, *account, "passkey_removed", command.notice, one->device_name, command.at);
}

void forget_passkeys(store::Transaction& tx, const Id& account)
{
    tx.execute(sql::forget_passkeys, account);
}

}  // namespace hagukumi::people
