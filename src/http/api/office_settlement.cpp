// The office closes a month: facilities and their statements, accounts, and the transfers that pay them.
#include <map>

#include "http/api/handlers.hpp"
#include "http/api/json_out.hpp"
#include "http/api/settlement_out.hpp"
#include "settlement/objection.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_reason = 1500;

json::array repayments_to_json(const std::vector<ledger::Repayment>& repayments)
{
    json::array out;
    for (const ledger::Repayment& one : repayments)
        out.push_back(json::object{{"use", ledger::number_of(one.entry)},
                                   {"application", hagukumi::to_string(one.application)},
                                   {"holder", one.payee.holder},
                                   {"amount_yen", one.yen.amount},
                                   {"voided", one.voided}});
    return out;
}

json::object transfer_to_json(const settlement::Transfer& transfer, const Id& reader)
{
    json::array lines;
    for (const settlement::TransferLine& line : transfer.lines) {
        lines.push_back(json::object{{"facility", hagukumi::to_string(line.facility)},
                                     {"facility_code", line.facility_code},
                                     {"facility_name", line.facility_name},
                                     {"amount_yen", line.amount.amount}});
    }
    return {{"id", hagukumi::to_string(transfer.id)},
            {"pay_on", hagukumi::to_string(transfer.pay_on)},
            {"state", settlement::name_of(transfer.state)},
            {"total_yen", transfer.total.amount},
            {"file_hash", audit::to_hex(transfer.file_hash)},
            {"made_at", to_string_in_japan(transfer.made_at)},
            {"made_by_me", transfer.made_by == reader},
            {"taken_at", transfer.taken_at ? json::value(to_string_in_japan(*transfer.taken_at)) : nullptr},
            {"lines", std::move(lines)},
            {"repayments", repayments_to_json(transfer.repayments)}};
}

json::object payable_to_json(const settlement::Payable& payable)
{
    using Why = settlement::Payable::LeftOut::Why;
    json::array left_out;
    for (const settlement::Payable::LeftOut& one : payable.left_out) {
        left_out.push_back(json::object{{"facility", hagukumi::to_string(one.facility)},
                                        {"why", one.why == Why::no_account ? "no_account" : "nothing_due"},
                                        {"amount_yen", one.amount.amount}});
    }
    return {{"total_yen", payable.total.amount},
            {"payments", payable.lines.size() + payable.repayments.size()},
            {"repayments", repayments_to_json(payable.repayments)},
            {"without_an_account", repayments_to_json(payable.without_an_account)},
            {"left_out", std::move(left_out)}};
}

/// A facility in the month: its statement that counts, or how much is open.
json::object facility_in_month(store::Snapshot& snapshot, const facilities::Facility& facility,
                               const settlement::Statement* statement, settlement::Month month,
                               const Id& reader)
{
    const auto newest = settlement::newest_account(snapshot, facility.id);
    json::object out{
        {"facility", hagukumi::to_string(facility.id)},
        {"facility_code", facility.code},
        {"facility_name", facility.name},
        {"has_account", settlement::approved_account(snapshot, facility.id).has_value()},
        {"account_proposed", newest.has_value() && newest->state == settlement::AccountState::proposed},
        {"objection_open", settlement::has_open_objection(snapshot, facility.id, month)}};
    if (statement != nullptr) {
        out["statement"] = statement_to_json(*statement, reader);
        out["open"] = nullptr;
    } else {
        const settlement::Draft draft = settlement::draw_up(snapshot, facility.id, month);
        out["statement"] = nullptr;
        out["open"] = json::object{{"uses", draft.sums.uses},
                                   {"lines", draft.lines.size()},
                                   {"public_yen", draft.sums.total().public_share.amount}};
    }
    return out;
}

settlement::ZenginStyle read_style(JsonIn& in)
{
    settlement::ZenginStyle style;
    using Style = settlement::ZenginStyle;
    style.record_end = in.flag("records_end_with_crlf") ? Style::RecordEnd::crlf : Style::RecordEnd::none;
    style.file_end = in.flag("file_ends_with_eof") ? Style::FileEnd::eof : Style::FileEnd::none;
    style.clearing_house =
        in.flag("clearing_house_is_spaces") ? Style::ClearingHouse::spaces : Style::ClearingHouse::zeros;
    const std::string designation = in.text("designation", 1);
    if (designation.size() == 1) style.designation = designation.front();
    else in.mistake("designation", "no character", "7, 8, 0 or a space");
    return style;
}

}  // namespace

Result<Response> get_office_month(const Site&, const people::Caller& caller, store::Snapshot& snapshot,
                                  const Request& request)
{
    const settlement::Month month = TRY(month_in_path(request, 0));
    std::map<Id, settlement::Statement> statements;
    for (settlement::Statement& statement : settlement::statements_of(snapshot, month)) {
        if (statement.state != settlement::StatementState::sent_back)
            statements.emplace(statement.facility, std::move(statement));
    }
    json::array rows;
    constexpr bool with_left = true;  // who left is still paid
    for (const facilities::Facility& facility :
         facilities::list_facilities(snapshot, date_in_japan(request.at), with_left)) {
        const auto found = statements.find(facility.id);
        rows.push_back(facility_in_month(
            snapshot, facility, found == statements.end() ? nullptr : &found->second, month, caller.account));
    }
    return json_response(200,
                         json::object{{"month", settlement::to_string(month)},
                                      {"facilities", std::move(rows)},
                                      {"payable", payable_to_json(settlement::payable(snapshot, month))}});
}

Result<Response> get_office_statement(const Site& site, const people::Caller& caller,
                                      store::Snapshot& snapshot, const Request& request)
{
    const Id facility = TRY(id_in_path(request, 0));
    const settlement::Month month = TRY(month_in_path(request, 1));
    if (!facilities::find_facility(snapshot, facility)) return not_found();
    return json_response(
        200, month_of_facility(snapshot, municipality_of(site, request), facility, month, caller.account));
}

Recorded<Response> post_office_statement(const Site& site, const people::Caller& caller,
                                         store::Transaction& tx, const Request& request)
{
    const Id facility = TRY(id_in_path(request, 0));
    const settlement::Month month = TRY(month_in_path(request, 1));
    return Result<Response>(TRY(confirm_month(site, caller, tx, request, facility, month)));
}

Recorded<Response> post_office_statement_approve(const Site& site, const people::Caller& caller,
                                                 store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::ApproveStatement command;
    command.key = in.id("key");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.event = site.draw_id(request.at);
    command.statement = TRY(id_in_path(request, 0));
    TRY(settlement::approve_statement(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_statement_send_back(const Site& site, const people::Caller& caller,
                                                   store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::SendBackStatement command;
    command.key = in.id("key");
    command.reason = in.text("reason", longest_reason);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.event = site.draw_id(request.at);
    command.statement = TRY(id_in_path(request, 0));
    TRY(settlement::send_back_statement(tx, command));
    return Result<Response>(no_content());
}

Result<Response> get_office_account(const Site&, const people::Caller& caller, store::Snapshot& snapshot,
                                    const Request& request)
{
    const Id facility = TRY(id_in_path(request, 0));
    if (!facilities::find_facility(snapshot, facility)) return not_found();
    return json_response(200, accounts_to_json(snapshot, facility, caller.account));
}

Recorded<Response> post_office_account(const Site&, const people::Caller& caller, store::Transaction& tx,
                                       const Request& request)
{
    const Id facility = TRY(id_in_path(request, 0));
    return Result<Response>(TRY(propose_account(caller, tx, request, facility)));
}

Recorded<Response> post_office_account_decide(const Site&, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::DecideAccount command;
    command.key = in.id("key");
    command.version = in.whole("version");
    const std::string decision = in.text("decision");
    command.approve = decision == "approved";
    if (!command.approve && decision != "declined")
        in.mistake("decision", "another word", "approved or declined");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.facility = TRY(id_in_path(request, 0));
    TRY(settlement::decide_account(tx, command));
    return Result<Response>(no_content());
}

Result<Response> get_office_payer(const Site&, const people::Caller&, store::Snapshot& snapshot,
                                  const Request&)
{
    const auto found = settlement::newest_payer(snapshot);
    if (!found) return json_response(200, json::object{{"payer", nullptr}});
    using Style = settlement::ZenginStyle;
    const Style& style = found->payer.style;
    json::object payer = account_to_json(found->payer.account);
    payer["consignor_code"] = found->payer.consignor_code;
    payer["records_end_with_crlf"] = style.record_end == Style::RecordEnd::crlf;
    payer["file_ends_with_eof"] = style.file_end == Style::FileEnd::eof;
    payer["clearing_house_is_spaces"] = style.clearing_house == Style::ClearingHouse::spaces;
    payer["designation"] = std::string(1, style.designation);
    return json_response(200, json::object{{"payer", std::move(payer)}});
}

Recorded<Response> post_office_payer(const Site&, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::SetPayer command;
    command.key = in.id("key");
    command.payer.consignor_code = in.text("consignor_code");
    command.payer.account = read_account(in);
    command.payer.style = read_style(in);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    TRY(settlement::set_payer(tx, command));
    return Result<Response>(no_content());
}

Result<Response> get_office_transfers(const Site&, const people::Caller& caller, store::Snapshot& snapshot,
                                      const Request&)
{
    json::array transfers;
    for (const settlement::Transfer& transfer : settlement::list_transfers(snapshot))
        transfers.push_back(transfer_to_json(transfer, caller.account));
    return json_response(200, json::object{{"transfers", std::move(transfers)}});
}

Recorded<Response> post_office_transfer(const Site& site, const people::Caller& caller,
                                        store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::MakeTransfer command;
    command.key = in.id("key");
    const auto until = settlement::parse_month(in.text("until"));
    if (until) command.until = *until;
    else in.mistake("until", "no month", "a month such as 2026-07");
    const auto pay_on = in.maybe_date("pay_on");
    if (pay_on) command.pay_on = *pay_on;
    else in.mistake("pay_on", "nothing", "a day such as 2026-08-31");
    command.total = Yen{in.whole("total_yen")};
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.id = site.draw_id(request.at);
    return Result<Response>(json_text_response(201, TRY(settlement::make_transfer(tx, command))));
}

Recorded<Response> post_office_transfer_move(const Site& site, const people::Caller& caller,
                                             store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::MoveTransfer command;
    using To = settlement::MoveTransfer::To;
    command.key = in.id("key");
    const std::string to = in.text("to");
    if (to == "approved") command.to = To::approved;
    else if (to == "withdrawn") command.to = To::withdrawn;
    else if (to == "paid") command.to = To::paid;
    else in.mistake("to", "another state", "approved, withdrawn or paid");
    command.paid_on = in.maybe_date("paid_on");
    command.bank_was_told = in.flag("bank_was_told");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.event = site.draw_id(request.at);
    command.transfer = TRY(id_in_path(request, 0));
    TRY(settlement::move_transfer(tx, command));
    return Result<Response>(no_content());
}

Recorded<Response> post_office_transfer_file(const Site&, const people::Caller& caller,
                                             store::Transaction& tx, const Request& request)
{
    const settlement::TakeFile command{request.at, caller.account, TRY(id_in_path(request, 0))};
    Response response;
    response.body = TRY(settlement::take_file(tx, command));
    response.content_type = "application/octet-stream";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"furikomi.txt\"");
    return Result<Response>(std::move(response));
}

}  // namespace hagukumi::http
