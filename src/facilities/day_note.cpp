#include "facilities/day_note.hpp"

#include "audit/once.hpp"
#include "audit/record.hpp"
#include "base/unicode.hpp"
#include "facilities/sql.hpp"

namespace hagukumi::facilities {

namespace {

constexpr std::int32_t longest_note = 200;
constexpr std::size_t most_notes = 20;

}  // namespace

std::vector<DayNote> notes_of_day(store::Snapshot& snapshot, const Id& facility, Date day)
{
    std::vector<DayNote> notes;
    snapshot.query(
        sql::notes_of_day,
        [&](const store::Row& row) {
            notes.push_back({row.id(0), row.id(1), row.instant(2), std::string(row.text(3))});
        },
        facility, day);
    return notes;
}

Result<void> add_note(store::Transaction& tx, const AddNote& command)
{
    audit::Digest content("facilities.add_note");
    content.add(command.facility).add(command.day).add(command.note);
    return audit::once(tx, command, command.actor, "facilities.add_note", content, [&]() -> Result<void> {
        const bool is_blank = command.note.find_first_not_of(" \t\r\n") == std::string::npos;
        if (is_blank || utf16(command.note).countChar32() > longest_note)
            return fail(ErrorKind::malformed, "note_form",
                        {"メモは200文字以内で入力してください。", "A note has one to 200 characters."});
        if (notes_of_day(tx, command.facility, command.day).size() >= most_notes)
            return fail(ErrorKind::conflict, "note_full",
                        {"この日のメモは20件までです。済んだメモを消してから、書き足してください。",
                         "A day has at most 20 notes. Please remove one that is done first."});
        tx.execute(sql::add_note, command.id, command.facility, command.day, command.actor, command.at,
                   command.note);
        audit::record(tx, command.at, command.actor, "facilities.add_note", command.id, "{}");
        return {};
    });
}

Result<void> remove_note(store::Transaction& tx, const RemoveNote& command)
{
    audit::Digest content("facilities.remove_note");
    content.add(command.facility).add(command.note);
    return audit::once(tx, command, command.actor, "facilities.remove_note", content, [&]() -> Result<void> {
        if (tx.execute(sql::remove_note, command.note, command.facility, command.at) == 0)
            return fail(ErrorKind::not_found, "note_not_found",
                        {"このメモはもうありません。", "This note is not there any more."});
        audit::record(tx, command.at, command.actor, "facilities.remove_note", command.note, "{}");
        return {};
    });
}

}  // namespace hagukumi::facilities
