// A table to count with: the same sheet is written as XLSX and as CSV.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "base/instant.hpp"
#include "base/quantity.hpp"

namespace hagukumi::paper {

/// Text is what people typed and codes with zeros before them; numbers are what is added up.
using Value = std::variant<std::monostate, std::string, std::int64_t, Yen, Date>;

struct SheetColumn {
    std::string title;
    int width = 12;  ///< in digits, of XLSX
};

struct Sheet {
    std::string name;                  ///< of the tab: at most 31 letters, none of []:*?/\ (XLSX)
    std::vector<std::string> above{};  ///< lines over the table, for readers; not in CSV
    std::vector<SheetColumn> columns{};
    std::vector<std::vector<Value>> rows{};  ///< as many values as there are columns
    std::vector<Value> sums{};               ///< the last row, set apart; not in CSV; empty: none
};

struct Workbook {
    std::string title;
    Instant made_at;
    std::vector<Sheet> sheets{};
};

}  // namespace hagukumi::paper
