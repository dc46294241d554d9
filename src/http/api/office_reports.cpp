// 統計 and 気になる利用: what was used, what it costs, what may be published of it, and what looks odd.
#include <fmt/format.h>

#include "base/age.hpp"
#include "facilities/facility.hpp"
#include "http/api/file_response.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/report_handlers.hpp"
#include "paper/csv.hpp"
#include "paper/xlsx.hpp"
#include "settlement/misuse/misuse.hpp"
#include "settlement/odd_uses.hpp"
#include "settlement/papers.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

using settlement::ReportBy;

/// Below so many persons a row is not published.
constexpr std::int64_t least_published = 10;
constexpr int most_months = 24;

struct ReportAsked {
    settlement::Month first, last;
    std::string by_name;
    ReportBy by = ReportBy::month;
    std::string programme;  ///< empty: all
    bool is_published = false;
};

Result<ReportAsked> report_asked(std::string_view first, std::string_view last, std::string_view by,
                                 std::string_view programme, bool is_published)
{
    const auto from = settlement::parse_month(first), until = settlement::parse_month(last);
    const auto known = settlement::report_by(by);
    if (!from || !until || !known || *until < *from || (*until - *from).count() >= most_months ||
        programme.size() > 100) {
        return fail(
            ErrorKind::malformed, "wrong_report",
            {"期間は2026-04のような月で、24か月までを指定してください。",
             "The report needs first and last, months such as 2026-04 (at most 24), and by: month, service, "
             "facility, class, age, month_service, babies or loss."});
    }
    return ReportAsked{*from, *until, std::string(by), *known, std::string(programme), is_published};
}

Result<ReportAsked> report_in_query(const Request& request)
{
    return report_asked(request.query_value("first"), request.query_value("last"), request.query_value("by"),
                        request.query_value("programme"), request.query_value("published") == "true");
}

settlement::Report report_of(const std::vector<settlement::UseRow>& uses, const ReportAsked& asked)
{
    settlement::Report report = settlement::count(uses, asked.by, asked.programme);
    return asked.is_published ? settlement::published(std::move(report), least_published) : report;
}

Text name_of_service(const Municipality& municipality, const std::string& key)
{
    const std::size_t slash = key.find('/');
    const rules::Programme* programme = municipality.find(key.substr(0, slash));
    const rules::Service* service = programme != nullptr && slash != std::string::npos
                                        ? programme->find_service(key.substr(slash + 1))
                                        : nullptr;
    return service != nullptr ? service->name : Text{key, key};
}

Text name_of_birth(std::string_view key)
{
    if (key == "single") return {"単胎", "one baby"};
    if (key == "multiple") return {"多胎", "twins or more"};
    if (key == "birth") return {"出産・妊娠", "birth or pregnancy"};
    if (key == "loss") return {"流産・死産", "pregnancy loss"};
    return {"不明", "unknown"};
}

Text name_of_age(std::string_view band)
{
    if (band == "0-3") return {"0〜3か月", "0 to 3 months"};
    if (band == "4-5") return {"4〜5か月", "4 and 5 months"};
    if (band == "6-11") return {"6〜11か月", "6 to 11 months"};
    if (band == "12-") return {"12か月以上", "12 months and more"};
    if (band == "unborn") return {"出産前", "before the birth"};
    return {"不明", "unknown"};
}

/// What a row is called by people.
Text label_of(const Municipality& municipality, store::Snapshot& snapshot, ReportBy by,
              const std::string& key)
{
    if (by == ReportBy::age) return name_of_age(key);
    if (by == ReportBy::facility) {
        const auto id = parse_id(key);
        const auto facility = id ? facilities::find_facility(snapshot, *id) : std::nullopt;
        return facility ? Text{facility->name, facility->name} : Text{key, key};
    }
    if (by == ReportBy::service) return name_of_service(municipality, key);
    if (by == ReportBy::babies || by == ReportBy::loss) return name_of_birth(key);
    if (by == ReportBy::month_and_service) {
        const std::size_t space = key.find(' ');
        const Text service = name_of_service(municipality, key.substr(space + 1));
        return {key.substr(0, space) + " " + service.ja, key.substr(0, space) + " " + service.en};
    }
    if (by == ReportBy::household_class) {
        for (const auto& programme : municipality.programmes) {
            const auto* known = programme->find_household_class(key);
            if (known != nullptr) return *known;
        }
    }
    return {key, key};
}

json::object row_to_json(const settlement::ReportRow& row, const Text& label)
{
    const auto number = [&](std::int64_t value) { return row.is_hidden ? json::value(nullptr) : value; };
    return {{"key", row.key},
            {"label", to_json(label)},
            {"hidden", row.is_hidden},
            {"uses", number(row.uses)},
            {"persons", number(row.persons)},
            {"units", number(row.units)},
            {"fee_yen", number(row.money.fee.amount)},
            {"parent_yen", number(row.money.parent.amount)},
            {"public_yen", number(row.money.public_share.amount)}};
}

/// `uses` are those of the fiscal year until now, others may be among them.
json::object budget_to_json(store::Snapshot& snapshot, const std::vector<settlement::UseRow>& uses,
                            Date today)
{
    const auto budget =
        settlement::forecast(uses, today, settlement::find_budget(snapshot, fiscal_year(today)));
    const auto maybe = [](const std::optional<Yen>& yen) { return yen ? json::value(yen->amount) : nullptr; };
    return {{"fiscal_year", budget.fiscal_year},
            {"planned_yen", maybe(budget.planned)},
            {"used_yen", budget.used.amount},
            {"at_years_end_yen", maybe(budget.at_years_end)},
            {"whole_months", budget.whole_months}};
}

/// 不正利用: few, and therefore never published.
json::value misuse_to_json(store::Snapshot& snapshot, const ReportAsked& asked)
{
    if (asked.is_published) return nullptr;
    const auto sum = settlement::sum_of(settlement::misused_between(snapshot, asked.first, asked.last));
    return json::object{
        {"uses", sum.uses}, {"claimed_yen", sum.claimed.amount}, {"repaid_yen", sum.repaid.amount}};
}

/// One line a use, for the books of who claims the money.
paper::Sheet misuse_sheet(const Municipality& municipality, store::Snapshot& snapshot,
                          settlement::Month first, settlement::Month last)
{
    paper::Sheet sheet{
        "不正利用",
        {"期間 " + settlement::to_string(first) + " から " + settlement::to_string(last) + " まで"},
        {{"利用番号", 14},
         {"利用の最終日", 14},
         {"施設", 28},
         {"サービス", 24},
         {"数", 8},
         {"利用料金", 14},
         {"公費", 14},
         {"返還を求めた額", 16},
         {"状態", 12},
         {"理由", 40}}};
    for (const settlement::MisusedUse& one : settlement::misused_between(snapshot, first, last)) {
        const auto facility = facilities::find_facility(snapshot, one.facility);
        const auto yen = [](const std::optional<Yen>& sum) {
            return sum ? paper::Value{*sum} : paper::Value{std::monostate{}};
        };
        sheet.rows.push_back(
            {ledger::number_of(one.misuse.entry), one.last_day, facility ? facility->name : std::string(),
             name_of_service(municipality, one.programme + "/" + one.service).ja, one.units.count,
             yen(one.fee), yen(one.public_share), one.misuse.yen,
             std::string(one.misuse.state == settlement::MisuseState::repaid ? "返還済み" : "返還請求中"),
             one.misuse.reason});
    }
    return sheet;
}

// ── as a file ──

struct FileAsked {
    ReportAsked report;
    bool is_csv = false;
    paper::Encoding encoding = paper::Encoding::utf_8;
};

Result<FileAsked> file_asked(const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string first = in.text("first"), last = in.text("last"), by = in.text("by");
    const std::string programme = in.maybe_text("programme").value_or("");
    const bool is_published = in.flag("published");
    const std::string format = in.text("format");
    if (format != "xlsx" && format != "csv" && format != "csv_cp932")
        in.mistake("format", "another name", "xlsx, csv or csv_cp932");
    TRY(in.done());
    FileAsked asked{TRY(report_asked(first, last, by, programme, is_published))};
    asked.is_csv = format != "xlsx";
    if (format == "csv_cp932") asked.encoding = paper::Encoding::cp932;
    return asked;
}

paper::Sheet sheet_of(const Municipality& municipality, store::Snapshot& snapshot,
                      const std::vector<settlement::UseRow>& uses, const ReportAsked& asked, const char* name)
{
    const settlement::Report report = report_of(uses, asked);
    paper::Sheet sheet{
        name,
        {municipality.name.ja + "　利用統計", "期間 " + settlement::to_string(asked.first) + " から " +
                                                  settlement::to_string(asked.last) + " まで"}};
    if (asked.is_published)
        sheet.above.push_back(
            fmt::format("{}人未満の行と、差引きで分かる行は「―」にしています。", least_published));
    sheet.columns = {{"区分", 28},     {"件数", 10},         {"実人数", 10}, {"延べ数", 10},
                     {"利用料金", 14}, {"保護者の負担", 14}, {"公費", 14}};
    const auto values = [](std::string label, const settlement::ReportRow& row) {
        if (row.is_hidden) {
            const std::string hidden = "―";
            return std::vector<paper::Value>{std::move(label), hidden, hidden, hidden,
                                             hidden,           hidden, hidden};
        }
        return std::vector<paper::Value>{std::move(label), row.uses,         row.persons,           row.units,
                                         row.money.fee,    row.money.parent, row.money.public_share};
    };
    for (const settlement::ReportRow& row : report.rows)
        sheet.rows.push_back(values(label_of(municipality, snapshot, asked.by, row.key).ja, row));
    sheet.sums = values("合計", report.total);
    return sheet;
}

// ── a fiscal year for surveys ──

constexpr std::pair<const char*, const char*> sheets_of_year[] = {
    {"month", "月別"},          {"month_service", "月別・サービス別"},
    {"service", "サービス別"},  {"facility", "施設別"},
    {"class", "世帯区分別"},    {"age", "月齢別"},
    {"babies", "単胎・多胎別"}, {"loss", "出産・流産死産別"}};

/// What else surveys of 産後ケア ask for, and what is not known here and must come from elsewhere.
paper::Sheet other_figures(store::Snapshot& snapshot, int fiscal_year, Date first, Date last)
{
    paper::Sheet sheet{
        "その他", {std::to_string(fiscal_year) + "年度"}, {{"項目", 40}, {"数", 14}, {"説明", 60}}};
    const auto reach = settlement::take_up(snapshot, first, last);
    const auto misuse = settlement::sum_of(
        settlement::misused_between(snapshot, settlement::month_of(first), settlement::month_of(last)));
    const auto nothing = settlement::came_to_nothing(snapshot, first, last);
    const auto row = [&](const char* item, paper::Value value, const char* note) {
        sheet.rows.push_back({std::string(item), std::move(value), std::string(note)});
    };
    row("出生", reach.births, "年度内に生まれた出産の数（多胎は1）");
    row("そのうち利用のあった出産", reach.with_use, "いつの利用でも数えます");
    row("利用率（％）", reach.births == 0 ? std::int64_t{} : 100 * reach.with_use / reach.births,
        "小数点以下切捨て");
    row("予約の取消", nothing.cancelled, "年度内の日の予約");
    row("無断キャンセル", nothing.missed, "年度内の日の予約");
    row("取消で引いた回数・日数", nothing.units.count, "");
    row("取消料", nothing.fees, "施設に支払われたかどうかは、ここでは分かりません");
    row("不正利用とした利用", misuse.uses, "年度内の日の利用で、記録を取り消していないもの");
    row("返還を求めた額", misuse.claimed, "");
    row("返還された額", misuse.repaid, "");
    for (const char* item :
         {"初産・経産の別", "施設の種別（病院・診療所・助産所）", "里帰り（他自治体の方の利用）",
          "利用のきっかけ（紹介元）", "EPDSなどの結果と引き継ぎの要否"})
        row(item, std::monostate{}, "このシステムでは記録していません。実施報告書などから補ってください");
    return sheet;
}

struct YearAsked {
    int fiscal_year = 0;
    bool is_published = false;
};

Result<YearAsked> year_asked(const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::int64_t year = in.whole("fiscal_year");
    if (year < 2000 || year > 2998) in.mistake("fiscal_year", "another number", "a year such as 2026");
    const bool is_published = in.flag("published");
    TRY(in.done());
    return YearAsked{static_cast<int>(year), is_published};
}

}  // namespace

Result<Response> get_office_report(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                   const Request& request)
{
    const ReportAsked asked = TRY(report_in_query(request));
    const Municipality& municipality = municipality_of(site, request);
    // The ledger is read once: what is asked for, and the fiscal year for the budget.
    const Date today = date_in_japan(request.at);
    const settlement::Month year_begins = settlement::month_of(fiscal_year_start(today));
    auto uses = settlement::uses_between(snapshot, std::min(asked.first, year_begins),
                                         std::max(asked.last, settlement::month_of(today)),
                                         settlement::detail_for(asked.by));
    json::object budget = budget_to_json(snapshot, uses, today);
    std::erase_if(uses, [&](const settlement::UseRow& use) {
        const settlement::Month month = settlement::month_of(use.last_day);
        return month < asked.first || month > asked.last;
    });
    const settlement::Report report = report_of(uses, asked);
    json::array rows;
    for (const settlement::ReportRow& row : report.rows)
        rows.push_back(row_to_json(row, label_of(municipality, snapshot, asked.by, row.key)));
    const auto reach = settlement::take_up(snapshot, settlement::first_day_of(asked.first),
                                           settlement::last_day_of(asked.last));
    return json_response(200, json::object{{"first", settlement::to_string(asked.first)},
                                           {"last", settlement::to_string(asked.last)},
                                           {"by", asked.by_name},
                                           {"published", asked.is_published},
                                           {"least", least_published},
                                           {"rows", std::move(rows)},
                                           {"total", row_to_json(report.total, {"合計", "Total"})},
                                           {"births", reach.births},
                                           {"births_with_use", reach.with_use},
                                           {"misuse", misuse_to_json(snapshot, asked)},
                                           {"budget", std::move(budget)}});
}

Recorded<Response> note_report_file(const Site&, const people::Caller& caller, store::Transaction& tx,
                                    const Request& request)
{
    const FileAsked asked = TRY(file_asked(request));
    settlement::note_paper(tx, request.at, caller.account, caller.account,
                           "report_by_" + asked.report.by_name);
    return Result<Response>(no_content());
}

Result<Response> draw_report_file(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                  const Request& request)
{
    const FileAsked asked = TRY(file_asked(request));
    const auto uses = settlement::uses_between(snapshot, asked.report.first, asked.report.last,
                                               settlement::detail_for(asked.report.by));
    paper::Sheet sheet = sheet_of(municipality_of(site, request), snapshot, uses, asked.report, "利用統計");
    Response response;
    if (asked.is_csv) {
        response.body = paper::write_csv(sheet, asked.encoding).bytes;
        response.content_type = "text/csv";
    } else {
        paper::Workbook book{"利用統計", request.at, {std::move(sheet)}};
        if (!asked.report.is_published)
            book.sheets.push_back(misuse_sheet(municipality_of(site, request), snapshot, asked.report.first,
                                               asked.report.last));
        response.body = paper::write_xlsx(book);
        response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
    response.headers.emplace_back("Content-Disposition", asked.is_csv
                                                             ? "attachment; filename=\"tokei.csv\""
                                                             : "attachment; filename=\"tokei.xlsx\"");
    return response;
}

Recorded<Response> note_year_file(const Site&, const people::Caller& caller, store::Transaction& tx,
                                  const Request& request)
{
    const YearAsked asked = TRY(year_asked(request));
    settlement::note_paper(tx, request.at, caller.account, caller.account,
                           "report_of_" + std::to_string(asked.fiscal_year));
    return Result<Response>(no_content());
}

Result<Response> draw_year_file(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                const Request& request)
{
    const YearAsked year = TRY(year_asked(request));
    const settlement::Month first = std::chrono::year(year.fiscal_year) / std::chrono::April;
    const settlement::Month last = first + std::chrono::months(11);
    const auto uses = settlement::uses_between(snapshot, first, last, settlement::Detail::with_people);
    paper::Workbook book{std::to_string(year.fiscal_year) + "年度 利用統計", request.at};
    for (const auto& [by, name] : sheets_of_year) {
        const ReportAsked asked{first, last, by, *settlement::report_by(by), "", year.is_published};
        book.sheets.push_back(sheet_of(municipality_of(site, request), snapshot, uses, asked, name));
    }
    // Few births and few cancellations tell as much as few uses.
    if (!year.is_published)
        book.sheets.push_back(other_figures(snapshot, year.fiscal_year, settlement::first_day_of(first),
                                            settlement::last_day_of(last)));
    if (!year.is_published)
        book.sheets.push_back(misuse_sheet(municipality_of(site, request), snapshot, first, last));
    return file_response(paper::write_xlsx(book),
                         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                         "tokei-" + std::to_string(year.fiscal_year) + ".xlsx");
}

Recorded<Response> post_office_budget(const Site&, const people::Caller& caller, store::Transaction& tx,
                                      const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::SetBudget command;
    command.key = in.id("key");
    const std::int64_t year = in.whole("fiscal_year");
    if (year < 2000 || year > 2999) in.mistake("fiscal_year", std::to_string(year), "a year such as 2026");
    command.fiscal_year = static_cast<int>(year);
    command.planned = Yen{in.whole("planned_yen")};
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    TRY(settlement::set_budget(tx, command));
    return Result<Response>(no_content());
}

Result<Response> get_office_odd_uses(const Site&, const people::Caller&, store::Snapshot& snapshot,
                                     const Request& request)
{
    // The month before and this one, by their last days; stays that end later are among them.
    const Date today = date_in_japan(request.at);
    const settlement::Month now = settlement::month_of(today);
    const settlement::Month first = now - std::chrono::months(1);
    const auto uses =
        settlement::uses_between(snapshot, first, now + std::chrono::months(1), settlement::Detail::uses);
    const auto voids =
        settlement::voids_since(snapshot, start_of_day_in_japan(settlement::first_day_of(first)));
    json::array findings;
    for (const settlement::Finding& found : settlement::find_odd(uses, voids, {}, today)) {
        const auto facility =
            found.facility ? facilities::find_facility(snapshot, *found.facility) : std::nullopt;
        json::array numbers;
        for (const Id& use : found.uses) numbers.emplace_back(ledger::number_of(use));
        findings.push_back(json::object{
            {"kind", settlement::name_of(found.kind)},
            {"day", hagukumi::to_string(found.day)},
            {"facility_name", facility ? json::value(facility->name) : nullptr},
            {"household", found.household ? json::value(hagukumi::to_string(*found.household)) : nullptr},
            {"uses", std::move(numbers)},
            {"why", to_json(found.why)}});
    }
    return json_response(200, json::object{{"since", hagukumi::to_string(settlement::first_day_of(first))},
                                           {"findings", std::move(findings)}});
}

}  // namespace hagukumi::http
