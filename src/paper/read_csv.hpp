// A table that another program wrote: in UTF-8, UTF-16 or CP932, with commas or tabs, and any line ends.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace hagukumi::paper {

struct CsvLimits {
    std::size_t most_rows = 1000, most_columns = 200, most_cell_bytes = 10'000;
};

struct CsvRow {
    int line = 0;  ///< on which it begins in the file, as an editor counts
    std::vector<std::string> cells;
};

struct CsvTable {
    std::vector<std::string> head;
    std::vector<CsvRow> rows;  ///< without empty lines; with as many cells as were written
};

/// Errors: `csv_empty`, `csv_encoding` (none of the three), `csv_quotes` (a quote that does not end; names
/// the line), `csv_too_large`.
Result<CsvTable> read_csv(std::string_view bytes, const CsvLimits& limits = {});

}  // namespace hagukumi::paper
