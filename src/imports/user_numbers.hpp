// 利用者番号の取込: a list of user numbers and PINs with what the municipality knows of each family, as its
// own system writes it (CSV); each row becomes a family with an account, and its coupons where a programme is
// named.
//
//   read_user_numbers ─► look_over ─► shown to the officer            (nothing is written)
//   read_user_numbers ─► PINs hashed ─► import_user_numbers ─► look_over ─► all of it, or nothing
//
//  1. One row that is wrong, and the whole list stays outside.
//  2. A family that may be known already is told, never joined.
//  3. PINs are in nothing that is told or recorded.
#pragma once

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "base/id.hpp"
#include "paper/read_csv.hpp"
#include "people/family.hpp"
#include "people/secret.hpp"
#include "rules/programme.hpp"
#include "store/transaction.hpp"

namespace hagukumi::imports {

/// What is wrong with a row, for the officer.
struct RowMistake {
    int line = 0;        ///< of the file, as an editor counts
    std::string column;  ///< its heading; empty: the row as a whole
    Text message;        ///< what to do
};

struct NumberedFamily {
    int line = 0;
    std::string user_number;
    people::Secret pin;
    people::Household household;
    people::Guardian mother;
    people::Birth birth;
};

struct NumberList {
    std::vector<NumberedFamily> families;
    std::vector<RowMistake> mistakes;      ///< in the order of the lines
    std::vector<std::string> not_read;     ///< headings of columns that mean nothing here
    std::map<int, std::vector<Id>> alike;  ///< by line: families with the same mother, to be looked at
};

/// The headings that a list may have, in the order of the example that the office hands out.
std::vector<std::string> headings_of_user_numbers();

/// Pure.  Dates, kana, telephone and postal code are taken as meant (rules/form/written.hpp).  Numbers and
/// PINs that are shorter than the others of the list are told: a spreadsheet has dropped the zeros in front.
/// Error: `columns_missing` (malformed) names the headings that a list must have.
Result<NumberList> read_user_numbers(const paper::CsvTable& table, Date today);

/// Adds what only the municipality's own records tell: numbers that are taken, families that are alike, and
/// whom the rules of `programme` (may be none) grant nothing.
void look_over(store::Snapshot& snapshot, const rules::Programme* programme, Instant at, NumberList& list);

struct ImportUserNumbers {
    Id key;
    Instant at;
    Id actor;
    NumberList list;                      ///< as read_user_numbers() gave it
    std::vector<std::string> pin_hashes;  ///< of each family
    const rules::Programme* programme = nullptr;
    std::vector<Id> ids;  ///< ids_to_import() for each family
};
std::size_t ids_to_import(const rules::Programme* programme);

struct Imported {
    std::string answer;  ///< {"families":120,"coupons":240}
};
/// What is wrong with the list; nothing was written.
using Outcome = std::variant<Imported, NumberList>;

/// Errors: those of the commands within; then nothing was written either.
Result<Outcome> import_user_numbers(store::Transaction& tx, const ImportUserNumbers& command);

}  // namespace hagukumi::imports
