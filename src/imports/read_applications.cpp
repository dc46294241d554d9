// From cells to what a parent would have written into the form.
#include <algorithm>
#include <array>

#include "imports/applications.hpp"
#include "people/fold.hpp"

namespace hagukumi::imports {

namespace {

using rules::AnswerKind;
using rules::FormQuestion;

constexpr std::array agreeing{
    "yes", "はい", "同意する", "同意します", "同意", "同意しました", "確認しました", "true", "on", "1",
    "○",   "〇",   "◯",        "✓",          "✔",    "レ",           "チェック",     "該当", "有"};
constexpr std::array disagreeing{"no", "いいえ", "false", "off", "0", "×", "-", "無"};

std::string one_line(const std::string& cell)
{
    const rules::Written plain = rules::text_written(cell, rules::Lines::one);
    return plain ? *plain : cell;
}

template <std::size_t n>
bool is_one_of(const std::array<const char*, n>& words, const std::string& text)
{
    const std::string plain = people::nfkc(text);
    return std::any_of(words.begin(), words.end(),
                       [&](const char* word) { return text == word || plain == people::nfkc(word); });
}

/// The code of the answer that is meant; what is none of them stays as it is, and is told.
std::string option_meant(const FormQuestion& question, const std::string& text)
{
    const std::string key = people::search_key(text);
    for (const rules::FormOption& option : question.options) {
        if (text == option.code || (!key.empty() && (key == people::search_key(option.name.ja) ||
                                                     key == people::search_key(option.name.en))))
            return option.code;
    }
    return text;
}

/// A name in two parts where a space stands between them; what cannot be taken stays as it is, and is told.
std::vector<std::string> parted(const std::string& cell, rules::Written (*written_as)(std::string_view))
{
    const rules::Written name = written_as(cell);
    const std::size_t space = name ? name->find(' ') : std::string::npos;
    if (space == std::string::npos) return {cell};
    return {name->substr(0, space), name->substr(space + 1)};
}

/// 「2026/07/01 10:22」 is a day.
std::string without_time(const std::string& text)
{
    const std::size_t space = text.find_first_of(" T");
    const bool has_time = space != std::string::npos && text.find(':', space) != std::string::npos;
    return has_time ? text.substr(0, space) : text;
}

std::vector<std::string> several(const FormQuestion& question, const std::vector<std::string>& cells)
{
    std::vector<std::string> chosen;
    for (const std::string& cell : cells) {
        std::string rest = cell;
        // An answer's own name may hold what parts answers.
        if (const std::string whole = option_meant(question, one_line(cell)); whole != one_line(cell))
            rest = whole;
        constexpr std::array<std::string_view, 7> marks{"、", ",", "，", ";", "；", "|", "\r"};
        for (const std::string_view mark : marks) {
            for (std::size_t at = rest.find(mark); at != std::string::npos; at = rest.find(mark))
                rest.replace(at, mark.size(), "\n");
        }
        for (std::size_t begin = 0; begin <= rest.size();) {
            const std::size_t end = std::min(rest.find('\n', begin), rest.size());
            const std::string one = one_line(rest.substr(begin, end - begin));
            if (!one.empty()) chosen.push_back(option_meant(question, one));
            begin = end + 1;
        }
    }
    return chosen;
}

std::vector<std::string> consent(const FormQuestion& question, const std::string& cell)
{
    const std::string text = one_line(cell);
    if (text.empty() || is_one_of(disagreeing, text)) return {};
    const bool is_given =
        is_one_of(agreeing, text) || people::search_key(text) == people::search_key(question.ask.ja);
    return {is_given ? "yes" : text};
}

std::vector<std::string> written_of(const rules::Form& form, const FormQuestion& question,
                                    const std::vector<std::string>& cells,
                                    const rules::WrittenAnswers& before)
{
    const std::string& first = cells.front();
    switch (question.kind) {
        case AnswerKind::choice: return {option_meant(question, one_line(first))};
        case AnswerKind::choices: return several(question, cells);
        case AnswerKind::consent: return consent(question, first);
        case AnswerKind::date: return cells.size() == 1 ? std::vector{without_time(one_line(first))} : cells;
        case AnswerKind::name:
            if (cells.size() > 1 || !rules::has_kanji(first)) return cells;
            return parted(first, rules::name_written);
        case AnswerKind::kana: {
            if (cells.size() > 1 || !question.reading_of) return cells;
            const auto name = before.find(form.question(*question.reading_of).code);
            const bool is_parted = name != before.end() && name->second.size() == 2;
            return is_parted ? parted(first, rules::kana_written) : cells;
        }
        default: return cells;
    }
}

/// The first characters of a cell, for a message.
std::string shortened(const std::string& text)
{
    constexpr std::size_t most_bytes = 120;
    if (text.size() <= most_bytes) return text;
    std::size_t end = most_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + "…";
}

class Reader {
public:
    Reader(const paper::CsvTable& table, const rules::Programme& programme, const rules::Form& form,
           const Columns& columns, Instant at)
        : x_table(table), x_form(form), x_columns(columns), x_at(at)
    {
        x_list.programme = programme.code();
        x_list.form = form.code;
    }

    Result<ApplicationList> read()
    {
        TRY(check_columns());
        for (const paper::CsvRow& row : x_table.rows) x_list.rows.push_back(read(row));
        return std::move(x_list);
    }

private:
    Result<void> check_columns()
    {
        std::vector<bool> used(x_table.head.size());
        const auto use = [&](std::size_t column) {
            if (column >= used.size()) return false;
            used[column] = true;
            return true;
        };
        bool is_sound = !x_columns.sent_on || use(*x_columns.sent_on);
        for (const auto& [code, source] : x_columns.questions) {
            const auto number = x_form.find_question(code);
            is_sound =
                is_sound && number && (source.same.empty() || is_code(x_form.question(*number), source.same));
            for (const std::size_t column : source.columns) is_sound = use(column) && is_sound;
        }
        if (!is_sound) {
            return fail(ErrorKind::malformed, "columns_wrong",
                        {"列の割り当てがファイルと合いません。ファイルを選び直してください。",
                         "The columns do not fit the file. Please choose the file again."});
        }
        for (std::size_t i = 0; i < used.size(); ++i) {
            if (!used[i] && !x_table.head[i].empty()) x_list.not_read.push_back(x_table.head[i]);
        }
        x_list.headings.resize(x_form.question_count());
        for (const auto& [code, source] : x_columns.questions) {
            std::string& heading = x_list.headings[*x_form.find_question(code)];
            for (const std::size_t column : source.columns)
                heading += (heading.empty() ? "" : " ") + x_table.head[column];
        }
        return {};
    }

    static bool is_code(const FormQuestion& question, const std::string& same)
    {
        if (question.kind == AnswerKind::consent) return same == "yes";
        return question.kind == AnswerKind::choice &&
               std::any_of(question.options.begin(), question.options.end(),
                           [&](const rules::FormOption& one) { return one.code == same; });
    }

    AppliedRow read(const paper::CsvRow& csv)
    {
        AppliedRow row;
        row.line = csv.line;
        row.sent_at = day_of_sending(csv, row);
        row.found.resize(x_form.question_count());
        for (std::size_t i = 0; i < x_form.question_count(); ++i) {
            const FormQuestion& question = x_form.question(i);
            const auto source = x_columns.questions.find(question.code);
            if (source == x_columns.questions.end() || question.kind == AnswerKind::file) continue;
            if (source->second.columns.empty()) {
                if (!source->second.same.empty()) row.written[question.code] = {source->second.same};
                continue;
            }
            std::vector<std::string> cells;
            bool is_empty = true;
            for (const std::size_t column : source->second.columns) {
                cells.push_back(cell(csv, column));
                is_empty = is_empty && one_line(cells.back()).empty();
                row.found[i] += (row.found[i].empty() ? "" : " ") + cells.back();
            }
            row.found[i] = shortened(row.found[i]);
            if (!is_empty) row.written[question.code] = written_of(x_form, question, cells, row.written);
        }
        return row;
    }

    /// A day that lies before today is taken at its noon: nobody reads an hour out of it.
    Instant day_of_sending(const paper::CsvRow& csv, AppliedRow& row)
    {
        if (!x_columns.sent_on) return x_at;
        const std::string text = cell(csv, *x_columns.sent_on);
        const auto day = rules::date_written(without_time(one_line(text)));
        if (day && *day == date_in_japan(x_at)) return x_at;
        if (day && *day < date_in_japan(x_at)) return start_of_day_in_japan(*day) + std::chrono::hours(12);
        row.state = RowState::mistaken;
        x_list.mistakes.push_back(
            {csv.line, x_table.head[*x_columns.sent_on], "", shortened(text),
             day ? Text{"申請日が未来の日付です。", "The day of the application lies in the future."}
                 : Text{"申請日を読み取れません。2026/7/1のように書いてください。",
                        "The day of the application cannot be read. Please write it as 2026/7/1."}});
        return x_at;
    }

    /// Empty where the row ends before it.
    static std::string cell(const paper::CsvRow& row, std::size_t column)
    {
        return column < row.cells.size() ? row.cells[column] : std::string();
    }

    const paper::CsvTable& x_table;
    const rules::Form& x_form;
    const Columns& x_columns;
    const Instant x_at;
    ApplicationList x_list;
};

}  // namespace

Result<ApplicationList> read_applications(const paper::CsvTable& table, const rules::Programme& programme,
                                          const rules::Form& form, const Columns& columns, Instant at)
{
    return Reader(table, programme, form, columns, at).read();
}

}  // namespace hagukumi::imports
