// Which column answers which question: as the last time, or by the words of the headings.
#include <boost/json.hpp>

#include <algorithm>
#include <array>

#include "imports/applications.hpp"
#include "imports/sql.hpp"
#include "people/fold.hpp"

namespace hagukumi::imports {

namespace {

namespace json = boost::json;
using rules::AnswerKind;
using rules::Becomes;

constexpr const char* day_of_sending = "";  ///< its name where columns are remembered: no question has it

/// What other services call it.  Empty: no further word.
struct Called {
    Becomes becomes;
    std::array<const char*, 6> words;
};
constexpr std::array called{
    Called{Becomes::guardian_name, {"氏名", "名前", "お名前", "保護者氏名", "申請者氏名", "母の氏名"}},
    Called{Becomes::guardian_kana,
           {"フリガナ", "氏名フリガナ", "氏名カナ", "保護者氏名フリガナ", "申請者氏名フリガナ", "カナ氏名"}},
    Called{Becomes::guardian_born_on,
           {"生年月日", "保護者生年月日", "申請者生年月日", "母の生年月日", "", ""}},
    Called{Becomes::guardian_telephone, {"電話番号", "電話", "連絡先", "連絡先電話番号", "携帯電話番号", ""}},
    Called{Becomes::guardian_email,
           {"メールアドレス", "メール", "eメール", "email", "電子メールアドレス", ""}},
    Called{Becomes::guardian_postal_code, {"郵便番号", "", "", "", "", ""}},
    Called{Becomes::guardian_address, {"住所", "現住所", "", "", "", ""}},
    Called{Becomes::child_name, {"お子さんの氏名", "お子様の氏名", "子の氏名", "児童氏名", "", ""}},
    Called{Becomes::child_kana,
           {"お子さんのフリガナ", "お子様のフリガナ", "子のフリガナ", "児童氏名フリガナ", "", ""}},
    Called{Becomes::child_born_on, {"お子さんの生年月日", "お子様の生年月日", "子の生年月日", "", "", ""}},
    Called{Becomes::birth_due_date, {"出産予定日", "予定日", "分娩予定日", "", "", ""}},
    Called{Becomes::birth_born_on, {"出産日", "分娩日", "", "", "", ""}},
};
constexpr std::array words_of_sending{"申請日",   "申請日時", "送信日時", "回答日時",
                                      "受付日時", "申込日時", "申込日",   "タイムスタンプ"};

std::vector<std::string> keys_of(const rules::FormQuestion& question)
{
    std::vector<std::string> keys{people::search_key(question.code), people::search_key(question.ask.ja),
                                  people::search_key(question.ask.en)};
    for (const Called& one : called) {
        if (one.becomes != question.becomes) continue;
        for (const char* word : one.words) {
            if (*word != '\0') keys.push_back(people::search_key(word));
        }
    }
    std::erase(keys, "");
    return keys;
}

/// The endings of the headings of an answer's parts.
std::vector<std::vector<const char*>> parts_of(AnswerKind kind)
{
    switch (kind) {
        case AnswerKind::name: return {{"姓", "名"}, {"氏", "名"}};
        case AnswerKind::kana: return {{"セイ", "メイ"}, {"姓", "名"}, {"氏", "名"}};
        case AnswerKind::date: return {{"年", "月", "日"}};
        default: return {};
    }
}

class Finder {
public:
    explicit Finder(const std::vector<std::string>& headings) : x_used(headings.size())
    {
        for (const std::string& heading : headings) x_keys.push_back(people::search_key(heading));
    }

    /// The first of this name that answers nothing yet.
    std::optional<std::size_t> find(const std::string& key) const
    {
        for (std::size_t i = 0; i < x_keys.size(); ++i) {
            if (!x_used[i] && x_keys[i] == key) return i;
        }
        return std::nullopt;
    }
    /// One that begins as this does, or the other way round: 「いまのご様子」,
    /// 「いまのご様子をお選びください」.
    std::optional<std::size_t> find_alike(const std::string& key) const
    {
        constexpr std::size_t least_bytes = 12;  // four kanji or kana
        for (std::size_t i = 0; i < x_keys.size(); ++i) {
            const bool is_alike = x_keys[i].starts_with(key) || key.starts_with(x_keys[i]);
            if (!x_used[i] && is_alike && std::min(x_keys[i].size(), key.size()) >= least_bytes) return i;
        }
        return std::nullopt;
    }
    std::vector<std::size_t> find_all(const std::vector<std::string>& keys) const
    {
        std::vector<std::size_t> found;
        for (const std::string& key : keys) {
            const auto column = find(key);
            if (!column) return {};
            found.push_back(*column);
        }
        return found;
    }
    void use(const std::vector<std::size_t>& columns)
    {
        for (const std::size_t column : columns) x_used[column] = true;
    }

private:
    std::vector<std::string> x_keys;
    std::vector<bool> x_used;
};

std::vector<std::size_t> columns_of(const Finder& finder, const rules::FormQuestion& question)
{
    for (const std::string& key : keys_of(question)) {
        if (const auto column = finder.find(key)) return {*column};
        for (const auto& parts : parts_of(question.kind)) {
            std::vector<std::string> keys;
            for (const char* part : parts) keys.push_back(key + people::search_key(part));
            if (auto found = finder.find_all(keys); !found.empty()) return found;
        }
    }
    return {};
}

/// By the headings that stood there the last time; nothing where one of them is missing now.
std::optional<Columns> remembered(const rules::Form& form, std::string_view text,
                                  const std::vector<std::string>& headings)
{
    Columns columns;
    columns.are_remembered = true;
    const json::value kept = json::parse(text);
    for (const auto& [name, value] : kept.as_object()) {
        Source source;
        if (value.is_string()) source.same = value.as_string();
        if (value.is_array()) {
            for (const json::value& heading : value.as_array()) {
                const auto at = std::find(headings.begin(), headings.end(), std::string(heading.as_string()));
                if (at == headings.end()) return std::nullopt;
                source.columns.push_back(static_cast<std::size_t>(at - headings.begin()));
            }
        }
        if (name == day_of_sending) {
            columns.sent_on = source.columns.front();
        } else if (form.find_question(name)) {
            columns.questions[std::string(name)] = std::move(source);
        }
    }
    return columns;
}

}  // namespace

Columns columns_alike(const rules::Form& form, const std::vector<std::string>& headings)
{
    Finder finder(headings);
    Columns columns;
    for (std::size_t i = 0; i < form.question_count(); ++i) {
        const rules::FormQuestion& question = form.question(i);
        if (question.kind == AnswerKind::file) continue;
        std::vector<std::size_t> found = columns_of(finder, question);
        if (found.empty()) continue;
        finder.use(found);
        columns.questions[question.code].columns = std::move(found);
    }
    for (std::size_t i = 0; i < form.question_count(); ++i) {
        const rules::FormQuestion& question = form.question(i);
        if (question.kind == AnswerKind::file || columns.questions.contains(question.code)) continue;
        const auto found = finder.find_alike(people::search_key(question.ask.ja));
        if (!found) continue;
        finder.use({*found});
        columns.questions[question.code].columns = {*found};
    }
    for (const char* word : words_of_sending) {
        if (!columns.sent_on) columns.sent_on = finder.find(people::search_key(word));
    }
    return columns;
}

Columns columns_for(store::Snapshot& snapshot, const rules::Programme& programme, const rules::Form& form,
                    const std::vector<std::string>& headings)
{
    const auto kept = snapshot.find(
        sql::columns_of, [](const store::Row& row) { return std::string(row.text(0)); }, programme.code(),
        form.code);
    if (kept) {
        if (auto columns = remembered(form, *kept, headings)) return std::move(*columns);
    }
    return columns_alike(form, headings);
}

std::string remembered_as(const Columns& columns, const std::vector<std::string>& headings)
{
    json::object out;
    for (const auto& [question, source] : columns.questions) {
        if (source.columns.empty()) {
            if (!source.same.empty()) out[question] = source.same;
            continue;
        }
        json::array names;
        for (const std::size_t column : source.columns) names.emplace_back(headings[column]);
        out[question] = std::move(names);
    }
    if (columns.sent_on) {
        json::array& names = out[day_of_sending].emplace_array();
        names.emplace_back(headings[*columns.sent_on]);
    }
    return json::serialize(out);
}

}  // namespace hagukumi::imports
