// A facility's months: what it will be paid, its confirmation, and its bank account.
#include "http/api/handlers.hpp"
#include "http/api/json_out.hpp"
#include "http/api/settlement_out.hpp"

namespace hagukumi::http {

namespace json = boost::json;

namespace {

/// Money is the manager's business; staff at the desk record uses.
Result<Id> facility_of_manager(const people::Caller& caller)
{
    if (caller.role != people::Role::facility_manager) return not_allowed();
    return facility_of(caller);
}

}  // namespace

Result<Response> get_desk_statements(const Site&, const people::Caller& caller, store::Snapshot& snapshot,
                                     const Request&)
{
    const Id facility = TRY(facility_of_manager(caller));
    json::array statements;
    for (const settlement::Statement& statement : settlement::statements_of(snapshot, facility))
        statements.push_back(statement_to_json(statement, caller.account));
    return json_response(200, json::object{{"statements", std::move(statements)}});
}

Result<Response> get_desk_statement(const Site& site, const people::Caller& caller, store::Snapshot& snapshot,
                                    const Request& request)
{
    const Id facility = TRY(facility_of_manager(caller));
    const settlement::Month month = TRY(month_in_path(request, 0));
    return json_response(
        200, month_of_facility(snapshot, municipality_of(site, request), facility, month, caller.account));
}

Recorded<Response> post_desk_statement(const Site& site, const people::Caller& caller, store::Transaction& tx,
                                       const Request& request)
{
    const Id facility = TRY(facility_of_manager(caller));
    const settlement::Month month = TRY(month_in_path(request, 0));
    return Result<Response>(TRY(confirm_month(site, caller, tx, request, facility, month)));
}

Result<Response> get_desk_account(const Site&, const people::Caller& caller, store::Snapshot& snapshot,
                                  const Request&)
{
    return json_response(200, accounts_to_json(snapshot, TRY(facility_of_manager(caller)), caller.account));
}

Recorded<Response> post_desk_account(const Site&, const people::Caller& caller, store::Transaction& tx,
                                     const Request& request)
{
    const Id facility = TRY(facility_of_manager(caller));
    return Result<Response>(TRY(propose_account(caller, tx, request, facility)));
}

}  // namespace hagukumi::http
