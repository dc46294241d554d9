#include "settlement/misuse/misuse.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "base/grouped.hpp"
#include "ledger/write_entry.hpp"
#include "settlement/misuse/sql.hpp"

namespace hagukumi::settlement {

namespace {

Misuse misuse_in(const store::Row& row)
{
    return {row.id(0),
            row.id(1),
            row.yen(2),
            std::string(row.text(3)),
            row.instant(4),
            static_cast<MisuseState>(row.integer(5)),
            row.maybe_instant(6),
            std::string(row.text(7))};
}

MisusedUse misused_in(const store::Row& row)
{
    const auto yen = [&](int column) {
        return row.is_null(column) ? std::nullopt : std::optional<Yen>(row.yen(column));
    };
    return {misuse_in(row),
            row.id(8),
            std::string(row.text(9)),
            std::string(row.text(10)),
            row.date(11),
            Units{-row.integer(12)},
            yen(13),
            yen(14)};
}

Result<void> check_sum(const ledger::Entry& use, Yen yen)
{
    constexpr Yen most{10'000'000};
    const Yen limit = use.fee.value_or(most);
    if (Yen{} < yen && !(limit < yen)) return {};
    return fail(ErrorKind::malformed, "misuse_sum",
                {"返還を求める額は、1円から" + grouped(limit.amount) + "円までの間で入力してください。",
                 "The sum claimed back is between 1 and " + grouped(limit.amount) + " yen."});
}

/// Whose use it is, where it may be marked.
Result<Id> check(store::Snapshot& snapshot, const MarkMisuse& command)
{
    const auto use = ledger::find_entry(snapshot, command.use);
    if (!use || use->kind != ledger::EntryKind::redeem)
        return fail(ErrorKind::not_found, "use_not_found",
                    {"この利用は見つかりません。履歴からもう一度選んでください。",
                     "There is no such use. Please choose again from the history."});
    if (use->voided_by)
        return fail(ErrorKind::conflict, "already_voided",
                    {"この利用は、すでに取り消されています。", "This use was voided before."});
    const auto marked = snapshot.find(
        sql::find_standing_misuse, [](const store::Row&) { return true; }, command.use);
    if (marked)
        return fail(
            ErrorKind::conflict, "misuse_marked",
            {"この利用には、すでに不正利用の記録があります。", "This use is marked as misuse already."});
    TRY(check_sum(*use, command.yen));
    const auto coupon = ledger::find_coupon(snapshot, use->coupon);
    must(coupon.has_value(), "an entry belongs to a coupon");
    return coupon->household;
}

}  // namespace

std::string_view name_of(MisuseState state)
{
    switch (state) {
        case MisuseState::claimed: return "claimed";
        case MisuseState::repaid: return "repaid";
        case MisuseState::withdrawn: return "withdrawn";
    }
    throw BugFound("a mark is in one of three states");
}

std::vector<Misuse> misuses_of(store::Snapshot& snapshot, const Id& household)
{
    std::vector<Misuse> all;
    snapshot.query(
        sql::misuses_of, [&](const store::Row& row) { all.push_back(misuse_in(row)); }, household);
    return all;
}

std::vector<MisusedUse> misused_between(store::Snapshot& snapshot, Month first, Month last)
{
    std::vector<MisusedUse> all;
    snapshot.query(
        sql::misused_between, [&](const store::Row& row) { all.push_back(misused_in(row)); },
        first_day_of(first), last_day_of(last));
    return all;
}

MisuseSum sum_of(const std::vector<MisusedUse>& misused)
{
    MisuseSum sum;
    for (const MisusedUse& one : misused) {
        ++sum.uses;
        sum.claimed = sum.claimed + one.misuse.yen;
        if (one.misuse.state == MisuseState::repaid) sum.repaid = sum.repaid + one.misuse.yen;
    }
    return sum;
}

Result<void> mark_misuse(store::Transaction& tx, const MarkMisuse& command)
{
    constexpr std::string_view kind = "settlement.mark_misuse";
    TRY(ledger::check_reason(command.reason));
    const auto content = audit::Digest(kind).add(command.use).add(command.yen).add(command.reason);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        const Id household = TRY(check(tx, command));
        tx.execute(sql::add_misuse, command.id, command.use, household, command.yen, command.reason,
                   command.actor, command.at);
        audit::record(
            tx, command.at, command.actor, kind, command.use,
            boost::json::serialize(boost::json::object{
                {"misuse", to_string(command.id)}, {"yen", command.yen.amount}, {"reason", command.reason}}));
        return {};
    });
}

Result<void> close_misuse(store::Transaction& tx, const CloseMisuse& command)
{
    constexpr std::string_view kind = "settlement.close_misuse";
    must(command.state != MisuseState::claimed, "a mark is closed as repaid or as withdrawn");
    TRY(ledger::check_reason(command.reason));
    const auto content =
        audit::Digest(kind).add(command.misuse).add(name_of(command.state)).add(command.reason);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        const auto found = tx.find(sql::find_misuse, misuse_in, command.misuse);
        if (!found)
            return fail(ErrorKind::not_found, "misuse_not_found",
                        {"不正利用の記録が見つかりません。読み込み直してください。",
                         "There is no such mark. Please reload the page."});
        if (tx.execute(sql::close_misuse, command.misuse, command.state, command.actor, command.at,
                       command.reason) == 0)
            return fail(
                ErrorKind::conflict, "misuse_closed",
                {"この記録は、すでに返還済みか取消しになっています。", "This mark was closed before."});
        audit::record(tx, command.at, command.actor, kind, found->entry,
                      boost::json::serialize(boost::json::object{{"misuse", to_string(command.misuse)},
                                                                 {"state", name_of(command.state)},
                                                                 {"reason", command.reason}}));
        return {};
    });
}

}  // namespace hagukumi::settlement
