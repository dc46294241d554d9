#include "paper/read_csv.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <utility>

namespace hagukumi::paper {

namespace {

constexpr std::string_view utf_8_mark = "\xEF\xBB\xBF", utf_16le_mark = "\xFF\xFE",
                           utf_16be_mark = "\xFE\xFF";

tl::unexpected<Error> malformed(const char* code, std::string ja, std::string en)
{
    return fail(ErrorKind::malformed, code, {std::move(ja), std::move(en)});
}

/// The same text in UTF-8; nothing where a byte does not belong to the encoding.
std::optional<std::string> converted(std::string_view bytes, const char* encoding)
{
    const iconv_t converter = iconv_open("UTF-8", encoding);
    must(converter != reinterpret_cast<iconv_t>(-1), "the C library knows the encoding");
    std::string from(bytes), out;
    char* at = from.data();
    std::size_t left = from.size();
    bool is_sound = true;
    while (left > 0 && is_sound) {
        std::array<char, 4096> buffer{};
        char* to = buffer.data();
        std::size_t room = buffer.size();
        const bool is_done = iconv(converter, &at, &left, &to, &room) != static_cast<std::size_t>(-1);
        out.append(buffer.data(), to);
        is_sound = is_done || errno == E2BIG;
    }
    iconv_close(converter);
    return is_sound ? std::optional(out) : std::nullopt;
}

Result<std::string> text_of(std::string_view bytes)
{
    if (bytes.starts_with(utf_8_mark)) bytes.remove_prefix(utf_8_mark.size());
    const char* const marked = bytes.starts_with(utf_16le_mark)   ? "UTF-16LE"
                               : bytes.starts_with(utf_16be_mark) ? "UTF-16BE"
                                                                  : nullptr;
    std::optional<std::string> text;
    if (marked != nullptr) {
        text = converted(bytes.substr(2), marked);
    } else {
        text = converted(bytes, "UTF-8");
        if (!text) text = converted(bytes, "CP932");
    }
    if (text && text->find('\0') == std::string::npos) return std::move(*text);
    return malformed("csv_encoding",
                     "文字コードが分かりません。UTF-8またはShift_JISのCSVとして保存し直してください。",
                     "The encoding is not known. Please save it as CSV in UTF-8 or Shift_JIS.");
}

/// One character after the other, as RFC 4180 has it.
class Reader {
public:
    Reader(std::string_view text, const CsvLimits& limits) : x_text(text), x_limits(limits)
    {
        const std::string_view head = text.substr(0, text.find_first_of("\r\n"));
        if (head.find(',') == std::string_view::npos && head.find('\t') != std::string_view::npos)
            x_separator = '\t';
    }

    Result<CsvTable> read()
    {
        for (x_at = 0; x_at < x_text.size();) TRY(take(x_text[x_at]));
        if (x_is_quoted) {
            const std::string line = std::to_string(x_row.line);
            return malformed("csv_quotes", line + "行目の「\"」が閉じていません。",
                             "A quote that begins in line " + line + " does not end.");
        }
        TRY(end_row());
        if (x_table.head.empty())
            return malformed("csv_empty", "ファイルに見出しの行がありません。", "The file has no head line.");
        return std::move(x_table);
    }

private:
    Result<void> take(char c)
    {
        ++x_at;
        if (c == '\n') ++x_line;
        if (x_is_quoted) {
            if (c != '"') return put(c);
            if (x_at < x_text.size() && x_text[x_at] == '"') return ++x_at, put('"');
            x_is_quoted = false;
            return {};
        }
        if (c == '"' && x_cell.empty()) {
            x_is_quoted = true;
            return {};
        }
        if (c == x_separator) return end_cell();
        if (c != '\r' && c != '\n') return put(c);
        if (c == '\r' && x_at < x_text.size() && x_text[x_at] == '\n') return {};
        if (c == '\r') ++x_line;
        return end_row();
    }

    Result<void> put(char c)
    {
        if (x_cell.size() >= x_limits.most_cell_bytes) return too_large();
        x_cell += c;
        return {};
    }

    Result<void> end_cell()
    {
        if (x_row.cells.size() >= x_limits.most_columns) return too_large();
        x_row.cells.push_back(std::exchange(x_cell, {}));
        return {};
    }

    Result<void> end_row()
    {
        TRY(end_cell());
        CsvRow row = std::exchange(x_row, {});
        x_row.line = x_line;
        const bool is_empty = std::all_of(row.cells.begin(), row.cells.end(),
                                          [](const std::string& cell) { return cell.empty(); });
        if (is_empty) return {};
        if (x_table.head.empty()) {
            x_table.head = std::move(row.cells);
            return {};
        }
        if (x_table.rows.size() >= x_limits.most_rows) return too_large();
        x_table.rows.push_back(std::move(row));
        return {};
    }

    tl::unexpected<Error> too_large() const
    {
        const std::string rows = std::to_string(x_limits.most_rows);
        return malformed("csv_too_large", "ファイルが大きすぎます。" + rows + "行までに分けてください。",
                         "The file is too large. Please divide it into parts of at most " + rows + " rows.");
    }

    const std::string_view x_text;
    const CsvLimits& x_limits;
    CsvTable x_table;
    CsvRow x_row{1, {}};
    std::string x_cell;
    std::size_t x_at = 0;
    int x_line = 1;
    char x_separator = ',';
    bool x_is_quoted = false;
};

}  // namespace

Result<CsvTable> read_csv(std::string_view bytes, const CsvLimits& limits)
{
    const std::string text = TRY(text_of(bytes));
    return Reader(text, limits).read();
}

}  // namespace hagukumi::paper
