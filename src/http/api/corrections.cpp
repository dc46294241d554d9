// 訂正 and 取消 at the desk, within the programme's time, and in the office, at any time.
#include "ledger/correct.hpp"

#include "booking/desk.hpp"
#include "http/api/handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "ledger/keep.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_reason = 1500;

/// The part of a body that preview and correction share.  An officer has no facility.
ledger::CorrectionRequest read_correction(JsonIn& in, const people::Caller& caller, Instant at)
{
    ledger::CorrectionRequest asked;
    asked.at = at;
    asked.desk = caller.facility;
    asked.request.service = in.text("service");
    if (const auto units = in.maybe_whole("units")) asked.request.units = Units{*units};
    asked.request.first_day = in.maybe_date("first_day");
    asked.request.last_day = in.maybe_date("last_day");
    asked.request.from = in.maybe_time("from");
    asked.request.until = in.maybe_time("until");
    return asked;
}

}  // namespace

Result<Response> post_correction_preview(const Site& site, const people::Caller& caller,
                                         store::Snapshot& snapshot, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    ledger::CorrectionRequest asked = read_correction(in, caller, request.at);
    TRY(in.done());
    asked.use = TRY(id_in_path(request, 0));
    const ledger::Preview preview =
        TRY(ledger::preview_correction(snapshot, municipality_of(site, request).programmes, asked));
    return json_response(200, preview_to_json(preview, language_asked(request)));
}

Recorded<Response> post_correction(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                   const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    ledger::CorrectUse command;
    command.key = in.id("key");
    command.reason = in.text("reason", longest_reason);
    command.correction = read_correction(in, caller, request.at);
    TRY(in.done());
    command.actor = caller.account;
    command.ids = {site.draw_id(request.at), site.draw_id(request.at)};
    command.correction.use = TRY(id_in_path(request, 0));
    auto outcome = TRY(ledger::correct_use(tx, municipality_of(site, request).programmes, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* refused = std::get_if<ledger::Preview>(&*outcome))
        return Result<Response>(refusal(*refused, language_asked(request)));
    const ledger::CorrectUse& done = command;
    booking::follow_correction(tx, done.correction.use, done.ids.back());
    return Result<Response>(json_text_response(201, std::move(std::get<ledger::Corrected>(*outcome).answer)));
}

Recorded<Response> post_void(const Site& site, const people::Caller& caller, store::Transaction& tx,
                             const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    ledger::VoidUse command;
    command.key = in.id("key");
    command.reason = in.text("reason", longest_reason);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.id = site.draw_id(request.at);
    command.use = TRY(id_in_path(request, 0));
    command.desk = caller.facility;
    const auto& programmes = municipality_of(site, request).programmes;
    std::string answer = TRY(ledger::void_use(tx, programmes, command));
    booking::reopen_after_void(tx, programmes, command.use, caller.account, request.at);
    return Result<Response>(json_text_response(201, std::move(answer)));
}

}  // namespace hagukumi::http
