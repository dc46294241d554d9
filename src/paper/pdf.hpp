// PDF 1.5 on A4, with letters that can be searched and copied.
#pragma once

#include <string>

#include "paper/document.hpp"

namespace hagukumi::paper {

/// The file's bytes.  Pages are numbered "1／3" where there is more than one.  A table's row stays on one
/// page unless it is longer than that.  Throws BugFound when a row has another number of cells than its table
/// has columns, and when the text is no UTF-8.
std::string write_pdf(const Document& document);

}  // namespace hagukumi::paper
