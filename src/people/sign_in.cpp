#include "people/sign_in.hpp"

#include <sodium.h>

#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "audit/record.hpp"
#include "people/attempts.hpp"
#include "people/by_link.hpp"
#include "people/fold.hpp"
#include "people/identity.hpp"
#include "people/join.hpp"
#include "people/judge.hpp"
#include "people/manage_accounts.hpp"
#include "people/passkey/passkey.hpp"
#include "people/password.hpp"
#include "people/registration.hpp"
#include "people/sharing.hpp"
#include "people/sql.hpp"
#include "people/subjects.hpp"
#include "people/totp.hpp"

namespace hagukumi::people {

namespace {

/// What was typed cannot be right in its form; says nothing about any account.
tl::unexpected<Error> wrong_form(Way way)
{
    switch (way) {
        case Way::email:
            return fail(ErrorKind::malformed, "sign_in_form",
                        {"メールアドレスとパスワードを入力してください。",
                         "Please enter your e-mail address and password."});
        case Way::user_number:
            return fail(ErrorKind::malformed, "sign_in_form",
                        {"利用者番号と暗証番号を、数字で入力してください。",
                         "Please enter your user number and your PIN, in digits."});
        case Way::staff:
            return fail(
                ErrorKind::malformed, "sign_in_form",
                {"ユーザー名、パスワード、認証アプリの6桁の数字を入力してください。",
                 "Please enter your user name, your password and the six digits of your authenticator app."});
        case Way::staff_pin:
            return fail(ErrorKind::malformed, "sign_in_form",
                        {"名前を選び、暗証番号を数字で入力してください。",
                         "Please choose your name and enter your PIN, in digits."});
        case Way::line:
        case Way::link: break;
    }
    throw BugFound("a name is typed in one of four ways");
}

/// The one answer to everything that was wrong (N-07, T04).
Error not_signed_in(const SignInLimits& limits, const SignIn& sign_in)
{
    const std::string ja_call = "お困りのときは" + ja_phone(limits) + "へお電話ください。";
    const std::string en_call = " If you need help, call " + en_phone(limits) + ".";
    Text message;
    if (sign_in.registration) {
        message = {
            "利用者番号、暗証番号、生年月日、出産日（予定日）のいずれかが登録と違います。通知書をご確認くださ"
            "い。" +
                ja_call,
            "The user number, the PIN or one of the dates is not what is on record. Please look at your "
            "letter." +
                en_call};
        return Error{ErrorKind::unauthenticated, "registration_failed", std::move(message), 0, {}};
    }
    switch (sign_in.way) {
        case Way::email:
            message = {
                "メールアドレスかパスワードが違います。確かめて、もう一度入力してください。" + ja_call,
                "The e-mail address or the password is wrong. Please check them and try again." + en_call};
            break;
        case Way::user_number:
            message = {"利用者番号か暗証番号が違います。確かめて、もう一度入力してください。" + ja_call,
                       "The user number or the PIN is wrong. Please check them and try again." + en_call};
            break;
        case Way::staff:
            message = {
                "ユーザー名、パスワード、6桁の数字のどれかが違います。6桁の数字は1回だけ使えます。"
                "次の数字に変わってから、もう一度入力してください。" +
                    ja_call,
                "The user name, the password or the six digits are wrong. Each six digits work once; wait "
                "for "
                "the next ones and try again." +
                    en_call};
            break;
        case Way::staff_pin:
            message = {
                "暗証番号が違うか、このタブレットではまだパスワードでログインしていません。確かめて、もう一度"
                "入"
                "力するか、パスワードでログインしてください。",
                "The PIN is wrong, or you have not signed in by password on this tablet yet. Please check it "
                "and try again, or sign in by password."};
            break;
        case Way::line:
        case Way::link: throw BugFound("nobody types a LINE user id or a link");
    }
    return Error{ErrorKind::unauthenticated, "sign_in_failed", std::move(message), 0, {}};
}

std::string text_of(store::Bytes bytes)
{
    return {bytes.begin(), bytes.end()};
}

std::optional<Candidate> find_candidate(store::Snapshot& snapshot, Way way, const std::string& name)
{
    const auto& statement = way == Way::email         ? sql::sign_in_by_email
                            : way == Way::user_number ? sql::sign_in_by_user_number
                            : way == Way::staff_pin   ? sql::sign_in_by_staff_pin
                                                      : sql::sign_in_by_staff_name;
    return snapshot.find(
        statement,
        [](const store::Row& row) {
            return Candidate{row.id(0), static_cast<Role>(row.integer(1)),
                             static_cast<AccountState>(row.integer(2)),
                             row.is_null(3) ? std::string() : std::string(row.text(3)),
                             row.is_null(4) ? std::string() : text_of(row.bytes(4))};
        },
        name);
}

/// May this account sign in here at all?
bool may_sign_in(const Candidate& candidate, const SignIn& sign_in)
{
    return candidate.state == AccountState::active && realm_of(candidate.role) == sign_in.realm &&
           !candidate.hash.empty() && (sign_in.way != Way::staff || !candidate.totp_secret.empty());
}

bool knows_device(store::Snapshot& snapshot, const Id& account, const std::string& device)
{
    if (device.empty()) return false;
    const TokenHash hash = hash_of(device);
    return snapshot
        .find(
            sql::find_known_device, [](const store::Row&) { return true; }, account, bytes_of(hash))
        .has_value();
}

/// By PIN somebody signs in beside a colleague, on a tablet that knows both.
bool is_colleague_here(store::Snapshot& snapshot, const Candidate& candidate, const SignIn& sign_in)
{
    const auto other = find_session(snapshot, sign_in.realm, sign_in.beside, sign_in.at);
    const auto own = load_account(snapshot, candidate.id);
    return other && own && own->facility && own->facility == other->facility &&
           knows_device(snapshot, candidate.id, sign_in.source.device);
}

/// A tablet that a colleague signed in on keeps its token when somebody else of the facility does: nobody of
/// outside planted it.
bool is_colleagues_device(store::Snapshot& snapshot, const Id& account, const std::string& device)
{
    if (device.empty()) return false;
    const TokenHash hash = hash_of(device);
    return snapshot
        .find(
            sql::find_colleagues_device, [](const store::Row&) { return true; }, account, bytes_of(hash))
        .has_value();
}

}  // namespace

Result<HashJob> prepare_sign_in(store::Snapshot& snapshot, const SignInLimits& limits, SignIn sign_in)
{
    if (sign_in.way == Way::link) return prepare_by_link(snapshot, std::move(sign_in));
    HashJob job;
    job.name = fold_name(sign_in.way, sign_in.name);
    if (sign_in.way == Way::line) {  // proven already: nothing to guess, so nothing to count
        if (sign_in.joining)
            sign_in.joining = TRY(check_joining(std::move(*sign_in.joining), date_in_japan(sign_in.at)));
        if (sign_in.accepting) sign_in.accepting = TRY(check_accepting(std::move(*sign_in.accepting)));
        job.sign_in = std::move(sign_in);
        return job;
    }
    const bool by_pin = sign_in.way == Way::user_number || sign_in.way == Way::staff_pin;
    const bool by_staff = sign_in.way == Way::staff || sign_in.way == Way::staff_pin;
    if (by_pin) sign_in.secret = Secret(fold_digits(sign_in.secret.reveal()));
    const auto is_digits = [](const std::string& text) {
        return text.find_first_not_of("0123456789") == std::string::npos;
    };
    const bool formed =
        !job.name.empty() && job.name.size() <= 254 && !sign_in.secret.empty() &&
        sign_in.secret.reveal().size() <= 512 && (sign_in.way != Way::user_number || is_digits(job.name)) &&
        (!by_pin || is_digits(sign_in.secret.reveal())) && by_staff == (sign_in.realm != Realm::parent);
    if (sign_in.way == Way::staff) sign_in.code = fold_digits(sign_in.code);
    if (!formed || (sign_in.way == Way::staff && (sign_in.code.size() != 6 || !is_digits(sign_in.code))))
        return wrong_form(sign_in.way);
    if (!sign_in.new_pin.empty()) sign_in.new_pin = TRY(check_pin(sign_in.new_pin));
    // The tablet must be open: a PIN alone opens nothing.
    if (sign_in.way == Way::staff_pin) TRY(find_session(snapshot, sign_in.realm, sign_in.beside, sign_in.at));
    if (sign_in.registration) {
        must(sign_in.way == Way::user_number, "one registers with number and PIN");
        TRY(check_registration(*sign_in.registration, date_in_japan(sign_in.at)));
    }

    const auto candidate = find_candidate(snapshot, sign_in.way, job.name);
    job.sign_in = std::move(sign_in);
    job.stored_hash = dummy_hash();
    if (candidate && may_sign_in(*candidate, job.sign_in)) {
        job.account = candidate->id;
        job.stored_hash = candidate->hash;
        job.totp_secret = candidate->totp_secret;
        job.known_device = knows_device(snapshot, candidate->id, job.sign_in.source.device);
    }
    if (auto error = capped(snapshot, limits, subjects_of(job), job.sign_in.at))
        return tl::unexpected(std::move(*error));
    if (!job.known_device && in_challenge_mode(snapshot, limits, job.sign_in.at))
        job.delay = limits.challenge_delay;
    return job;
}

Verdict verify(const HashJob& job)
{
    Verdict verdict;
    if (job.sign_in.joining) verdict.new_hash = hash_password(job.sign_in.joining->pin);
    if (job.sign_in.accepting) verdict.new_hash = hash_password(job.sign_in.accepting->pin);
    if (job.sign_in.way == Way::line) return verdict;
    if (job.sign_in.way == Way::link) {
        if (!job.sign_in.secret.empty()) verdict.new_hash = hash_password(job.sign_in.secret);
        return verdict;
    }
    verdict.secret_matches = hash_matches(job.stored_hash, job.sign_in.secret);
    if (!job.sign_in.new_pin.empty()) verdict.new_hash = hash_password(job.sign_in.new_pin);
    if (job.sign_in.way == Way::staff)
        verdict.totp_step = matching_totp_step(job.totp_secret, job.sign_in.code, job.sign_in.at);
    return verdict;
}

Recorded<Candidate> judge(store::Transaction& tx, const SignInLimits& limits, const HashJob& job,
                          const Verdict& verdict, const Id& attempt)
{
    const SignIn& sign_in = job.sign_in;
    const Subjects subjects = subjects_of(job);
    // Again, here where attempts stand in a row: parallel ones may have used up the cap meanwhile.
    if (auto error = capped(tx, limits, subjects, sign_in.at))
        return Result<Candidate>(tl::unexpected(std::move(*error)));

    // The account as it is now: it may have been disabled or got another password since the hash was read.
    std::optional<Candidate> candidate;
    if (job.account) candidate = find_candidate(tx, sign_in.way, job.name);
    bool right = candidate && candidate->id == *job.account && may_sign_in(*candidate, sign_in) &&
                 candidate->hash == job.stored_hash && verdict.secret_matches;
    if (right && sign_in.way == Way::staff)
        right = candidate->totp_secret == job.totp_secret && verdict.totp_step &&
                tx.execute(sql::use_totp_step, candidate->id, *verdict.totp_step) == 1;
    if (right && sign_in.way == Way::staff_pin) right = is_colleague_here(tx, *candidate, sign_in);
    if (right && sign_in.registration) right = fits(tx, candidate->id, *sign_in.registration);
    if (!right) {
        count_failure(tx, limits, subjects, sign_in.at, attempt);
        return Result<Candidate>(tl::unexpected(not_signed_in(limits, sign_in)));
    }
    return Result<Candidate>(std::move(*candidate));
}

std::optional<Secret> keep_device(store::Transaction& tx, const Id& account, const std::string& token,
                                  const Secret& fresh, Instant at)
{
    const bool keeps = knows_device(tx, account, token) || is_colleagues_device(tx, account, token);
    const TokenHash device = hash_of(keeps ? token : fresh.reveal());
    tx.execute(sql::know_device, account, bytes_of(device), at);
    return keeps ? std::nullopt : std::optional(fresh);
}

Id attempt_of(const Secret& fresh)
{
    const TokenHash hash = hash_of(fresh.reveal());
    Id attempt;
    std::copy_n(hash.begin(), attempt.bytes.size(), attempt.bytes.begin());
    return attempt;
}

Recorded<SignedIn> finish_sign_in(store::Transaction& tx, const SignInLimits& limits, const HashJob& job,
                                  const Verdict& verdict, const FreshTokens& fresh)
{
    const SignIn& sign_in = job.sign_in;
    if (sign_in.way == Way::line) {
        const Identity identity{Issuer::line, sign_in.name};
        if (sign_in.joining) TRY(join(tx, identity, *sign_in.joining, verdict.new_hash, sign_in.at));
        if (sign_in.accepting) TRY(accept(tx, identity, *sign_in.accepting, verdict.new_hash, sign_in.at));
        return sign_in_by_identity(tx, identity, sign_in.at, fresh, sign_in.source.device_name);
    }
    if (sign_in.way == Way::link) return finish_by_link(tx, job, verdict, fresh);
    const Result<Candidate> judged = TRY(judge(tx, limits, job, verdict, attempt_of(fresh.session)));
    if (!judged) return Result<SignedIn>(tl::unexpected(judged.error()));
    const Candidate& candidate = *judged;
    if (sign_in.registration) {
        const Result<void> registered = register_account(tx, candidate.id, *sign_in.registration, sign_in.at);
        if (!registered) return Result<SignedIn>(tl::unexpected(registered.error()));
    }

    if (sign_in.linking) {
        const Result<void> linked = take_over(tx, {sign_in.at, candidate.id, *sign_in.linking});
        if (!linked) return Result<SignedIn>(tl::unexpected(linked.error()));
    }

    forget_failures(tx, subjects_of(job), sign_in.at);
    if (sign_in.way == Way::staff_pin) sign_out(tx, sign_in.realm, sign_in.beside, sign_in.at);
    if (!sign_in.new_pin.empty()) {
        tx.execute(sql::set_pin_hash, candidate.id, verdict.new_hash);
        audit::record(tx, sign_in.at, candidate.id, "people.staff_pin", candidate.id, "{}");
    }

    SignedIn signed_in = TRY(open_session(tx, candidate.id, candidate.role, sign_in.realm, sign_in.at,
                                          fresh.session, sign_in.source.device_name));

    signed_in.device = keep_device(tx, candidate.id, sign_in.source.device, fresh.device, sign_in.at);
    if (sign_in.way == Way::staff_pin) note_pin_session(tx, fresh.session.reveal());

    audit::record(tx, sign_in.at, candidate.id, "people.sign_in", candidate.id,
                  job.known_device ? R"({"device":"known"})" : R"({"device":"new"})");
    return Result<SignedIn>(std::move(signed_in));
}

Result<SignedIn> open_session(store::Transaction& tx, const Id& account, Role role, Realm realm, Instant at,
                              const Secret& token, const std::string& device_name)
{
    SignedIn signed_in;
    signed_in.lifetime = session_limits(role).absolute;
    const TokenHash hash = hash_of(token.reveal());
    tx.execute(sql::add_session, bytes_of(hash), account, realm, at, at + signed_in.lifetime, device_name);
    signed_in.session = token;
    signed_in.caller = TRY(find_session(tx, realm, token.reveal(), at));
    tx.query(
        sql::load_account, [&](const store::Row& row) { signed_in.display_name = std::string(row.text(6)); },
        account);
    return signed_in;
}

Id subject_of_name(Way way, std::string_view folded_name)
{
    return audit::subject_of(
        audit::Digest("people.name").add(static_cast<std::int64_t>(way)).add(folded_name));
}

std::string fold_name(Way way, std::string_view typed)
{
    switch (way) {
        case Way::user_number: return fold_digits(typed);
        case Way::email:
        case Way::staff:
        case Way::staff_pin: return fold_email(typed);
        case Way::line:
        case Way::link: return std::string(typed);
    }
    throw BugFound("a way to sign in is one of the six");
}

}  // namespace hagukumi::people
