// XLSX, as spreadsheets open it: codes stay text, sums are numbers, nothing is a formula.
#pragma once

#include <string>

#include "paper/sheet.hpp"

namespace hagukumi::paper {

/// The file's bytes.  Needs a temporary folder for the time of writing.  Throws BugFound when a row has
/// another number of values than its sheet has columns, and when the file cannot be written.
std::string write_xlsx(const Workbook& workbook);

}  // namespace hagukumi::paper
