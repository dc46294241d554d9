// The shapes that several answers share.  Their names and types are those of api/openapi.yaml.
#pragma once

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <map>

#include "facilities/check_in.hpp"
#include "http/response.hpp"
#include "http/site.hpp"
#include "ledger/coupon.hpp"
#include "ledger/use.hpp"
#include "rules/explain.hpp"

namespace hagukumi::http {

boost::json::value to_json(const std::optional<Date>& day);
std::string time_of_day(int minutes);  ///< "09:30"
/// "dates", "number_of_days", "number", "hours", "amount"
std::string_view code_of(rules::Asks asks);
boost::json::object facility_to_json(const facilities::Facility& facility);

/// One entry of a history, in words of its programme.  Looks facilities up once each.
class EntriesOut {
public:
    EntriesOut(store::Snapshot& snapshot, const Municipality& municipality)
        : x_snapshot(snapshot), x_municipality(municipality)
    {
    }

    /// For a guardian's eyes.  An officer's reason is for the office; and in a protected family (支援措置)
    /// nobody reads where another guardian was.
    EntriesOut(store::Snapshot& snapshot, const Municipality& municipality, const Id& guardian,
               bool is_protected)
        : x_snapshot(snapshot),
          x_municipality(municipality),
          x_guardian(guardian),
          x_is_protected(is_protected)
    {
    }
    boost::json::object entry(const ledger::Entry& entry);
    boost::json::array entries(const std::vector<ledger::Entry>& entries);

private:
    const ledger::Coupon* coupon(const Id& id);
    const facilities::Facility* facility(const Id& id);

    store::Snapshot& x_snapshot;
    const Municipality& x_municipality;
    std::optional<Id> x_guardian;  ///< the account that reads; empty: staff or an officer
    bool x_is_protected = false;
    std::map<Id, std::optional<ledger::Coupon>> x_coupons;
    std::map<Id, std::optional<facilities::Facility>> x_facilities;
};

/// The language beside Japanese and English in which the request wants reasons, by its Accept-Language.
std::optional<Language> language_asked(const Request& request);

/// Whether a coupon names the only facility at which it counts.
enum class Places { shown, hidden };

/// Who looks at a coupon, and when.
struct CouponReader {
    Instant at;
    /// Of the parent who would use it, as caps for each guardian count that parent's uses.  Empty for an
    /// officer: all of them are counted, as for a use that staff enter.
    std::optional<Id> account;
    std::optional<Language> also;
    Places places = Places::shown;
};

/// A coupon with each of its services: usable today, until when, and if not, why.
boost::json::object coupon_to_json(store::Snapshot& snapshot, const rules::Programme& programme,
                                   const ledger::Coupon& coupon, const CouponReader& reader);

/// What a preview and a refusal tell: outcome, numbers, money lines, reasons and what is possible instead.
boost::json::object preview_to_json(const ledger::Preview& preview, std::optional<Language> also);
boost::json::array reasons_to_json(const rules::Explanation& told);

/// 422 with the decision.
Response refusal(const ledger::Preview& preview, std::optional<Language> also);

/// {url, passcode, versions, facility} of a poster; `not_found` when there is no such facility.
Result<Response> poster_response(const Site& site, store::Snapshot& snapshot, const Id& facility,
                                 const Request& request);

/// The municipality of the path; every handler's first call.  It is known: the server refused others.
const Municipality& municipality_of(const Site& site, const Request& request);

/// The facility of a desk's caller.
const Id& facility_of(const people::Caller& caller);

tl::unexpected<Error> not_allowed();
tl::unexpected<Error> not_found();

}  // namespace hagukumi::http
