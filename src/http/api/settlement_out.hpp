// The shapes of months, accounts and transfers that desk and office share, and their bodies.
#pragma once

#include <boost/json/object.hpp>

#include "http/api/json_in.hpp"
#include "http/response.hpp"
#include "http/site.hpp"
#include "people/account.hpp"
#include "settlement/transfer.hpp"

namespace hagukumi::http {

/// The month of the path; one that is none is not found.
Result<settlement::Month> month_in_path(const Request& request, std::size_t parameter);

/// A month of a facility as it was confirmed, or as it would be now: {month, state, digest, sums, lines, …}.
boost::json::object month_of_facility(store::Snapshot& snapshot, const Municipality& municipality,
                                      const Id& facility, settlement::Month month, const Id& reader);

/// {statement, state, uses, fee_yen, …, confirmed_by_me} without lines.  `reader` is the account that looks:
/// who confirmed, proposed or made something does not approve it.
boost::json::object statement_to_json(const settlement::Statement& statement, const Id& reader);

/// {newest, approved}: an officer and the facility itself see the number.
boost::json::object accounts_to_json(store::Snapshot& snapshot, const Id& facility, const Id& reader);

settlement::BankAccount read_account(JsonIn& in);
boost::json::object account_to_json(const settlement::BankAccount& account);

/// Confirms the month of a facility.  Body: {key, digest}.
Result<Response> confirm_month(const Site& site, const people::Caller& caller, store::Transaction& tx,
                               const Request& request, const Id& facility, settlement::Month month);

/// Proposes an account.  Body: {key, bank_code, …}.
Result<Response> propose_account(const people::Caller& caller, store::Transaction& tx, const Request& request,
                                 const Id& facility);

}  // namespace hagukumi::http
