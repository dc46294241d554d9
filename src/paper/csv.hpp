// CSV as RFC 4180 writes it: CRLF, quotes where they are needed, one head line.
#pragma once

#include <string>
#include <vector>

#include "paper/sheet.hpp"

namespace hagukumi::paper {

enum class Encoding {
    utf_8,  ///< with a byte order mark: Excel reads it then
    cp932,  ///< Windows-31J, for older systems
};

struct Csv {
    std::string bytes;
    /// Each letter that the encoding cannot hold, once, as UTF-8; 〓 stands in its place.
    std::vector<std::string> unfit{};
};

/// The sheet's head and rows.  Days are 2026-07-08, yen plain numbers.
Csv write_csv(const Sheet& sheet, Encoding encoding);

/// The text with an apostrophe before it where a spreadsheet would take it for a formula (T26).
std::string defused(const std::string& text);

}  // namespace hagukumi::paper
