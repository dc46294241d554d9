#include "desk/late_use.hpp"

#include <algorithm>

#include "audit/record.hpp"
#include "desk/allowance/allowance.hpp"
#include "desk/sql.hpp"
#include "desk/tell_refused.hpp"
#include "desk/use.hpp"
#include "facilities/desk_check_in.hpp"
#include "people/family.hpp"
#include "people/fold.hpp"
#include "people/manage_accounts.hpp"
#include "rules/explain.hpp"

namespace hagukumi::desk {

namespace {

LateUse late_use_in(const store::Row& row)
{
    return {row.id(0),
            row.instant(1),
            row.instant(2),
            std::string(row.text(4)),
            std::string(row.text(5)),
            row.maybe_id(3),
            row.maybe_id(6),
            std::string(row.text(7)),
            {std::string(row.text(8)), std::string(row.text(9))}};
}

audit::Hash fingerprint_of(const SettleLateUse& command)
{
    const rules::Request& asked = command.request;
    audit::Digest content("desk.late_use");
    content.add(command.facility).add(people::fold_digits(command.user_number));
    content.add(std::int64_t{command.birthday}).add(command.programme).add(asked.service);
    content.add(asked.first_day ? days_since_epoch(*asked.first_day) : std::int64_t{-1});
    content.add(asked.last_day ? days_since_epoch(*asked.last_day) : std::int64_t{-1});
    content.add(asked.units ? asked.units->count : std::int64_t{-1});
    content.add(std::int64_t{asked.from.value_or(-1)}).add(std::int64_t{asked.until.value_or(-1)});
    if (!command.allowance.empty()) content.add(command.allowance);
    return content.finish();
}

int birthday_of(Date day)
{
    return static_cast<int>(unsigned{day.month()} * 100 + unsigned{day.day()});
}

/// The parent's account of this number, when a guardian of the family was born on this day of the year.
std::optional<people::Account> find_parent(store::Snapshot& snapshot, const SettleLateUse& command)
{
    const std::string number = people::fold_digits(command.user_number);
    auto account = number.empty() ? std::nullopt : people::find_account(snapshot, number);
    if (!account || account->user_number != number || !account->household ||
        account->state != people::AccountState::active)
        return std::nullopt;
    const auto family = people::load_family(snapshot, *account->household, people::Reader::parent);
    const bool fits =
        family && std::any_of(family->guardians.begin(), family->guardians.end(), [&](const auto& guardian) {
            return guardian.birth_date && birthday_of(*guardian.birth_date) == command.birthday;
        });
    return fits ? account : std::nullopt;
}

/// Why it is no use.
struct Conflict {
    std::string code;
    Text why;
};

Conflict conflict_of(const Error& error)
{
    // Entered on a phone this is a question; nobody is there any more who could answer it.
    if (error.code == "used_just_now")
        return {error.code,
                {"少し前に記録した同じ内容の利用と重なるため、記録しませんでした。",
                 "The same use had been entered a moment before, so it was not entered again."}};
    return {error.code, error.message};
}

Conflict refused(const ledger::Preview& preview)
{
    return {"refused", rules::explain(*preview.programme, preview.facts, preview.decision).summary};
}

/// Of the family's coupons for this service the first that the rules grant it on.
tl::expected<Id, Conflict> choose_coupon(store::Snapshot& snapshot, Programmes programmes,
                                         const rules::Programme& programme, ledger::UseRequest use)
{
    const rules::Service& service = *programme.find_service(use.request.service);
    std::optional<Conflict> first;
    for (const ledger::Coupon& coupon : ledger::coupons_of(snapshot, use.household)) {
        if (coupon.programme != programme.code() || coupon.allotment != programme.allotment_of(service).code)
            continue;
        use.coupon = coupon.id;
        const auto judged = preview(snapshot, programmes, use);
        if (judged && !judged->decision.refused()) return coupon.id;
        if (!first) first = judged ? refused(*judged) : conflict_of(judged.error());
    }
    if (first) return tl::unexpected(std::move(*first));
    return tl::unexpected(Conflict{"late_no_coupon",
                                   {"このサービスに使えるクーポンをお持ちではありませんでした。",
                                    "The family held no coupon for this service."}});
}

/// Who uses, and on what: her number says it, or a signed allowance.
struct Holder {
    people::Account parent;
    std::optional<Allowance> allowance;
};

Conflict exceeded(const Allowance& allowance)
{
    const std::string all = std::to_string(allowance.units.count),
                      left = std::to_string(allowance.left().count);
    return {"allowance_exceeded",
            {"通信のない場所での利用枠（" + all + "まで）の残りは" + left +
                 "でした。同じ枠が、ほかの窓口で先に記録されています。",
             "Of this allowance (at most " + all + ") " + left +
                 " was left: another desk's use of it was recorded before."}};
}

/// The account for which the allowance was signed, when it holds for this use at all.
tl::expected<Holder, Conflict> find_holder(store::Snapshot& snapshot, const SettleLateUse& command)
{
    if (command.allowance.empty()) {
        if (auto parent = find_parent(snapshot, command)) return Holder{std::move(*parent), {}};
        return tl::unexpected(
            Conflict{"late_not_found",
                     {"この利用者番号と誕生日の方が見つかりません。控えを確かめて、窓口で入力し直してく"
                      "ださい。",
                      "Nobody has this user number and birthday. Please check your note, and "
                      "enter the use again at the desk."}});
    }
    auto allowance = find_signed(snapshot, command.allowance);
    auto parent = allowance ? people::load_account(snapshot, allowance->account) : std::nullopt;
    if (!allowance || !parent)
        return tl::unexpected(
            Conflict{"allowance_spoilt",
                     {"利用枠の署名が正しくありません。この自治体が出したものではないか、書き換えら"
                      "れています。",
                      "The signature of this allowance is not right: it is not this "
                      "municipality's, or it was altered."}});
    return Holder{std::move(*parent), std::move(allowance)};
}

/// Why a use does not go on this allowance, whatever the rules say.
std::optional<Conflict> against(const Allowance& allowance, const rules::Programme& programme,
                                const SettleLateUse& command)
{
    const rules::Service& service = *programme.find_service(command.request.service);
    if (allowance.programme != programme.code() ||
        allowance.allotment != programme.allotment_of(service).code)
        return Conflict{"allowance_other_service",
                        {"この利用枠は、別のサービスのものです。", "This allowance is for another service."}};
    // The tablet counts whole seconds back.
    const std::chrono::seconds counted(1);
    if (command.taken_at + counted < allowance.issued_at || command.taken_at >= allowance.ends_at + counted ||
        !allowance.is_kept)
        return Conflict{"allowance_ended",
                        {"利用枠の期限（" + to_string_in_japan(allowance.ends_at) + "）の外の利用です。",
                         "This use lies outside the time of the allowance, which ended at " +
                             to_string_in_japan(allowance.ends_at) + "."}};
    if (allowance.left().count == 0 ||
        (command.request.units && command.request.units->count > allowance.left().count))
        return exceeded(allowance);
    return std::nullopt;
}

/// A use under an allowance: its units were set aside for it.
tl::expected<Id, Conflict> use_allowance(store::Transaction& tx, Programmes programmes,
                                         const Allowance& allowance, ledger::Redeem redeem)
{
    redeem.use.coupon = allowance.coupon;
    redeem.use.set_aside = allowance.left();
    const auto judged = ledger::preview_use(tx, programmes, redeem.use);
    if (!judged) return tl::unexpected(conflict_of(judged.error()));
    if (judged->decision.refused()) return tl::unexpected(refused(*judged));
    if (judged->decision.units.count > allowance.left().count) return tl::unexpected(exceeded(allowance));
    redeem.use.set_aside = judged->decision.units;  // the rest stays set aside
    redeem.again = true;  // the allowance is counted: a second use of it is no mistake of the phone
    const auto outcome = ledger::redeem(tx, programmes, redeem);
    if (!outcome) return tl::unexpected(conflict_of(outcome.error()));
    if (!*outcome) return tl::unexpected(conflict_of(outcome->error()));
    if (const auto* preview = std::get_if<ledger::Preview>(&**outcome))
        return tl::unexpected(refused(*preview));
    take_of_allowance(tx, allowance, judged->decision.units);
    return redeem.id;
}

/// The use, or why there is none.
tl::expected<Id, Conflict> use_it(store::Transaction& tx, Programmes programmes,
                                  const facilities::CheckInSettings& settings,
                                  const rules::Programme& programme, const SettleLateUse& command,
                                  const Holder& holder)
{
    const people::Account& parent = holder.parent;
    if (holder.allowance)
        if (auto conflict = against(*holder.allowance, programme, command))
            return tl::unexpected(std::move(*conflict));
    const auto check_in =
        facilities::open_desk_check_in(tx, settings,
                                       {command.taken_at, command.check_in, command.facility, command.staff,
                                        parent.id, *parent.household, facilities::Way::late});
    if (!check_in) return tl::unexpected(conflict_of(check_in.error()));
    ledger::Redeem redeem;
    redeem.key = command.key;
    redeem.id = command.entry;
    redeem.entered_at = command.at;
    redeem.use.at = command.taken_at;
    redeem.use.account = parent.id;
    redeem.use.household = *parent.household;
    redeem.use.check_in = check_in->id;
    redeem.use.request = command.request;
    if (holder.allowance) return use_allowance(tx, programmes, *holder.allowance, std::move(redeem));
    const auto coupon = choose_coupon(tx, programmes, programme, redeem.use);
    if (!coupon) return tl::unexpected(coupon.error());
    redeem.use.coupon = *coupon;
    const auto outcome = use(tx, programmes, redeem);
    if (!outcome) return tl::unexpected(conflict_of(outcome.error()));
    if (!*outcome) return tl::unexpected(conflict_of(outcome->error()));
    if (const auto* preview = std::get_if<ledger::Preview>(&**outcome))
        return tl::unexpected(refused(*preview));
    return command.entry;
}

/// A birthday is one of 366: who may try as often as they like finds it (T01).
Result<void> demand_few_misses(store::Snapshot& snapshot, const SettleLateUse& command)
{
    constexpr std::int64_t most_misses = 10;
    constexpr std::chrono::hours counted(24);
    if (!command.allowance.empty()) return {};
    const auto misses = snapshot.find(
        sql::not_found_since, [](const store::Row& row) { return row.integer(0); }, command.facility,
        command.at + -counted);
    if (misses.value_or(0) < most_misses) return {};
    return fail(ErrorKind::too_many, "late_too_many",
                {"利用者番号と誕生日の合わない記録が、24時間に10件ありました。控えを確かめて、あす記録し直す"
                 "か、自治体の窓口へご連絡ください。この利用は、この端末に残っています。",
                 "Within 24 hours ten uses named nobody by user number and birthday. Please check your "
                 "notes and record this use tomorrow, or ask the municipality's office. It stays on this "
                 "device."},
                3600);
}

/// Settled before under this key.
Result<std::optional<LateUse>> find_settled(store::Snapshot& snapshot, const SettleLateUse& command,
                                            const audit::Hash& fingerprint)
{
    bool is_same = true;
    const auto found = snapshot.find(
        sql::find_late_use,
        [&](const store::Row& row) {
            const store::Bytes stored = row.bytes(11);
            is_same = row.id(10) == command.facility &&
                      std::equal(stored.begin(), stored.end(), fingerprint.begin(), fingerprint.end());
            return late_use_in(row);
        },
        command.key);
    if (found && !is_same)
        return fail(ErrorKind::conflict, "key_reused",
                    {"同じ番号の操作が、別の内容で記録されています。画面を読み込み直してください。",
                     "Something else was done under this key. Please reload the page."});
    return found;
}

}  // namespace

Result<LateUse> settle_late_use(store::Transaction& tx, Programmes programmes,
                                const facilities::CheckInSettings& settings, const SettleLateUse& command)
{
    const audit::Hash fingerprint = fingerprint_of(command);
    if (auto settled = TRY(find_settled(tx, command, fingerprint))) return std::move(*settled);
    if (command.taken_at > command.at || command.at - command.taken_at > settled_within)
        return fail(
            ErrorKind::malformed, "late_time",
            {"預かった利用は、3日以内に記録してください。それより前のものは、自治体の窓口へご連絡ください。",
             "Uses that were taken without a line are recorded within three days; for older ones please "
             "ask the municipality's office."});
    const rules::Programme* programme = ledger::find_programme(programmes, command.programme);
    if (programme == nullptr || programme->find_service(command.request.service) == nullptr)
        return fail(ErrorKind::malformed, "service_unknown",
                    {"このサービスはありません。一覧から選び直してください。",
                     "There is no such service. Please choose it from the list again."});

    TRY(demand_few_misses(tx, command));

    // From here on it is settled, one way or the other.
    LateUse settled{
        command.key, command.taken_at, command.at, programme->code(), command.request.service, {}, {}, {},
        {}};
    const auto holder = find_holder(tx, command);
    const tl::expected<Id, Conflict> used =
        holder ? use_it(tx, programmes, settings, *programme, command, *holder)
               : tl::unexpected(holder.error());
    if (holder) settled.household = holder->parent.household;
    if (used) settled.entry = *used;
    else {
        settled.code = used.error().code;
        settled.why = used.error().why;
    }
    tx.execute(sql::add_late_use, settled.key, command.facility, command.staff, audit::bytes_of(fingerprint),
               settled.taken_at, settled.settled_at, settled.household, settled.programme, settled.service,
               settled.entry, settled.code, settled.why.ja, settled.why.en);
    audit::record(tx, command.at, command.staff, settled.entry ? "desk.late_use" : "desk.late_use_conflict",
                  settled.entry.value_or(command.key), "{}");
    if (!settled.entry && settled.household)
        tell_refused(tx, *programme,
                     {command.notice, command.at, *settled.household, command.facility, command.taken_at,
                      settled.service, settled.why},
                     "late_use_refused");
    return settled;
}

std::vector<LateUse> late_uses_since(store::Snapshot& snapshot, const Id& facility, Instant since)
{
    std::vector<LateUse> uses;
    snapshot.query(
        sql::late_uses_since, [&](const store::Row& row) { uses.push_back(late_use_in(row)); }, facility,
        since);
    return uses;
}

std::vector<Unsettled> unsettled_since(store::Snapshot& snapshot, Instant since)
{
    std::vector<Unsettled> uses;
    snapshot.query(
        sql::unsettled_since,
        [&](const store::Row& row) {
            uses.push_back({late_use_in(row), std::string(row.text(10))});
        },
        since);
    return uses;
}

}  // namespace hagukumi::desk
