// Serial codes: parents receive with them, the office makes and follows them.
#include "codes/code.hpp"
#include "codes/give_back.hpp"
#include "codes/receive.hpp"
#include "http/api/code_handlers.hpp"
#include "http/api/json_in.hpp"
#include "http/api/json_out.hpp"
#include "rules/explain.hpp"
#include "rules/json.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

constexpr std::size_t longest_code = 100, longest_reason = 2000;
constexpr codes::CodeLimits limits;

codes::Attempt attempt_of(const Site& site, const people::Caller& caller, const Request& request,
                          std::string typed)
{
    must(caller.household.has_value(), "a parent belongs to a household");
    return {request.at, site.draw_id(request.at), caller.account, *caller.household, std::move(typed)};
}

/// What a programme gives, by name.
json::array coupons_of(const rules::Programme& programme)
{
    json::array names;
    for (const rules::Allotment& allotment : programme.allotments()) names.push_back(to_json(allotment.name));
    return names;
}

json::object batch_to_json(const codes::Batch& batch, const Municipality& municipality)
{
    const rules::Programme* programme = municipality.find(batch.programme);
    return {
        {"id", to_string(batch.id)},
        {"programme", batch.programme},
        {"programme_name", programme == nullptr ? json::value(nullptr) : to_json(programme->name())},
        {"label", batch.label},
        {"last_day", hagukumi::to_string(batch.last_day)},
        {"household", batch.household ? json::value(to_string(*batch.household)) : nullptr},
        {"made_at", to_string_in_japan(batch.made_at)},
        {"withdrawn_at", batch.withdrawn_at ? json::value(to_string_in_japan(*batch.withdrawn_at)) : nullptr},
        {"codes", batch.codes},
        {"received", batch.received}};
}

json::object code_to_json(const codes::SerialCode& code)
{
    return {{"code", codes::in_groups(code.code)},
            {"number", code.number},
            {"received_at", code.received_at ? json::value(to_string_in_japan(*code.received_at)) : nullptr},
            {"household", code.household ? json::value(to_string(*code.household)) : nullptr},
            {"kept_for", code.kept_for ? json::value(to_string(*code.kept_for)) : nullptr},
            {"kept_until", to_json(code.kept_until)},
            {"given_back_at",
             code.given_back_at ? json::value(to_string_in_japan(*code.given_back_at)) : nullptr}};
}

/// What became of the coupons of a code: what an officer weighs before taking them back.
json::array opened_to_json(store::Snapshot& snapshot, const rules::Programme& programme,
                           const codes::Traced& found)
{
    json::array all;
    for (const ledger::Coupon& coupon : codes::coupons_by(snapshot, found)) {
        const rules::Allotment* allotment = programme.find_allotment(coupon.allotment);
        if (allotment == nullptr) continue;
        all.push_back(json::object{{"name", to_json(allotment->name)},
                                   {"limited", coupon.limited},
                                   {"used", coupon.used.count},
                                   {"left", coupon.left.count},
                                   {"reserved", coupon.reserved.count},
                                   {"unit_name", to_json(rules::name_of(allotment->unit))}});
    }
    return all;
}

Response not_entitled(const rules::Programme& programme, const ledger::NotEntitled& refused,
                      const Request& request)
{
    const rules::Explanation told =
        rules::explain(programme, refused.facts, refused.entitlement, language_asked(request));
    Error error;
    error.code = "not_entitled";
    error.message = told.reasons.empty() ? told.summary : told.reasons.front().sentence;
    return problem(422, error, {{"reasons", reasons_to_json(told)}});
}

}  // namespace

Recorded<Response> post_parent_code_look(const Site& site, const people::Caller& caller,
                                         store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string typed = in.text("code", longest_code);
    TRY(in.done());
    Result<codes::Traced> found =
        TRY(codes::check_code(tx, limits, attempt_of(site, caller, request, typed)));
    if (!found) return Result<Response>(tl::unexpected(std::move(found).error()));
    const rules::Programme* programme = municipality_of(site, request).find(found->batch.programme);
    if (programme == nullptr) return not_found();
    return Result<Response>(
        json_response(200, json::object{{"code", codes::in_groups(found->code.code)},
                                        {"programme_name", to_json(programme->name())},
                                        {"last_day", hagukumi::to_string(found->batch.last_day)},
                                        {"coupons", coupons_of(*programme)}}));
}

Recorded<Response> post_parent_code_receive(const Site& site, const people::Caller& caller,
                                            store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    codes::Receive command;
    command.key = in.id("key");
    const std::string typed = in.text("code", longest_code);
    command.child = in.id("child");
    TRY(in.done());
    command.attempt = attempt_of(site, caller, request, typed);
    const auto traced = codes::trace(tx, typed);
    const rules::Programme* programme =
        traced ? municipality_of(site, request).find(traced->batch.programme) : nullptr;
    if (programme == nullptr) {  // to be refused in the same words as everything that is not theirs
        Result<codes::Traced> refused = TRY(codes::check_code(tx, limits, command.attempt));
        return Result<Response>(refused ? not_found() : tl::unexpected(std::move(refused).error()));
    }
    command.grant_key = site.draw_id(request.at);
    for (std::size_t i = 0; i < 2 * programme->allotments().size(); ++i)
        command.ids.push_back(site.draw_id(request.at));
    Result<codes::Outcome> outcome = TRY(codes::receive(tx, limits, *programme, command));
    if (!outcome) return Result<Response>(tl::unexpected(std::move(outcome).error()));
    if (const auto* refused = std::get_if<ledger::NotEntitled>(&*outcome))
        return Result<Response>(not_entitled(*programme, *refused, request));
    return Result<Response>(json_text_response(201, std::get<ledger::Granted>(*outcome).answer));
}

Result<Response> get_office_codes(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                  const Request& request)
{
    json::array all;
    for (const codes::Batch& batch : codes::batches(snapshot))
        all.push_back(batch_to_json(batch, municipality_of(site, request)));
    json::array programmes;
    for (const auto& programme : municipality_of(site, request).programmes)
        programmes.push_back(json::object{{"code", programme->code()}, {"name", to_json(programme->name())}});
    return json_response(200,
                         json::object{{"batches", std::move(all)}, {"programmes", std::move(programmes)}});
}

Result<Response> get_office_code_batch(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                       const Request& request)
{
    const codes::Batch batch = TRY(codes::find_batch(snapshot, TRY(id_in_path(request, 0))));
    json::array all;
    for (const codes::SerialCode& code : codes::codes_of(snapshot, batch.id))
        all.push_back(code_to_json(code));
    return json_response(200, json::object{{"batch", batch_to_json(batch, municipality_of(site, request))},
                                           {"url", site.address_of(request.municipality) + "receive#"},
                                           {"codes", std::move(all)}});
}

Recorded<Response> post_office_codes(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    codes::MakeBatch command;
    command.key = in.id("key");
    command.programme = in.text("programme");
    command.label = in.text("label");
    const std::int64_t count = in.whole("count");
    const auto last_day = in.maybe_date("last_day");
    command.household = in.maybe_id("household");
    if (!last_day) in.mistake("last_day", "no date", "a date");
    if (count < 1 || count > codes::most_in_a_batch) in.mistake("count", "another number", "1 to 2000");
    if (municipality_of(site, request).find(command.programme) == nullptr)
        in.mistake("programme", "something else", "a programme of this municipality");
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.id = site.draw_id(request.at);
    command.last_day = *last_day;
    for (std::int64_t i = 0; i < count; ++i) command.codes.push_back(codes::draw_code(*site.randomness));
    const Id made = TRY(codes::make_batch(tx, command));
    return Result<Response>(json_response(201, json::object{{"batch", to_string(made)}}));
}

Recorded<Response> post_office_codes_withdraw(const Site&, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    codes::WithdrawBatch command;
    command.key = in.id("key");
    command.reason = in.text("reason", longest_reason);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.batch = TRY(id_in_path(request, 0));
    TRY(codes::withdraw_batch(tx, command));
    return Result<Response>(no_content());
}

Result<Response> post_office_code_trace(const Site& site, const people::Caller&, store::Snapshot& snapshot,
                                        const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    const std::string typed = in.text("code", longest_code);
    TRY(in.done());
    const codes::Traced found = TRY(codes::trace(snapshot, typed));
    const Municipality& municipality = municipality_of(site, request);
    const rules::Programme* programme = municipality.find(found.batch.programme);
    return json_response(
        200, json::object{{"code", code_to_json(found.code)},
                          {"batch", batch_to_json(found.batch, municipality)},
                          {"opened", programme == nullptr ? json::array()
                                                          : opened_to_json(snapshot, *programme, found)}});
}

Recorded<Response> post_office_code_give_back(const Site& site, const people::Caller& caller,
                                              store::Transaction& tx, const Request& request)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    codes::GiveBack command;
    command.key = in.id("key");
    command.typed = in.text("code", longest_code);
    command.owner = in.id("owner");
    const auto last_day = in.maybe_date("last_day");
    command.reason = in.text("reason", longest_reason);
    if (!last_day) in.mistake("last_day", "no date", "a date");
    TRY(in.done());
    command.last_day = *last_day;
    command.at = request.at;
    command.actor = caller.account;
    const codes::Traced found = TRY(codes::trace(tx, command.typed));
    const rules::Programme* programme = municipality_of(site, request).find(found.batch.programme);
    if (programme == nullptr) return not_found();
    for (std::size_t i = 0; i < 2 + programme->allotments().size(); ++i)
        command.ids.push_back(site.draw_id(request.at));
    return Result<Response>(json_text_response(200, TRY(codes::give_back(tx, *programme, command))));
}

}  // namespace hagukumi::http
