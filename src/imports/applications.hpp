// 申請の取込: what families wrote into another form service (LoGoフォーム, ぴったりサービス, 電子申請 …),
// exported as CSV; each row becomes an application, as if it had been sent here.
//
//   columns_for ─► read_applications ─► look_over ─► shown to the officer            (nothing is written)
//                  read_applications ─► import_applications ─► look_over ─► every row that is new, or nothing
//
//  1. One row that is wrong, and nothing is received.
//  2. A row that is here already (the same answers, the same child or birth) is told and left out: the whole
//     list may be exported and taken in again and again.
//  3. Who applies is known by her mail address and the reading of her name; a family that is only alike is
//     shown, and joined where an officer says so.
//  4. The form's own checks and the programme's rules judge the answers, as on the web.
//  5. The record holds numbers only.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "applications/receive.hpp"
#include "base/id.hpp"
#include "paper/read_csv.hpp"
#include "rules/programme.hpp"
#include "store/transaction.hpp"

namespace hagukumi::imports {

/// From where one question is answered.
struct Source {
    std::vector<std::size_t> columns;  ///< of the file, in the order of the answer's parts
    std::string same;                  ///< a choice's code or "yes": the same in every row; without columns
};

/// For every question of a form, and for the day of sending.
struct Columns {
    std::map<std::string, Source, std::less<>> questions;  ///< by the question's code
    std::optional<std::size_t> sent_on;                    ///< empty: today
    bool are_remembered = false;                           ///< as they were the last time, not only alike
};

/// Those of the last time where the file has all of their headings, else those whose headings are the
/// questions' own words.
Columns columns_for(store::Snapshot& snapshot, const rules::Programme& programme, const rules::Form& form,
                    const std::vector<std::string>& headings);
/// By the words alone; pure.
Columns columns_alike(const rules::Form& form, const std::vector<std::string>& headings);

enum class RowState : std::uint8_t { fresh, mistaken, there };

/// What is wrong with one cell.
struct CellMistake {
    int line = 0;
    std::string column;    ///< headings; empty: the row as a whole
    std::string question;  ///< code; empty: the row as a whole
    std::string found;     ///< as it stands there, shortened
    Text message;          ///< what is allowed
};

struct AppliedRow {
    int line = 0;
    RowState state = RowState::fresh;
    Instant sent_at;
    rules::WrittenAnswers written;
    std::vector<std::string> found;  ///< the cells of each question
    // ── what look_over() adds ──
    rules::AnswersRead read;
    std::optional<Id> account, household;   ///< of somebody who is known
    std::vector<applications::Like> alike;  ///< applications
    std::vector<applications::Duplicate> families;
    std::optional<int> same_as;  ///< an earlier line of this file
    bool was_imported = false;   ///< these very answers
};

struct ApplicationList {
    std::string programme, form;        ///< codes
    std::vector<std::string> headings;  ///< of each question; empty: no column answers it
    std::vector<AppliedRow> rows;
    std::vector<CellMistake> mistakes;  ///< in the order of the lines
    std::vector<std::string> not_read;  ///< headings that answer nothing
};

/// Pure.  Cells become what a parent would have written: choices by their name or code, several of them
/// parted by 、 or a line end, a consent by 「同意する」「はい」 or its own words, a name parted at its
/// space, a day without its time.  Errors: `columns_wrong` (a column that the file does not have, a question
/// that the form does not have, a code that is none of its answers).
Result<ApplicationList> read_applications(const paper::CsvTable& table, const rules::Programme& programme,
                                          const rules::Form& form, const Columns& columns, Instant at);

/// Rows that an officer joins with a family that is known, by their line.
using Joined = std::map<int, Id>;

/// Adds what the form, the rules and the municipality's own records say of each row.
Result<void> look_over(store::Snapshot& snapshot, const rules::Programme& programme, const rules::Form& form,
                       const Joined& joined, Instant at, ApplicationList& list);

struct ImportApplications {
    Id key;
    Instant at;
    Id officer;
    std::string file;  ///< its name
    ApplicationList list;
    Joined joined;
    std::string secret_hash;  ///< of a password and a PIN that nobody knows: who comes new signs in by mail
                              ///< or gets a card
    std::string columns;      ///< remembered_as(), for the next time
    std::vector<Id> ids;      ///< ids_to_import_applications() for each row
    std::vector<people::OwnLink> links;  ///< one for each row, of an approval's mail; may be empty
};
std::size_t ids_to_import_applications(const rules::Programme& programme);
std::string remembered_as(const Columns& columns, const std::vector<std::string>& headings);

struct ApplicationsImported {
    std::string
        answer;  ///< {"received":12,"left_out":3,"families":9,"first":"2026-00012","last":"2026-00023"}
};
/// What is wrong with the list; nothing was written.
using ApplicationsOutcome = std::variant<ApplicationsImported, ApplicationList>;

/// Errors: those of the commands within; then nothing was written either.
Result<ApplicationsOutcome> import_applications(store::Transaction& tx, const rules::Programme& programme,
                                                const rules::Form& form, const ImportApplications& command);

}  // namespace hagukumi::imports
