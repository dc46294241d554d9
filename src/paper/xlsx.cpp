#include "paper/xlsx.hpp"

#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "base/result.hpp"

namespace hagukumi::paper {

namespace {

/// libxlsxwriter writes into files only.
class TemporaryFile {
public:
    TemporaryFile()
    {
        std::string name = (std::filesystem::temp_directory_path() / "hagukumi-XXXXXX").string();
        const int file = mkstemp(name.data());
        must(file >= 0, "a temporary file can be made");
        close(file);
        x_name = name;
    }
    ~TemporaryFile()
    {
        std::error_code ignored;
        std::filesystem::remove(x_name, ignored);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const std::string& name() const { return x_name; }
    std::string content() const
    {
        std::ifstream file(x_name, std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

private:
    std::string x_name;
};

struct Formats {
    lxw_format *head, *text, *number, *yen, *date;
};

class SheetWriter {
public:
    SheetWriter(lxw_worksheet* sheet, const Formats& plain, const Formats& strong)
        : x_sheet(sheet), x_plain(plain), x_strong(strong)
    {
    }

    void write(const Sheet& sheet)
    {
        for (const std::string& line : sheet.above) text(x_row++, 0, line, nullptr);
        if (!sheet.above.empty()) ++x_row;
        for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
            const auto column = static_cast<lxw_col_t>(i);
            worksheet_set_column(x_sheet, column, column, sheet.columns[i].width, nullptr);
            text(x_row, column, sheet.columns[i].title, x_plain.head);
        }
        ++x_row;
        worksheet_freeze_panes(x_sheet, x_row, 0);
        worksheet_repeat_rows(x_sheet, x_row - 1, x_row - 1);
        for (const auto& row : sheet.rows) write_row(row, sheet.columns.size(), x_plain);
        if (!sheet.sums.empty()) write_row(sheet.sums, sheet.columns.size(), x_strong);
        worksheet_set_paper(x_sheet, 9);  // A4
        worksheet_set_landscape(x_sheet);
        worksheet_fit_to_pages(x_sheet, 1, 0);
        worksheet_set_footer(x_sheet, "&C&P／&N");
    }

private:
    void text(lxw_row_t row, lxw_col_t column, const std::string& value, lxw_format* format)
    {
        worksheet_write_string(x_sheet, row, column, value.c_str(), format);
    }

    void write_row(const std::vector<Value>& row, std::size_t columns, const Formats& formats)
    {
        must(row.size() == columns, "a row has a value for each column");
        for (std::size_t i = 0; i < row.size(); ++i) write_value(static_cast<lxw_col_t>(i), row[i], formats);
        ++x_row;
    }

    void write_value(lxw_col_t column, const Value& value, const Formats& formats)
    {
        if (const auto* typed = std::get_if<std::string>(&value)) {
            text(x_row, column, *typed, formats.text);
        } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
            worksheet_write_number(x_sheet, x_row, column, static_cast<double>(*number), formats.number);
        } else if (const auto* yen = std::get_if<Yen>(&value)) {
            worksheet_write_number(x_sheet, x_row, column, static_cast<double>(yen->amount), formats.yen);
        } else if (const auto* day = std::get_if<Date>(&value)) {
            lxw_datetime date{static_cast<int>(day->year()),
                              static_cast<int>(unsigned(day->month())),
                              static_cast<int>(unsigned(day->day())),
                              0,
                              0,
                              0};
            worksheet_write_datetime(x_sheet, x_row, column, &date, formats.date);
        } else {
            worksheet_write_blank(x_sheet, x_row, column, formats.text);
        }
    }

    lxw_worksheet* x_sheet;
    const Formats& x_plain;
    const Formats& x_strong;
    lxw_row_t x_row = 0;
};

Formats formats_of(lxw_workbook* book, bool is_strong)
{
    const auto make = [&](const char* number, std::uint8_t align) {
        lxw_format* format = workbook_add_format(book);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_align(format, align);
        if (number != nullptr) format_set_num_format(format, number);
        if (is_strong) format_set_bold(format);
        return format;
    };
    Formats formats{};
    formats.head = make(nullptr, LXW_ALIGN_CENTER);
    format_set_bold(formats.head);
    format_set_bg_color(formats.head, 0xE8F1FE);
    format_set_text_wrap(formats.head);
    formats.text = make("@", LXW_ALIGN_LEFT);
    formats.number = make("#,##0", LXW_ALIGN_RIGHT);
    formats.yen = make("#,##0\"円\"", LXW_ALIGN_RIGHT);
    formats.date = make("yyyy-mm-dd", LXW_ALIGN_LEFT);
    return formats;
}

}  // namespace

std::string write_xlsx(const Workbook& workbook)
{
    const TemporaryFile file;
    lxw_workbook* book = workbook_new(file.name().c_str());
    must(book != nullptr, "a workbook can be begun");
    lxw_doc_properties properties{};
    std::string title = workbook.title;
    properties.title = title.data();
    properties.created = static_cast<time_t>(workbook.made_at.milliseconds / 1000);
    workbook_set_properties(book, &properties);
    const Formats plain = formats_of(book, false), strong = formats_of(book, true);
    for (const Sheet& sheet : workbook.sheets) {
        lxw_worksheet* made = workbook_add_worksheet(book, sheet.name.c_str());
        must(made != nullptr, "a sheet's name has at most 31 letters and none of []:*?/\\");
        SheetWriter(made, plain, strong).write(sheet);
    }
    must(workbook_close(book) == LXW_NO_ERROR, "a workbook can be written");
    return file.content();
}

}  // namespace hagukumi::paper
