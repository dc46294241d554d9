#include "http/api/settlement_out.hpp"

#include <boost/json/array.hpp>

#include "http/api/json_out.hpp"
#include "ledger/coupon.hpp"
#include "settlement/objection.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

json::object money_to_json(const settlement::Money& money)
{
    return {{"fee_yen", money.fee.amount},
            {"parent_yen", money.parent.amount},
            {"public_yen", money.public_share.amount}};
}

json::object line_to_json(const settlement::Line& line, const Municipality& municipality)
{
    const rules::Programme* programme = municipality.find(line.programme);
    const rules::Service* service = programme != nullptr ? programme->find_service(line.service) : nullptr;
    json::object out = money_to_json(line.money);
    out["entry"] = hagukumi::to_string(line.entry);
    out["number"] = ledger::number_of(line.use);
    out["kind"] = line.kind == settlement::LineKind::use ? "use" : "void";
    out["corrects"] = line.corrects ? json::value(hagukumi::to_string(*line.corrects)) : nullptr;
    out["at"] = to_string_in_japan(line.at);
    out["programme"] = line.programme;
    out["service"] = line.service;
    out["service_name"] = to_json(service != nullptr ? service->name : Text{line.service, line.service, {}});
    out["first_day"] = hagukumi::to_string(line.first_day);
    out["last_day"] = hagukumi::to_string(line.last_day);
    out["units"] = line.units.count;
    out["unit_name"] = service != nullptr ? json::value(to_json(rules::name_of(service->unit))) : nullptr;
    out["priced"] = line.is_priced;
    out["adjustment"] = line.is_adjustment;
    out["cancels_out"] = line.cancels_out;
    return out;
}

json::object objection_to_json(const settlement::Objection& objection)
{
    return {{"id", hagukumi::to_string(objection.id)},
            {"entry", hagukumi::to_string(objection.entry)},
            {"side", settlement::name_of(objection.side)},
            {"raised_at", to_string_in_japan(objection.raised_at)},
            {"words", objection.words},
            {"answered_at",
             objection.answered_at ? json::value(to_string_in_japan(*objection.answered_at)) : nullptr},
            {"answer", objection.answer}};
}

json::value account_version_to_json(const std::optional<settlement::FacilityAccount>& found, const Id& reader)
{
    if (!found) return nullptr;
    json::object out = account_to_json(found->account);
    out["version"] = found->version;
    out["state"] = settlement::name_of(found->state);
    out["proposed_by_me"] = found->proposed_by == reader;
    return out;
}

/// The hash that the page was given with what it showed; another text is no hash of anything.
audit::Hash hash_of_text(const std::string& hex)
{
    audit::Hash hash{};
    if (hex.size() != 2 * hash.size()) return hash;
    for (std::size_t i = 0; i < hash.size(); ++i) {
        const auto digit = [&](std::size_t place) {
            const char c = hex[place];
            return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        };
        const int high = digit(2 * i), low = digit(2 * i + 1);
        if (high < 0 || low < 0) return {};
        hash[i] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return hash;
}

}  // namespace

Result<settlement::Month> month_in_path(const Request& request, std::size_t parameter)
{
    const auto month = settlement::parse_month(request.parameters.at(parameter));
    if (!month) return not_found();
    return *month;
}

json::object statement_to_json(const settlement::Statement& statement, const Id& reader)
{
    json::object out = money_to_json(statement.total);
    out["statement"] = hagukumi::to_string(statement.id);
    out["month"] = settlement::to_string(statement.month);
    out["state"] = settlement::name_of(statement.state);
    out["uses"] = statement.uses;
    out["reason"] = statement.reason;
    out["confirmed_at"] = to_string_in_japan(statement.confirmed_at);
    out["confirmed_by_me"] = statement.confirmed_by == reader;
    out["decided_at"] =
        statement.decided_at ? json::value(to_string_in_japan(*statement.decided_at)) : nullptr;
    out["paid_on"] = to_json(statement.paid_on);
    return out;
}

json::object month_of_facility(store::Snapshot& snapshot, const Municipality& municipality,
                               const Id& facility, settlement::Month month, const Id& reader)
{
    const auto statement = settlement::find_statement(snapshot, facility, month);
    const settlement::Draft draft = statement ? settlement::read_lines(snapshot, *statement)
                                              : settlement::draw_up(snapshot, facility, month);
    json::array lines;
    for (const settlement::Line& line : draft.lines) lines.push_back(line_to_json(line, municipality));
    json::array objections;
    for (const settlement::Objection& one : settlement::objections_of(snapshot, facility, month))
        objections.push_back(objection_to_json(one));
    return {{"month", settlement::to_string(month)},
            {"statement", statement ? json::value(statement_to_json(*statement, reader)) : nullptr},
            {"digest", audit::to_hex(draft.digest)},
            {"uses", draft.sums.uses},
            {"of_month", money_to_json(draft.sums.of_month)},
            {"adjustments", money_to_json(draft.sums.adjustments)},
            {"total", money_to_json(draft.sums.total())},
            {"earlier_open",
             draft.earlier_open ? json::value(settlement::to_string(*draft.earlier_open)) : nullptr},
            {"lines", std::move(lines)},
            {"objections", std::move(objections)}};
}

json::object account_to_json(const settlement::BankAccount& account)
{
    return {{"bank_code", account.bank_code},
            {"bank_name", account.bank_name},
            {"branch_code", account.branch_code},
            {"branch_name", account.branch_name},
            {"kind", static_cast<int>(account.kind)},
            {"number", account.number},
            {"holder", account.holder}};
}

json::object accounts_to_json(store::Snapshot& snapshot, const Id& facility, const Id& reader)
{
    return {{"newest", account_version_to_json(settlement::newest_account(snapshot, facility), reader)},
            {"approved", account_version_to_json(settlement::approved_account(snapshot, facility), reader)}};
}

settlement::BankAccount read_account(JsonIn& in)
{
    settlement::BankAccount account;
    account.bank_code = in.text("bank_code");
    account.bank_name = in.text("bank_name");
    account.branch_code = in.text("branch_code");
    account.branch_name = in.text("branch_name");
    const std::int64_t kind = in.whole("kind");
    if (kind != 1 && kind != 2 && kind != 4 && kind != 9)
        in.mistake("kind", std::to_string(kind), "1, 2, 4 or 9");
    account.kind = static_cast<settlement::AccountKind>(kind);
    account.number = in.text("number");
    account.holder = in.text("holder");
    return account;
}

Result<Response> confirm_month(const Site& site, const people::Caller& caller, store::Transaction& tx,
                               const Request& request, const Id& facility, settlement::Month month)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::ConfirmStatement command;
    command.key = in.id("key");
    command.seen = hash_of_text(in.text("digest"));
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.id = site.draw_id(request.at);
    command.facility = facility;
    command.month = month;
    return json_text_response(201, TRY(settlement::confirm_statement(tx, command)));
}

Result<Response> propose_account(const people::Caller& caller, store::Transaction& tx, const Request& request,
                                 const Id& facility)
{
    const json::object& body = *TRY(body_of(request));
    JsonIn in(body);
    settlement::ProposeAccount command;
    command.key = in.id("key");
    command.account = read_account(in);
    TRY(in.done());
    command.at = request.at;
    command.actor = caller.account;
    command.facility = facility;
    return json_text_response(201, TRY(settlement::propose_account(tx, command)));
}

}  // namespace hagukumi::http
