#include "store/sqlite/remembered.hpp"

#include <algorithm>
#include <functional>
#include <string_view>

#include "base/result.hpp"
#include "store/parameter_key.hpp"
#include "store/statement_shape.hpp"

namespace hagukumi::store::sqlite {

namespace {

std::size_t hash_of(const Parameter& parameter)
{
    if (parameter.kind == Parameter::Kind::integer) return std::hash<std::int64_t>{}(parameter.integer);
    if (parameter.size == 0) return 0;
    return std::hash<std::string_view>{}({static_cast<const char*>(parameter.data), parameter.size});
}

/// Of what is asked for first.
std::size_t hash_of_first(std::span<const Parameter> parameters)
{
    return parameters.empty() ? 0 : hash_of(parameters.front());
}

}  // namespace

/// One row of a kept answer.
class AnswerRow final : public Row {
public:
    explicit AnswerRow(const Answer& answer) : x_answer(answer) {}
    void go_to(std::size_t row) { x_first = x_answer.x_values.data() + row * x_answer.x_columns; }

    bool is_null(int column) const override { return at(column).type == SQLITE_NULL; }
    std::int64_t integer(int column) const override
    {
        must(at(column).type == SQLITE_INTEGER, "a column that is read as an integer holds one");
        return at(column).integer;
    }
    std::string_view text(int column) const override
    {
        must(at(column).type == SQLITE_TEXT, "a column that is read as text holds text");
        return content(column);
    }
    Bytes bytes(int column) const override
    {
        must(at(column).type == SQLITE_BLOB, "a column that is read as bytes holds bytes");
        const std::string_view content = this->content(column);
        return {reinterpret_cast<const std::uint8_t*>(content.data()), content.size()};
    }

private:
    const Answer::Value& at(int column) const
    {
        must(static_cast<std::size_t>(column) < x_answer.x_columns, "a row is read where it has a column");
        return x_first[column];
    }
    std::string_view content(int column) const
    {
        const Answer::Value& value = at(column);
        return {x_answer.x_bytes.data() + value.integer, value.size};
    }

    const Answer& x_answer;
    const Answer::Value* x_first = nullptr;
};

void Answer::add(sqlite3_stmt* row)
{
    x_columns = static_cast<std::size_t>(sqlite3_column_count(row));
    x_values.reserve(x_values.size() + x_columns);
    for (int column = 0; column < static_cast<int>(x_columns); ++column) {
        const int type = sqlite3_column_type(row, column);
        must(type != SQLITE_FLOAT, "no table has a column of real numbers");
        if (type == SQLITE_INTEGER || type == SQLITE_NULL) {
            x_values.push_back({type, 0, sqlite3_column_int64(row, column)});
            continue;
        }
        const void* data = type == SQLITE_TEXT ? static_cast<const void*>(sqlite3_column_text(row, column))
                                               : sqlite3_column_blob(row, column);
        const auto size = static_cast<std::uint32_t>(sqlite3_column_bytes(row, column));
        x_values.push_back({type, size, static_cast<std::int64_t>(x_bytes.size())});
        if (size > 0) x_bytes.append(static_cast<const char*>(data), size);
    }
    ++x_rows;
}

void Answer::tell(const RowSink& sink) const
{
    AnswerRow row(*this);
    for (std::size_t number = 0; number < x_rows; ++number) {
        row.go_to(number);
        if (!sink(row)) return;
    }
}

std::size_t Answer::bytes() const
{
    constexpr std::size_t of_one_without_rows = 200;  // with its place among the others
    return of_one_without_rows + x_key.size() + x_bytes.size() + x_values.size() * sizeof(Value);
}

std::shared_ptr<const Answer> RememberedAnswers::find(const Statement& question,
                                                      MunicipalityCode municipality,
                                                      std::span<const Parameter> parameters)
{
    const auto known = x_known.find({&question, municipality});
    if (known == x_known.end()) return nullptr;
    const std::size_t about = hash_of_first(parameters);
    x_key.clear();
    append_key(x_key, parameters);
    for (Answers* answers : {&known->second.lately, &known->second.before}) {
        const auto alike = answers->find(about);
        if (alike == answers->end()) continue;
        const auto found = std::find_if(alike->second.begin(), alike->second.end(),
                                        [&](const auto& one) { return one->key() == x_key; });
        if (found == alike->second.end()) continue;
        std::shared_ptr<const Answer> answer = *found;
        if (answers == &known->second.before) {
            alike->second.erase(found);
            keep(known->second.lately, about, answer);
        }
        return answer;
    }
    return nullptr;
}

void RememberedAnswers::remember(const Statement& question, MunicipalityCode municipality,
                                 std::span<const Parameter> parameters, std::shared_ptr<const Answer> answer)
{
    if (std::find(x_questions.begin(), x_questions.end(), &question) == x_questions.end()) {
        x_questions.push_back(&question);
        x_altered_by.clear();
    }
    keep(x_known[{&question, municipality}].lately, hash_of_first(parameters), std::move(answer));
}

/// Half of the room is for what was asked lately; when it is full, that is what was asked before, and what
/// was not asked again since the last time goes.
void RememberedAnswers::keep(Answers& lately, std::size_t about, std::shared_ptr<const Answer> answer)
{
    x_bytes_lately += answer->bytes();
    lately[about].push_back(std::move(answer));
    if (x_bytes_lately < x_most_bytes / 2) return;
    for (auto& [of, known] : x_known) known.before = std::exchange(known.lately, {});
    x_bytes_lately = 0;
}

void RememberedAnswers::forget_altered_by(const Statement& change, MunicipalityCode municipality,
                                          std::span<const Parameter> parameters)
{
    for (const Altered& altered : altered_by(change)) {
        const auto known = x_known.find({altered.question, municipality});
        if (known == x_known.end()) continue;
        if (altered.parameter == 0) {
            x_known.erase(known);
            continue;
        }
        const std::size_t about = hash_of(parameters[altered.parameter - 2]);
        known->second.lately.erase(about);
        known->second.before.erase(about);
    }
}

void RememberedAnswers::forget_all()
{
    x_known.clear();
    x_bytes_lately = 0;
}

const std::vector<RememberedAnswers::Altered>& RememberedAnswers::altered_by(const Statement& change)
{
    const auto known = x_altered_by.find(&change);
    if (known != x_altered_by.end()) return known->second;
    std::vector<Altered> altered;
    if (!x_questions.empty()) {
        const ChangeShape shape = shape_of_change(change.sql);
        for (const Statement* question : x_questions) {
            const Influence influence = influence_of(shape, question->sql);
            if (!influence.is_possible) continue;
            const auto first = std::find_if(influence.where_equal.begin(), influence.where_equal.end(),
                                            [](const auto& pair) { return pair.first == 2; });
            altered.push_back({question, first == influence.where_equal.end() ? 0 : first->second});
        }
    }
    return x_altered_by.emplace(&change, std::move(altered)).first->second;
}

}  // namespace hagukumi::store::sqlite
