#include "settlement/objection.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "settlement/sql.hpp"

namespace hagukumi::settlement {

namespace {

constexpr std::size_t longest = 1500;  // bytes

Objection objection_in(const store::Row& row)
{
    return {row.id(0),
            row.id(1),
            month_of(row.date(2)),
            row.id(3),
            static_cast<Side>(row.integer(4)),
            row.id(5),
            row.instant(6),
            std::string(row.text(7)),
            row.maybe_instant(8),
            std::string(row.text(9))};
}

Result<void> check_words(const std::string& words)
{
    if (words.find_first_not_of(" \t\r\n") != std::string::npos && words.size() <= longest) return {};
    return fail(
        ErrorKind::malformed, "reason_missing",
        {"内容を入力してください（500文字まで）。相手に伝わり、記録に残ります。",
         "Please write what it is about, in at most 500 characters. The other side reads it, and it stays on "
         "record."});
}

tl::unexpected<Error> open_already()
{
    return fail(ErrorKind::conflict, "objection_open",
                {"答えを待っている異議があります。先に答えを記録してください。",
                 "An objection waits for its answer. Please have it answered first."});
}

/// The line of the month as it is now, confirmed or not.
Result<void> must_be_a_line(store::Snapshot& snapshot, const RaiseObjection& command)
{
    const auto statement = find_statement(snapshot, command.facility, command.month);
    if (statement && statement->state != StatementState::confirmed) {
        return fail(
            ErrorKind::conflict, "statement_decided",
            {"この月は承認済みです。違いは、利用の記録を訂正すると、次の月の調整に載ります。",
             "This month was approved. Correct the use: it becomes an adjustment of the next month."});
    }
    const Draft draft =
        statement ? read_lines(snapshot, *statement) : draw_up(snapshot, command.facility, command.month);
    const bool is_here = std::any_of(draft.lines.begin(), draft.lines.end(),
                                     [&](const Line& line) { return line.entry == command.entry; });
    if (is_here) return {};
    return fail(ErrorKind::not_found, "line_not_found",
                {"この行は、この月の明細にありません。読み込み直してください。",
                 "There is no such line in this month. Please reload the page."});
}

}  // namespace

std::string_view name_of(Side side)
{
    return side == Side::facility ? "facility" : "office";
}

std::vector<Objection> objections_of(store::Snapshot& snapshot, const Id& facility, Month month)
{
    std::vector<Objection> all;
    snapshot.query(
        sql::objections_of, [&](const store::Row& row) { all.push_back(objection_in(row)); }, facility,
        first_day_of(month));
    return all;
}

bool has_open_objection(store::Snapshot& snapshot, const Id& facility, Month month)
{
    const auto all = objections_of(snapshot, facility, month);
    return std::any_of(all.begin(), all.end(), [](const Objection& one) { return one.is_open(); });
}

Result<void> must_have_no_open_objection(store::Snapshot& snapshot, const Id& facility, Month month)
{
    if (has_open_objection(snapshot, facility, month)) return open_already();
    return {};
}

Result<void> raise_objection(store::Transaction& tx, const RaiseObjection& command)
{
    constexpr std::string_view kind = "settlement.raise_objection";
    audit::Digest content(kind);
    content.add(command.facility).add(first_day_of(command.month)).add(command.entry).add(command.words);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        TRY(check_words(command.words));
        TRY(must_be_a_line(tx, command));
        if (tx.find(sql::open_objection_of, objection_in, command.entry)) return open_already();
        tx.execute(sql::add_objection, command.id, command.facility, first_day_of(command.month),
                   command.entry, command.side, command.actor, command.at, command.words);
        audit::record(tx, command.at, command.actor, kind, command.id,
                      fmt::format(R"({{"entry":"{}"}})", hagukumi::to_string(command.entry)));
        return {};
    });
}

Result<void> answer_objection(store::Transaction& tx, const AnswerObjection& command)
{
    constexpr std::string_view kind = "settlement.answer_objection";
    const auto content = audit::Digest(kind).add(command.objection).add(command.answer);
    return audit::once(tx, command, command.actor, kind, content, [&]() -> Result<void> {
        TRY(check_words(command.answer));
        const auto found = tx.find(sql::find_objection, objection_in, command.objection);
        if (!found || (command.facility && found->facility != *command.facility)) {
            return fail(ErrorKind::not_found, "objection_not_found",
                        {"この異議は見つかりません。読み込み直してください。",
                         "There is no such objection. Please reload the page."});
        }
        if (found->side == command.side || found->raised_by == command.actor) {
            return fail(ErrorKind::not_allowed, "objection_own",
                        {"異議には、もう一方（施設または自治体）が答えます。",
                         "An objection is answered by the other side, the facility or the office."});
        }
        if (!found->is_open()) {
            return fail(
                ErrorKind::conflict, "objection_answered",
                {"この異議には、すでに答えが記録されています。", "This objection was answered before."});
        }
        must(tx.execute(sql::answer_objection, found->id, command.actor, command.at, command.answer) == 1,
             "an objection is still open in the transaction that read it");
        audit::record(tx, command.at, command.actor, kind, found->id, "{}");
        return {};
    });
}

}  // namespace hagukumi::settlement
