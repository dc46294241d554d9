#include <fmt/format.h>

#include "audit/done_before.hpp"
#include "audit/record.hpp"
#include "facilities/facility.hpp"
#include "settlement/objection.hpp"
#include "settlement/printed.hpp"
#include "settlement/rows.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

namespace {

constexpr std::string_view kind = "settlement.confirm";

Text month_words(Month month)
{
    return {fmt::format("{}年{}月分", static_cast<int>(month.year()), static_cast<unsigned>(month.month())),
            settlement::to_string(month)};
}

/// Whether the draft may be confirmed now, and is the one that was read.
Result<void> check(const Draft& draft, const std::optional<Statement>& newest,
                   const ConfirmStatement& command)
{
    if (date_in_japan(command.at) <= last_day_of(command.month)) {
        return fail(ErrorKind::conflict, "month_not_over",
                    {fmt::format("{}は、翌月1日から確認できます。", month_words(command.month).ja),
                     fmt::format("{} can be confirmed from the first day of the next month.",
                                 month_words(command.month).en)});
    }
    if (newest && command.month <= newest->month) {
        return fail(
            ErrorKind::conflict, "statement_closed",
            {fmt::format("{}は、すでに確認済みです。あとから変わった分は、次の月の調整に載ります。",
                         month_words(command.month).ja),
             fmt::format(
                 "{} was confirmed before. What has changed since is an adjustment of the next month.",
                 month_words(command.month).en)});
    }
    if (draft.earlier_open) {
        const Text earlier = month_words(*draft.earlier_open);
        return fail(ErrorKind::conflict, "earlier_month_open",
                    {fmt::format("先に{}を確認してください。", earlier.ja),
                     fmt::format("Please confirm {} first.", earlier.en)});
    }
    if (draft.lines.empty()) {
        return fail(
            ErrorKind::conflict, "statement_empty",
            {fmt::format("{}の利用はありません。確認するものはありません。", month_words(command.month).ja),
             fmt::format("There were no uses in {}; there is nothing to confirm.",
                         month_words(command.month).en)});
    }
    if (draft.digest != command.seen) {
        return fail(
            ErrorKind::conflict, "statement_changed",
            {"表示したあとに、利用の記録が変わりました。新しい内容を見てから、もう一度確認してください。",
             "The uses have changed since this was shown. Please read it again and confirm anew."});
    }
    return {};
}

}  // namespace

Result<std::string> confirm_statement(store::Transaction& tx, const ConfirmStatement& command)
{
    const audit::Fingerprint fingerprint =
        audit::Digest(kind).add(command.facility).add(first_day_of(command.month)).add(command.seen).finish();
    if (audit::Done done = TRY(audit::find_done(tx, command.key, command.actor, kind, fingerprint)))
        return *done;

    const auto facility = facilities::find_facility(tx, command.facility);
    if (!facility) {
        return fail(ErrorKind::not_found, "facility_not_found",
                    {"施設が見つかりません。", "There is no such facility."});
    }
    const Draft draft = draw_up(tx, command.facility, command.month);
    TRY(check(draft, newest_statement(tx, command.facility), command));
    TRY(must_have_no_open_objection(tx, command.facility, command.month));

    // From here on the lines belong to this statement; what comes after them is an adjustment of a later one.
    const Money total = draft.sums.total();
    tx.execute(sql::add_statement, command.id, command.facility, first_day_of(command.month), draft.sums.uses,
               total.fee, total.parent, total.public_share, *draft.newest, audit::bytes_of(draft.digest),
               command.at, command.actor);
    for (const Line& line : draft.lines) tx.execute(sql::add_line, line.entry, command.id);
    keep_printed(tx, command.id, printed_now(tx, *facility, draft));
    for (const Id& entry : draft.later) tx.execute(sql::add_later, command.id, entry);
    audit::record(tx, command.at, command.actor, kind, command.id,
                  fmt::format(R"({{"facility":"{}","month":"{}","lines":{},"public_yen":{},"digest":"{}"}})",
                              hagukumi::to_string(command.facility), to_string(command.month),
                              draft.lines.size(), total.public_share.amount, audit::to_hex(draft.digest)));

    const std::string answer = fmt::format(R"({{"statement":"{}"}})", hagukumi::to_string(command.id));
    audit::remember(tx, command.key, command.actor, kind, fingerprint, command.at, answer);
    return answer;
}

}  // namespace hagukumi::settlement
