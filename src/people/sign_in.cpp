#include "people/sign_in.hpp"

#include <sodium.h>

#include <algorithm>

#include "audit/failed_attempts.hpp"
#include "audit/record.hpp"
#include "people/by_link.hpp"
#include "people/fold.hpp"
#include "people/identity.hpp"
#include "people/join.hpp"
#include "people/password.hpp"
#include "people/registration.hpp"
#include "people/sharing.hpp"
#include "people/sql.hpp"
#include "people/subjects.hpp"
#include "people/totp.hpp"

namespace hagukumi::people {

namespace {

using namespace std::chrono_literals;
using audit::Cap;

// What a failure is counted for.
constexpr audit::Counter on_name{1};             // by new devices, until somebody opens it again
constexpr audit::Counter on_name_and_source{2};  // the source: a known device, else the network
constexpr audit::Counter on_device{3};
constexpr audit::Counter on_network{4};  // by new devices
constexpr audit::Counter on_municipality{5};

/// The subjects of one attempt.
struct Subjects {
    Id name, name_and_source, network;
    std::optional<Id> device;
    bool known_device = false;
    Way way;
};

Subjects subjects_of(const HashJob& job)
{
    const auto& source = job.sign_in.source;
    Subjects subjects;
    subjects.way = job.sign_in.way;
    subjects.known_device = job.known_device;
    subjects.name = subject_of_name(job.sign_in.way, job.name);
    subjects.name_and_source = audit::subject_of(audit::Digest("people.name_and_source")
                                                     .add(subjects.name)
                                                     .add(job.known_device ? source.device : source.network));
    subjects.network = audit::subject_of(audit::Digest("people.network").add(source.network));
    if (!source.device.empty())
        subjects.device = audit::subject_of(audit::Digest("people.device").add(source.device));
    return subjects;
}

int most_in_total(const SignInLimits& limits, Way way)
{
    return way == Way::user_number ? limits.pin_in_total : limits.password_in_total;
}

Cap municipality_cap(const SignInLimits& limits)
{
    return {limits.municipality_an_hour + limits.challenge_an_hour, 1h};
}

std::string ja_phone(const SignInLimits& limits)
{
    return limits.phone.empty() ? "自治体の窓口" : "自治体の窓口（" + limits.phone + "）";
}

std::string en_phone(const SignInLimits& limits)
{
    return limits.phone.empty() ? "your municipality's office"
                                : "your municipality's office (" + limits.phone + ")";
}

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
        case Way::line:
        case Way::link: break;
    }
    throw BugFound("a name is typed in one of three ways");
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
        case Way::line:
        case Way::link: throw BugFound("nobody types a LINE user id or a link");
    }
    return Error{ErrorKind::unauthenticated, "sign_in_failed", std::move(message), 0, {}};
}

Error wait(const SignInLimits& limits, Instant until, Instant at)
{
    const auto milliseconds = std::max<std::int64_t>(1, (until - at).count());
    const std::int64_t seconds = (milliseconds + 999) / 1000;
    const std::int64_t minutes = (seconds + 59) / 60;
    return Error{
        ErrorKind::too_many,
        "sign_in_wait",
        {"間違いが続いたため、しばらくサインインできません。約" + std::to_string(minutes) +
             "分後にもう一度お試しください。お急ぎのときは" + ja_phone(limits) + "へお電話ください。",
         "There were too many wrong attempts. Please try again in about " + std::to_string(minutes) +
             " minutes, or call " + en_phone(limits) + "."},
        static_cast<int>(seconds),
        {}};
}

Error locked(const SignInLimits& limits)
{
    return Error{ErrorKind::too_many,
                 "sign_in_locked",
                 {"間違いが続いたため、初めての端末からはサインインできません。以前に使った端末からサインイン"
                  "すると解除されます。"
                  "または" +
                      ja_phone(limits) + "へお電話ください。",
                  "After too many wrong attempts, new devices cannot sign in here. Signing in on a device "
                  "that you used "
                  "before opens it again; or call " +
                      en_phone(limits) + "."},
                 86'400,
                 {}};
}

/// Whether this attempt must not even be judged.
std::optional<Error> capped(store::Snapshot& snapshot, const SignInLimits& limits, const Subjects& subjects,
                            Instant at)
{
    std::optional<Instant> until;
    const auto look = [&](audit::Counter counter, const Id& subject, const Cap& cap) {
        if (const auto found = audit::capped_until(snapshot, counter, subject, cap, at))
            until = until ? std::max(*until, *found) : *found;
    };
    if (!subjects.known_device) {
        if (audit::capped_until(snapshot, on_name, subjects.name,
                                {most_in_total(limits, subjects.way), Cap::for_ever}, at))
            return locked(limits);
        look(on_network, subjects.network, {limits.network_an_hour, 1h});
        look(on_municipality, Id{}, municipality_cap(limits));
    }
    look(on_name_and_source, subjects.name_and_source, {limits.name_and_source_in_15_minutes, 15min});
    if (subjects.device) look(on_device, *subjects.device, {limits.device_a_day, 24h});
    if (!until) return std::nullopt;
    return wait(limits, *until, at);
}

void count_failure(store::Transaction& tx, const SignInLimits& limits, const Subjects& subjects, Instant at,
                   const Id& attempt)
{
    if (!subjects.known_device) {
        audit::add_failure(tx, on_name, subjects.name, at, attempt, Cap::for_ever);
        audit::add_failure(tx, on_network, subjects.network, at, attempt, 1h);
        const Cap total{most_in_total(limits, subjects.way), Cap::for_ever};
        if (audit::capped_until(tx, on_name, subjects.name, total, at))
            audit::record(tx, at, Id{}, "people.locked_for_new_devices", subjects.name, "{}");
    }
    audit::add_failure(tx, on_name_and_source, subjects.name_and_source, at, attempt, 15min);
    if (subjects.device) audit::add_failure(tx, on_device, *subjects.device, at, attempt, 24h);
    audit::add_failure(tx, on_municipality, Id{}, at, attempt, 1h);
}

/// The account as far as signing in needs it.
struct Candidate {
    Id id;
    Role role;
    AccountState state;
    std::string hash, totp_secret;
};

std::string text_of(store::Bytes bytes)
{
    return {bytes.begin(), bytes.end()};
}

std::optional<Candidate> find_candidate(store::Snapshot& snapshot, Way way, const std::string& name)
{
    const auto& statement = way == Way::email         ? sql::sign_in_by_email
                            : way == Way::user_number ? sql::sign_in_by_user_number
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
    if (sign_in.way == Way::user_number) sign_in.secret = Secret(fold_digits(sign_in.secret.reveal()));
    const auto is_digits = [](const std::string& text) {
        return text.find_first_not_of("0123456789") == std::string::npos;
    };
    const bool formed =
        !job.name.empty() && job.name.size() <= 254 && !sign_in.secret.empty() &&
        sign_in.secret.reveal().size() <= 512 &&
        (sign_in.way != Way::user_number || (is_digits(job.name) && is_digits(sign_in.secret.reveal()))) &&
        (sign_in.way == Way::staff) == (sign_in.realm != Realm::parent);
    if (sign_in.way == Way::staff) sign_in.code = fold_digits(sign_in.code);
    if (!formed || (sign_in.way == Way::staff && (sign_in.code.size() != 6 || !is_digits(sign_in.code))))
        return wrong_form(sign_in.way);
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
    if (job.sign_in.way == Way::staff)
        verdict.totp_step = matching_totp_step(job.totp_secret, job.sign_in.code, job.sign_in.at);
    return verdict;
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
    const Subjects subjects = subjects_of(job);
    // Again, here where attempts stand in a row: parallel ones may have used up the cap meanwhile.
    if (auto error = capped(tx, limits, subjects, sign_in.at))
        return Result<SignedIn>(tl::unexpected(std::move(*error)));

    // The account as it is now: it may have been disabled or got another password since the hash was read.
    std::optional<Candidate> candidate;
    if (job.account) candidate = find_candidate(tx, sign_in.way, job.name);
    const TokenHash session_hash = hash_of(fresh.session.reveal());
    bool right = candidate && candidate->id == *job.account && may_sign_in(*candidate, sign_in) &&
                 candidate->hash == job.stored_hash && verdict.secret_matches;
    if (right && sign_in.way == Way::staff)
        right = candidate->totp_secret == job.totp_secret && verdict.totp_step &&
                tx.execute(sql::use_totp_step, candidate->id, *verdict.totp_step) == 1;
    if (right && sign_in.registration) right = fits(tx, candidate->id, *sign_in.registration);
    if (!right) {
        Id attempt;
        std::copy_n(session_hash.begin(), attempt.bytes.size(), attempt.bytes.begin());
        count_failure(tx, limits, subjects, sign_in.at, attempt);
        return Result<SignedIn>(tl::unexpected(not_signed_in(limits, sign_in)));
    }
    if (sign_in.registration) {
        const Result<void> registered =
            register_account(tx, candidate->id, *sign_in.registration, sign_in.at);
        if (!registered) return Result<SignedIn>(tl::unexpected(registered.error()));
    }

    if (sign_in.linking) {
        const Result<void> linked = take_over(tx, {sign_in.at, candidate->id, *sign_in.linking});
        if (!linked) return Result<SignedIn>(tl::unexpected(linked.error()));
    }

    audit::forget_failures(tx, on_name, subjects.name, sign_in.at);
    audit::forget_failures(tx, on_name_and_source, subjects.name_and_source, sign_in.at);

    SignedIn signed_in = TRY(open_session(tx, candidate->id, candidate->role, sign_in.realm, sign_in.at,
                                          fresh.session, sign_in.source.device_name));

    // A device token that this account does not know is never taken over: somebody may have planted it.
    const std::string& device = job.known_device ? sign_in.source.device : fresh.device.reveal();
    if (!job.known_device) signed_in.device = fresh.device;
    const TokenHash device_hash = hash_of(device);
    tx.execute(sql::know_device, candidate->id, bytes_of(device_hash), sign_in.at);

    audit::record(tx, sign_in.at, candidate->id, "people.sign_in", candidate->id,
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

bool in_challenge_mode(store::Snapshot& snapshot, const SignInLimits& limits, Instant at)
{
    return audit::capped_until(snapshot, on_municipality, Id{}, {limits.municipality_an_hour, 1h}, at)
        .has_value();
}

void open_locks(store::Transaction& tx, Way way, std::string_view folded_name, Instant at)
{
    audit::forget_failures(tx, on_name, subject_of_name(way, folded_name), at);
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
        case Way::staff: return fold_email(typed);
        case Way::line:
        case Way::link: return std::string(typed);
    }
    throw BugFound("a way to sign in is one of the five");
}

}  // namespace hagukumi::people
