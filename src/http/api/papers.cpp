// Papers of months and transfers, for facility and office: noted first, drawn afterwards.
#include "settlement/papers.hpp"
#include <fmt/format.h>

#include "http/api/file_response.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "http/api/report_handlers.hpp"
#include "http/api/settlement_out.hpp"
#include "paper/csv.hpp"
#include "paper/pdf.hpp"
#include "paper/xlsx.hpp"

namespace hagukumi::http {

namespace {

constexpr const char* pdf = "application/pdf";
constexpr const char* xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr const char* csv = "text/csv";

// ── of a month ──

Result<std::string> statement_paper_asked(const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    std::string name = in.text("paper");
    if (name != "invoice" && name != "usage" && name != "workbook")
        in.mistake("paper", "another name", "invoice, usage or workbook");
    TRY(in.done());
    return name;
}

Result<settlement::StatementPaper> load_paper(const Site& site, store::Snapshot& snapshot,
                                              const Request& request, const Id& facility,
                                              settlement::Month month)
{
    const Municipality& municipality = municipality_of(site, request);
    return settlement::load_statement_paper(snapshot, municipality.programmes, municipality.name.ja, facility,
                                            month);
}

Recorded<Response> note_month(const Site& site, const people::Caller& caller, store::Transaction& tx,
                              const Request& request, const Id& facility, settlement::Month month)
{
    const std::string name = TRY(statement_paper_asked(request));
    const auto loaded = TRY(load_paper(site, tx, request, facility, month));
    settlement::note_paper(tx, request.at, caller.account, loaded.statement.id, name);
    return Result<Response>(no_content());
}

Result<Response> draw_month(const Site& site, store::Snapshot& snapshot, const Request& request,
                            const Id& facility, settlement::Month month)
{
    const std::string name = TRY(statement_paper_asked(request));
    const auto loaded = TRY(load_paper(site, snapshot, request, facility, month));
    const std::string of_month = loaded.facility.code + "-" + settlement::to_string(month);
    if (name == "invoice")
        return file_response(paper::write_pdf(settlement::invoice(loaded)), pdf,
                             "seikyu-" + of_month + ".pdf");
    if (name == "usage")
        return file_response(paper::write_pdf(settlement::usage_report(loaded)), pdf,
                             "jisseki-" + of_month + ".pdf");
    return file_response(paper::write_xlsx(settlement::statement_book(loaded)), xlsx,
                         "seikyu-" + of_month + ".xlsx");
}

Result<Id> facility_of_manager(const people::Caller& caller)
{
    if (caller.role != people::Role::facility_manager) return not_allowed();
    return facility_of(caller);
}

// ── of a transfer ──

struct TransferPaperAsked {
    std::string name;
    paper::Encoding encoding = paper::Encoding::utf_8;
    bool replace = false;  ///< letters that the encoding cannot hold
};

Result<TransferPaperAsked> transfer_paper_asked(const Request& request)
{
    const boost::json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    TransferPaperAsked asked;
    asked.name = in.text("paper");
    if (asked.name != "control_sheet" && asked.name != "payments")
        in.mistake("paper", "another name", "control_sheet or payments");
    const auto encoding = in.maybe_text("encoding");
    if (encoding == "cp932") asked.encoding = paper::Encoding::cp932;
    else if (encoding && *encoding != "utf-8") in.mistake("encoding", "another name", "utf-8 or cp932");
    asked.replace = in.flag("replace");
    TRY(in.done());
    return asked;
}

/// Letters are told before the file leaves, so that nobody finds 〓 in a name afterwards.
Result<std::string> payments_file(const settlement::TransferPaper& loaded, const TransferPaperAsked& asked)
{
    paper::Csv written = paper::write_csv(settlement::payment_sheet(loaded), asked.encoding);
    if (written.unfit.empty() || asked.replace) return std::move(written.bytes);
    std::string letters;
    for (const std::string& letter : written.unfit) letters += letter;
    return fail(
        ErrorKind::conflict, "letters_do_not_fit",
        {fmt::format(
             "CP932では表せない文字があります：{}　UTF-8で保存するか、〓に置き換えて保存してください。",
             letters),
         fmt::format("CP932 has no such letters: {} - save as UTF-8, or with 〓 in their place.", letters)});
}

}  // namespace

Recorded<Response> note_desk_paper(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                   const Request& request)
{
    const Id facility = TRY(facility_of_manager(caller));
    return note_month(site, caller, tx, request, facility, TRY(month_in_path(request, 0)));
}

Result<Response> draw_desk_paper(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                 const Request& request)
{
    const Id facility = TRY(facility_of_manager(caller));
    return draw_month(site, snapshot, request, facility, TRY(month_in_path(request, 0)));
}

Recorded<Response> note_office_paper(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const Id facility = TRY(id_in_path(request, 0));
    return note_month(site, caller, tx, request, facility, TRY(month_in_path(request, 1)));
}

Result<Response> draw_office_paper(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                   const Request& request)
{
    const Id facility = TRY(id_in_path(request, 0));
    return draw_month(site, snapshot, request, facility, TRY(month_in_path(request, 1)));
}

Recorded<Response> note_transfer_paper(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                       const Request& request)
{
    const TransferPaperAsked asked = TRY(transfer_paper_asked(request));
    const Id transfer = TRY(id_in_path(request, 0));
    const auto loaded =
        TRY(settlement::load_transfer_paper(tx, municipality_of(site, request).name.ja, transfer));
    if (asked.name == "payments") TRY(payments_file(loaded, asked));
    settlement::note_paper(tx, request.at, caller.account, transfer, asked.name);
    return Result<Response>(no_content());
}

Result<Response> draw_transfer_paper(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                     const Request& request)
{
    const TransferPaperAsked asked = TRY(transfer_paper_asked(request));
    const Id transfer = TRY(id_in_path(request, 0));
    const auto loaded =
        TRY(settlement::load_transfer_paper(snapshot, municipality_of(site, request).name.ja, transfer));
    const std::string day = hagukumi::to_string(loaded.transfer.pay_on);
    if (asked.name == "control_sheet")
        return file_response(paper::write_pdf(settlement::control_sheet(loaded)), pdf,
                             "furikomi-" + day + ".pdf");
    return file_response(TRY(payments_file(loaded, asked)), csv, "shiharai-" + day + ".csv");
}

}  // namespace hagukumi::http
