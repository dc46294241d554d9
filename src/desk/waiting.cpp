#include "desk/waiting.hpp"

#include "audit/failed_attempts.hpp"
#include "audit/once.hpp"
#include "audit/record.hpp"
#include "desk/sql.hpp"
#include "desk/tell_refused.hpp"
#include "desk/use.hpp"
#include "facilities/check_in.hpp"
#include "facilities/facility.hpp"
#include "rules/explain.hpp"

namespace hagukumi::desk {

namespace {

constexpr std::string_view kind = "desk.answer_waiting";

WaitingUse waiting_in(const store::Row& row)
{
    WaitingUse found;
    found.id = row.id(0);
    found.key = row.id(1);
    found.facility = row.id(2);
    found.use.account = row.id(3);
    found.use.household = row.id(4);
    found.use.check_in = row.id(5);
    found.use.coupon = row.id(6);
    rules::Request& asked = found.use.request;
    asked.service = row.text(7);
    asked.first_day = row.maybe_date(8);
    asked.last_day = row.maybe_date(9);
    if (const auto units = row.maybe_integer(10)) asked.units = Units{*units};
    if (const auto from = row.maybe_integer(11)) asked.from = static_cast<int>(*from);
    if (const auto until = row.maybe_integer(12)) asked.until = static_cast<int>(*until);
    found.use.at = row.instant(13);
    found.ends_at = row.instant(14);
    found.state = static_cast<WaitingState>(row.integer(15));
    found.reason = row.text(16);
    return found;
}

bool is_same(const ledger::UseRequest& a, const ledger::UseRequest& b)
{
    return a.check_in == b.check_in && a.coupon == b.coupon && a.request.service == b.request.service &&
           a.request.first_day == b.request.first_day && a.request.last_day == b.request.last_day &&
           a.request.units == b.request.units && a.request.from == b.request.from &&
           a.request.until == b.request.until;
}

Error conflict(const char* code, Text words)
{
    return {ErrorKind::conflict, code, std::move(words)};
}

/// What stands against the use now; nothing once it was confirmed.
std::optional<Error> state_of(const WaitingUse& found, Instant at)
{
    if (found.state == WaitingState::confirmed) return std::nullopt;
    if (found.state == WaitingState::rejected)
        return conflict("rejected_by_desk",
                        {"施設が確認しませんでした。理由：" + found.reason +
                             "　何も減っていません。内容を施設の方とお確かめください。",
                         "The facility did not confirm this use: " + found.reason +
                             ". Nothing was used. Please look at it together with the staff."});
    if (at >= found.ends_at)
        return conflict(
            "desk_silent",
            {"施設の確認がないまま時間が過ぎました。何も減っていません。施設の方に声をかけて、もう一"
             "度チェックインしてください。",
             "The facility did not answer in time. Nothing was used. Please speak to the staff and "
             "check in again."});
    return conflict("waits_for_desk",
                    {"施設の確認を待っています。この画面を施設の方に見せて、そのままお待ちください。",
                     "This use waits for the facility. Please show this page to the staff and wait here."});
}

std::optional<WaitingUse> find_by_key(store::Snapshot& snapshot, const Id& key, const Id& account)
{
    return snapshot.find(sql::find_waiting_by_key, waiting_in, account, key);
}

/// The check-in by which a phone asks, where its facility confirms.
std::optional<facilities::CheckIn> check_in_to_confirm(store::Snapshot& snapshot,
                                                       const ledger::UseRequest& use)
{
    // Most municipalities have none, and every use comes this way.
    if (!snapshot.find(sql::any_confirms_uses, [](const store::Row&) { return true; })) return std::nullopt;
    const auto check_in = facilities::find_check_in(snapshot, use.check_in, use.account, use.at);
    if (!check_in || check_in->way == facilities::Way::desk || check_in->way == facilities::Way::late ||
        !confirms_uses(snapshot, check_in->facility))
        return std::nullopt;
    return *check_in;
}

Result<WaitingUse> find_open(store::Snapshot& snapshot, const AnswerWaiting& command)
{
    const auto found = snapshot.find(sql::find_waiting, waiting_in, command.waiting);
    if (!found || found->facility != command.facility)
        return fail(ErrorKind::not_found, "waiting_not_found",
                    {"この確認待ちは見つかりません。一覧を読み込み直してください。",
                     "There is no such use. Please reload the list."});
    if (found->state != WaitingState::waiting)
        return fail(ErrorKind::conflict, "waiting_decided",
                    {"この確認待ちは、ほかの職員がすでに処理しました。",
                     "Somebody else has answered this use already."});
    if (command.at >= found->ends_at)
        return fail(
            ErrorKind::conflict, "waiting_ended",
            {"時間が過ぎたため、記録できません。保護者に、もう一度チェックインするよう伝えてください。",
             "The time is over. Please ask the parent to check in again."});
    return *found;
}

/// Whoever closed the page, or looks at another phone of the family, reads it among the notices.
void tell_rejected(store::Transaction& tx, Programmes programmes, const AnswerWaiting& command,
                   const WaitingUse& waiting, Text why)
{
    const auto coupon = ledger::find_coupon(tx, waiting.use.coupon);
    must(coupon.has_value(), "what waits is of a coupon");
    const rules::Programme* const programme = ledger::find_programme(programmes, coupon->programme);
    must(programme != nullptr, "a coupon's programme is there");
    tell_refused(tx, *programme,
                 {waiting.id, command.at, waiting.use.household, waiting.facility, waiting.use.at,
                  waiting.use.request.service, std::move(why)},
                 "use_not_confirmed");
}

void decide(store::Transaction& tx, const AnswerWaiting& command, const WaitingUse& waiting,
            WaitingState state, std::string_view reason)
{
    must(tx.execute(sql::decide_waiting, waiting.id, state, command.staff, command.at, reason) == 1,
         "a use still waits in the transaction that read it");
    audit::record(tx, command.at, command.staff,
                  state == WaitingState::confirmed ? "desk.confirm_use" : "desk.reject_use", waiting.id,
                  "{}");
    tx.announce({tx.municipality(), waiting.facility, waiting.id, "waiting", {}});
}

}  // namespace

bool confirms_uses(store::Snapshot& snapshot, const Id& facility)
{
    return snapshot
        .find(
            sql::confirms_uses, [](const store::Row&) { return true; }, facility)
        .has_value();
}

Result<void> set_confirms_uses(store::Transaction& tx, const SetConfirmsUses& command)
{
    constexpr std::string_view name = "desk.set_confirms_uses";
    const auto content = audit::Digest(name).add(command.facility).add(std::int64_t{command.on});
    return audit::once(tx, command, command.actor, name, content, [&]() -> Result<void> {
        if (!facilities::find_facility(tx, command.facility))
            return fail(ErrorKind::not_found, "facility_not_found",
                        {"施設が見つかりません。一覧から選び直してください。",
                         "There is no such facility. Please choose it from the list again."});
        if (command.on) tx.execute(sql::confirm_uses, command.facility, command.actor, command.at);
        else tx.execute(sql::confirm_no_uses, command.facility);
        audit::record(tx, command.at, command.actor, name, command.facility,
                      command.on ? R"({"on":true})" : R"({"on":false})");
        return {};
    });
}

void ask_waiting_ahead(store::Snapshot& snapshot, const ledger::Redeem& command)
{
    snapshot.ask_ahead(sql::find_waiting_by_key, command.use.account, command.key);
    snapshot.ask_ahead(sql::any_confirms_uses);
}

Result<std::optional<Error>> wait_for_desk(store::Transaction& tx, Programmes programmes,
                                           const ledger::Redeem& command)
{
    const ledger::UseRequest& use = command.use;
    if (const auto found = find_by_key(tx, command.key, use.account)) {
        if (!is_same(found->use, use))
            return fail(ErrorKind::conflict, "key_reused",
                        {"同じ番号の操作が、別の内容で記録されています。画面を読み込み直してください。",
                         "Something else was done under this key. Please reload the page."});
        return state_of(*found, use.at);
    }
    const auto check_in = check_in_to_confirm(tx, use);
    if (!check_in) return std::optional<Error>();
    // What is done already, cannot be asked for or is refused needs no desk: the use itself says so.
    if (TRY(ledger::find_use_by_key(tx, programmes, command.key, use.account))) return std::optional<Error>();
    const auto judged = preview(tx, programmes, use);
    if (!judged || judged->decision.refused()) return std::optional<Error>();

    WaitingUse waiting{command.id, command.key, check_in->facility, use, check_in->ends_at};
    const rules::Request& asked = use.request;
    tx.execute(sql::add_waiting, waiting.id, waiting.key, waiting.facility, use.account, use.household,
               use.check_in, use.coupon, asked.service, asked.first_day, asked.last_day, asked.units,
               asked.from, asked.until, use.at, waiting.ends_at);
    tx.announce({tx.municipality(), waiting.facility, waiting.id, "waiting", {}});
    return state_of(waiting, use.at);
}

std::optional<Error> find_waiting(store::Snapshot& snapshot, const Id& key, const Id& account, Instant at)
{
    const auto found = find_by_key(snapshot, key, account);
    return found ? state_of(*found, at) : std::nullopt;
}

std::vector<WaitingUse> waiting_at(store::Snapshot& snapshot, const Id& facility, Instant at)
{
    std::vector<WaitingUse> uses;
    snapshot.query(
        sql::waiting_at, [&](const store::Row& row) { uses.push_back(waiting_in(row)); }, facility, at);
    return uses;
}

Recorded<std::variant<std::monostate, ledger::Used, ledger::Preview>> answer_waiting(
    store::Transaction& tx, Programmes programmes, const AnswerWaiting& command)
{
    using Outcome = std::variant<std::monostate, ledger::Used, ledger::Preview>;
    const audit::Fingerprint fingerprint = audit::Digest(kind)
                                               .add(command.waiting)
                                               .add(std::int64_t{command.confirms})
                                               .add(command.reason)
                                               .finish();
    if (TRY(audit::find_done(tx, command.key, command.staff, kind, fingerprint)))
        return Result<Outcome>(std::monostate());
    const WaitingUse waiting = TRY(find_open(tx, command));
    Outcome outcome;
    if (command.confirms) {
        ledger::Redeem redeem;
        redeem.key = waiting.key;
        redeem.id = command.entry;
        redeem.use = waiting.use;
        redeem.again = true;  // the desk has seen both
        redeem.entered_at = command.at;
        auto used = TRY(use_now(tx, programmes, std::move(redeem)));
        if (!used) return Result<Outcome>(tl::unexpected(std::move(used).error()));
        if (auto* refused = std::get_if<ledger::Preview>(&*used)) {
            const Text why = rules::explain(*refused->programme, refused->facts, refused->decision).summary;
            decide(tx, command, waiting, WaitingState::rejected, why.ja);
            tell_rejected(tx, programmes, command, waiting, why);
            outcome = std::move(*refused);
        } else {
            decide(tx, command, waiting, WaitingState::confirmed, "");
            outcome = std::move(std::get<ledger::Used>(*used));
        }
    } else {
        if (command.reason.find_first_not_of(" \t\r\n") == std::string::npos)
            return fail(ErrorKind::malformed, "reason_missing",
                        {"確認しない理由を入力してください。保護者に伝わります。",
                         "Please say why it is not confirmed; the parent is told."});
        decide(tx, command, waiting, WaitingState::rejected, command.reason);
        tell_rejected(tx, programmes, command, waiting, {command.reason, command.reason});
    }
    audit::remember(tx, command.key, command.staff, kind, fingerprint, command.at, "{}");
    return Result<Outcome>(std::move(outcome));
}

}  // namespace hagukumi::desk
