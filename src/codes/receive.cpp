#include "codes/receive.hpp"

#include <algorithm>

#include "audit/done_before.hpp"
#include "audit/failed_attempts.hpp"
#include "audit/record.hpp"
#include "base/era.hpp"
#include "codes/code.hpp"
#include "codes/held_for.hpp"
#include "codes/sql.hpp"
#include "ledger/revoke/revoke_grant.hpp"
#include "people/family.hpp"
#include "people/not_found.hpp"

namespace hagukumi::codes {

namespace {

using namespace std::chrono_literals;

constexpr audit::Counter on_account{20};
constexpr std::string_view kind = "codes.receive";

Error mistyped()
{
    return {
        ErrorKind::malformed,
        "code_mistyped",
        {"シリアルコードに打ち間違いがあるようです。1文字ずつ、通知書と見くらべてください。"
         "数字の0とアルファベットのO、数字の1とアルファベットのIやLは、どちらで入力してもかまいません。",
         "The code seems to be mistyped. Please compare it with your letter, character by character. It does "
         "not matter whether you type 0 or O, and 1, I or L."}};
}

/// For whoever has no right to the code: the same whether it is used, ended, another family's or nobody's
/// (M-07.1).
Error unusable()
{
    return {
        ErrorKind::not_found,
        "code_unusable",
        {"このシリアルコードは使えません。コードと、通知書に書かれた期限をもう一度お確かめください。"
         "それでも使えないときは、自治体の窓口へお問い合わせください。",
         "This code cannot be used. Please check it, and the last day in your letter. If that does not help, "
         "please ask your municipality's office."}};
}

Error conflict(const char* code, std::string ja, std::string en)
{
    return {ErrorKind::conflict, code, {std::move(ja), std::move(en)}};
}

/// Why this family cannot receive the code, if it may know; nothing when it can.
std::optional<Error> obstacle(const Traced& found, const Attempt& attempt)
{
    const std::optional<Id>& owner = found.code.kept_for ? found.code.kept_for : found.batch.household;
    const bool is_theirs = owner == attempt.household;
    if (owner && !is_theirs) return unusable();
    if (found.code.received_at) {
        if (found.code.household != attempt.household) return unusable();
        const Date day = date_in_japan(*found.code.received_at);
        return conflict("code_received",
                        "このシリアルコードは、" + in_japanese(day) +
                            "に受け取り済みです。受け取ったものは一覧にあります。",
                        "You received this code on " + in_english(day) + ". What it opened is on your list.");
    }
    if (found.batch.withdrawn_at) {
        if (!is_theirs) return unusable();
        return conflict("code_withdrawn",
                        "このシリアルコードは取り消されました。自治体の窓口へお問い合わせください。",
                        "This code was withdrawn. Please ask your municipality's office.");
    }
    const Date last_day = found.code.kept_until.value_or(found.batch.last_day);
    if (date_in_japan(attempt.at) > last_day) {
        if (!is_theirs) return unusable();
        return conflict("code_over",
                        "このシリアルコードの受け取りの期限（" + in_japanese(last_day) +
                            "）が過ぎました。自治体の窓口へお問い合わせください。",
                        "The last day of this code was " + in_english(last_day) +
                            ". Please ask your municipality's office.");
    }
    return std::nullopt;
}

std::optional<Error> capped(store::Transaction& tx, const CodeLimits& limits, const Attempt& attempt)
{
    std::optional<Instant> until;
    for (const audit::Cap& cap : {audit::Cap{limits.in_15_minutes, 15min}, audit::Cap{limits.a_day, 24h}}) {
        if (const auto found = audit::capped_until(tx, on_account, attempt.account, cap, attempt.at))
            until = until ? std::max(*until, *found) : *found;
    }
    if (!until) return std::nullopt;
    const std::int64_t seconds = std::max<std::int64_t>(1, (*until - attempt.at).count() / 1000);
    const std::string minutes = std::to_string((seconds + 59) / 60);
    return Error{ErrorKind::too_many,
                 "too_many_codes",
                 {"使えないコードが続いたため、しばらく入力できません。約" + minutes +
                      "分後にもう一度お試しください。",
                  "Too many codes could not be used. Please try again in about " + minutes + " minutes."},
                 static_cast<int>(seconds)};
}

/// Whether the child, or its birth, has coupons of the programme; what was taken back does not count.
bool has_set(store::Snapshot& snapshot, const rules::Programme& programme, const Id& household,
             const people::Child& child)
{
    const auto held = ledger::coupons_of(snapshot, household);
    return std::any_of(held.begin(), held.end(), [&](const ledger::Coupon& coupon) {
        return coupon.programme == programme.code() && is_held_for(coupon, child) &&
               !ledger::is_revoked(snapshot, coupon.id);
    });
}

Result<people::Child> child_of(store::Snapshot& snapshot, const Id& household, const Id& id)
{
    const people::Family family = TRY(people::load_family(snapshot, household, people::Reader::parent));
    const auto child = std::find_if(family.children.begin(), family.children.end(),
                                    [&](const people::Child& one) { return one.id == id; });
    if (child == family.children.end()) return people::no_child();
    return *child;
}

}  // namespace

Recorded<Traced> check_code(store::Transaction& tx, const CodeLimits& limits, const Attempt& attempt)
{
    const auto refuse = [](Error error) { return Result<Traced>(tl::unexpected(std::move(error))); };
    if (!parse_code(attempt.typed)) return refuse(mistyped());
    if (auto error = capped(tx, limits, attempt)) return refuse(std::move(*error));
    Result<Traced> found = trace(tx, attempt.typed);
    std::optional<Error> error = found ? obstacle(*found, attempt) : unusable();
    if (!error) return found;
    if (error->code == "code_unusable")
        audit::add_failure(tx, on_account, attempt.account, attempt.at, attempt.id, 24h);
    return refuse(std::move(*error));
}

Recorded<Outcome> receive(store::Transaction& tx, const CodeLimits& limits, const rules::Programme& programme,
                          const Receive& command)
{
    const Attempt& attempt = command.attempt;
    const audit::Fingerprint fingerprint =
        audit::Digest(kind).add(parse_code(attempt.typed).value_or("")).add(command.child).finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, attempt.account, kind, fingerprint)))
        return Result<Outcome>(ledger::Granted{{}, std::move(*done)});
    Result<Traced> checked = TRY(check_code(tx, limits, attempt));
    if (!checked) return Result<Outcome>(tl::unexpected(std::move(checked).error()));
    const Traced& found = *checked;
    must(found.batch.programme == programme.code(), "a code is received under its own programme");
    const people::Child child = TRY(child_of(tx, attempt.household, command.child));
    if (has_set(tx, programme, attempt.household, child))
        return Result<Outcome>(tl::unexpected(
            conflict("set_received",
                     "このお子さんは、すでに受け取っています。1人のお子さんが受け取れるのは1回だけです。"
                     "シリアルコードは使われていません。",
                     "This child has received these coupons already; each child can receive them once. The "
                     "code was not "
                     "used.")));

    ledger::Grant grant;
    grant.key = command.grant_key;
    grant.at = attempt.at;
    grant.actor = attempt.account;
    grant.household = attempt.household;
    grant.birth = child.birth;
    grant.child = child.id;
    grant.reason = "シリアルコード " + found.batch.label + " " + std::to_string(found.code.number);
    grant.ids = command.ids;
    Result<Outcome> outcome = TRY(ledger::grant(tx, programme, grant));
    if (!outcome || std::holds_alternative<ledger::NotEntitled>(*outcome)) return outcome;

    // From here on the coupons are issued and the code is spent, or neither.
    const auto& granted = std::get<ledger::Granted>(*outcome);
    must(tx.execute(sql::receive, found.code.code, attempt.at, attempt.household, child.id) == 1,
         "a code that was found free is free");
    audit::record(tx, attempt.at, attempt.account, "codes.receive", found.batch.id,
                  R"({"number":)" + std::to_string(found.code.number) + "}");
    audit::remember(tx, command.key, attempt.account, kind, fingerprint, attempt.at, granted.answer);
    return outcome;
}

}  // namespace hagukumi::codes
