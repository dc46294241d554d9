// 取込: lists that other programs wrote.  They are looked at first, and taken in whole or not at all.
#include "http/api/import_handlers.hpp"

#include "http/api/file_response.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "imports/user_numbers.hpp"
#include "paper/csv.hpp"
#include "people/password.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

/// Each PIN is hashed, which is slow on purpose: these take about as long as a person waits.
constexpr std::size_t most_numbers = 300;
constexpr std::size_t most_shown = 20;  ///< rows of the preview

json::object list_to_json(const imports::NumberList& list)
{
    json::array rows, mistakes, alike, not_read;
    for (const imports::NumberedFamily& family : list.families) {
        if (rows.size() == most_shown) break;
        rows.push_back(json::object{{"line", family.line},
                                    {"user_number", family.user_number},
                                    {"name", family.mother.name},
                                    {"kana", family.mother.kana},
                                    {"mother_born_on", to_json(family.mother.birth_date)},
                                    {"due_date", to_json(family.birth.due_date)},
                                    {"born_on", to_json(family.birth.born_on)}});
    }
    for (const imports::RowMistake& one : list.mistakes)
        mistakes.push_back(
            json::object{{"line", one.line}, {"column", one.column}, {"message", to_json(one.message)}});
    for (const auto& [line, households] : list.alike) {
        json::array ids;
        for (const Id& household : households) ids.emplace_back(to_string(household));
        alike.push_back(json::object{{"line", line}, {"households", std::move(ids)}});
    }
    for (const std::string& heading : list.not_read) not_read.emplace_back(heading);
    return {{"families", list.families.size()},
            {"rows", std::move(rows)},
            {"mistakes", std::move(mistakes)},
            {"alike", std::move(alike)},
            {"not_read", std::move(not_read)}};
}

struct Asked {
    imports::NumberList list;
    const rules::Programme* programme = nullptr;  ///< whose coupons are granted
};

/// The list as it stands in the body.
Result<Asked> asked_list(const Site& site, const Request& request)
{
    Asked asked;
    if (const std::string_view code = request.query_value("programme"); !code.empty()) {
        asked.programme = municipality_of(site, request).find(code);
        if (asked.programme == nullptr) return not_found();
    }
    const paper::CsvTable table = TRY(paper::read_csv(request.body, {most_numbers, 100, 2000}));
    asked.list = TRY(imports::read_user_numbers(table, date_in_japan(request.at)));
    return asked;
}

Response list_refused(const imports::NumberList& list)
{
    Error error;
    error.code = "list_refused";
    error.message =
        list.families.empty() && list.mistakes.empty()
            ? Text{"このファイルには行がありません。", "There are no rows in this file."}
            : Text{"取り込みませんでした。行ごとの理由をご確認のうえ、直したファイルを選び直してください。",
                   "Nothing was taken in. Please see what is wrong with each row, and choose the "
                   "corrected file."};
    return problem(422, error, {{"list", list_to_json(list)}});
}

}  // namespace

Result<Response> get_user_numbers_example(const Site&, const people::Caller&, store::Snapshot&,
                                          const Request&)
{
    paper::Sheet sheet;
    sheet.name = "利用者番号";
    for (const std::string& heading : imports::headings_of_user_numbers()) sheet.columns.push_back({heading});
    return file_response(paper::write_csv(sheet, paper::Encoding::utf_8).bytes, "text/csv",
                         "riyosha-bango.csv");
}

Result<Work> open_user_numbers_look(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                    const Request& request)
{
    Asked asked = TRY(asked_list(site, request));
    imports::look_over(snapshot, asked.programme, request.at, asked.list);
    return Work([answer = json_response(200, list_to_json(asked.list))](
                    const people::Caller&, store::Transaction&) -> Recorded<Response> {
        return Result<Response>(answer);
    });
}

Result<Work> open_user_numbers_import(const Site& site, const people::Caller& caller, store::Snapshot&,
                                      const Request& request)
{
    const auto key = parse_id(request.query_value("key"));
    if (!key) {
        return fail(ErrorKind::malformed, "wrong_request",
                    {"この画面を開き直してから、もう一度お試しください。", "`key` is not a UUID."});
    }
    Asked asked = TRY(asked_list(site, request));
    imports::ImportUserNumbers command;
    command.key = *key;
    command.at = request.at;
    command.actor = caller.account;
    command.programme = asked.programme;
    command.list = std::move(asked.list);
    if (command.list.mistakes.empty()) {
        for (const imports::NumberedFamily& family : command.list.families) {
            command.pin_hashes.push_back(people::hash_password(family.pin));
            for (std::size_t i = 0; i < imports::ids_to_import(command.programme); ++i)
                command.ids.push_back(site.draw_id(request.at));
        }
    }
    return Work([command = std::move(command)](const people::Caller& again,
                                               store::Transaction& tx) -> Recorded<Response> {
        must(again.account == command.actor, "one session has one account");
        const imports::Outcome outcome = TRY(imports::import_user_numbers(tx, command));
        if (const auto* const list = std::get_if<imports::NumberList>(&outcome))
            return Result<Response>(list_refused(*list));
        return Result<Response>(json_text_response(201, std::get<imports::Imported>(outcome).answer));
    });
}

}  // namespace hagukumi::http
