// 申請の取込: what families wrote into another form service, looked at first, received in whole or not at
// all.

#include "base/base64url.hpp"
#include "base/whole_number.hpp"
#include "http/api/applications_out.hpp"
#include "http/api/import_handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "imports/applications.hpp"
#include "people/password.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

/// All of them are received in one transaction, while everybody else waits.
constexpr paper::CsvLimits limits{300, 200, 10'000};
constexpr std::size_t longest_content = largest_list * 4 / 3 + 4;
constexpr std::size_t most_mistakes = 500;  ///< that are told at once

struct Asked {
    const rules::Programme* programme = nullptr;
    const rules::Form* form = nullptr;
    paper::CsvTable table;
    imports::Columns columns;
    imports::Joined joined;
    imports::ApplicationList list;
    std::string file;
};

tl::unexpected<Error> wrong_columns()
{
    return fail(ErrorKind::malformed, "columns_wrong",
                {"列の割り当てがファイルと合いません。ファイルを選び直してください。",
                 "The columns do not fit the file. Please choose the file again."});
}

/// {"mother_name": ["3", "4"], "agreed": ["=yes"]}: columns from 0, or the same answer in every row.
Result<std::map<std::string, imports::Source, std::less<>>> sources_in(
    const std::map<std::string, std::vector<std::string>, std::less<>>& lists)
{
    std::map<std::string, imports::Source, std::less<>> sources;
    for (const auto& [question, texts] : lists) {
        imports::Source source;
        for (const std::string& text : texts) {
            if (text.starts_with('=') && texts.size() == 1) {
                source.same = text.substr(1);
                continue;
            }
            const auto column = parse_whole_number<std::size_t>(text);
            if (!column) return wrong_columns();
            source.columns.push_back(*column);
        }
        sources.emplace(question, std::move(source));
    }
    return sources;
}

Result<Asked> asked_list(const Site& site, store::Snapshot& snapshot, const Request& request,
                         const json::object& body, JsonIn& in)
{
    Asked asked;
    const std::string programme = in.text("programme"), form = in.text("form");
    asked.file = in.text("file", 300);
    const std::string content = in.text("content", longest_content);
    std::map<std::string, std::vector<std::string>, std::less<>> lists;
    const bool has_columns = body.contains("columns");
    if (has_columns) lists = in.text_lists("columns", 200);
    const auto sent_on = in.maybe_whole("sent_on");
    if (body.contains("joined")) {
        for (const json::object* one : in.objects("joined", limits.most_rows)) {
            JsonIn join(*one);
            const auto line = static_cast<int>(join.whole("line"));
            const Id household = join.id("household");
            TRY(join.done());
            asked.joined.emplace(line, household);
        }
    }
    TRY(in.done());
    asked.programme = municipality_of(site, request).find(programme);
    asked.form = asked.programme != nullptr ? asked.programme->find_form(form) : nullptr;
    if (asked.form == nullptr || asked.form->is_change_notice) return not_found();
    const auto bytes = from_base64url(content);
    if (!bytes) {
        return fail(ErrorKind::malformed, "wrong_request",
                    {"ファイルを読み取れません。選び直してください。", "`content` is not base64url."});
    }
    asked.table = TRY(paper::read_csv(*bytes, limits));
    if (has_columns) {
        asked.columns.questions = TRY(sources_in(lists));
        if (sent_on && *sent_on < 0) return wrong_columns();
        if (sent_on) asked.columns.sent_on = static_cast<std::size_t>(*sent_on);
    } else {
        asked.columns = imports::columns_for(snapshot, *asked.programme, *asked.form, asked.table.head);
    }
    asked.list = TRY(
        imports::read_applications(asked.table, *asked.programme, *asked.form, asked.columns, request.at));
    return asked;
}

json::array questions_to_json(const Asked& asked)
{
    json::array out;
    for (std::size_t i = 0; i < asked.form->question_count(); ++i) {
        const rules::FormQuestion& question = asked.form->question(i);
        json::array options, columns;
        for (const rules::FormOption& option : question.options)
            options.push_back(json::object{{"code", option.code}, {"name", to_json(option.name)}});
        json::value same(nullptr);
        if (const auto source = asked.columns.questions.find(question.code);
            source != asked.columns.questions.end()) {
            for (const std::size_t column : source->second.columns) columns.emplace_back(column);
            if (!source->second.same.empty()) same = source->second.same;
        }
        out.push_back(json::object{{"code", question.code},
                                   {"ask", to_json(question.ask)},
                                   {"kind", rules::code_of(question.kind)},
                                   {"required", question.required},
                                   {"options", std::move(options)},
                                   {"columns", std::move(columns)},
                                   {"same", std::move(same)}});
    }
    return out;
}

std::string_view name_of(imports::RowState state)
{
    switch (state) {
        case imports::RowState::fresh: return "fresh";
        case imports::RowState::mistaken: return "mistaken";
        case imports::RowState::there: return "there";
    }
    throw BugFound("a row has one of the states");
}

json::object row_to_json(const Asked& asked, const imports::AppliedRow& row)
{
    json::object answers;
    std::string name, kana;
    for (const rules::TakenAnswer& answer : row.read.answers) {
        const rules::FormQuestion& question = asked.form->question(answer.question);
        answers[question.code] = texts_to_json(answer.texts);
        const bool is_name = question.becomes == rules::Becomes::guardian_name;
        if (!is_name && question.becomes != rules::Becomes::guardian_kana) continue;
        for (const std::string& text : answer.texts) {
            std::string& whole = is_name ? name : kana;
            whole += (whole.empty() ? "" : " ") + text;
        }
    }
    json::array alike, families;
    for (const applications::Like& one : row.alike)
        alike.push_back(json::object{{"what", applications::name_of(one.what)},
                                     {"id", to_string(one.application)},
                                     {"number", one.number},
                                     {"state", applications::name_of(one.state)}});
    for (const applications::Duplicate& one : row.families)
        families.push_back(json::object{{"what", applications::name_of(one.what)},
                                        {"household", to_string(*one.household)}});
    return {{"line", row.line},
            {"state", name_of(row.state)},
            {"sent_on", to_string(date_in_japan(row.sent_at))},
            {"name", name},
            {"kana", kana},
            {"answers", std::move(answers)},
            {"known", row.household.has_value()},
            {"alike", std::move(alike)},
            {"families", std::move(families)},
            {"same_as", row.same_as ? json::value(*row.same_as) : json::value(nullptr)},
            {"was_imported", row.was_imported}};
}

json::object look_to_json(const Asked& asked)
{
    json::array headings, rows, mistakes, not_read;
    for (const std::string& heading : asked.table.head) headings.emplace_back(heading);
    for (const std::string& heading : asked.list.not_read) not_read.emplace_back(heading);
    std::int64_t fresh = 0, there = 0;
    for (const imports::AppliedRow& row : asked.list.rows) {
        fresh += row.state == imports::RowState::fresh ? 1 : 0;
        there += row.state == imports::RowState::there ? 1 : 0;
        rows.push_back(row_to_json(asked, row));
    }
    for (const imports::CellMistake& one : asked.list.mistakes) {
        if (mistakes.size() == most_mistakes) break;
        mistakes.push_back(json::object{
            {"line", one.line},
            {"column", one.column},
            {"question", one.question.empty() ? json::value(nullptr) : json::value(one.question)},
            {"found", one.found},
            {"message", to_json(one.message)}});
    }
    return {{"headings", std::move(headings)},
            {"questions", questions_to_json(asked)},
            {"sent_on", asked.columns.sent_on ? json::value(*asked.columns.sent_on) : json::value(nullptr)},
            {"remembered", asked.columns.are_remembered},
            {"fresh", fresh},
            {"there", there},
            {"mistaken", asked.list.mistakes.size()},
            {"rows", std::move(rows)},
            {"mistakes", std::move(mistakes)},
            {"not_read", std::move(not_read)}};
}

/// Without the rows: a problem carries no personal datum, and the page looks again.
Response refused(const imports::ApplicationList& list)
{
    Error error;
    error.kind = ErrorKind::conflict;
    error.code = list.mistakes.empty() ? "nothing_new" : "list_refused";
    error.message =
        list.mistakes.empty()
            ? Text{"新しい申請がありません。どの行も、すでに受け付けたものです。",
                   "There is nothing new. Every row was received before."}
            : Text{"受け付けませんでした。行ごとの理由をご確認のうえ、直したファイルを選び直してください。",
                   "Nothing was received. Please see what is wrong with each row, and choose the "
                   "corrected file."};
    return problem(422, error);
}

}  // namespace

Result<Response> get_application_forms(const Site& site, const people::Caller&, store::Snapshot&,
                                       const Request& request)
{
    json::array forms;
    for (const auto& programme : municipality_of(site, request).programmes) {
        for (const rules::Form& form : programme->forms()) {
            if (form.is_change_notice) continue;
            forms.push_back(json::object{{"programme", programme->code()},
                                         {"form", form.code},
                                         {"programme_name", to_json(programme->name())},
                                         {"name", to_json(form.name)}});
        }
    }
    return json_response(200, json::object{{"forms", std::move(forms)}});
}

Result<Work> open_applications_look(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                    const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    Asked asked = TRY(asked_list(site, snapshot, request, body, in));
    TRY(imports::look_over(snapshot, *asked.programme, *asked.form, asked.joined, request.at, asked.list));
    return Work([answer = json_response(200, look_to_json(asked))](
                    const people::Caller&, store::Transaction&) -> Recorded<Response> {
        return Result<Response>(answer);
    });
}

Result<Work> open_applications_import(const Site& site, const people::Caller& caller,
                                      store::Snapshot& snapshot, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    imports::ImportApplications command;
    command.key = in.id("key");
    Asked asked = TRY(asked_list(site, snapshot, request, body, in));
    command.at = request.at;
    command.officer = caller.account;
    command.file = std::move(asked.file);
    command.columns = imports::remembered_as(asked.columns, asked.table.head);
    command.joined = std::move(asked.joined);
    command.list = std::move(asked.list);
    // Nobody knows this password: who comes new signs in by mail, or by a card that the office prints.
    command.secret_hash = people::hash_password(site.draw_token());
    for (std::size_t row = 0; row < command.list.rows.size(); ++row) {
        if (auto link = own_link(site, request)) command.links.push_back(std::move(*link));
        for (std::size_t i = 0; i < imports::ids_to_import_applications(*asked.programme); ++i)
            command.ids.push_back(site.draw_id(request.at));
    }
    return Work([command = std::move(command), programme = asked.programme, form = asked.form](
                    const people::Caller& again, store::Transaction& tx) -> Recorded<Response> {
        must(again.account == command.officer, "one session has one account");
        const auto outcome = TRY(imports::import_applications(tx, *programme, *form, command));
        if (const auto* const list = std::get_if<imports::ApplicationList>(&outcome))
            return Result<Response>(refused(*list));
        return Result<Response>(
            json_text_response(201, std::get<imports::ApplicationsImported>(outcome).answer));
    });
}

}  // namespace hagukumi::http
