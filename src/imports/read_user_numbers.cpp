#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "imports/user_numbers.hpp"
#include "people/fold.hpp"
#include "people/password.hpp"
#include "rules/form/answers.hpp"

namespace hagukumi::imports {

namespace {

using rules::AnswerKind;

enum class Field {
    number,
    pin,
    name,
    kana,
    mother_born_on,
    due_date,
    born_on,
    postal_code,
    address,
    phone,
    resident_from
};

struct Column {
    Field field;
    const char* heading;
    std::array<const char*, 3> also;  ///< other headings for the same
    bool required = false;
};

constexpr std::array columns{
    Column{Field::number, "利用者番号", {"番号", "", ""}, true},
    Column{Field::pin, "暗証番号", {"PIN", "パスワード", ""}, true},
    Column{Field::name, "母の氏名", {"氏名", "母親氏名", "保護者氏名"}, true},
    Column{Field::kana, "母のフリガナ", {"フリガナ", "氏名カナ", "母親氏名カナ"}, true},
    Column{Field::mother_born_on, "母の生年月日", {"生年月日", "母親生年月日", ""}, true},
    Column{Field::due_date, "出産予定日", {"予定日", "", ""}},
    Column{Field::born_on, "出産日", {"子の生年月日", "", ""}},
    Column{Field::postal_code, "郵便番号", {"", "", ""}},
    Column{Field::address, "住所", {"", "", ""}},
    Column{Field::phone, "電話番号", {"電話", "", ""}},
    Column{Field::resident_from, "住民となった日", {"住民登録日", "転入日", ""}},
};

bool is_called(const Column& column, std::string_view heading)
{
    return heading == column.heading ||
           std::any_of(column.also.begin(), column.also.end(),
                       [&](const char* other) { return *other != '\0' && heading == other; });
}

/// The sentence of the same mistake in a form.
Text sentence_of(AnswerKind kind, rules::Flaw flaw)
{
    rules::FormQuestion question;
    question.kind = kind;
    return rules::sentence_of(question, flaw);
}

class ListReader {
public:
    ListReader(const paper::CsvTable& table, Date today) : x_table(table), x_today(today) {}

    Result<NumberList> read()
    {
        TRY(find_columns());
        for (const paper::CsvRow& row : x_table.rows) read(row);
        tell_twice();
        tell_lost_zeros();
        std::stable_sort(x_list.mistakes.begin(), x_list.mistakes.end(),
                         [](const RowMistake& a, const RowMistake& b) {
                             return std::pair(a.line, place_of(a)) < std::pair(b.line, place_of(b));
                         });
        return std::move(x_list);
    }

private:
    Result<void> find_columns()
    {
        for (std::size_t i = 0; i < x_table.head.size(); ++i) {
            const auto heading = rules::text_written(x_table.head[i], rules::Lines::one);
            const std::string text = heading ? *heading : x_table.head[i];
            const auto column = std::find_if(columns.begin(), columns.end(),
                                             [&](const Column& one) { return is_called(one, text); });
            const bool is_new = column != columns.end() && x_at.try_emplace(column->field, i).second;
            if (!is_new && !text.empty()) x_list.not_read.push_back(text);
        }
        std::string missing;
        for (const Column& column : columns) {
            if (column.required && !x_at.contains(column.field))
                missing += (missing.empty() ? "「" : "、「") + std::string(column.heading) + "」";
        }
        if (missing.empty()) return {};
        return fail(ErrorKind::malformed, "columns_missing",
                    {"見出しの行に" + missing + "がありません。",
                     "The head line lacks " + missing + ". Each list needs these columns."});
    }

    void read(const paper::CsvRow& row)
    {
        x_row = &row;
        const std::size_t before = x_list.mistakes.size();
        NumberedFamily family;
        family.line = row.line;
        read_sign_in(family);
        family.mother.is_mother = true;
        family.mother.name = taken(Field::name, AnswerKind::name, rules::name_written);
        family.mother.kana = taken(Field::kana, AnswerKind::kana, rules::kana_written);
        family.mother.birth_date = day(Field::mother_born_on);
        family.birth.due_date = day(Field::due_date);
        family.birth.born_on = day(Field::born_on);
        family.household.postal_code =
            taken(Field::postal_code, AnswerKind::postal_code, rules::postal_code_written);
        family.household.phone = taken(Field::phone, AnswerKind::telephone, rules::telephone_written);
        family.household.address = taken(Field::address, AnswerKind::address, [](std::string_view text) {
            return rules::text_written(text, rules::Lines::one);
        });
        // Who stands in the municipality's own list lives there.
        family.household.resident_from = day(Field::resident_from).value_or(x_today);
        check_days(family);
        // A row that is wrong is still read to its end, so that the officer sees all of it at once.
        if (x_list.mistakes.size() == before) x_list.families.push_back(std::move(family));
    }

    void read_sign_in(NumberedFamily& family)
    {
        const auto digits = rules::text_written(cell(Field::number), rules::Lines::one);
        const std::string number = digits ? people::fold_digits(*digits) : std::string();
        if (number.empty() || number.size() > 20 ||
            number.find_first_not_of("0123456789") != std::string::npos)
            mistake(Field::number,
                    {"利用者番号は、20桁までの数字です。", "A user number is up to 20 digits."});
        family.user_number = number;
        auto pin = people::check_pin(people::Secret(cell(Field::pin)));
        if (!pin) mistake(Field::pin, pin.error().message);
        else family.pin = std::move(*pin);
        x_digits.push_back({family.line, number.size(), family.pin.reveal().size()});
    }

    void check_days(const NumberedFamily& family)
    {
        const people::Birth& birth = family.birth;
        if (!birth.due_date && !birth.born_on && !was_mistaken({Field::due_date, Field::born_on}))
            mistake(Field::due_date, {"出産予定日か出産日のどちらかを入れてください。",
                                      "Please give the due date or the date of birth."});
        if (birth.born_on && *birth.born_on > x_today)
            mistake(Field::born_on, {"出産日が未来の日付です。", "The date of birth lies in the future."});
        if (family.mother.birth_date && *family.mother.birth_date >= x_today)
            mistake(Field::mother_born_on,
                    {"母の生年月日が未来の日付です。", "The mother's date of birth lies in the future."});
    }

    template <class Rule>
    std::string taken(Field field, AnswerKind kind, Rule rule)
    {
        const std::string text = cell(field);
        const rules::Written written = rule(text);
        if (!written) mistake(field, sentence_of(kind, written.error()));
        else if (written->empty() && is_required(field))
            mistake(field, sentence_of(kind, rules::Flaw::missing));
        return written ? *written : std::string();
    }

    std::optional<Date> day(Field field)
    {
        const std::string text = cell(field);
        if (text.empty()) {
            if (is_required(field)) mistake(field, sentence_of(AnswerKind::date, rules::Flaw::missing));
            return std::nullopt;
        }
        const auto date = rules::date_written(text);
        if (date) return *date;
        mistake(field, sentence_of(AnswerKind::date, date.error()));
        return std::nullopt;
    }

    /// Empty where the list has no such column, or the row ends before it.
    std::string cell(Field field) const
    {
        const auto at = x_at.find(field);
        return at != x_at.end() && at->second < x_row->cells.size() ? x_row->cells[at->second]
                                                                    : std::string();
    }

    static const Column& column_of(Field field)
    {
        return *std::find_if(columns.begin(), columns.end(),
                             [&](const Column& column) { return column.field == field; });
    }
    static bool is_required(Field field) { return column_of(field).required; }

    bool was_mistaken(std::initializer_list<Field> fields) const
    {
        return std::any_of(x_list.mistakes.begin(), x_list.mistakes.end(), [&](const RowMistake& one) {
            return one.line == x_row->line && std::any_of(fields.begin(), fields.end(), [&](Field field) {
                       return one.column == column_of(field).heading;
                   });
        });
    }

    void mistake(Field field, Text message) { mistake(x_row->line, field, std::move(message)); }
    void mistake(int line, Field field, Text message)
    {
        x_list.mistakes.push_back({line, column_of(field).heading, std::move(message)});
    }

    void tell_twice()
    {
        std::map<std::string, int> lines;
        for (const NumberedFamily& family : x_list.families) {
            const auto [first, is_new] = lines.try_emplace(family.user_number, family.line);
            if (is_new) continue;
            const std::string line = std::to_string(first->second);
            mistake(
                family.line, Field::number,
                {line + "行目と同じ利用者番号です。", "This user number stands in line " + line + ", too."});
        }
    }

    void tell_lost_zeros()
    {
        Digits most{};
        for (const Digits& one : x_digits) {
            most.number = std::max(most.number, one.number);
            most.pin = std::max(most.pin, one.pin);
        }
        for (const Digits& one : x_digits) {
            if (one.number > 0 && one.number < most.number)
                tell_lost_zero(one.line, Field::number, most.number);
            if (one.pin > 0 && one.pin < most.pin) tell_lost_zero(one.line, Field::pin, most.pin);
        }
    }
    void tell_lost_zero(int line, Field field, std::size_t digits)
    {
        const std::string n = std::to_string(digits);
        mistake(line, field,
                {"ほかの行は" + n + "桁です。表計算ソフトで先頭の0が消えていないか確かめてください。",
                 "The other rows have " + n + " digits. Has a spreadsheet dropped a zero in front?"});
    }

    /// Where its heading stands in `columns`.
    static std::ptrdiff_t place_of(const RowMistake& mistake)
    {
        return std::find_if(columns.begin(), columns.end(),
                            [&](const Column& one) { return mistake.column == one.heading; }) -
               columns.begin();
    }

    /// How many digits a row has; none for what was no number or PIN at all.
    struct Digits {
        int line = 0;
        std::size_t number = 0, pin = 0;
    };

    const paper::CsvTable& x_table;
    const Date x_today;
    std::map<Field, std::size_t> x_at;
    const paper::CsvRow* x_row = nullptr;
    std::vector<Digits> x_digits;
    NumberList x_list;
};

}  // namespace

std::vector<std::string> headings_of_user_numbers()
{
    std::vector<std::string> headings;
    for (const Column& column : columns) headings.emplace_back(column.heading);
    return headings;
}

Result<NumberList> read_user_numbers(const paper::CsvTable& table, Date today)
{
    return ListReader(table, today).read();
}

}  // namespace hagukumi::imports
